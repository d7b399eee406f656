"""The ways in which a body decides, what each asks, and what stands against a decision so made.

A meeting and a circular resolution need the policy's quorum. A chair's action needs the chair of
that day and stands until the next meeting. A delegated decision needs one to whom policy says that
the board gave its power.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mcapproval.errors import Reason
from mcapproval.policy.model import Policy
from mcapproval.workflow.bodies import Body, Held
from mcapproval.workflow.by_delegation import DELEGATED, by_delegation
from mcapproval.workflow.committee import Counted, Quorum, Seat, quorum
from mcapproval.workflow.meeting_named import its_meeting, no_meeting
from mcapproval.workflow.model import DecisionSpec
from mcapproval.workflow.voting import voted

Values = Mapping[str, Any]


def way(spec: DecisionSpec, values: Values) -> str | None:
    """How it was decided; None where nothing says it yet."""
    how = values.get("how")
    return str(how) if how else spec.how[0] if len(spec.how) == 1 else None


_ASKED: Mapping[str, tuple[str, ...]] = {
    "meeting": ("present", "minute_reference"),
    "circular": ("present", "minute_reference"),
    "chairs-action": ("chair", "minute_reference"),
    DELEGATED: ("present", "minute_reference"),
}
"""By way of deciding: what it needs beyond what the move asks of all."""


def also_asked(spec: DecisionSpec, asked: frozenset[str], values: Values) -> tuple[str, ...]:
    """What of that is not said yet; where nothing says the way, what every way needs.

    A meeting that the records know has who was there, and its minutes.
    """
    how = way(spec, values)
    if "meeting" in asked and "meeting" in values and how in (None, "meeting"):
        return ()
    ways = [_ASKED.get(name, ()) for name in ((how,) if how else spec.how)]
    wanted = [name for name in ways[0] if all(name in needs for needs in ways)]
    return tuple(name for name in wanted if name in asked and name not in values)


def there(spec: DecisionSpec, values: Values, body: Body) -> tuple[Mapping[str, Any], ...]:
    """Who was present, who agreed, or the chair: as the move says, else as its meeting does."""
    if way(spec, values) == "chairs-action":
        return ({"person": values["chair"], "for": None},) if "chair" in values else ()
    meeting = its(values, body) if way(spec, values) in (None, "meeting") else None
    if "present" not in values and meeting:
        return meeting.present
    return tuple(values.get("present", ()))


def its(values: Values, body: Body) -> Held | None:
    """The meeting of the body that a decision names."""
    return body.meetings.get(values.get("meeting", ""))


def seats(rows: tuple[Mapping[str, Any], ...], conflicts: Values, body: Body) -> tuple[Seat, ...]:
    """Seats from who was there; `conflicts` has, by person, whether they left ("yes")."""
    found = []
    for row in rows:
        person, acts_for = row["person"], row.get("for")
        both = [name for name in (person, acts_for) if name]
        left = [conflicts[name] == "yes" for name in both if name in conflicts]
        found.append(
            Seat(
                person,
                acts_for,
                member=(acts_for or person) in body.members,
                delegated=acts_for is None or (person, acts_for) in body.delegations,
                author=any(name in body.barred for name in both),
                author_for=body.author_for(both),
                conflict=bool(left),
                left=bool(left) and all(left),
            )
        )
    return tuple(found)


def declared(values: Values) -> dict[str, str]:
    """Whether each person who declared a conflict left the room."""
    return {row["person"]: row["left"] for row in values.get("conflicts", ())}


def counted(spec: DecisionSpec, policy: Policy, values: Values, body: Body) -> Quorum:
    """The quorum of a decision: before anything is said, only how many are needed."""
    how = way(spec, values)
    asked = policy.quorum.get(spec.body) if spec.quorum else None
    found = quorum(seats(there(spec, values, body), declared(values), body), asked, body.said)
    because = _ALONE.get(how or "")
    if because is None:
        return found
    because = because.format(chair=policy.the("board-chair"))
    alone = tuple(Counted(p.person, p.acts_for, False, because) for p in found.present)
    return Quorum(None, 0, alone)


_ALONE: Mapping[str, str] = {
    "chairs-action": "acts alone as {chair}, until the next meeting",
    DELEGATED: "decides alone, by delegation",
}
"""By way of deciding in which nobody is counted: why."""


def in_words(found: Quorum, body: Body, policy: Policy) -> str:
    """The count in a sentence: who counts, who does not and why, how many are needed."""
    title = policy.the(body.name)
    counts = [_seated(seat, body) for seat in found.present if seat.counts]
    others = [
        f"{_seated(seat, body)} ({seat.because})" for seat in found.present if not seat.counts
    ]
    needed = f"{found.needed} members of {title} must decide"
    if found.needed is None:
        needed = f"our policy asks for no quorum of {title}"
        needed = needed if found.counted else f"at least one member of {title} must decide"
    told = [f"{needed}; {found.counted} count{'s' * (found.counted == 1)}"]
    told[0] += f": {', '.join(counts)}" if counts else ""
    return "; ".join([*told, f"not counted: {', '.join(others)}"] if others else told)


def _seated(seat: Counted, body: Body) -> str:
    name = body.said(seat.person)
    return f"{name} for {body.said(seat.acts_for)}" if seat.acts_for else name


def reasons(spec: DecisionSpec, policy: Policy, values: Values, body: Body) -> list[Reason]:
    """Everything against a decision as it is said to have been made."""
    how = way(spec, values) or ""
    judge = _WAYS.get(how)
    if judge is None:
        return []
    other = no_meeting(policy, values, how) if how != "meeting" else ()
    return [*other, *judge(spec, policy, values, body)]


Found = Iterator[Reason]


def _meeting(spec: DecisionSpec, policy: Policy, values: Values, body: Body) -> Found:
    yield from its_meeting(policy, values, body)
    yield from stayed(policy, values, body, its(values, body))
    yield from _together(spec, policy, values, body)


def _circular(spec: DecisionSpec, policy: Policy, values: Values, body: Body) -> Found:
    """Every member who may decide, where the policy says so; else enough of them."""
    yield from stayed(policy, values, body)
    yield from _together(spec, policy, values, body)
    if not (policy.circular_unanimous and there(spec, values, body)):
        return
    found = counted(spec, policy, values, body)
    agreed = {seat.acts_for or seat.person for seat in found.present if seat.counts}
    silent = body.members - body.barred - declared(values).keys() - agreed
    if silent:
        names = ", ".join(sorted(body.said(person) for person in silent))
        said = f"our policy asks every member to agree to a circular resolution; not yet: {names}"
        mend = "wait until they agree, or bring it to a meeting"
        yield Reason("NOT-UNANIMOUS", said, mend, policy.title("board-secretary"))


def _together(spec: DecisionSpec, policy: Policy, values: Values, body: Body) -> Found:
    """Members decided together: enough of them."""
    if not there(spec, values, body):
        return
    found = counted(spec, policy, values, body)
    if not found.decides:
        mend = "record all who decided; where there were fewer, decide again with enough of them"
        yield Reason("QUORUM", in_words(found, body, policy), mend, policy.title("board-secretary"))
    yield from voted(policy, values, body, found)


def stayed(policy: Policy, values: Values, body: Body, meeting: Held | None = None) -> Found:
    """Who declared a conflict and was not away, by what is said here or was of their meeting."""
    apologies = (*values.get("apologies", ()), *(meeting.apologies if meeting else ()))
    away = {row["person"] for row in apologies}
    for person, left in declared(values).items():
        if left != "yes" and person not in away:
            yield Reason(
                "CONFLICT-STAYED",
                f"{body.said(person)} declared a conflict and took part",
                "decide again without them; where they did leave, say so: left=yes",
                policy.title("board-secretary"),
            )


def _chairs_action(spec: DecisionSpec, policy: Policy, values: Values, body: Body) -> Found:
    chair = values.get("chair")
    if chair is None:
        return
    title, who = policy.the("board-chair"), policy.title("board-secretary")
    if chair not in body.chairs:
        said = f"{body.said(chair)} is not {policy.title('board-chair')} on {body.day}"
        yield Reason("NOT-CHAIR", said, f"name who is, or have {title} act", who)
    if chair in body.barred or chair in declared(values):
        why = body.part(chair) if chair in body.barred else "declared a conflict"
        said = f"{body.said(chair)} {why}, and can't act alone"
        yield Reason("CHAIR-NOT-FREE", said, "bring it to a meeting", who)
    if values.get("votes"):
        yield Reason("VOTES-NOT-KEPT", "a chair acts alone", "leave `votes` out", who)


_WAYS: Mapping[str, Callable[[DecisionSpec, Policy, Values, Body], Found]] = {
    "meeting": _meeting,
    "circular": _circular,
    "chairs-action": _chairs_action,
    DELEGATED: by_delegation,
}
