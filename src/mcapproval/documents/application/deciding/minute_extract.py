"""The extract of the minutes on a board's cover sheet: what the records know of the decision, and
blanks for what they don't.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.answers import number_of, title_of
from mcapproval.documents.application.internal import HOW
from mcapproval.documents.content import (
    Blanks,
    Block,
    Bullets,
    Heading,
    Labelled,
    NewPage,
    Prose,
    Steps,
    TableBlock,
)
from mcapproval.documents.dossier import Dossier, Item, Resolved

LEFT = "Conflicts of interest that were declared, and who left the room"


def extract(
    dossier: Dossier, body: str, found: Resolved | None, asked: tuple[str, ...]
) -> Iterator[Block]:
    """A page of its own, to be kept with the case once it is signed. `body` is a role; `asked` is
    the resolution that was put to it.
    """
    title = dossier.policy.title(body)
    yield NewPage()
    yield Heading(1, f"Extract of the minutes: {title}")
    yield Labelled("Matter", f"{title_of(dossier)} ({number_of(dossier)})")
    if found is None:
        yield Blanks(("Held on", "Minute reference", "Present", "Apologies"))
        yield Blanks((LEFT,))
        yield from _put(dossier, body, asked)
        yield Blanks(("Conditions",))
    else:
        yield from _known(found)
        resolution = found.decision.facts.get("resolution", "")
        if resolution:
            yield Labelled("Resolution", resolution)
        else:
            yield from _put(dossier, body, asked)
        yield from conditions(dossier, found)
    yield Blanks(("Moved by", "Seconded by"))
    yield Prose("A true extract of the minutes:")
    for role in ("board-chair", "board-secretary"):
        name = dossier.policy.title(role)
        yield Blanks((f"{name[:1].upper()}{name[1:]}: name", "Signature", "Day"))


def _put(dossier: Dossier, body: str, asked: tuple[str, ...]) -> Iterator[Block]:
    yield Prose(f"It was resolved that {dossier.policy.the(body)}:")
    yield Steps(asked)


def _known(found: Resolved) -> Iterator[Block]:
    facts = found.decision.facts
    how = HOW.get(facts.get("how", ""), "")
    day = spoken(found.decision.decided_on)
    rows = [("Decided on", f"{day}, {how}" if how else day)]
    rows += [("Meeting", facts["meeting"])] if facts.get("meeting", "").startswith("MTG-") else []
    if facts.get("minute_reference"):
        rows.append(("Minute reference", facts["minute_reference"]))
    yield TableBlock(("What", "Answer"), tuple(rows), shares=(1, 3), row_heads=True)
    if not facts.get("minute_reference"):
        yield Blanks(("Minute reference",))
    if facts.get("present"):
        yield Labelled("Present", facts["present"])
        yield Labelled("Apologies", facts.get("apologies") or "none is recorded")
        yield Labelled(LEFT, facts.get("conflicts") or "none is recorded")
    else:
        yield Blanks(("Present", "Apologies", LEFT))
    if facts.get("votes"):
        yield Labelled("Votes", facts["votes"])


def conditions(dossier: Dossier, found: Resolved) -> Iterator[Block]:
    """Each with who meets it and by when."""
    told = tuple(_condition(dossier, item) for item in found.conditions)
    yield Prose("Conditions:" if told else "Conditions: none was set.")
    if told:
        yield Bullets(told)


def _condition(dossier: Dossier, item: Item) -> str:
    who = dossier.policy.title(item.owner) if item.owner else "nobody named"
    due = f"by {spoken(item.due)}" if item.due else "no day set"
    return f"{item.asked.rstrip('.')}; {who}, {due}"
