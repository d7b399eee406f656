"""What a description for other systems is made from: only what the records know, and no person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from mcapproval.documents.answers import GRADUATE_WILL
from mcapproval.documents.credentials.framework import BY_NZQA, FOR_REPORTING, OURS
from mcapproval.documents.language import REO, of_te_reo, runs
from mcapproval.documents.listings.facts import ListingFacts
from mcapproval.draft.model import Draft

OURS_BY_DEFAULT = "en-NZ"
UNKNOWN = "und"
"""The tag of a text whose language nobody can tell, where a standard asks for one (BCP 47)."""

MOSTLY = 0.75
"""The share of a text's letters in te reo Māori from which all of it is told to be in te reo."""

WORD = re.compile(r"[^\W\d_]+")
SPELT = re.compile("((ng|wh|[hkmnprtw])?[aeiouāēīōū])+", re.IGNORECASE)
"""A word as te reo Māori spells one: open syllables of its own letters."""

SIMULATED = "Simulated, to try the program: this is no listed micro-credential."


@dataclass(frozen=True, slots=True)
class Body:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Outcome:
    key: str
    statement: str


@dataclass(frozen=True, slots=True)
class Assessment:
    key: str
    title: str
    method: str
    statement: str

    @property
    def says(self) -> tuple[str, ...]:
        return (self.title, self.statement) if self.statement else (self.title,)


@dataclass(frozen=True, slots=True)
class Facts:
    """A micro-credential as it is approved. Empty, or None, is what the records don't know.

    `id` is an address where one was given, else a URN of `uuid`; both stay the same for as long as
    the records live. `state` is the state's key in the workflow, `stands` its words; `approved_on`
    is the day on which what stands was approved.
    """

    id: str
    uuid: UUID
    ref: str
    title: str
    state: str
    stands: str
    provider: Body
    quality_assurer: str
    title_te_reo: str = ""
    page: str = ""
    level: int | None = None
    credits: int | None = None
    nzsced: str = ""
    number: str = ""
    version: int | None = None
    reporting_code: str = ""
    approved_on: date | None = None
    purpose: str = ""
    entry: str = ""
    completion: str = ""
    outcomes: tuple[Outcome, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    accredited: tuple[Body, ...] = ()
    simulated: bool = False

    @property
    def titles(self) -> dict[str, str]:
        """The titles by their language, "" where nobody can tell. One that could be either is in
        English where one in te reo stands beside it; of two that read as te reo, the one that is
        recorded as such is. One that is recorded as its own title in te reo is in te reo alone.
        """
        if self.title == self.title_te_reo:
            return {REO: self.title}
        found = language_of(self.title)
        if not self.title_te_reo:
            return {found: self.title}
        return {"" if found == REO else OURS_BY_DEFAULT: self.title, REO: self.title_te_reo}

    @property
    def language(self) -> str:
        """The language in which it is approved; empty where the records have no text of it, since
        nobody recorded in what language it is taught.
        """
        told = " ".join((self.purpose, *(each.statement for each in self.outcomes))).strip()
        return language_of(told) if told else ""

    @property
    def description(self) -> str:
        """The purpose; where that is not known, a sentence of what is."""
        told = self.purpose or self._in_a_sentence()
        return f"{SIMULATED} {told}" if self.simulated else told

    @property
    def criteria(self) -> str:
        """What a learner must show: the outcomes, how they are assessed, what completes it."""
        parts = [
            _listed("Learning outcomes", (each.statement for each in self.outcomes)),
            _listed("Assessment", (": ".join(a.says) for a in self.assessments)),
            f"Completion: {self.completion}" if self.completion else "",
        ]
        return "\n\n".join(part for part in parts if part)

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """Each number it goes by, under what that is called."""
        told = ((BY_NZQA, self.number), (FOR_REPORTING, self.reporting_code), (OURS, self.ref))
        return tuple((called, number) for called, number in told if number)

    def _in_a_sentence(self) -> str:
        told = [f"A micro-credential of {self.provider.name}"]
        if self.level is not None:
            told.append(f"level {self.level}")
        if self.credits is not None:
            told.append(f"{self.credits} credit{'' if self.credits == 1 else 's'}")
        return f"{', '.join(told)}."


def language_of(text: str) -> str:
    """`mi` for a text in te reo Māori, else New Zealand English; empty where it may be either.

    It is in te reo where most of its letters stand in words that are known to be, or where every
    word is spelt as te reo spells one, and one is known or an article of te reo leads. Where every
    word is spelt so and none is known, as in `Home Time`, nobody can tell by the words.
    """
    letters = sum(map(str.isalpha, text))
    reo = sum(sum(map(str.isalpha, run.text)) for run in runs(text) if run.language == REO)
    words = WORD.findall(text)
    led = bool(words) and words[0].casefold() in ("te", "ngā")
    spelt = all(map(SPELT.fullmatch, words))
    if (spelt and (led or any(map(of_te_reo, words)))) or (reo and reo >= MOSTLY * letters):
        return REO
    return "" if words and spelt else OURS_BY_DEFAULT


def facts_of(listing: ListingFacts, state: str, records: UUID, site: str = "") -> Facts:
    """`records` names the records for good; `site` is the address below which pages are shown."""
    uuid = uuid5(records, listing.ref)
    page = f"{site.rstrip('/')}/{listing.ref}" if site else ""
    draft = listing.content
    return Facts(
        id=page or uuid.urn,
        uuid=uuid,
        ref=listing.ref,
        title=listing.title,
        state=state,
        stands=listing.state,
        provider=_body(records, listing.provider),
        quality_assurer=listing.quality_assurer,
        title_te_reo=listing.title_te_reo,
        page=page,
        level=listing.level,
        credits=listing.credits,
        nzsced=listing.nzsced,
        number=listing.number,
        version=listing.number_version,
        reporting_code=listing.reporting_code,
        approved_on=listing.changed_on or listing.approved_on,
        purpose=" ".join(_purpose(draft)),
        entry=draft.text("/entry"),
        completion=draft.text("/completion"),
        outcomes=tuple(_outcomes(draft)),
        assessments=tuple(_assessments(draft)),
        accredited=tuple(_body(records, each.name) for each in listing.delivering),
        simulated=listing.simulated,
    )


def _body(records: UUID, name: str) -> Body:
    return Body(uuid5(records, f"organisation {name}").urn, name)


def _purpose(draft: Draft) -> Iterator[str]:
    if relevant := draft.text("/purpose/relevant_to"):
        yield f"Relevant to: {_stopped(relevant)}"
    for key, label in GRADUATE_WILL.items():
        if told := draft.text(f"/purpose/graduate_will/{key}"):
            yield f"A graduate will {_small(label)}: {_stopped(told)}"


def _outcomes(draft: Draft) -> Iterator[Outcome]:
    for number, (_, row) in enumerate(draft.rows("/learning_outcomes"), 1):
        if told := _text(row.get("statement")):
            yield Outcome(_text(row.get("id")) or f"LO{number}", told)


def _assessments(draft: Draft) -> Iterator[Assessment]:
    for number, (_, row) in enumerate(draft.rows("/assessments"), 1):
        title, method, told = (_text(row.get(key)) for key in ("title", "method", "statement"))
        if title or method:
            key = _text(row.get("id")) or f"A{number}"
            yield Assessment(key, title or method, method, told)


def _listed(head: str, told: Iterator[str]) -> str:
    lines = [f"- {line}" for line in told]
    return "\n".join([f"{head}:", *lines]) if lines else ""


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _stopped(told: str) -> str:
    return told if told.endswith((".", "!", "?")) else f"{told}."


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
