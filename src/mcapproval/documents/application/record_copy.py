"""The record copy: what was decided on the case, by whom and when, and the hashes to hold it to.

It and the manifest are the only places of a pack with the content's hash and the journal's row.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.canonical import digest_of
from mcapproval.clock import nz_day, read_stamp, spoken
from mcapproval.documents.answers import listed, number_of, title_of, words
from mcapproval.documents.content import Block, Document, Heading, Labelled, Prose, TableBlock
from mcapproval.documents.dossier import Decision, Dossier, Waived
from mcapproval.documents.pictures.stays import stays
from mcapproval.documents.pictures.timeline import timeline
from mcapproval.documents.places import place_in_words
from mcapproval.draft.standing import as_written

IN_WORDS = {"resolution", "conflicts", "present", "apologies", "note", "reason", "reasons"}
SHORTEST = 60
"""Characters of a fact that still stands in a cell."""


def record_copy(dossier: Dossier) -> Document:
    return Document(
        title=title_of(dossier),
        subtitle="What the records hold of this case, and the hashes that it can be held to",
        kind="Record copy",
        number=number_of(dossier, "RECORD"),
        as_at=dossier.as_at,
        simulated=dossier.simulated,
        house=dossier.house,
        blocks=tuple(_blocks(dossier)),
        sealed_by=dossier.row,
    )


def content_hash(dossier: Dossier) -> str:
    """SHA-256 of the content as the records keep it: people and standing texts by name."""
    return digest_of(dict(as_written(dossier.draft).without_people().data))


def policy_hash(dossier: Dossier) -> str:
    return digest_of(dossier.policy.as_json())


def _blocks(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "The case")
    rows = (
        ("Reference", dossier.ref),
        ("Version of the content", str(dossier.version)),
        ("State", words(dossier.state)),
        ("As at", spoken(dossier.as_at)),
        ("Form", dossier.form or "none"),
        ("Results expected", listed(words(r) for r in dossier.results_expected) or "none"),
        ("Law day", spoken(dossier.law_day)),
    )
    yield TableBlock(("What", "Value"), rows, shares=(2, 5))
    if dossier.draft.pinned:
        yield Heading(1, "Texts that are kept once")
        yield TableBlock(("Text", "Stands at"), tuple(_pinned(dossier)), shares=(1, 3))
    yield Heading(1, "Decisions and answers")
    if not dossier.decisions:
        yield Prose("None recorded")
    for decision in dossier.decisions:
        yield from _decision(dossier, decision)
    yield Heading(1, "Findings waived")
    if not dossier.waived:
        yield Prose("None recorded")
    for waived in dossier.waived:
        yield _waived(waived)
    if dossier.walk:
        yield Heading(1, "How its days went")
        yield from timeline(stays(dossier.walk, dossier.as_at, dossier.policy), dossier.as_at)
    yield from _hashes(dossier)


def _pinned(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for path, named in dossier.draft.pinned.items():
        key, _, number = named.partition("@")
        yield f"{key}, version {number}", place_in_words(path)


def _decision(dossier: Dossier, decision: Decision) -> Iterator[Block]:
    body = dossier.policy.title(decision.body)
    yield Heading(2, f"{body[:1].upper()}{body[1:]}: {words(decision.move)}")
    yield Labelled("Decided on", spoken(decision.decided_on))
    yield Labelled("Recorded", f"{_recorded(decision.recorded_at)}, by {decision.by}")
    facts = [(name, words(name.replace("_", " ")), told) for name, told in decision.facts.items()]
    short = tuple((label, told) for name, label, told in facts if _short(name, told))
    if short:
        yield TableBlock(("Fact", "Value"), short, shares=(2, 5))
    for name, label, told in facts:
        if not _short(name, told):
            yield Labelled(f"{label[:1].upper()}{label[1:]}", told)
    if decision.note.strip():
        yield Labelled("Note", decision.note)


def _short(name: str, told: str) -> bool:
    """Whether it may stand in a cell: words about people or in a person's own words never do."""
    return name not in IN_WORDS and len(told) <= SHORTEST and "\n" not in told


def _recorded(instant: str) -> str:
    """The New Zealand day of an instant, with the instant itself."""
    return f"{spoken(nz_day(read_stamp(instant)))} ({instant})"


def _waived(waived: Waived) -> Block:
    place = place_in_words(waived.path)
    told = f"Let stand by {waived.by} on {spoken(waived.on)}: {waived.note}"
    return Labelled(f"{waived.code}, at {place}", told)


def _hashes(dossier: Dossier) -> Iterator[Block]:
    number, digest = dossier.row
    yield Heading(1, "Hashes")
    yield Labelled("Content", content_hash(dossier), "SHA-256; people are ids in it")
    yield Labelled("Policy", policy_hash(dossier), "SHA-256")
    yield Labelled("Rule book", dossier.rule_book)
    yield Labelled(f"Journal row {number}", digest, "this case's own last move")
