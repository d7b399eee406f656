"""The record copy: what was decided on the case, by whom and when, and the hashes to hold it to.

It and the manifest are the only places of a pack with the content's hash and the journal's row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mcapproval.canonical import digest_of
from mcapproval.clock import ZONE, read_stamp, spoken
from mcapproval.documents.answers import count, days_in_words, listed, organisation, words
from mcapproval.documents.application.internal import HOW, approval_of
from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import Block, Document, Heading, Labelled, Prose, TableBlock
from mcapproval.documents.dossier import Decision, Dossier, Item, Waived
from mcapproval.documents.pictures.stays import stays
from mcapproval.documents.pictures.timeline import timeline
from mcapproval.documents.places import place_in_words
from mcapproval.draft.standing import as_written
from mcapproval.policy.model import capital

IN_WORDS = {"resolution", "conflicts", "present", "apologies", "note", "reason", "reasons"}
LABELS = {
    "how": "how it was decided",
    "listing_number": "NZQA's number",
    "listing_version": "NZQA's version",
    "reporting_code": "NZQA's reporting code",
    "review_date": "next review set by NZQA",
    "fell": "stands no more",
}
"""What facts are called where their own name doesn't say it."""
SHORTEST = 60
"""Characters of a fact that still stands in a cell."""


def record_copy(dossier: Dossier) -> Document:
    made = paper(
        dossier,
        "RECORD",
        "Record copy",
        "What the records hold of this case, and the hashes that it can be held to",
        _blocks(dossier),
    )
    return replace(made, sealed_by=dossier.row)


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
    yield TableBlock(("What", "Value"), rows, shares=(2, 5), row_heads=True)
    if dossier.draft.pinned:
        yield Heading(1, "Texts that are kept once")
        yield TableBlock(("Text", "Stands at"), tuple(_pinned(dossier)), shares=(1, 3))
    yield Heading(1, "Decisions and answers")
    if not dossier.decisions:
        yield Prose("None recorded")
    for decision in dossier.decisions:
        yield from _decision(dossier, decision)
    yield Heading(1, "Findings waived")
    if not dossier.waived and not dossier.lapsed:
        yield Prose("None recorded")
    for waived in (*dossier.waived, *dossier.lapsed):
        yield _waived(waived)
    yield from _hashes(dossier)
    if dossier.walk:
        yield Heading(1, "How its days went")
        yield from timeline(stays(dossier.walk, dossier.as_at, dossier.policy), dossier.as_at)


def _pinned(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for path, named in dossier.draft.pinned.items():
        key, _, number = named.partition("@")
        yield f"{key}, version {number}", place_in_words(path)


def _decision(dossier: Dossier, decision: Decision) -> Iterator[Block]:
    """The moves of bodies in words; an answer from outside under its own name."""
    if decision.body == "outside":
        on = "Happened on"
        yield Heading(2, f"From outside: {_outside(decision)}")
    else:
        on, found = "Decided on", approval_of(dossier, decision)
        yield Heading(2, f"{found.who}: {found.did}")
    facts = [(name, *_in_words(name, told)) for name, told in decision.facts.items()]
    short = tuple((label, told) for name, label, told in facts if _short(name, told))
    rows = (
        (on, spoken(decision.decided_on)),
        ("Recorded", f"{_recorded(decision.recorded_at)}, by {decision.by}"),
    )
    yield TableBlock(("What", "Value"), (*rows, *short), shares=(2, 5), row_heads=True)
    for name, label, told in facts:
        if not _short(name, told):
            yield Labelled(label, told)
    if decision.note.strip():
        yield Labelled("Note", decision.note)
    for item in dossier.items:
        if item.asked_at == decision.row:
            yield from _opened(item)
        elif item.number in decision.closes:
            yield _answered(dossier, item)


def _outside(decision: Decision) -> str:
    """What came, by the label of the move: `Record NZQA's receipt` is `NZQA's receipt`."""
    label = decision.label or words(decision.move)
    return label.removeprefix("Record ").removeprefix("that ")


def _opened(item: Item) -> Iterator[Block]:
    """What was asked with a decision or an answer, and what was replied."""
    due = f"due on {spoken(item.due)}" if item.due else ""
    yield Labelled(f"{capital(words(item.kind))} {item.number}", item.asked, due)
    if item.reply:
        on = spoken(item.replied_on) if item.replied_on else ""
        yield Labelled(f"Reply to {item.number}", item.reply, on)


def _answered(dossier: Dossier, item: Item) -> Block:
    """What a decision or an answer closed, with whose answer it is."""
    whose = f" of {organisation(dossier, item.owner)}" if item.kind == "support" else ""
    return Labelled(f"Answers {item.number}, {words(item.kind)}{whose}", item.asked)


def _in_words(name: str, told: str) -> tuple[str, str]:
    """What a fact is called and what it says, with days and values as people write them."""
    label = LABELS.get(name, words(name.replace("_", " ")))
    if name == "how":
        told = HOW.get(told, words(told))
    elif name == "review_period" and told.isdigit():
        told = count(int(told), "year")
    return capital(label), told if name in IN_WORDS else days_in_words(told)


def _short(name: str, told: str) -> bool:
    """Whether it may stand in a cell: words about people or in a person's own words never do."""
    return name not in IN_WORDS and len(told) <= SHORTEST and "\n" not in told


def _recorded(instant: str) -> str:
    """The New Zealand day and time of an instant, with the instant itself."""
    here = read_stamp(instant).astimezone(ZONE)
    half = "am" if here.hour < 12 else "pm"
    time = f"{here.hour % 12 or 12}.{here.minute:02} {half}"
    return f"{spoken(here.date())}, {time} ({instant})"


def _waived(waived: Waived) -> Block:
    place = place_in_words(waived.path)
    told = f"Let stand by {waived.by} on {spoken(waived.on)}: {waived.note}"
    lapsed = f"\nIt lapsed {days_in_words(waived.fell)}." if waived.fell else ""
    return Labelled(f"{waived.code}, at {place}", f"{told}{lapsed}")


def _hashes(dossier: Dossier) -> Iterator[Block]:
    number, digest = dossier.row
    yield Heading(1, "Hashes")
    rows = (
        ("Content (people are ids in it)", content_hash(dossier)),
        ("Policy", policy_hash(dossier)),
        ("Rule book", dossier.rule_book),
        (f"Row {number} of the journal, the last of this case", digest),
    )
    yield TableBlock(("What", "SHA-256"), rows, shares=(2, 5), dense=True, row_heads=True)
