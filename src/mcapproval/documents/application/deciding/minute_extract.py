"""The extract of the minutes on a board's cover sheet: what the records know of the decision, and
blanks for what they don't.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.answers import days_in_words, number_of, title_of
from mcapproval.documents.application.deciding.how_it_stands import ALONE, BOARD, alone_by
from mcapproval.documents.application.internal import HOW, declined
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
from mcapproval.policy.model import capital

LEFT = "Conflicts of interest that were declared, and who left the room"
NONE = "none is recorded"


def extract(
    dossier: Dossier, body: str, found: Resolved | None, asked: tuple[str, ...]
) -> Iterator[Block]:
    """A page of its own, to be kept with the case once it is signed. `body` is a role; `asked` is
    the resolution that was put to it. What one person decided is told and signed as theirs.
    """
    title = dossier.policy.title(body)
    alone = found is not None and found.decision.facts.get("how") in ALONE
    yield NewPage()
    yield Heading(1, f"{'Record of the decision' if alone else 'Extract of the minutes'}: {title}")
    yield Labelled("Matter", f"{title_of(dossier)} ({number_of(dossier)})")
    if found and alone:
        yield from _decided_alone(dossier, body, found, asked)
        return
    if found is None:
        yield Blanks(("Held on", "Minute reference", "Present", "Apologies"))
        yield Blanks((LEFT,))
        yield from _put(dossier, body, asked)
        yield Blanks(("Conditions",))
    else:
        yield from _known(found)
        yield from _resolved(dossier, body, found, asked)
    yield Blanks(("Moved by", "Seconded by"))
    yield Prose("A true extract of the minutes:")
    for name in _offices(dossier, body):
        yield _signed(name)
    if found is None and body == BOARD and dossier.policy.delegated_to:
        yield Prose("Where it is decided by delegation, whoever decides signs, and nobody else:")
        yield _signed(_given_to(dossier))


def _offices(dossier: Dossier, body: str) -> tuple[str, str]:
    """The chair and the secretary of a body. Only those of the board have titles of their own."""
    policy, of = dossier.policy, f"of {dossier.policy.the(body)}"
    if body != BOARD:
        return f"Chair {of}", f"Secretary {of}"
    return policy.title("board-chair"), policy.title("board-secretary")


def _signed(name: str) -> Block:
    """Two lines: with more, the last signature stood on a page of its own."""
    return Blanks((f"{capital(name)}: name and signature", "Day"))


def _given_to(dossier: Dossier) -> str:
    """To whom the board gave its power."""
    return " or ".join(dossier.policy.title(role) for role in dossier.policy.delegated_to)


def _decided_alone(
    dossier: Dossier, body: str, found: Resolved, asked: tuple[str, ...]
) -> Iterator[Block]:
    """By whom, by which power, under which minute: no one was present, moved it or seconded it."""
    facts, policy = found.decision.facts, dossier.policy
    chair = facts["how"] == "chairs-action"
    office = policy.title("board-chair") if chair else _given_to(dossier)
    who = alone_by(found)
    rows = [
        ("Decided on", _when(found)),
        ("Decided by", f"{who}, {office}" if who and office else who or office),
    ]
    if policy.title(body).casefold() != office.casefold():
        rows.append(("In place of", policy.the(body)))
    if facts.get("minute_reference"):
        rows.append(("Minute reference", facts["minute_reference"]))
    if chair:
        ratified = days_in_words(facts.get("ratified", ""))
        rows.append(("Ratified", ratified or f"not yet by {policy.the(body)}"))
    yield TableBlock(("What", "Answer"), tuple(rows), shares=(1, 3), row_heads=True)
    yield Labelled("Conflicts of interest that were declared", facts.get("conflicts") or NONE)
    yield from _resolved(dossier, body, found, asked)
    if who:
        yield Prose(f"A true record of the decision. Signed by {who}, who took it:")
        yield Blanks(("Signature", "Day"))
    else:
        yield Prose("A true record of the decision:")
        yield _signed(office)


def _resolved(
    dossier: Dossier, body: str, found: Resolved, asked: tuple[str, ...]
) -> Iterator[Block]:
    """In the words of the body where they are known; what it declined has a reason instead."""
    facts = found.decision.facts
    if declined(found.decision):
        yield Labelled("Resolution", f"To decline {title_of(dossier)} ({number_of(dossier)}).")
        yield Labelled("Reason", facts.get("reason") or NONE)
        return
    if facts.get("resolution"):
        yield Labelled("Resolution", facts["resolution"])
    else:
        yield from _put(dossier, body, asked)
    yield from conditions(dossier, found)


def _put(dossier: Dossier, body: str, asked: tuple[str, ...]) -> Iterator[Block]:
    yield Prose(f"It was resolved that {dossier.policy.the(body)}:")
    yield Steps(asked)


def _known(found: Resolved) -> Iterator[Block]:
    facts = found.decision.facts
    rows = [("Decided on", _when(found))]
    rows += [("Meeting", facts["meeting"])] if facts.get("meeting", "").startswith("MTG-") else []
    if facts.get("minute_reference"):
        rows.append(("Minute reference", facts["minute_reference"]))
    yield TableBlock(("What", "Answer"), tuple(rows), shares=(1, 3), row_heads=True)
    if not facts.get("minute_reference"):
        yield Blanks(("Minute reference",))
    if facts.get("present"):
        yield Labelled("Present", facts["present"])
        yield Labelled("Apologies", facts.get("apologies") or NONE)
        yield Labelled(LEFT, facts.get("conflicts") or NONE)
    else:
        yield Blanks(("Present", "Apologies", LEFT))
    if facts.get("votes"):
        yield Labelled("Votes", facts["votes"])


def _when(found: Resolved) -> str:
    """The day, and in which way."""
    how = HOW.get(found.decision.facts.get("how", ""), "")
    day = spoken(found.decision.decided_on)
    return f"{day}, {how}" if how else day


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
