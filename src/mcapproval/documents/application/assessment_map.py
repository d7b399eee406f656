"""The assessment map: which assessment shows which outcome, with weights and hours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mcapproval.documents.answers import described, listed, shown, words
from mcapproval.documents.application.form_details import HOURS_A_CREDIT
from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import (
    Block,
    Document,
    Heading,
    Labelled,
    Notice,
    Prose,
    TableBlock,
)
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.hours import hours_told
from mcapproval.documents.pictures.bars import hours_by_kind
from mcapproval.documents.pictures.coverage import Assessment, Outcome, coverage

Said = Callable[[str, Mapping[str, Any]], tuple[str, str]]

ACROSS = 10
"""Assessments beside each other in one table; more go into a further table."""


def assessment_map(dossier: Dossier) -> Document:
    return paper(
        dossier,
        "MAP",
        "Assessment map",
        "Which assessment shows which learning outcome",
        _blocks(dossier),
    )


def _blocks(dossier: Dossier) -> Iterator[Block]:
    outcomes = [row for _, row in dossier.draft.rows("/learning_outcomes")]
    assessments = [row for _, row in dossier.draft.rows("/assessments")]
    yield Heading(1, "Outcomes and assessments")
    if not outcomes or not assessments:
        yield Prose("There is nothing to map yet: it takes a learning outcome and an assessment.")
    else:
        tables = tuple(_matrix(outcomes, assessments))
        yield from coverage(
            [_outcome(row) for row in outcomes], [_assessment(row) for row in assessments], tables
        )
        yield from _loose(outcomes, assessments)
    yield Heading(1, "Hours")
    hours = hours_told(dossier.draft)
    yield from hours_by_kind([(kind, found) for kind, found in hours if found is not None])
    yield from _sums(dossier, outcomes, assessments)
    yield Heading(1, "Learning outcomes")
    yield from _told(outcomes)
    yield Heading(1, "Assessments")
    yield from _told(assessments, described)


def _outcome(row: dict[str, Any]) -> Outcome:
    statement = row.get("statement")
    told = statement if isinstance(statement, str) else ""
    return Outcome(shown(row.get("id")), told, _whole(row.get("hours")))


def _assessment(row: dict[str, Any]) -> Assessment:
    named = row.get("outcomes")
    listed_so = named if isinstance(named, list) else []
    shows = frozenset(each for each in listed_so if isinstance(each, str))
    return Assessment(shown(row.get("id")), _whole(row.get("weight")), shows)


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _assesses(assessment: dict[str, Any], outcome: dict[str, Any]) -> bool:
    named = assessment.get("outcomes")
    return isinstance(named, list) and outcome.get("id") in named


def _matrix(
    outcomes: list[dict[str, Any]], assessments: list[dict[str, Any]]
) -> Iterator[TableBlock]:
    """Outcomes down, assessments across, with the hours of each outcome."""
    for start in range(0, len(assessments), ACROSS):
        group = assessments[start : start + ACROSS]
        columns = ("Outcome", "Level", "Hours", *(shown(row.get("id")) for row in group))
        rows = tuple(
            (
                shown(outcome.get("id")),
                shown(outcome.get("level")) if "level" in outcome else "-",
                shown(outcome.get("hours")) if "hours" in outcome else "-",
                *("yes" if _assesses(row, outcome) else "no" for row in group),
            )
            for outcome in outcomes
        )
        every = (
            "In all",
            "",
            _sum(row.get("hours") for row in outcomes),
            *(str(sum(_assesses(row, outcome) for outcome in outcomes)) for row in group),
        )
        weights = ("Weight", "", "", *(_weight(row) for row in group))
        last = start + len(group)
        some = f", assessments {start + 1} to {last}" if len(assessments) > ACROSS else ""
        yield TableBlock(
            columns,
            (*rows, every, weights),
            f"Which assessment shows which outcome{some}",
            shares=(4, 3, 3, *(4 for _ in group)),
            row_heads=True,
        )


def _weight(assessment: dict[str, Any]) -> str:
    return f"{shown(assessment['weight'])} %" if "weight" in assessment else "-"


def _loose(outcomes: list[dict[str, Any]], assessments: list[dict[str, Any]]) -> Iterator[Block]:
    """Outcomes that nothing assesses, assessments that show no outcome of this draft."""
    bare = [o for o in outcomes if not any(_assesses(a, o) for a in assessments)]
    idle = [a for a in assessments if not any(_assesses(a, o) for o in outcomes)]
    if bare:
        yield Notice(f"No assessment shows {listed(shown(o.get('id')) for o in bare)}.")
    if idle:
        yield Notice(f"No outcome is shown by {listed(shown(a.get('id')) for a in idle)}.")


def _sums(
    dossier: Dossier, outcomes: list[dict[str, Any]], assessments: list[dict[str, Any]]
) -> Iterator[Block]:
    credits = dossier.draft.whole("/credits")
    split = dossier.draft.get("/learning_hours")
    rows = (
        ("Weights of the assessments, per cent", _sum(row.get("weight") for row in assessments)),
        ("Hours of the outcomes", _sum(row.get("hours") for row in outcomes)),
        ("Learning hours stated", _sum(split.values() if isinstance(split, dict) else ())),
        (
            f"Credits at {HOURS_A_CREDIT} notional learning hours each",
            "not known" if credits is None else str(credits * HOURS_A_CREDIT),
        ),
    )
    yield TableBlock(("Sum", "Result"), rows, "Sums", shares=(5, 2), row_heads=True)


def _sum(values: Any) -> str:
    """The sum of what is given, "none given" where nothing is."""
    given = [value for each in values if (value := _whole(each)) is not None]
    return str(sum(given)) if given else "none given"


def _stated(name: str, row: Mapping[str, Any]) -> tuple[str, str]:
    return name, shown(row.get("statement"))


def _told(rows: list[dict[str, Any]], said: Said = _stated) -> Iterator[Block]:
    if not rows:
        yield Prose("None recorded")
    for row in rows:
        name = shown(row.get("id"))
        title = f"{name}: {row['title']}" if row.get("title") else name
        yield Labelled(*said(title, row), words(row["method"]) if row.get("method") else "")
