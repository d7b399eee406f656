"""The internal notice of an outcome: what was decided outside, and what follows for whom."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.answers import listed, title_of
from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import (
    Block,
    Bullets,
    Document,
    Heading,
    Labelled,
    Notice,
    Prose,
    TableBlock,
)
from mcapproval.documents.dossier import Dossier, Item
from mcapproval.documents.notices.what_follows import (
    DECLINED,
    GRANTED,
    RESULTS,
    follows,
    granted,
    is_so,
    next_review,
)
from mcapproval.documents.numbers import nzqa_number, nzqa_version, reporting_code


def of_outcome(dossier: Dossier) -> bool:
    return bool(dossier.outcome.results)


def outcome_notice(dossier: Dossier) -> Document:
    return paper(
        dossier,
        "OUTCOME",
        "Internal notice",
        "What was decided, and what follows",
        _blocks(dossier),
    )


def _blocks(dossier: Dossier) -> Iterator[Block]:
    yield Prose("Tēnā koutou")
    yield Prose(_in_short(dossier))
    yield from _decided(dossier)
    yield from _conditions(dossier)
    yield Heading(1, "What follows, and for whom")
    if "accreditation" in dossier.results_expected and not granted(dossier, "accreditation"):
        yield Notice("Nobody may be enrolled yet: accreditation to deliver is not granted.")
    for role, tasks in follows(dossier):
        yield Heading(2, role)
        yield Bullets(tuple(tasks))


def _expected(dossier: Dossier) -> tuple[str, ...]:
    named = (*dossier.results_expected, *dossier.outcome.results)
    return tuple(result for result in RESULTS if result in named)


def _in_short(dossier: Dossier) -> str:
    told = {
        word: [r for r in _expected(dossier) if is_so(dossier, r, word)]
        for word in (GRANTED, DECLINED)
    }
    awaited = [r for r in _expected(dossier) if r not in dossier.outcome.results]
    parts = [
        f"{listed(found)} {'was' if len(found) == 1 else 'were'} {word}"
        for word, found in told.items()
        if found
    ]
    if awaited:
        parts.append(f"{listed(awaited)} {'is' if len(awaited) == 1 else 'are'} still awaited")
    said = "; ".join(parts)
    what = "The change of " if dossier.draft.text("/kind") == "change" else ""
    return f"{what}{title_of(dossier)}: {said}."


def _by(dossier: Dossier, result: str) -> str:
    """NZQA lists; a university's content and accreditation are for Universities New Zealand."""
    university = dossier.draft.text("/route") == "university"
    return "Universities New Zealand" if university and result != "listing" else "NZQA"


def _decided(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "What was decided")
    rows = []
    for result in _expected(dossier):
        told, on = dossier.outcome.results.get(result, ("awaited", None))
        row = (result.capitalize(), told, spoken(on) if on else "-", _by(dossier, result))
        rows.append(row)
    yield TableBlock(
        ("Result", "Outcome", "Day", "By"), tuple(rows), shares=(3, 3, 4, 5), row_heads=True
    )
    found, review = dossier.outcome, next_review(dossier)
    numbers = (
        ("Their reference of the application", found.reference),
        ("NZQA's number of the micro-credential", nzqa_number(dossier)),
        ("Version listed", nzqa_version(dossier)),
        ("NZQA's reporting code", reporting_code(dossier)),
        ("Next review set by them", spoken(review) if review else ""),
        ("Our application", f"{dossier.ref}, version {found.content or dossier.version}"),
    )
    given = tuple(row for row in numbers if row[1])
    yield TableBlock(
        ("What", "Number or day"), given, "To be quoted", shares=(5, 4), row_heads=True
    )


def _conditions(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "Conditions")
    found = [item for item in dossier.items if item.kind == "condition"]
    if not found:
        yield Prose("The records hold no condition.")
    for item in found:
        yield Labelled(f"Condition {item.number}: {_whose(dossier, item)}", item.asked)


def _whose(dossier: Dossier, item: Item) -> str:
    owner = dossier.policy.title(item.owner) if item.owner else "nobody named yet"
    due = f"due on {spoken(item.due)}" if item.due else "no day set"
    done = ", met" if item.state == "closed" else ""
    touches = f", for {item.touches}" if item.touches else ""
    return f"{owner}, {due}{touches}{done}"
