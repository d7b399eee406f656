"""The co-design record: who it was made with, what was decided together, and what that changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.documents.answers import (
    UNWRITTEN,
    day,
    listed,
    number_of,
    organisation,
    persons,
    shown,
    title_of,
    words,
)
from mcapproval.documents.content import Block, Document, Heading, Labelled, Prose, TableBlock
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import annex_of


def co_design_record(dossier: Dossier) -> Document:
    return Document(
        title=title_of(dossier),
        subtitle="Who it was developed with, and what changed because of them",
        kind="Co-design record",
        number=number_of(dossier, "CODESIGN"),
        as_at=dossier.as_at,
        simulated=dossier.simulated,
        house=dossier.house,
        blocks=tuple(_blocks(dossier)),
    )


def _blocks(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "Partners")
    partners = dossier.draft.rows("/co_design/partners")
    if not partners:
        yield Prose("No partner is recorded yet.")
    for _, row in partners:
        yield from _partner(dossier, row)
    yield Heading(1, "Meetings and hui")
    meetings = dossier.draft.rows("/co_design/meetings")
    if not meetings:
        yield Prose("No meeting is recorded yet.")
    for _, row in meetings:
        yield from _meeting(dossier, row)
    yield Heading(1, "Outcomes, assessments and the meetings that changed them")
    yield TableBlock(("Id", "What it is", "Changed in"), tuple(_traces(dossier)), shares=(1, 6, 4))


def _partner(dossier: Dossier, row: dict[str, Any]) -> Iterator[Block]:
    yield Heading(2, f"{shown(row.get('id'))}: {organisation(dossier, row.get('organisation'))}")
    yield Labelled("Role", shown(row.get("role")))
    if row.get("people"):
        yield Labelled("People", persons(dossier, row["people"]))
    told = annex_of(dossier, row["agreement"]) if row.get("agreement") else "none"
    yield Labelled("Agreement", told)


def _meeting(dossier: Dossier, row: dict[str, Any]) -> Iterator[Block]:
    kind = words(row["kind"]) if row.get("kind") else "meeting"
    yield Heading(2, f"{shown(row.get('id'))}: {kind}, {day(row.get('date'))}")
    yield Labelled("Who took part", _present(dossier, row))
    if row.get("discussed"):
        yield Labelled("What was discussed", shown(row["discussed"]))
    yield Labelled("What was decided", shown(row.get("decided")))
    if row.get("changed"):
        yield Labelled("What it changed", shown(row["changed"]))
    else:
        yield Labelled("Why nothing changed", shown(row.get("or_because")))
    if row.get("file"):
        yield Labelled("Where", annex_of(dossier, row["file"]))


def _present(dossier: Dossier, row: dict[str, Any]) -> str:
    """Partners by name, then the people of whom something may be printed."""
    names = {
        partner.get("id"): organisation(dossier, partner.get("organisation"))
        for _, partner in dossier.draft.rows("/co_design/partners")
    }
    who = row.get("who")
    parts = (
        [listed(names.get(key, shown(key)) for key in who)] if isinstance(who, list) and who else []
    )
    if row.get("people"):
        parts.append(persons(dossier, row["people"]))
    return "; ".join(parts) or UNWRITTEN


def _traces(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    meetings = [row for _, row in dossier.draft.rows("/co_design/meetings")]
    for path, what in (("/learning_outcomes", "learning outcome"), ("/assessments", "assessment")):
        for _, row in dossier.draft.rows(path):
            found = [
                shown(meeting.get("id"))
                for meeting in meetings
                if isinstance(meeting.get("changed"), list) and row.get("id") in meeting["changed"]
            ]
            yield shown(row.get("id")), what, listed(found) or "no meeting"
