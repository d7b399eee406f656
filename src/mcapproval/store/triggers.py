"""The guard rails of the journal: the database itself refuses to change or remove a row.

They stop slips, not attackers: whoever can drop a trigger can edit a row. The chain and a head kept
outside show that; `missing` shows the dropped trigger.
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

POSTGRESQL = (
    "CREATE FUNCTION journal_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal only grows: % refused', TG_OP; END $$",
    "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows()",
    "CREATE TRIGGER journal_no_delete BEFORE DELETE OR TRUNCATE ON journal "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows()",
)


def statements(dialect: str) -> tuple[str, ...]:
    return POSTGRESQL if dialect == "postgresql" else SQLITE


def missing(connection: Connection) -> tuple[str, ...]:
    """The triggers that should be there and are not."""
    if connection.dialect.name == "postgresql":
        query = (
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'journal'::regclass AND tgenabled <> 'D'"
        )
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
    there = set(connection.execute(text(query)).scalars())
    return tuple(name for name in NAMES[connection.dialect.name] if name not in there)
