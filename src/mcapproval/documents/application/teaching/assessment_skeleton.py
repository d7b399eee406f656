"""The assessment skeleton: for each assessment a task sheet and a marking guide to be filled in.

What the draft says stands in its place; what it does not say is left for the assessor to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.documents.answers import UNWRITTEN, listed, shown, words
from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import (
    Blanks,
    Block,
    Bullets,
    Document,
    Heading,
    Labelled,
    NewPage,
    Notice,
    Prose,
    TableBlock,
    Ticks,
)
from mcapproval.documents.dossier import Dossier

TO_WRITE = "(to be written)"
RESULTS = ("Achieved", "Not achieved yet", "To be handed in again")


def assessment_skeleton(dossier: Dossier) -> Document:
    told = "Task sheets and marking guides, to be filled in"
    return paper(dossier, "TASKS", "Assessment skeleton", told, _blocks(dossier))


def _blocks(dossier: Dossier) -> Iterator[Block]:
    rows = [row for _, row in dossier.draft.rows("/assessments")]
    yield Prose(
        f"What stands here is from the draft. Where it reads {TO_WRITE}, the assessor writes it "
        "before the assessment is moderated."
    )
    if not rows:
        yield Prose("No assessment is written yet.")
    unassessed = [
        shown(row.get("id"))
        for _, row in dossier.draft.rows("/learning_outcomes")
        if not any(row.get("id") in _named(one) for one in rows)
    ]
    if rows and unassessed:
        yield Notice(f"No assessment shows {listed(unassessed)}.")
    for number, row in enumerate(rows):
        if number:
            yield NewPage()
        yield from _task(dossier, row)
        yield NewPage()  # for the assessor: it does not go out with the task
        yield from _guide(dossier, row)


def _named(row: dict[str, Any]) -> list[Any]:
    named = row.get("outcomes")
    return named if isinstance(named, list) else []


def _called(row: dict[str, Any]) -> str:
    name = shown(row.get("id"))
    return f"{name}: {row['title']}" if row.get("title") else name


def _outcomes(dossier: Dossier, row: dict[str, Any]) -> list[tuple[str, str]]:
    """Id and statement of each outcome that an assessment shows."""
    known = {
        outcome.get("id"): shown(outcome.get("statement"))
        for _, outcome in dossier.draft.rows("/learning_outcomes")
    }
    return [(shown(key), known.get(key, "not in the draft")) for key in _named(row)]


def _task(dossier: Dossier, row: dict[str, Any]) -> Iterator[Block]:
    yield Heading(1, f"Task sheet {_called(row)}")
    weight = f"{row['weight']} per cent" if "weight" in row else "not stated"
    facts = (("Method", words(row.get("method"))), ("Weight", weight))
    yield TableBlock(("What", "Answer"), facts, shares=(1, 4), row_heads=True)
    yield Heading(2, "What you will show")
    outcomes = [f"{key}: {told}" for key, told in _outcomes(dossier, row)]
    yield Bullets(tuple(outcomes)) if outcomes else Prose(f"Outcomes: {UNWRITTEN}")
    yield Heading(2, "What you do")
    yield Prose(shown(row.get("statement")))
    yield Heading(2, "What you hand in")
    yield Labelled("Evidence, and in what form", TO_WRITE)
    yield Labelled("Length or time", TO_WRITE)
    yield Heading(2, "Conditions")
    yield Labelled("Where, with what help and tools", TO_WRITE)
    yield Labelled("Handing in again", shown(dossier.draft.get("/reassessment")))
    yield Labelled("What completes the micro-credential", shown(dossier.draft.get("/completion")))
    yield Blanks(("Due on", "Whom to ask", "Learner's name", "Handed in on"))


def _guide(dossier: Dossier, row: dict[str, Any]) -> Iterator[Block]:
    yield Heading(1, f"Marking guide {_called(row)}")
    rows = tuple((f"{key}: {told}", TO_WRITE, TO_WRITE) for key, told in _outcomes(dossier, row))
    columns = ("Outcome", "Met when", "Not met when")
    yield TableBlock(columns, rows, "Criteria", shares=(4, 4, 4))
    yield Ticks(tuple((False, result) for result in RESULTS))
    yield Blanks(("What is missing, for the learner", "Assessor", "Day", "Moderated by"))
