"""Where words stand in the records: in which case, in what of it, and the part around them.

It finds what `show`, `history` and `item list` show to everybody, and nothing more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from mcapproval.actions.finding.asking import Asked, wanted
from mcapproval.actions.finding.bounds import within
from mcapproval.actions.finding.listed import labels, paged
from mcapproval.actions.finding.snippets import snippet, terms_in
from mcapproval.actions.finding.written import NOTE, STANDARD, kind
from mcapproval.reports.cases import Found
from mcapproval.reports.paging import Page
from mcapproval.store.ask import Ask
from mcapproval.store.finding.case_list import CaseRow
from mcapproval.store.finding.case_words import Place, places, rows_with, text_of, told_of
from mcapproval.store.looking import looking

PARTS = {"title": "title", "reo": "title in te reo Māori", "number": "number"}
"""What parts of a case are called, in the order in which they are shown before others."""
OUTCOMES = "outcomes"
ORDER = (*PARTS, OUTCOMES, NOTE)


class Told(NamedTuple):
    """A text in which words stand."""

    place: str
    said: str
    on: str | None = None
    row: int | None = None


def search(where: str, person: str | None, today: date, asked: Asked) -> Page[Found]:
    """The page of cases in which all the words stand. Unknown as `list_cases` says."""
    within(asked)
    with looking(where) as ask:
        sought = wanted(where, ask, person, today, asked, ())._replace(own=True)
        page = paged(ask, sought, asked)
        called = labels(ask, page.rows)
        there: dict[str, list[Place]] = {}
        for place in places(ask, [row.ref for row in page.rows], asked.words):
            there.setdefault(place.ref, []).append(place)
        lines = tuple(
            _line(ask, row, called[row.definition, row.state], there.get(row.ref, []))
            for row in page.rows
        )
    return Page(lines, page.found, page.counted, page.last)


def _line(ask: Ask, row: CaseRow, label: str, there: list[Place]) -> Found:
    """The place that has most of the words; where only the reference was asked for, the title."""
    given = row.ref, row.track, row.title, row.state, label, row.provider
    if not there:
        return Found(*given, "reference", snippet(row.title, ()), None, None, 0)
    best = min(there, key=_rank)
    alike = [place.source or "" for place in there if _rank(place)[:2] == _rank(best)[:2]]
    told = _written(ask, row.ref, alike) if best.part == NOTE else _told(ask, row, best)
    part = snippet(told.said, best.terms)
    return Found(*given, told.place, part, told.on, told.row, len(there) - 1)


def _rank(place: Place) -> tuple[int, int, int]:
    return -len(place.terms), ORDER.index(place.part), place.text


def _told(ask: Ask, row: CaseRow, place: Place) -> Told:
    facts = told_of(ask, row.ref)
    if place.part == OUTCOMES:
        return _outcome(facts.outcomes, place.terms)
    said = {"title": row.title, "reo": facts.te_reo, "number": " ".join(facts.numbers)}
    return Told(PARTS[place.part], said[place.part])


def _written(ask: Ask, ref: str, names: Collection[str]) -> Told:
    """The first of these texts that somebody wrote, before those that came with a move or policy.
    Without words where none is there, since records were meddled with."""
    standard = None
    for name, row in rows_with(ask, ref, names):
        told = Told(kind(row, name), name, str(row["effective_on"]), int(row["seq"]))
        if not told.place.startswith(STANDARD):
            return told._replace(said=text_of(ask, name))
        standard = standard or told
    return standard._replace(said=text_of(ask, standard.said)) if standard else Told(NOTE, "")


def _outcome(said: list[str], terms: Iterable[str]) -> Told:
    """The outcome that has most of the words, by its number in the draft."""
    sought = tuple(terms)
    best = max(range(len(said)), key=lambda n: (len(terms_in(said[n], sought)), -n), default=None)
    if best is None:
        return Told("learning outcomes", "")
    return Told(f"learning outcome {best + 1}", said[best])
