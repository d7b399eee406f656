"""What an application names that may change behind its back: the watch list of its re-evaluations.

Standards, Acts and what is made under them, published pages, bodies and the contacts of partners.
Each is named once, with every place; a person never is: who the contact is stands in the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from mcapproval.draft.pointer import find, pointer

Kind = Literal["standard", "act", "contact", "page", "body"]

KINDS: tuple[Kind, ...] = ("standard", "act", "page", "contact", "body")
"""In the order in which they are asked about."""

ASKS: Mapping[Kind, str] = {
    "standard": "was named: still in force?",
    "act": "was named: still in force, and unchanged where it matters?",
    "page": "was named: is the page there, and does it say the same?",
    "contact": "Is the contact there still the right one?",
    "body": "was named: is it still there, and does it still say so?",
}

NOTHING: Mapping[str, str] = MappingProxyType({})

NOT_READ = ("people", "format", "route", "kind", "of", "organisations", "attachments", "change")
"""Parts that say nothing of what is taught or shown."""

NO_WORDS = ("id", "file", "agreement", "organisation", "provider", "person", "people", "body")

_WORD = r"(?:[A-ZĀĒĪŌŪ][\w'’&-]*|\([A-ZĀĒĪŌŪ][^()\n]{2,80}\))"
_JOIN = r"(?:and|of|for|at|in|on|to|or)"
_PHRASE = rf"{_WORD}(?:\s+(?:{_JOIN}\s+)*{_WORD})*"
_LAW = (
    rf"((?:(?:{_WORD},\s+)+and\s+)?{_PHRASE})\s+"
    r"(Act|Regulations?|Rules?|Order|Bylaws?|Code of Practice|Code)"
    r"(?:\s+((?:18|19|20)[0-9]{2}))?(?![\w-])"
)
_STANDARD = (
    rf"({_PHRASE})\s+(Standards?|Guidelines?)"
    r"(?:\s+(?:version\s+|v)?([0-9]+(?:\.[0-9]+)*))?(?![\w-])"
)
_CODED = (
    r"\b((?:(?:AS/NZS(?: (?:ISO/IEC|ISO|IEC))?|SA/SNZ(?: [A-Z]{2,3})?|SNZ(?: [A-Z]{2,3})?|NZS|AS|"
    r"ISO/IEC|ISO|IEC|BS(?: EN)?|ASTM|IEEE)\s[A-Z]?[0-9]{2,}(?:\.[0-9]+)*|"
    r"EN [0-9]{3}(?: [0-9]{3})?|(?:PCI DSS|WCAG)\s[0-9]+(?:\.[0-9]+)*)"
    r"(?:-[0-9]+)*(?::(?:19|20)[0-9]{2})?)(?!\w)"
)
_UNIT = r"(?i)\b(unit|skill|assessment) standards?\s+((?:[0-9]{2,6}(?:,\s*|\s+and\s+)?)+)"
_NUMBER = r"[0-9]{2,6}"
_PAGE = r"https?://[^\s<>\"'`]+"
"""Texts, not compiled: to do that takes longer than all else that is loaded with them, and most who
load them look into no draft."""
_LEADS = (
    "The This That These Under By In As See With From For Since And Or But Of On At To Per Via Our "
    "Its Their Each Every Both All Any Before After Where When While If Learners Apply Explain Use "
    "Follow Meet Meets Describe Identify Interpret Comply Complies Read Both Also Current A An "
    "Analyse Evaluate Implement Demonstrate Discuss Outline Summarise Examine Review Relate"
)
_LEADING = frozenset(_LEADS.split())
"""How a sentence leads to a name: no part of it."""
_OF_US = ("New Zealand Government ", "New Zealand ", "NZ Government ", "NZ ", "NZQA ", "NZQA's ")
_WITHOUT_YEAR = ("Act", "Regulations", "Code of Practice")
_CODES = ("Building", "Road")
"""Codes that everybody knows without a year."""


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that is named: `places` are the pointers in the application, the first one first.

    Of a contact `what` is the organisation's name, and `people` the ids of those it stands for.
    """

    what: str
    kind: Kind
    places: tuple[str, ...]
    people: tuple[str, ...] = ()

    @property
    def asks(self) -> str:
        """The question, by name."""
        if self.kind == "contact":
            return f"Is the contact of {self.what} still the right one?"
        return f"{self.what} {ASKS[self.kind]}"


def known_by(kind: object, what: object) -> tuple[str, str]:
    """How a row of a watch list is found again, whatever its case and spacing."""
    return str(kind), " ".join(str(what).casefold().split()).rstrip(".")


def named(data: Mapping[str, Any], organisations: Mapping[str, str] = NOTHING) -> tuple[Named, ...]:
    """What a content names, kind by kind; `organisations` are names that it leaves to the records.

    The applicant, the developer and those who deliver are ourselves and are not watched.
    """
    found: dict[tuple[str, str], Named] = {}
    for path, text in _texts(data, ()):
        for kind, what in _in_text(text):
            _add(found, kind, what, path)
    for one in _of_list(data):
        _add(found, *one)
    for kind, what, path, people in _of_organisations(data, organisations):
        _add(found, kind, what, path, people)
    return tuple(sorted(_one_each(found), key=lambda one: KINDS.index(one.kind)))


def _add(
    found: dict[tuple[str, str], Named],
    kind: Kind,
    what: str,
    path: str,
    people: tuple[str, ...] = (),
) -> None:
    key = known_by(kind, what)
    before = found.get(key, Named(what, kind, ()))
    places = tuple(dict.fromkeys((*before.places, path)))
    found[key] = Named(before.what, kind, places, tuple(dict.fromkeys((*before.people, *people))))


def _texts(value: Any, steps: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
    """Every text that may name something, with its path."""
    if isinstance(value, str):
        yield pointer(steps), value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if not (key in NO_WORDS or (not steps and key in NOT_READ)):
                yield from _texts(inner, (*steps, key))
    elif isinstance(value, list | tuple):
        for n, inner in enumerate(value):
            yield from _texts(inner, (*steps, n))


def _in_text(text: str) -> Iterator[tuple[Kind, str]]:
    for page in re.findall(_PAGE, text):
        yield "page", page.rstrip(".,;:!?)]")
    rest = " ".join(re.sub(_PAGE, " ; ", text).split())
    for code in re.findall(_CODED, rest):
        yield "standard", code
    for kind, numbers in re.findall(_UNIT, rest):
        for number in re.findall(_NUMBER, numbers):
            yield "standard", f"{kind.capitalize()} standard {number}"
    for phrase, sort, number in re.findall(_STANDARD, rest):
        if what := _trimmed(phrase):
            yield "standard", " ".join(filter(None, (what, sort, number)))
    for phrase, sort, year in re.findall(_LAW, rest):
        what = _trimmed(phrase)
        if what and (year or sort in _WITHOUT_YEAR or (sort == "Code" and what in _CODES)):
            yield "act", " ".join(filter(None, (what, sort, year)))


def _trimmed(phrase: str) -> str:
    """A name without what only leads to it in a sentence; empty where nothing is left."""
    words = phrase.split()
    while words and (words[0] in _LEADING or words[0].islower()):
        words.pop(0)
    name = " ".join(words)
    for ours in _OF_US:
        name = name.removeprefix(ours)
    return name


def _of_list(data: Mapping[str, Any]) -> Iterator[tuple[Kind, str, str]]:
    """The standards that are listed, each by its id as the list has it."""
    listed = find(data, "/standards/list")
    for n, row in enumerate(listed if isinstance(listed, list) else ()):
        ident = str(row.get("id") or row.get("title") or "") if isinstance(row, Mapping) else ""
        if ident:
            what = f"Unit standard {ident}" if ident.isdecimal() else ident
            yield "standard", what, f"/standards/list/{n}"


_BODIES = (
    ("/co_design/partners", "organisation"),
    ("/third_parties", "organisation"),
    ("/need/evidence", "from/organisation"),
    ("/industry_support", "body"),
    ("/review/asked", ""),
)
_WITH_CONTACT = ("/co_design/partners", "/third_parties")


def _of_organisations(
    data: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[tuple[Kind, str, str, tuple[str, ...]]]:
    ours = set(_ours(data))
    for path, key in _BODIES:
        value = find(data, path)
        rows: list[tuple[Any, Any]] = list(enumerate(value)) if isinstance(value, list) else []
        for n, row in rows or [("", value)]:
            at = f"{path}/{n}".rstrip("/")
            whose = find(row, f"/{key}") if key else row
            if not isinstance(whose, str) or whose in ours:
                continue
            name = str(find(data, f"/organisations/{whose}/name") or names.get(whose, whose))
            yield "body", name, f"{at}/{key}".rstrip("/"), ()
            people = row.get("people") if isinstance(row, Mapping) else None
            if path in _WITH_CONTACT and isinstance(people, list) and people:
                yield "contact", name, f"{at}/people", tuple(map(str, people))


def _ours(data: Mapping[str, Any]) -> Iterator[str]:
    yield str(find(data, "/applicant/organisation"))
    yield str(find(data, "/developer/organisation"))
    delivering = find(data, "/accreditation")
    for row in delivering if isinstance(delivering, list) else ():
        if isinstance(row, Mapping):
            yield str(row.get("provider"))


def _one_each(found: Mapping[tuple[str, str], Named]) -> Iterator[Named]:
    """Each once: what is named without its number or year goes with the one that has it."""
    for (kind, name), one in found.items():
        fuller = [
            other
            for (its, theirs), other in found.items()
            if its == kind and kind in ("standard", "act") and theirs != name
            if re.fullmatch(rf"{re.escape(name)} [0-9.]+", theirs)
        ]
        if fuller:
            continue
        shorter = [
            place
            for (its, theirs), other in found.items()
            if its == kind and kind in ("standard", "act") and theirs != name
            if re.fullmatch(rf"{re.escape(theirs)} [0-9.]+", name)
            for place in other.places
        ]
        yield Named(one.what, one.kind, tuple(dict.fromkeys((*one.places, *shorter))), one.people)
