"""Who may do what with our tables in a PostgreSQL: rights go with a table that is dropped."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from mcapproval.store.engine import connect, is_url, reading
from mcapproval.store.rows.places import ROWS
from mcapproval.store.schema import VERSIONS
from mcapproval.store.unusable import damage_told

GUARD = "journal_only_grows"
"""The function of the triggers: it is its owner's, too."""

NAMES = sorted((*ROWS, VERSIONS))

THERE = """
SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = ANY(:names)
"""

GIVEN = """
WITH ours AS (
    SELECT oid, relname, relowner, relacl FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
    AND relname = ANY(:names)
), said AS (
    SELECT relname, relowner, '' AS column, (aclexplode(relacl)).* FROM ours
    UNION ALL
    SELECT relname, relowner, format(' (%I)', attname), (aclexplode(attacl)).*
    FROM ours JOIN pg_attribute ON attrelid = oid WHERE NOT attisdropped
), owned AS (
    SELECT 'TABLE' AS kind, quote_ident(relname) AS name, relowner AS owner FROM ours
    UNION ALL
    SELECT 'FUNCTION', proname || '()', proowner FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace AND proname = :guard AND pronargs = 0
)
SELECT format(
    'GRANT %s ON %I TO %s%s',
    string_agg(privilege_type || "column", ', ' ORDER BY privilege_type, "column"),
    relname,
    CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
    CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
) AS statement, 1 AS turn
FROM said WHERE grantee <> relowner GROUP BY relname, grantee, is_grantable
UNION ALL
SELECT format('ALTER %s %s OWNER TO %s', kind, name, owner::regrole), 2
FROM owned WHERE pg_get_userbyid(owner) <> current_user
ORDER BY turn, statement
"""
"""Whoever gives rights must own the tables still: they go to another owner last."""

BY_DEFAULT = """
SELECT DISTINCT format(
    'REVOKE ALL ON %I FROM %s',
    relname,
    CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END
) AS statement
FROM pg_class, aclexplode(relacl)
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
AND relname = ANY(:names) AND grantee <> relowner
ORDER BY statement
"""
"""What somebody settled for each new table is not to be more than was left of it."""

LACKING = """
WITH ours AS (
    SELECT relname, relowner, relacl FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
    AND relname = ANY(:names)
), model AS (
    SELECT relowner, relacl FROM ours WHERE relname = 'case_record'
), acts AS (
    SELECT DISTINCT grantee FROM model, aclexplode(model.relacl)
    WHERE privilege_type = 'INSERT' AND grantee <> relowner
)
SELECT format(
    'GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %s',
    string_agg(quote_ident(relname), ', ' ORDER BY relname),
    CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END
) AS statement, 1 AS turn
FROM acts, ours WHERE NOT EXISTS (
    SELECT 1 FROM aclexplode(ours.relacl) AS had WHERE had.grantee = acts.grantee
) GROUP BY grantee
UNION ALL
SELECT format('ALTER TABLE %I OWNER TO %s', relname, model.relowner::regrole), 2
FROM ours, model WHERE ours.relowner <> model.relowner
ORDER BY turn, statement
"""
"""Whoever may write cases acts, and needs every table; all have one owner."""


class Rights(NamedTuple):
    """Which of our tables there are, and the statements that give again what others than this user
    may do with them.
    """

    tables: list[str]
    statements: list[str]


def rights(connection: Connection) -> Rights:
    there = [*connection.execute(text(THERE), {"names": NAMES}).scalars()]
    values = {"names": there, "guard": GUARD}
    return Rights(there, [*connection.execute(text(GIVEN), values).scalars()])


def lacking(where: str) -> tuple[str, ...]:
    """The statements that give rights to tables of ours that those who act have none to, such as
    an upgrade makes; none for a file.
    """
    if not is_url(where):
        return ()
    with damage_told(where), reading(connect(where)) as connection:
        return tuple(connection.execute(text(LACKING), {"names": NAMES}).scalars())


def give_again(connection: Connection, before: Rights) -> tuple[str, ...]:
    """Let the tables that are made anew be open to whom they were open `before`, and to nobody
    else. Gives the statements that this user may not say, or that name what is not there now.
    """
    for statement in connection.execute(text(BY_DEFAULT), {"names": before.tables}).scalars().all():
        connection.exec_driver_sql(statement)
    return tuple(each for each in before.statements if not _said(connection, each))


def _said(connection: Connection, statement: str) -> bool:
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(statement)
    except DatabaseError as fault:
        if fault.connection_invalidated:
            raise
        return False
    return True
