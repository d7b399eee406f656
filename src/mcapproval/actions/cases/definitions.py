"""Which workflow a case walks: the definition it began with, kept in the records by hash."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection

from mcapproval.errors import OurFault
from mcapproval.store.keep import content
from mcapproval.store.tables import Case
from mcapproval.store.writer import Writer
from mcapproval.workflow.definition import load, parse_kept
from mcapproval.workflow.model import Definition


@cache
def _parsed(text: str) -> Definition:
    return parse_kept(text, "a definition kept in the records")


def keep(writer: Writer, name: str) -> str:
    """Keep the text of a shipped definition; gives the hash that its cases hold."""
    return writer.content({"workflow": load(name).text})


def definition_of(connection: Connection, case: Case) -> Definition:
    return kept_definition(connection, case.definition_hash, case.ref)


def kept_definition(connection: Connection, name: str, ref: str) -> Definition:
    """A definition by the hash under which it is kept for a case."""
    kept = content(connection, name)
    if kept is None:
        raise OurFault(f"the workflow of {ref} is not in the records")
    return _parsed(kept["workflow"])
