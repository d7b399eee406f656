"""What a PostgreSQL says to whom it lets no further, and for what can be asked then."""

from __future__ import annotations

from mcapproval.store.server import url_of

NO_LETTER = "22P05"
"""How it says that its encoding has not a letter that is asked for."""

TO_CREATE = "schema"
"""In what it says where the right to make tables is lacking."""

OWNED = "must be owner"
"""In what it says where only the owner of a table may do something."""

READ_ONLY = "read-only"
"""In what a standby says, and a session in which nothing may be written."""

AS_AT = "CREATE TEMPORARY"
"""Begins what is done to show an earlier day."""

NOT_LET_IN = (
    ("password", "check the user and its password, which is read from ~/.pgpass or PGPASSWORD"),
    ('role "', "check the name of the user, which stands before the @ of the address"),
    ('database "', "check its name, the end of the address; if it is not there yet, have it made"),
)
"""By what stands behind FATAL where a server does not let a user in, what to do: no code comes with
it.
"""


def to_be_let_in(said: str) -> str:
    _, _, why = said.partition("FATAL:")
    hints = (hint for sign, hint in NOT_LET_IN if sign in why or f"no {sign} supplied" in said)
    return next(hints, "check the address, and that the server runs")


def is_as_at(statement: str | None) -> bool:
    return (statement or "").lstrip().startswith(AS_AT)


def to_see_an_earlier_day(where: str, said: str) -> str:
    url, laid = url_of(where), "an earlier day is laid over the records in temporary tables"
    if READ_ONLY in said:
        return (
            f"{laid}, and a standby, or a session that may only read, makes none: use the address "
            "of the server that is written to, by a user whose sessions may write"
        )
    return (
        f"{laid}: ask whoever owns the database for GRANT TEMPORARY ON DATABASE "
        f"{url.database or 'NAME'} TO {url.username or 'USER'}"
    )


def for_what_to_ask(where: str, said: str) -> str:
    user = url_of(where).username or "USER"
    if OWNED in said:
        return "only the user who owns the tables may do this: name them by an address of that user"
    if TO_CREATE in said:
        return (
            f"ask for GRANT CREATE ON SCHEMA public TO {user}, or for a database that this user "
            "owns; tables that are there already only the user who owns them may upgrade"
        )
    if READ_ONLY in said:
        return (
            "where they moved, use the new place; else it is a standby, or a session that may only "
            "read: use the address of the server that is written to, by a user whose sessions may "
            "write"
        )
    return (
        "ask whoever owns their tables for the right to read and write them: GRANT SELECT, INSERT, "
        f"UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {user}"
    )
