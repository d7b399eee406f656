"""What a move can ask, each ask with its type, and the answers of shell or file made plain JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from mcapproval.draft.pointer import pointer
from mcapproval.errors import AskedWrongly
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.workflow.answers import READERS, Answered, Context, Wrong
from mcapproval.workflow.by_delegation import open_ways
from mcapproval.workflow.entry_answers import ENTRY_READERS
from mcapproval.workflow.model import Move, OneOf
from mcapproval.workflow.nearest import meant
from mcapproval.workflow.people_answers import PEOPLE_READERS
from mcapproval.workflow.vocabulary import RESULTS


@dataclass(frozen=True, slots=True)
class AskType:
    """How an answer is read, and what it is in people's words.

    `text` and `items` are a person's own words, kept apart by the records, and so is what a
    conflict is about; `code` is a short reference with no words in it; `choice` is one of `words`;
    `people`, `person`, `conflicts` and `votes` name people whom the records know.
    """

    type: str
    says: str
    words: tuple[str, ...] = ()


ASKS: Mapping[str, AskType] = {
    "to": AskType("state", "the state to go to"),
    "how": AskType("choice", "how it was decided"),
    "reason": AskType("text", "the reason"),
    "note": AskType("text", "a note"),
    "question": AskType("text", "the question"),
    "resolution": AskType("text", "the resolution as worded"),
    "meeting": AskType("meeting", "the meeting, whose minutes then say who was there"),
    "present": AskType(
        "people", "who was present or agreed, such as bo,hemi,mele for sina (a delegate)"
    ),
    "apologies": AskType("people", "who sent apologies"),
    "conflicts": AskType(
        "conflicts",
        "a conflict of interest declared, such as tui: partner of the applicant; left=yes",
    ),
    "votes": AskType("votes", "how each member voted, such as bo:for,hemi:against"),
    "chair": AskType("person", "the chair who acted alone, until the next meeting"),
    "letter": AskType("file", "the letter or e-mail that says so"),
    "report": AskType("file", "the report as it was sent"),
    "receipt": AskType("file", "the receipt of the report"),
    "items": AskType("items", "what is asked for, one text each"),
    "conditions": AskType(
        "items",
        "the conditions, such as Send it; owner=author; due=2028-06-15; evidence=the report",
    ),
    "due": AskType("day", "the day by which"),
    "decided_on": AskType("day", "the day of the decision"),
    "review_date": AskType("day", "the next review date that was set"),
    "teach_out": AskType("day", "the last day for learners under way"),
    "sent_on": AskType("day", "the day it was sent"),
    "seen_on": AskType("day", "the day of NZQA's word: of its letter, or seen on its register"),
    "application_reference": AskType("code", "the outside body's reference of the application"),
    "minute_reference": AskType("code", "the reference of the minute"),
    "listing_number": AskType("code", "NZQA's number of the micro-credential"),
    "listing_version": AskType("whole", "the version listed"),
    "providers": AskType(
        "keys", "the providers that were accredited, where the letter names some only"
    ),
    "review_period": AskType("whole", "the review period in years"),
    "item": AskType("whole", "the number of the item"),
    "reporting_code": AskType("four-digits", "NZQA's four-digit reporting code"),
    "results": AskType("results", "what was granted or declined: listing, approval, accreditation"),
    "who": AskType("key", "the role or organisation asked"),
    "support": AskType(
        "choice", "the answer on support", ("supported", "declined", "not-required")
    ),
}

WORDS = {"items": "says", "conflicts": "what"}
"""By type of a list: which part of each entry is a person's own words."""

EVIDENCE = "evidence"
"""Of an entry: what will show that it is met, in a person's words; it is kept with them."""

OF_A_CONDITION: Mapping[str, str] = {
    "owner": "whose it is",
    "due": "the day by which it is met",
    EVIDENCE: "what will show that it is met",
}
"""What each condition says beside its words."""

PERSONAL = frozenset(name for name, ask in ASKS.items() if ask.type in ("text", *WORDS))
"""Asks whose answers are a person's own words: never in contents or journal in clear."""

SEVERAL = ("items", "conflicts", "people", "votes", "keys")
"""Types whose answers may be given in several words."""

FILES = tuple(name for name, ask in ASKS.items() if ask.type == "file")
"""Asks that a file which is attached alone answers."""

_READERS = {**READERS, **ENTRY_READERS, **PEOPLE_READERS}

NO_RESULTS: Mapping[str, Answered] = {}

ALWAYS = ("note",)
"""What every move takes without asking."""


def parse_asks(
    move: Move,
    set_values: Mapping[str, str | Sequence[str]],
    answers: Mapping[str, Any] | None = None,
    files: Mapping[str, Any] | None = None,
    on: date | None = None,
    policy: Policy = SHIPPED,
    answered: Mapping[str, Answered] = NO_RESULTS,
) -> dict[str, Any]:
    """The answers as plain JSON, by ask, in the order asked.

    `files` maps the name of each attached file to what is to be kept of it; a single one is the
    letter or report where one is asked. `on` is the move's day, taken for results that have none of
    their own, unless they were `answered` alike before; `policy` says which ways of deciding are
    told of. What is missing is no error here: the engine lists it with its other reasons.
    AskedWrongly, with every fault, for answers that can't be taken or were not asked for.
    """
    given = {**(answers or {}), **set_values}
    attached = dict(files or {})
    asked = [ask.name for ask in move.every_ask]
    faults = [f"`{n}` is given twice" for n in set_values if n in (answers or {})]
    faults += [_not_asked(move, name) for name in given if name not in (*asked, *ALWAYS)]
    faults += _file_answers(move, given, attached)
    found: dict[str, Any] = {}
    for name in dict.fromkeys((*asked, *ALWAYS)):
        if name in given and name in ASKS:
            try:
                found[name] = _READERS[ASKS[name].type](
                    _single(name, given[name]),
                    _context(move, name, attached, on, policy, answered),
                )
            except Wrong as wrong:
                faults.append(f"`{name}` {wrong}")
    if faults:
        raise AskedWrongly(f"{move.name}: {'; '.join(faults)}", _asks_line(move))
    return found


def _file_answers(move: Move, given: dict[str, Any], attached: Mapping[str, Any]) -> Iterator[str]:
    """A single file answers the first ask of one; of several it is said which is which."""
    named = {str(given[name]) for name in FILES if name in given}
    for ask in move.every_ask if attached else ():
        if ask.name not in FILES or ask.name in given or (ask.optional and named):
            continue
        first = next(iter(attached))
        if len(attached) > 1:
            yield f"say which file is the {ask.name}: --set {ask.name}={first}"
            continue
        given[ask.name] = first
        named.add(first)


def _single(name: str, value: Any) -> Any:
    """A word repeated at the shell is a list; few asks take more than one."""
    if ASKS[name].type not in SEVERAL and isinstance(value, list | tuple):
        if len(value) != 1:
            raise Wrong("takes one value")
        return value[0]
    return value


def _context(
    move: Move,
    name: str,
    files: Mapping[str, Any],
    on: date | None,
    policy: Policy,
    answered: Mapping[str, Answered],
) -> Context:
    words, told = ASKS[name].words, None
    if name == "to" and isinstance(move.target, OneOf):
        words = move.target.states
    if name == "how" and move.decision:
        words, told = move.decision.how, open_ways(move.decision, policy)
    return Context(words, files, on, move.results or RESULTS, told or words, answered)


def _not_asked(move: Move, name: str) -> str:
    near = meant(name, [ask.name for ask in move.every_ask])
    return f"it does not ask for `{name}`{near}"


def _asks_line(move: Move) -> str:
    named = [f"{a.name}{' (may be left out)' if a.optional else ''}" for a in move.every_ask]
    return f"{move.name} asks for {', '.join(named)}" if named else f"{move.name} asks for nothing"


def missing(move: Move, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The asks that must be answered and are not."""
    return tuple(a.name for a in move.every_ask if not a.optional and a.name not in values)


def bare(values: Mapping[str, Any]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Of each condition that says too little: its number, and what it does not say."""
    for row in values.get("conditions", ()):
        lacks = tuple(key for key in OF_A_CONDITION if key not in row)
        if lacks:
            yield row["number"], lacks


def apart(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The answers without people's own words, and those words by JSON pointer.

    What is left may stand in the journal in clear; the texts are kept apart under commitments.
    """
    clear: dict[str, Any] = deepcopy({k: v for k, v in values.items() if k not in PERSONAL})
    texts: dict[str, str] = {}
    for name in (name for name in values if name in PERSONAL):
        if isinstance(values[name], str):
            texts[pointer([name])] = values[name]
            continue
        part = WORDS[ASKS[name].type]
        own = (part, EVIDENCE)
        clear[name] = [{k: v for k, v in row.items() if k not in own} for row in values[name]]
        for index, row in enumerate(values[name]):
            texts[pointer([name, index, part])] = with_evidence(row[part], row.get(EVIDENCE))
    return clear, texts


def with_evidence(says: str, evidence: str | None) -> str:
    """A condition with what will show that it is met: kept, and erased, as one text."""
    return f"{says} (shown by: {evidence})" if evidence else says


def evidence_in(says: str) -> str:
    """What a condition promised to be shown by, of its text; empty where it promised nothing."""
    _, _, promised = says.partition(" (shown by: ")
    return promised.removesuffix(")")
