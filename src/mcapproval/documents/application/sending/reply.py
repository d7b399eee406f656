"""The reply to a request for information: each thing asked with its answer, and what changed.

It goes to whoever asked. What changed is told of the application as a whole, since nobody records
which request a version answers, but not of what stays between ourselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.clock import spoken
from mcapproval.documents.answers import listed, number_of, organisation, title_of, words
from mcapproval.documents.application.paper import paper
from mcapproval.documents.application.sending.compared import compared
from mcapproval.documents.application.sending.word_by_word import word_by_word
from mcapproval.documents.content import (
    Blanks,
    Block,
    Document,
    Heading,
    Labelled,
    Notice,
    Prose,
    Redline,
    TableBlock,
    Ticks,
)
from mcapproval.documents.dossier import Dossier, Item
from mcapproval.documents.enclosures import enclosures
from mcapproval.draft.model import Draft
from mcapproval.policy.model import capital

UNANSWERED = "(no reply yet)"
UNCHANGED = "Nothing: the application is as it was when the request came."

INSIDE = ("enquiry", "business_case", "funding")
"""Parts of a draft that no form of NZQA's asks for."""


def was_asked(dossier: Dossier) -> bool:
    return bool(_asked(dossier))


def reply(dossier: Dossier) -> Document:
    whom = "NZQA" if dossier.draft.text("/route") != "university" else "those who asked"
    told = f"Reply to a request for information, for {whom}"
    return paper(dossier, "REPLY", "Reply", told, _blocks(dossier))


def _asked(dossier: Dossier) -> tuple[Item, ...]:
    """What was asked in the newest round, but for what was taken back."""
    asked = [i for i in dossier.items if i.kind == "information" and i.state != "withdrawn"]
    newest = max((item.round or 1 for item in asked), default=0)
    return tuple(item for item in asked if (item.round or 1) == newest)


def _blocks(dossier: Dossier) -> Iterator[Block]:
    asked = _asked(dossier)
    yield from _head(dossier, asked)
    open_ones = [n for n, item in enumerate(asked, 1) if not item.reply]
    if open_ones:
        them = listed(str(number) for number in open_ones)
        plural = "s" if len(open_ones) > 1 else ""
        yield Notice(f"Item{plural} {them} {'have' if plural else 'has'} no reply yet.")
    yield Heading(1, "What was asked, and our reply")
    for number, item in enumerate(asked, 1):
        yield from _item(dossier, number, item)
    yield from _changes(dossier, asked)
    yield from _annexes(dossier, asked)
    title = dossier.policy.title("quality-manager")
    yield Blanks((f"{capital(title)}: name", "Signature", "Day"))


def _head(dossier: Dossier, asked: tuple[Item, ...]) -> Iterator[Block]:
    due = [item.due for item in asked if item.due]
    asked_on, by = min(i.asked_on for i in asked), f", reply by {spoken(min(due))}" if due else ""
    rows = [
        ("Application", f"{title_of(dossier)} ({number_of(dossier)})"),
        ("Applicant", organisation(dossier, dossier.draft.get("/applicant/organisation"))),
        ("NZQA's reference", dossier.outcome.reference),
        ("Asked", f"{spoken(asked_on)}{by}, round {asked[0].round or 1}"),
    ]
    yield TableBlock(
        ("What", "Answer"), tuple(row for row in rows if row[1]), shares=(1, 3), row_heads=True
    )


def _item(dossier: Dossier, number: int, item: Item) -> Iterator[Block]:
    yield Heading(2, f"Item {number}")
    touches = listed(words(one) for one in item.touches.replace(",", " ").split())
    yield Labelled("What was asked", item.asked, f"bears on {touches}" if touches else "")
    replied = spoken(item.replied_on) if item.replied_on else ""
    yield Labelled("Our reply", item.reply or UNANSWERED, replied)
    if item.shown:
        yield Labelled("Shown by", "; ".join(_shown(dossier, item)))


def _shown(dossier: Dossier, item: Item) -> Iterator[str]:
    """Each file that came with a reply: the annex that it is, or that it comes with this one."""
    for number, sha256 in enumerate(item.shown, 1):
        same = [i for i in enclosures(dossier) if i.annex.sha256 == sha256]
        if same:
            yield f"annex {same[0].number}, {same[0].marked}"
        else:
            yield f"file {number} of this item, which comes with this reply"


def _changes(dossier: Dossier, asked: tuple[Item, ...]) -> Iterator[Block]:
    """What changed in what they read, from the version that was there when they asked."""
    row = min(item.asked_at for item in asked)
    before = [one for one in dossier.earlier if one.row < row]
    yield Heading(1, "What changed in the application since")
    if dossier.version_row < row or not before:
        yield Prose(UNCHANGED)
        return
    read = before[-1].read()
    if read is None:
        yield Prose(
            f"The text of version {before[-1].number} was erased: what changed can't be told."
        )
        return
    changed: list[Block] = [
        Redline(
            section.where(one),
            word_by_word(one.before, one.after),
        )
        for section in compared(dossier, _sent(dossier, read), _sent(dossier, dossier.draft))
        for one in section.changed
    ]
    if changed:
        yield Prose(
            f"Version {before[-1].number}, which was there when the request came, is now version "
            f"{dossier.version}. What was added and what was removed is said so in words."
        )
    yield from changed or [Prose(UNCHANGED)]


def _sent(dossier: Dossier, draft: Draft) -> dict[str, Any]:
    """What the papers sent show: the business case only in the proposal of a university."""
    left_out = () if dossier.draft.text("/route") == "university" else INSIDE
    return {key: value for key, value in draft.data.items() if key not in left_out}


def _annexes(dossier: Dossier, asked: tuple[Item, ...]) -> Iterator[Block]:
    """What comes with the reply that no annex holds, to be ticked as it is put in."""
    known = {item.annex.sha256 for item in enclosures(dossier)}
    extra = [
        f"Item {number}, file {n}"
        for number, item in enumerate(asked, 1)
        for n, sha256 in enumerate(item.shown, 1)
        if sha256 not in known
    ]
    if extra:
        yield Heading(1, "Comes with this reply")
        yield Ticks(tuple((False, told) for told in extra))
