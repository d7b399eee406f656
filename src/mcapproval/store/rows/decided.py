"""What people decide, ask and are told: items, approvals, meetings, delegations, notices."""

from typing import NamedTuple


class Item(NamedTuple):
    """A condition, request for information, advice, support, action, comment or readiness item.

    `round` counts the requests for information of a case from 1. `topic` is the policy's key of a
    readiness item; of an action that a move leaves to do, what does it. `weight` is "editorial" or
    "substantive" for a comment. `proof` has the hashes of the files that show it; `version` is the
    version of the application that came of it.
    """

    ref: str
    number: int
    kind: str
    state: str
    owner: str | None
    due: str | None
    touches: str | None
    says: str
    reply: str | None
    opened_on: str
    closed_on: str | None
    round: int | None
    topic: str | None
    weight: str | None
    proof: str
    version: int | None


class Approval(NamedTuple):
    """A body's approval, bound to the content and the paths that it covers.

    `recommends` marks a sub-committee's recommendation, which approves nothing by itself. `ratify`
    is "pending", "ratified" or "lapsed" for a chair's action. `fell_on` and `fell_because`
    ("edited", "lapsed", "undone", "reopened") say when and why one fell.
    """

    seq: int
    ref: str
    body: str
    on_day: str
    content: str
    covers: str
    stands: bool
    how: str | None
    meeting: str | None
    recommends: bool
    ratify: str | None
    fell_on: str | None
    fell_because: str | None


class Waiver(NamedTuple):
    """A finding let stand. It lapses when what the rule reads (`reads`, a hash) changes."""

    seq: int
    ref: str
    code: str
    path: str
    by: str
    reads: str
    note: str
    on_day: str
    stands: bool


class Delegation(NamedTuple):
    """`person` acts for `acts_for` from a day until a day, in one role or in all they hold."""

    seq: int
    person: str
    acts_for: str
    role: str | None
    from_day: str
    until_day: str


class Meeting(NamedTuple):
    """A meeting of a body. `present` and `apologies` are canonical JSON lists of seats.

    `state` is "called", "held", "closed" (its minutes are confirmed) or "cancelled".
    """

    ref: str
    provider: str
    body: str
    on_day: str
    state: str
    present: str
    apologies: str
    minute_reference: str | None


class Override(NamedTuple):
    """A move that an administrator made past its conditions; `reasons` has their codes."""

    seq: int
    ref: str
    move: str
    reasons: str
    by: str
    on_day: str
    note: str


class Judgement(NamedTuple):
    """Whether a content differs so from the approved one that a change must be applied for.

    `ref` is the micro-credential. `rule_says` and `says` are "yes" or "no"; they differ where a
    person overruled the rule, with the reason in `note`.
    """

    seq: int
    ref: str
    content: str
    rule_says: str
    says: str
    by: str
    on_day: str
    note: str | None


class StandingText(NamedTuple):
    """A version of a text that a provider keeps once; `question` is what it answers in a draft."""

    provider: str
    key: str
    number: int
    title: str
    question: str | None
    content: str
    from_day: str
    by: str


class Notice(NamedTuple):
    """What somebody is told: a line of the outbox, until it was sent.

    `kind` is "remind", "overdue" or "escalate"; `about` is `state:drafting`, `item:3`,
    `approval:41` for a chair's action, `reporting:DEL-0001`, `teach-out:DEL-0001`, or `idle`. One
    that was no longer true before everybody was sent it is `overtaken_on` a day, and is sent no
    more.
    """

    seq: int
    ref: str
    kind: str
    about: str
    due_on: str
    to_role: str
    on_day: str
    sent_on: str | None
    overtaken_on: str | None
