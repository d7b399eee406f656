"""What can be done now, as people read it: moves with their commands, reasons with remedies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from mcapproval.cli.again import completed, whole
from mcapproval.cli.due_text import turn_lines
from mcapproval.cli.item_text import open_lines
from mcapproval.cli.say import reason_lines, wrapped
from mcapproval.cli.show_text import since_said
from mcapproval.workflow.asks import ASKS

if TYPE_CHECKING:
    from mcapproval.actions.cases.moves import Moved, Possible
    from mcapproval.errors import Reason
    from mcapproval.policy.model import Policy
    from mcapproval.workflow.engine import Option
    from mcapproval.workflow.model import Ask

PERSONAL = {"NOT-YOUR-ROLE", "OWN-CASE"}
"""Reasons that lie in who asks: for somebody else the move is possible now."""


STANDS_FOR = {"whole": "NUMBER", "key": "WHO", "keys": "PROVIDERS", "code": "REFERENCE"}
"""By type of an answer: the word in capitals for it, where another than the type says more."""


def lines(found: Possible, given: Mapping[str, Any], person: str | None) -> Iterator[str]:
    """The case in two lines, then the moves in three groups: yours, others', not yet."""
    yield f"{found.ref}  {found.title}".rstrip()
    yield f"{found.label} {since_said(found.since)}."
    if found.intake:
        yield wrapped(f"Intake {found.intake}.")
    yield from turn_lines({**asdict(found.turn), "state": found.state})
    yield from reason_lines(found.fallen, "FALLEN: ")
    yield from open_lines(found.items, found.ref)
    moves = [option for option in found.options if option.by != ("system",)]
    mine = [option for option in moves if option.possible]
    others = [o for o in moves if not o.possible and {r.code for r in o.reasons} <= PERSONAL]
    not_yet = [o for o in moves if o not in mine and o not in others]
    known = {**given} if person else {**given, "person": "PERSON"}
    room = max((len(option.move) for option in moves), default=0)
    if mine:
        yield "\nYou can" if person else "\nPossible now, for whoever may"
    for option in mine:
        who = "" if person else f"   ({_roles(option.by, found.policy)})"
        if option.acts_for:
            who = f"   (for {found.called.get(option.acts_for) or option.acts_for})"
        yield f"  {option.move:<{room}}  {option.label}{who}"
        words = _command(found.ref, option)
        if option.acts_for and given.get("acts_for"):
            words += ["--for", found.called.get(option.acts_for) or option.acts_for]
        yield f"  {'':<{room}}  {whole(words, known)}"
        set_in = " " * (room + 6)
        for line in (*_asks(option, found.policy), *_ways(option)):
            yield wrapped(line, set_in, f"{set_in}  ")
    if others:
        yield "\nOthers can"
    for option in others:
        yield f"  {option.move:<{room}}  {option.label}   ({_roles(option.by, found.policy)})"
        own = [reason for reason in option.reasons if reason.code == "OWN-CASE"]
        yield from (f"  {'':<{room}}  not you: {r.message}  [{r.code}]" for r in own)
    if not_yet:
        yield "\nNot yet"
    shared = _shared(not_yet)
    decided = [option for option in not_yet if option.ways]
    for option in not_yet:
        if shared and option is decided[0]:
            yield "  For any decision"
            for line in reason_lines(shared, "    x "):
                yield completed(line, given, others=True)
        yield f"  {option.move:<{room}}  {option.label}   ({_roles(option.by, found.policy)})"
        reasons = option.reasons
        if shared and option.ways:
            reasons = tuple(r for r in _any_decision(option) if r not in shared)
        for line in reason_lines(reasons, "    x "):
            yield completed(line, given, others=True)
    if not found.options:
        yield "It is at an end: no move leads on."


def _shared(options: Sequence[Option]) -> list[Reason]:
    """The reasons that stand against every decision alike, where there are several."""
    first, *others = [_any_decision(option) for option in options if option.ways] or [[]]
    return [reason for reason in first if others and all(reason in more for more in others)]


def _any_decision(option: Option) -> list[Reason]:
    """The reasons against a decision, without its own name where they speak of it."""
    return [
        replace(reason, message=reason.message.replace(f"{option.move} is for", "it is for"))
        for reason in option.reasons
    ]


def brought_about(made: Moved) -> Iterator[str]:
    """What a move that was only tried would tell and open; nothing where it is only a step."""
    if made.told:
        yield "\nIt would then say (its numbers may be others by then)"
    yield from (wrapped(told, "  ", "    ") for told in made.told)
    yield from open_lines(made.items, made.ref, "It would open")


def _ways(option: Option) -> Iterator[str]:
    """What each other way of deciding asks, and how many must, before it is said who did."""
    first, *others = option.ways or ("",)
    if any(ask.name == "meeting" for ask in option.asks):
        yield f"with meeting=MTG-... there is no need of {' and '.join(option.ways[first])}"
    for how in others:
        yield f"or how={how} with {', '.join(option.ways[how]) or 'no more'}"
    if option.quorum and option.quorum.needed:
        yield f"quorum: {option.quorum.needed} members, without those who have a part in it"


def _roles(roles: Sequence[str], policy: Policy) -> str:
    return ", ".join(policy.title(role) for role in roles)


def _command(ref: str, option: Option) -> list[str]:
    """The words that make it, a decision in the first of its ways."""
    words = ["move", ref, option.move]
    for ask in option.asks:
        if _needed(option, ask):
            words += ["--attach", "FILE"] if _kind(ask) == "file" else ["--set", _said(ask, option)]
    return words


def _needed(option: Option, ask: Ask) -> bool:
    return not ask.optional or ask.name in option.ways.get(next(iter(option.ways), ""), ())


def _kind(ask: Ask) -> str:
    return ASKS[ask.name].type


def _said(ask: Ask, option: Option) -> str:
    kind = _kind(ask)
    word = next(iter(option.ways)) if ask.name == "how" else STANDS_FOR.get(kind, kind.upper())
    return f"{ask.name}={word}"


def _asks(option: Option, policy: Policy) -> Iterator[str]:
    """What each answer says; those that may be left out with the words that would give them.

    Votes of members are told of only where the policy asks for them.
    """
    for ask in sorted(option.asks, key=lambda ask: not _needed(option, ask)):
        words = option.to if _kind(ask) == "state" else ASKS[ask.name].words
        words = tuple(option.ways) if ask.name == "how" else words
        said = ASKS[ask.name].says + (f", one of {', '.join(words)}" if words else "")
        if (ask.name == "how" and len(words) == 1) or (ask.name == "votes" and not policy.votes):
            continue
        if not _needed(option, ask):
            given = "--attach FILE" if _kind(ask) == "file" else f"--set {_said(ask, option)}"
            yield f"may have {given}: {said}"
        elif said != f"the {ask.name}":
            yield f"{ask.name}: {said}"
