"""Who may do what with an item: pure questions, every reason at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from mcapproval.errors import Reason
from mcapproval.policy.model import TITLES, Policy
from mcapproval.policy.readiness import topic
from mcapproval.workflow.acting import Part, part
from mcapproval.workflow.item_guards import ITEM_WORDS
from mcapproval.workflow.situation import Actor

BARRING = ("condition", "information", "support")
"""What stands in a case's way until it is closed or answered."""

OUTSIDE = ("condition", "information")
"""What an outside body or the board asks: its day moves by their letter only."""

TEAM = frozenset({"quality-adviser", "quality-manager", "board-member"})
READY = TEAM | {"programme-manager"}
ADVISERS = frozenset({"maori-quality-adviser", "library", "registry", "finance"})
"""Roles that are asked: each answers what it was asked, and holds nothing back."""

WORKING = frozenset(TITLES) - ADVISERS
CONDITIONING = TEAM | {"board-chair", "board-secretary"}
"""Who records a condition by hand: those who record decisions, and no author."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An item as somebody comes to it: what it is, whose, who wrote it, and who they are.

    `belongs` is the organisation of whoever asks; `wrote` whether they wrote the item.
    """

    ref: str
    number: int
    kind: str
    owner: str | None
    who: Actor
    policy: Policy
    due: date | None = None
    topic: str | None = None
    weight: str | None = None
    belongs: str | None = None
    wrote: bool = False

    @property
    def theirs(self) -> bool:
        """Whether it is for them: by a role of theirs or by their organisation."""
        if self.owner is None:
            return False
        return self.owner in part(self.who, {self.owner}).roles or self.owner == self.belongs

    @property
    def called(self) -> str:
        weight = f"{self.weight} " if self.weight else ""
        return f"{weight}{ITEM_WORDS[self.kind]}"

    @property
    def one(self) -> str:
        """With its article: an action, a request for advice."""
        return f"{'an' if self.called.startswith(('a', 'e')) else 'a'} {self.called}"

    def said(self, role: str) -> str:
        return self.policy.title(role)


def acting(asked: Asked, roles: Collection[str]) -> Part:
    """The part in which they do it: one with such a role, else that of the owner."""
    found = part(asked.who, roles)
    if not found.roles & set(roles) and asked.owner:
        return part(asked.who, {asked.owner})
    return found


def works(who: Actor) -> bool:
    """Whether somebody has a role on the case other than to be asked for advice."""
    return bool(part(who, WORKING).roles & WORKING)


def to_answer(asked: Asked) -> Iterator[Reason]:
    """Whoever works on the case, and whoever it was put to."""
    if not works(asked.who) and not asked.theirs:
        yield Reason(
            "ROLE",
            f"{asked.called} {asked.number} was put to the {asked.said(asked.owner or 'author')}, "
            "and you hold no other role on the case",
            f"have them answer, or hand it over: mcapproval item own {asked.ref} {asked.number} "
            "--owner ROLE",
            asked.said(asked.owner or "quality-manager"),
        )


def to_close(asked: Asked, shown: bool) -> Iterator[Reason]:
    """What bars is closed by the quality team with proof; a comment by whoever wrote it."""
    if asked.kind in BARRING:
        yield from _by_team(asked, TEAM, "is closed by the quality team")
        yield from _not_own(asked)
        if not shown:
            yield Reason(
                "PROOF",
                f"{asked.one} is closed with a word or proof",
                "say it with --text, or add --attach FILE",
                "you",
            )
    elif asked.weight == "substantive":
        if not asked.wrote:
            said = "is closed by whoever wrote it, or by the quality team"
            yield from _by_team(asked, TEAM, said)
            yield from _not_own(asked)
    elif asked.kind == "readiness":
        yield from _by_team(asked, READY, "is shown by its owner or the quality team")
        if not shown:
            yield Reason(
                "PROOF",
                f"{topic(asked.topic or '').words}: nothing shows it",
                "add --attach FILE, or say with --text where it is kept",
                "you",
            )
    elif not works(asked.who) and not asked.wrote:
        yield from _by_team(asked, TEAM, "is closed by those who work on the case")


def to_change(asked: Asked, what: str) -> Iterator[Reason]:
    """A day or an owner: for the quality team."""
    yield from _by_team(asked, READY if asked.kind == "readiness" else TEAM, what)


def _by_team(asked: Asked, roles: frozenset[str], said: str) -> Iterator[Reason]:
    own = asked.theirs and asked.kind == "readiness"
    if not part(asked.who, roles).roles & roles and not own:
        team = ", ".join(asked.said(role) for role in TITLES if role in roles)
        yield Reason("ROLE", f"{asked.one} {said}", "ask one of them", team)


def _not_own(asked: Asked) -> Iterator[Reason]:
    if "author" in part(asked.who, TEAM).bars:
        yield Reason(
            "OWN-CASE",
            "nobody closes what bars their own case",
            "ask another person",
            asked.said("quality-manager"),
        )


def to_leave(asked: Asked, third_parties: Collection[str]) -> Iterator[Reason]:
    """Whether a readiness item can be not applicable. `third_parties` are those of the draft."""
    if asked.kind != "readiness":
        yield Reason(
            "NOT-READINESS",
            f"only an item of the ready-to-deliver list can be not applicable; this is a "
            f"{asked.called}",
            f"close it: mcapproval item close {asked.ref} {asked.number}",
            asked.said("quality-manager"),
        )
        return
    about = topic(asked.topic or "")
    close = f"show it: mcapproval item close {asked.ref} {asked.topic} --text TEXT --attach FILE"
    who = asked.said(asked.owner or about.owner)
    yield from _by_team(asked, READY, "is settled by its owner or the quality team")
    if about.always:
        yield Reason(
            "ALWAYS", f"{about.words}: it is always applicable: {about.always}", close, who
        )
    if about.needless_without and third_parties:
        named = ", ".join(third_parties)
        said = f"{about.words}: the approved application names {named}"
        yield Reason("ALWAYS", said, close, who)
