"""The co-design report: who it was made with, what they were asked and answered, what was decided
together, and which outcome or assessment that changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.documents.answers import day, listed, organisation, persons, shown, words
from mcapproval.documents.application.consultation import kind_of, partners_at, present
from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import Block, Document, Heading, Labelled, Prose, TableBlock
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import annex_of

CHANGING = (("/learning_outcomes", "learning outcome"), ("/assessments", "assessment"))


def co_design_record(dossier: Dossier) -> Document:
    told = "Who it was developed with, and what changed because of them"
    return paper(dossier, "CODESIGN", "Co-design report", told, _blocks(dossier))


def _blocks(dossier: Dossier) -> Iterator[Block]:
    yield from _short(dossier)
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
    columns = ("Id", "What it is", "What it says", "Changed in")
    yield TableBlock(columns, tuple(_traces(dossier)), shares=(1, 3, 8, 3))


def _short(dossier: Dossier) -> Iterator[Block]:
    """The whole in one table: when, with whom, and what it changed."""
    rows = tuple(
        (
            shown(row.get("id")),
            day(row.get("date")),
            kind_of(row),
            partners_at(dossier, row) or "no partner named",
            shown(row["changed"]) if row.get("changed") else "nothing",
        )
        for _, row in dossier.draft.rows("/co_design/meetings")
    )
    if rows:
        yield Heading(1, "In short")
        columns = ("Id", "When", "How", "With", "Changed")
        yield TableBlock(columns, rows, shares=(1, 3, 2, 6, 3))


def _partner(dossier: Dossier, row: dict[str, Any]) -> Iterator[Block]:
    yield Heading(2, f"{shown(row.get('id'))}: {organisation(dossier, row.get('organisation'))}")
    yield Labelled("Role", shown(row.get("role")))
    if row.get("people"):
        yield Labelled("People", persons(dossier, row["people"]))
    told = annex_of(dossier, row["agreement"]) if row.get("agreement") else "none"
    yield Labelled("Agreement", told)
    yield from _asked(dossier, row)


def _asked(dossier: Dossier, row: dict[str, Any]) -> Iterator[Block]:
    """What this partner was asked at meetings and said in evidence, as the draft has it."""
    met = [
        f"{shown(meeting.get('id'))}: {shown(meeting['discussed'])}"
        for _, meeting in dossier.draft.rows("/co_design/meetings")
        if _took_part(row, meeting) and meeting.get("discussed")
    ]
    said = [
        f"{shown(item.get('id'))} ({words(item.get('type'))}, {day(item.get('dated'))}): "
        f"{shown(item['says'])}"
        for _, item in dossier.draft.rows("/need/evidence")
        if _given_by(item) == row.get("organisation") and item.get("says")
    ]
    if met:
        yield Labelled("What they were asked", "\n".join(met))
    if said:
        yield Labelled("What they said in evidence", "\n\n".join(said))
    if not met and not said:
        yield Labelled("What they were asked", "The draft does not say.")


def _took_part(partner: dict[str, Any], meeting: dict[str, Any]) -> bool:
    who = meeting.get("who")
    return isinstance(who, list) and partner.get("id") in who


def _given_by(item: dict[str, Any]) -> Any:
    giver = item.get("from")
    return giver.get("organisation") if isinstance(giver, dict) else None


def _meeting(dossier: Dossier, row: dict[str, Any]) -> Iterator[Block]:
    yield Heading(2, f"{shown(row.get('id'))}: {kind_of(row)}, {day(row.get('date'))}")
    yield Labelled("Who took part", present(dossier, row))
    if row.get("discussed"):
        yield Labelled("What was discussed", shown(row["discussed"]))
    yield Labelled("What was decided", shown(row.get("decided")))
    if row.get("changed"):
        yield Labelled("What it changed", shown(row["changed"]))
    else:
        yield Labelled("Why nothing changed", shown(row.get("or_because")))
    if row.get("file"):
        yield Labelled("Where", annex_of(dossier, row["file"]))


def _traces(dossier: Dossier) -> Iterator[tuple[str, str, str, str]]:
    meetings = [row for _, row in dossier.draft.rows("/co_design/meetings")]
    for path, what in CHANGING:
        for _, row in dossier.draft.rows(path):
            found = [
                shown(meeting.get("id"))
                for meeting in meetings
                if isinstance(meeting.get("changed"), list) and row.get("id") in meeting["changed"]
            ]
            says = shown(row.get("title") or row.get("statement"))
            yield shown(row.get("id")), what, says, listed(found) or "no meeting"
