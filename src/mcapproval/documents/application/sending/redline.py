"""The redline: what differs between two versions, word by word, under the headings of the form."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.answers import count, listed
from mcapproval.documents.application.paper import paper
from mcapproval.documents.application.sending.compared import Section, compared
from mcapproval.documents.application.sending.word_by_word import word_by_word
from mcapproval.documents.content import Block, Document, Heading, Notice, Prose, Redline
from mcapproval.documents.dossier import Dossier, Earlier


def has_earlier(dossier: Dossier) -> bool:
    return bool(dossier.earlier)


def held_to(dossier: Dossier) -> Earlier:
    """The version that was asked for; where none was, the one before the present one."""
    if dossier.since is None:
        return dossier.earlier[-1]
    return next(one for one in dossier.earlier if one.number == dossier.since)


def redline(dossier: Dossier) -> Document:
    former = held_to(dossier)
    told = f"What changed from version {former.number} to version {dossier.version}"
    more = f"held to version {former.number}"
    return paper(dossier, "REDLINE", "Redline", told, _blocks(dossier, former), more)


def _blocks(dossier: Dossier, former: Earlier) -> Iterator[Block]:
    draft = former.read()
    if draft is None:
        yield Notice(
            f"The text of version {former.number} was erased: nothing can be held to it. Ask for "
            "another version."
        )
        return
    sections = compared(dossier, draft.data, dossier.draft.data)
    changed = [section for section in sections if section.changed]
    kept = [section.heading for section in sections if not section.changed]
    yield from _short(former, changed)
    if changed:
        yield Heading(1, "What changed")
    for section in sorted(changed, key=lambda section: not section.single):
        if not section.single:
            yield Heading(2, section.heading)
        for one in section.changed:
            yield Redline(one.label, word_by_word(one.before, one.after))
    if kept:
        yield Heading(1, "Unchanged")
        yield Prose(f"{listed(kept)}.")


def _short(former: Earlier, changed: list[Section]) -> Iterator[Block]:
    if not changed:
        yield Prose(f"Nothing differs from version {former.number} of {spoken(former.on)}.")
        return
    places = count(sum(len(section.changed) for section in changed), "place")
    yield Prose(
        f"Version {former.number} is of {spoken(former.on)}. {places} in "
        f"{listed(section.heading for section in changed)} "
        f"{'differs' if places == '1 place' else 'differ'}. What was added and what was removed "
        "is said so in words."
    )
