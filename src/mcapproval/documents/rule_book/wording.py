"""How the facts of a clause are said to people, the same at the shell and on the pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mcapproval.rules import days as of_law
from mcapproval.rules.bodies import TYPES
from mcapproval.rules.rule import About, Track
from mcapproval.rules.texts import Clause, text_of

ASKED_OF = {"nzqa": "NZQA", "provider": "the provider", "listing": "what is listed already"}
"""Of whom a clause asks something, where it asks nothing of an application."""

CONFIDENCE = {
    "confirmed": "read in the text itself",
    "secondary": "known from another source; check the text",
    "inferred": "our reading; check the text",
}

MARKS = {"secondary": "~", "inferred": "?"}
"""The same in one letter, for a narrow column of a table; confirmed has none."""

TRACKS: dict[Track, str] = {
    "application": "Application",
    "listing": "Listing",
    "accreditation": "Accreditation",
    "review": "Re-evaluation",
    "change": "Change",
}

ABOUT: dict[About, str] = {
    "draft": "a draft",
    "review": "the answers of a re-evaluation",
    "standing": "how a case stands in the records",
    "overlap": "a draft beside those in the records that look like it",
}

SUBJECT: dict[About, str] = {
    "draft": "A draft",
    "review": "A re-evaluation",
    "standing": "A case",
    "overlap": "A draft",
}
"""What an example is one of."""

NO_CRITERION = "Under no criterion"


def who_asks(clause: Clause) -> str:
    return text_of(clause).asker


def legend(clauses: Iterable[Clause]) -> str:
    """Lines on what the marks stand for that a table of clauses shows, and on its first days that
    no text gives; empty where it shows neither.
    """
    shown = tuple(clauses)
    sure = {clause.confidence for clause in shown}
    told = [
        f"{mark} {CONFIDENCE[key].partition(';')[0]}" for key, mark in MARKS.items() if key in sure
    ]
    days = legend_of_days(clause.since for clause in shown)
    if not told:
        return days
    return f"\nSure: {', '.join(told)}; check the text. A blank: {CONFIDENCE['confirmed']}.{days}"


def period(since: date | None, until: date | None) -> str:
    """With how sure a day is, where no text gives it."""
    ends = (("from", since), ("until", until))
    return " ".join(f"{word} {of_law.told(day)}" for word, day in ends if day)


def legend_of_days(days: Iterable[date | None]) -> str:
    """Lines on the days in a table that no text gives, each after a line end; empty without any."""
    lines = of_law.what_is_known(day for day in days if day)
    return "".join(f"\n{line}." for line in lines)


def named(value: str) -> str:
    """What a value of the law is for: a type of body as people say it, else its name in words."""
    return TYPES.get(value, value.replace("_", " "))


def said(value: object) -> str:
    """A value of the law in a line."""
    if isinstance(value, list | tuple):
        return ", ".join(map(said, value)) or "none"
    return str(value)
