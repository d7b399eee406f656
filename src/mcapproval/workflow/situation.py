"""What a condition may look at: the case as it stands, and who asks. The actions fill these in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.findings import Finding
from mcapproval.policy.model import Policy
from mcapproval.workflow.bodies import Body

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person by reference, with the roles they hold on this case on this day.

    `author` is among the roles of whoever opened the case or was granted it for the case; what is
    `not_by` the author is refused to them whatever else they are. `was` has roles that bar without
    letting them act, such as those that they had on the case and have no more. `through` has one
    actor for each person in whose place they stand on this day: `acts_for` names that person,
    `called` is how they are known at a shell, `roles` are those lent, `was` all that bars them.
    `acting_for` is the person in whose place they said that they act, known as `called`.
    `signed_on` is an earlier day on which they signed what they record: only roles that they held
    on it too are theirs.
    """

    person: str
    roles: frozenset[str]
    acts_for: str | None = None
    was: frozenset[str] = frozenset()
    through: tuple[Actor, ...] = ()
    called: str = ""
    acting_for: str | None = None
    signed_on: date | None = None


SYSTEM = Actor("system", frozenset({"system"}))


@dataclass(frozen=True, slots=True)
class Item:
    """A condition, request for information, advice, support request, action, comment or readiness.

    `state` is open, answered, agreed (to follow by `due`), closed, not-applicable or withdrawn.
    `touches` are the results that it is about, none for all. `round` counts the requests for
    information from 1, `topic` is the policy's key of a readiness item, or what does an action,
    `weight` is that of a comment. `ref` is its case where that is a linked one.
    """

    number: int
    kind: str
    state: str
    owner: str | None
    due: date | None
    says: str
    touches: tuple[str, ...] = ()
    round: int | None = None
    topic: str | None = None
    weight: str | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """A body's approval of a content; it falls when an edit touches what it covers.

    `recommends` marks a recommendation, which approves nothing. `ratify` is "pending", "ratified"
    or "lapsed" for a chair's action; `fell_because` says why it stands no more since
    `fell_on`, and `changed` what of it differs now from what was approved.
    """

    body: str
    on: date
    covers: tuple[str, ...]
    stands: bool
    recommends: bool = False
    ratify: str | None = None
    fell_because: str | None = None
    fell_on: date | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a change must be applied for ("yes" or "no"), why, and of which micro-credential."""

    says: str
    because: str
    listing: str


@dataclass(frozen=True, slots=True)
class Pause:
    """A re-evaluation that was decided on a day to pause; `again` is the one that waits, and when
    it is `due`; or the one that ended the pause, and on which day."""

    review: str
    on: date
    again: str | None = None
    due: date | None = None
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """The last day for learners under way, and the accreditations that hold still.

    `for_all` is the day of the listing, which NZQA set by a letter of `by_nzqa` where it is not
    ours; `longest` are the accreditations in which a later one is the `last`.
    """

    last: date
    for_all: date
    held: tuple[str, ...] = ()
    longest: tuple[str, ...] = ()
    by_nzqa: date | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """A case on a day, with all that its conditions ask about.

    `findings` are those that still block: errors, and waivable findings not waived; those of a
    re-evaluation are on its answers. `came_from` has, by move, the state it was made from last (for
    `back_from`). `results` has listing, approval and accreditation as "granted" or "declined" where
    they are known. `linked` has the states of linked cases by track,
    `linked_items` the conditions of the application that an accreditation came from. `today` is the
    day on which it is asked. `bodies` has who sits where on the day of a decision. `paused` is the
    pause of the micro-credential of an accreditation that holds on the day of the move, `ending`
    how a listing, or that of an accreditation, ends.
    """

    ref: str
    track: str
    state: str
    version: int
    entered_on: date
    policy: Policy
    route: str = ""
    kind: str = ""
    draft: Draft | None = None
    findings: tuple[Finding, ...] = ()
    evidence: int = 0
    items: tuple[Item, ...] = ()
    approvals: tuple[Approval, ...] = ()
    results: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    results_expected: tuple[str, ...] = ()
    came_from: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    linked: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    linked_items: tuple[Item, ...] = ()
    today: date | None = None
    bodies: Mapping[str, Body] = field(default_factory=lambda: _NOTHING)
    change: Judged | None = None
    legacy: bool = False
    paused: Pause | None = None
    ending: Ending | None = None
