"""How the facts of a clause are said to people, the same at the shell and on the pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mcapproval.clock import spoken
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


def legend(sure: Iterable[str]) -> str:
    """A line on what the marks stand for that a table shows; empty where it shows none."""
    shown = set(sure)
    told = [
        f"{mark} {CONFIDENCE[key].partition(';')[0]}" for key, mark in MARKS.items() if key in shown
    ]
    if not told:
        return ""
    return f"\nSure: {', '.join(told)}; check the text. A blank: {CONFIDENCE['confirmed']}."


def period(since: date | None, until: date | None) -> str:
    said = (f"from {spoken(since)}" if since else "", f"until {spoken(until)}" if until else "")
    return " ".join(filter(None, said))


def said(value: object) -> str:
    """A value of the law in a line."""
    if isinstance(value, list | tuple):
        return ", ".join(map(said, value)) or "none"
    return str(value)


def sentence(text: str) -> str:
    """With a capital; clauses and findings are written without."""
    return text[:1].upper() + text[1:]
