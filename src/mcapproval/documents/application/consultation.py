"""Who was asked, when, and what came of it: shared by the co-design report and the proposal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.documents.answers import (
    UNWRITTEN,
    day,
    listed,
    organisation,
    persons,
    shown,
    words,
)
from mcapproval.documents.application.form_criteria import partners
from mcapproval.documents.content import Block, Labelled, Prose
from mcapproval.documents.dossier import Dossier


def consulted(dossier: Dossier) -> Iterator[Block]:
    """Each meeting in three lines; the co-design report says more."""
    yield Labelled("Developed with", partners(dossier))
    meetings = dossier.draft.rows("/co_design/meetings")
    if not meetings:
        yield Prose("No meeting is recorded yet.")
    for _, row in meetings:
        changed = f"changed {shown(row['changed'])}" if row.get("changed") else "changed nothing"
        head = f"{day(row.get('date'))}, {kind_of(row)} with {partners_at(dossier, row)}"
        yield Labelled(head, shown(row.get("decided")), changed)


def kind_of(row: dict[str, Any]) -> str:
    return words(row["kind"]) if row.get("kind") else "meeting"


def partners_at(dossier: Dossier, row: dict[str, Any]) -> str:
    """The partners at a meeting, by the names of their organisations."""
    names = {
        partner.get("id"): organisation(dossier, partner.get("organisation"))
        for _, partner in dossier.draft.rows("/co_design/partners")
    }
    who = row.get("who")
    return listed(names.get(k, shown(k)) for k in who) if isinstance(who, list) and who else ""


def present(dossier: Dossier, row: dict[str, Any]) -> str:
    """Partners by name, then the people of whom something may be printed."""
    people = persons(dossier, row["people"]) if row.get("people") else ""
    return "; ".join(part for part in (partners_at(dossier, row), people) if part) or UNWRITTEN
