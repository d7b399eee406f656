"""The reply to a request for information: each thing asked with its answer, and what changed.

It goes to whoever asked. What changed is told of the application as a whole, since nobody records
which request a version answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mcapproval.clock import spoken
from mcapproval.documents.answers import listed, number_of, organisation, title_of, words
from mcapproval.documents.application.paper import paper
from mcapproval.documents.application.sending.compared import Section, compared
from mcapproval.documents.content import (
    Blanks,
    Block,
    Document,
    Heading,
    Labelled,
    Notice,
    Prose,
    TableBlock,
    Ticks,
)
from mcapproval.documents.dossier import Dossier, Earlier, Item
from mcapproval.documents.enclosures import enclosures

UNANSWERED = "(no reply yet)"


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
    yield Blanks((f"{title[:1].upper()}{title[1:]}: name", "Signature", "Day"))


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
            yield f"annex {same[0].number}, {same[0].title}"
        else:
            yield f"file {number} of this item, which comes with this reply"


def _changes(dossier: Dossier, asked: tuple[Item, ...]) -> Iterator[Block]:
    """What changed in the application since the request, version by version, and where."""
    row = min(item.asked_at for item in asked)
    now = Earlier(dossier.version, dossier.as_at, dossier.version_row, lambda: dossier.draft)
    versions = (*dossier.earlier, now)
    yield Heading(1, "What changed in the application since")
    told: list[Block] = [
        Labelled(f"Version {after.number}", _between(dossier, before, after))
        for before, after in pairwise(versions)
        if after.row > row
    ]
    yield from told or [Prose("Nothing: the application is as it was when the request came.")]


def _between(dossier: Dossier, before: Earlier, after: Earlier) -> str:
    """The places at which two versions differ, with the ids of the rows."""
    old, new = before.read(), after.read()
    if old is None or new is None:
        return "Its text was erased: what changed can't be told."
    parts = [
        f"{section.heading} ({listed(_places(section))})" if not section.single else section.heading
        for section in compared(dossier, old.data, new.data)
        if section.changed
    ]
    return f"{'; '.join(parts)}." if parts else "Nothing that the papers show."


def _places(section: Section) -> Iterator[str]:
    yield from dict.fromkeys(one.label.partition(": ")[0] for one in section.changed)


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
