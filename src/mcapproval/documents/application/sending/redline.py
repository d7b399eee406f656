"""The redline: what differs between two versions, word by word, under the headings of the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from mcapproval.clock import spoken
from mcapproval.documents.answers import count, listed
from mcapproval.documents.application.paper import paper
from mcapproval.documents.application.sending.compared import Section, compared
from mcapproval.documents.application.sending.word_by_word import word_by_word
from mcapproval.documents.content import Block, Document, Heading, Labelled, Notice, Prose, Redline
from mcapproval.documents.dossier import Dossier, Earlier, Listed

BESIDE = (
    *("kind", "of", "enquiry", "applicant", "business_case", "funding", "work_began"),
    *("attachments", "change"),
)
"""The parts that speak of an application itself, and not of the micro-credential."""

Former = Earlier | Listed


def has_former(dossier: Dossier) -> bool:
    return bool(dossier.earlier) or of_change(dossier)


def of_change(dossier: Dossier) -> bool:
    return dossier.listed is not None and dossier.draft.text("/kind") == "change"


def held_to(dossier: Dossier) -> Former:
    """The version that was asked for; where none was, what stands approved of the micro-credential
    that a change is of, and else the version before the present one.
    """
    if dossier.since is not None:
        return next(one for one in dossier.earlier if one.number == dossier.since)
    of = dossier.listed if of_change(dossier) else None
    return of or dossier.earlier[-1]


def redline(dossier: Dossier) -> Document:
    former = held_to(dossier)
    told = f"What changed from {called(former)} to version {dossier.version}"
    more = f"held to {called(former)}"
    return paper(dossier, "REDLINE", "Redline", told, _blocks(dossier, former), more)


def before_and_after(dossier: Dossier) -> Document:
    """What goes with an application for a change: its content beside what stands approved."""
    former = dossier.listed
    assert former is not None
    told = f"What the change alters in {former.called}"
    return paper(dossier, "CHANGE", "Content before and after", told, _blocks(dossier, former))


def called(former: Former) -> str:
    if isinstance(former, Listed):
        return f"{former.called} as approved"
    return f"version {former.number}"


def _blocks(dossier: Dossier, former: Former) -> Iterator[Block]:
    sections = held(dossier, former)
    if sections is None:
        other = "" if isinstance(former, Listed) else " Ask for another version."
        gone = f"The text of {called(former)} was erased: nothing can be held to it."
        yield Notice(gone + other)
        return
    changed = [section for section in sections if section.changed]
    kept = [section.heading for section in sections if not section.changed]
    yield from _short(former, changed)
    if changed:
        yield Heading(1, "What changed")
    yield from differing(changed)
    if kept:
        yield Labelled("Unchanged", f"{listed(kept)}.")


def held(dossier: Dossier, former: Former) -> tuple[Section, ...] | None:
    """The parts of the content with what differs in each; None where the former was erased."""
    draft = former.read()
    if draft is None:
        return None
    if isinstance(former, Earlier):
        return compared(dossier, draft.data, dossier.draft.data)
    both = replace(dossier, people={**former.people, **dossier.people})
    return compared(both, _without(draft.data), _without(dossier.draft.data))


def _without(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in BESIDE}


def differing(changed: Iterable[Section]) -> Iterator[Block]:
    """What differs, word by word: single answers first, then each part under its heading."""
    for section in sorted(changed, key=lambda section: not section.single):
        if not section.single:
            yield Heading(2, section.heading)
        for one in section.changed:
            yield Redline(one.label, word_by_word(one.before, one.after))


def _short(former: Former, changed: list[Section]) -> Iterator[Block]:
    if isinstance(former, Listed):
        which = f"what stands approved of {former.called}"
        lead = f"W{which[1:]} is {former.told}."
    else:
        which = f"version {former.number} of {spoken(former.on)}"
        lead = f"Version {former.number} is of {spoken(former.on)}."
    if not changed:
        yield Prose(f"Nothing differs from {which}.")
        return
    places = count(sum(len(section.changed) for section in changed), "place")
    yield Prose(
        f"{lead} {places} in {listed(section.heading for section in changed)} "
        f"{'differs' if places == '1 place' else 'differ'}. What was added and what was removed "
        "is said so in words."
    )
