"""What a draft answers, in words: the reading that every document shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from mcapproval.clock import spoken

if TYPE_CHECKING:  # whoever only wants words need not load what papers are made of
    from mcapproval.documents.content import Block
    from mcapproval.documents.dossier import Dossier

UNWRITTEN = "(not yet written)"
ASK = "Ask us: this is not settled yet."
ASK_US = "ask us"
WE_WILL_WRITE = "What it means for learners under way is not settled yet; we will write."
OPEN = frozenset({UNWRITTEN, ASK, ASK_US, WE_WILL_WRITE})
"""What stands where there is no answer: for our own people, for learners, for other providers."""
GRADUATE_WILL = {"know": "Know", "do": "Be able to do", "be": "Be"}
"""The graduate profile: the keys of a draft, as printed."""


class Names(Protocol):
    """Organisations by their keys, and what may be printed of people."""

    @property
    def organisations(self) -> Mapping[str, str]: ...

    @property
    def people(self) -> Mapping[str, str]: ...


def shown(value: Any) -> str:
    """A value of a draft as text; `UNWRITTEN` where the author wrote none."""
    if isinstance(value, str) and value.strip():
        return value.strip()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list) and value:
        return listed(shown(item) for item in value)
    return UNWRITTEN


def described(name: str, row: Mapping[str, Any]) -> tuple[str, str]:
    """What the learner does in an assessment, under its name: where it is not written, the name
    says what is not.
    """
    told = shown(row.get("statement"))
    return (f"{name}, what the learner does" if told == UNWRITTEN else name), told


def listed(items: Iterable[str]) -> str:
    """`a, b and c`."""
    told = list(items)
    if len(told) < 2:
        return "".join(told)
    return f"{', '.join(told[:-1])} and {told[-1]}"


def day(value: Any) -> str:
    """An ISO day as people write it; what the author wrote where it is no day."""
    found = as_day(value)
    return spoken(found) if found else shown(value)


def days_in_words(told: str) -> str:
    """A text with each ISO day in it as people write days."""
    return re.sub(r"\b\d{4}-\d\d-\d\d\b", lambda found: day(found[0]), told)


def as_day(value: Any) -> date | None:
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None


def count(number: int, singular: str, plural: str = "") -> str:
    """`1 item`, `2 items`; `10 per cent`."""
    if singular == "per cent":
        return f"{number} {singular}"
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def dollars(value: Any) -> str:
    """Whole dollars as a price: `$1,649`."""
    return f"${value:,}" if type(value) is int else shown(value)


def words(slug: Any) -> str:
    """A value from one of our lists in words: `market-analysis` becomes "market analysis"."""
    return SPOKEN.get(slug, slug.replace("-", " ")) if isinstance(slug, str) else shown(slug)


SPOKEN = {
    "listing-approval-and-accreditation": "listing, approval and accreditation",
    "nzqa": "NZQA",
    "before-july-2025": "before July 2025",
    "since-july-2025": "since July 2025",
    "skills-board": "Industry Skills Board",
    "dq1-2": "DQ1-2",
    "dq3-7": "DQ3-7",
    "dq3-7-work-based": "DQ3-7, work-based",
    "dq7-10": "DQ7-10",
    "co-design": "co-design",
    "face-to-face": "face-to-face",
    "work-based": "work-based",
    "in-demand": "the skill is in demand",
    "assessment-reflects-job": "the assessment reflects the work",
    "regulator-or-industry-body-letter": "letter from a regulator or industry body",
}


def organisation(names: Names, key: Any) -> str:
    """An organisation's name, its key where the records have no name for it."""
    return names.organisations.get(key, key) if isinstance(key, str) and key else UNWRITTEN


def organisations(names: Names, keys: Any) -> str:
    if not isinstance(keys, list) or not keys:
        return UNWRITTEN
    return listed(organisation(names, key) for key in keys)


def person(names: Names, key: Any) -> str:
    """What may be printed of a person; never read from the draft, whose people live apart."""
    return names.people.get(key, key) if isinstance(key, str) and key else UNWRITTEN


def persons(names: Names, keys: Any) -> str:
    if not isinstance(keys, list) or not keys:
        return UNWRITTEN
    return "; ".join(person(names, key) for key in keys)


def answer(dossier: Dossier, label: str, path: str, note: str = "") -> Block:
    """The value at a path under a label."""
    from mcapproval.documents.content import Labelled

    return Labelled(label, shown(dossier.draft.get(path)), note)


def number_of(dossier: Dossier, paper: str = "") -> str:
    """The number of a paper with the version of the content it is of: `APP-2026-0001-NEED, version
    2`; of the case itself without `paper`.
    """
    return f"{dossier.ref}{f'-{paper}' if paper else ''}, version {dossier.version}"


def title_of(dossier: Dossier) -> str:
    return dossier.draft.text("/title") or "(no title yet)"
