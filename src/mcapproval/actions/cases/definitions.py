"""Which workflow a case walks: the definition it began with, kept in the records by hash."""

from __future__ import annotations

import json
from functools import cache

from sqlalchemy import Connection

from mcapproval.errors import OurFault
from mcapproval.store.keep import content_bytes
from mcapproval.store.rows.folded import Case
from mcapproval.store.writer import Writer
from mcapproval.workflow.definition import load, parse_kept
from mcapproval.workflow.model import Definition

KNOWN = "definitions"
"""Under which a connection has those that it read, by their hashes."""


@cache
def _parsed(body: bytes) -> Definition:
    return parse_kept(json.loads(body)["workflow"], "a definition kept in the records")


def keep(writer: Writer, name: str) -> str:
    """Keep the text of a shipped definition; gives the hash that its cases hold."""
    return writer.content({"workflow": load(name).text})


def definition_of(connection: Connection, case: Case) -> Definition:
    return kept_definition(connection, case.definition_hash, case.ref)


def kept_definition(connection: Connection, name: str, ref: str) -> Definition:
    """A definition by the hash under which it is kept for a case."""
    known: dict[str, Definition] = connection.info.setdefault(KNOWN, {})
    if name not in known:
        kept = content_bytes(connection, name)
        if kept is None:
            raise OurFault(f"the workflow of {ref} is not in the records")
        known[name] = _parsed(kept)
    return known[name]
