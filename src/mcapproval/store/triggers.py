"""The guard rails of the journal: the database itself refuses to change or remove a row.

They stop slips, not attackers: whoever can drop a trigger can edit a row. The chain and a head kept
outside show that; a verification names triggers that are dropped, hollowed out or not ours.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

NAMES = {
    "sqlite": ("journal_no_update", "journal_no_delete", "journal_no_replace"),
    "postgresql": ("journal_no_update", "journal_no_delete"),
}

SQLITE = (
    *(
        f"CREATE TRIGGER journal_no_{verb} BEFORE {verb.upper()} ON journal "
        f"BEGIN SELECT RAISE(ABORT, 'the journal only grows: {verb} refused'); END"
        for verb in ("update", "delete")
    ),
    # INSERT OR REPLACE removes the old row without firing a trigger on delete
    "CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM journal "
    "WHERE seq = NEW.seq OR prev = NEW.prev OR (ref = NEW.ref AND ref_seq = NEW.ref_seq)) "
    "BEGIN SELECT RAISE(ABORT, 'the journal only grows: replace refused'); END",
)

BODY = " BEGIN RAISE EXCEPTION 'the journal only grows: % refused', TG_OP; END "

POSTGRESQL = (
    f"CREATE FUNCTION journal_only_grows() RETURNS trigger LANGUAGE plpgsql AS $${BODY}$$",
    "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows()",
    "CREATE TRIGGER journal_no_delete BEFORE DELETE OR TRUNCATE ON journal "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows()",
)

THERE = {
    "sqlite": "SELECT lower(tbl_name), name, sql FROM sqlite_master WHERE type = 'trigger'",
    # a rule can do what a trigger does; one that is off, or on for a replica only, does nothing
    "postgresql": """
        SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid, true) || ' AS' || p.prosrc
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')
        AND c.relnamespace = current_schema()::regnamespace
        UNION ALL
        SELECT tablename, rulename, definition FROM pg_rules WHERE schemaname = current_schema()
    """,
}
"""By dialect, the table, name and text of every trigger (with its function's) and rule."""


def statements(dialect: str) -> tuple[str, ...]:
    return POSTGRESQL if dialect == "postgresql" else SQLITE


def expected(dialect: str) -> dict[tuple[str, str], str]:
    """Ours, as `there` finds them."""
    body = f" AS{BODY}" if dialect == "postgresql" else ""
    made = [s for s in statements(dialect) if s.startswith("CREATE TRIGGER")]
    return {("journal", s.split()[2]): _one_line(s + body) for s in made}


def there(connection: Connection) -> dict[tuple[str, str], str]:
    """By table and name, the text of every trigger that works in this database."""
    rows = connection.execute(text(THERE[connection.dialect.name]))
    return {(str(on), str(name)): _one_line(str(made)) for on, name, made in rows}


def _one_line(made: str) -> str:
    return " ".join(made.split())


def missing(connection: Connection) -> tuple[str, ...]:
    """The triggers that should be there and are not, or do nothing."""
    found = there(connection)
    return tuple(name for name in NAMES[connection.dialect.name] if ("journal", name) not in found)
