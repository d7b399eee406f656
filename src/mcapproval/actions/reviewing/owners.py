"""Who looks after a micro-credential, does one of its re-evaluations, and is the author of an
application: given and taken over.

Each thing named has a result of its own: what may be done is done, whatever is said of the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.refusing import moved_on
from mcapproval.actions.desk import Desk, effective_day, settled
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, known_provider, title_of
from mcapproval.actions.people.matching import meant
from mcapproval.actions.people.owning import of_another
from mcapproval.actions.people.roles import actor, elsewhere, grants, handles, is_there
from mcapproval.actions.people.still_theirs import still_theirs
from mcapproval.errors import Reason, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.events import Author
from mcapproval.store.rows.folded import Case, Grant, Listing, Review
from mcapproval.workflow.acting import Part, part

MAY = ("quality-adviser", "quality-manager")
"""Who says whose a micro-credential is, a re-evaluation or an application."""

SET, SAME, REFUSED = "set", "same", "refused"


@dataclass(frozen=True, slots=True)
class Assigned:
    """What came of one: `was` and `owner` are references, None for nobody of its own."""

    ref: str
    title: str
    was: str | None
    owner: str | None
    how: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    case: Case
    was: str | None
    open: bool
    acting: Part


def assign(
    desk: Desk, refs: Sequence[str], to: str | None, seen: int | None = None
) -> tuple[Assigned, ...]:
    """Give micro-credentials and re-evaluations to a person, or to nobody of their own, and
    applications to another author; refused where a case has no more the version `seen` at which it
    was read.

    Unknown where there is no such person, AskedWrongly where several are called so; Refused for one
    who does nothing in these records.
    """
    with desk.reading() as connection:
        owner = able(connection, desk, to) if to is not None else None
    named = tuple(dict.fromkeys(refs))
    return settled("one of them", lambda: _assigned(desk, dict.fromkeys(named, owner), seen))


def reassign(
    desk: Desk, of: str, to: str | None, provider: str | None = None
) -> tuple[Assigned, ...]:
    """All that is one person's and not at its end, given to another or to nobody."""
    with desk.reading() as connection:
        whose = meant(connection, of)
        known_provider(connection, provider)
        refs = [case.ref for case in still_theirs(connection, whose, provider)]
    return assign(desk, refs, to)


def able(connection: Connection, desk: Desk, name: str) -> str:
    """The reference of a person who can look after something."""
    ref = meant(connection, name)
    ended = _held(connection, ref) and not grants(connection, ref, desk.today)
    if is_there(connection, ref) and not ended:
        return ref
    said = "holds no role any more" if is_there(connection, ref) else "was erased"
    raise Refused(
        f"{name} can't look after anything",
        [Reason("OWNER", f"{name} {said}", "name somebody else: --to PERSON", "you")],
    )


def _held(connection: Connection, person: str) -> bool:
    """Whether somebody ever held a role, other than as the author of a case."""
    held = queries.many(connection, Grant, person=person)
    return any(row.role != "author" or row.case_ref is None for row in held)


def _assigned(desk: Desk, wanted: dict[str, str | None], seen: int | None) -> tuple[Assigned, ...]:
    with desk.reading() as connection:
        looked = [_looked(connection, desk, ref, owner, seen) for ref, owner in wanted.items()]
    todo = [(found, line) for found, line in looked if found is not None and line.how == SET]
    if todo:
        with desk.writing() as writer:
            for found, line in todo:
                by = Author(desk.who(), desk.channel, found.acting.acts_for)
                data = {"track": found.case.track, "owner": line.owner, **_former(found)}
                read = found.case.version
                writer.add(found.case.ref, "owner-set", desk.today, data, seen=read, by=by)
    return tuple(line for _, line in looked)


def _former(found: _Case) -> dict[str, str | None]:
    """Of an application who was its author until now, and since when."""
    if found.case.track != "application":
        return {}
    return {"was": found.was, "since": found.case.opened_on}


def _looked(
    connection: Connection, desk: Desk, ref: str, owner: str | None, seen: int | None
) -> tuple[_Case | None, Assigned]:
    """What would come of one, with what is needed to do it."""
    try:
        found = _found(connection, desk, case_row(connection, ref))
        title = title_of(connection, found.case)
    except Unknown as fault:
        reason = Reason("UNKNOWN", fault.message, fault.hint, "you")
        return None, Assigned(ref, "", None, owner, REFUSED, (reason,))
    line = Assigned(found.case.ref, title, found.was, owner, SET)
    reasons = [*moved_on(found.case, seen), *_against(connection, desk, found)]
    if owner is not None and found.was != owner:
        reasons += _of_another(connection, desk, found.case, owner)
    if owner is None and found.case.track == "application":
        said = f"{found.case.ref} is an application, which has an author"
        reasons.append(Reason("OWNER", said, "name another: --to PERSON", "you"))
    if reasons:
        return found, replace(line, how=REFUSED, reasons=tuple(reasons))
    return found, replace(line, how=SAME) if found.was == owner else line


def _found(connection: Connection, desk: Desk, case: Case) -> _Case:
    """Unknown for what nobody can own."""
    definition = definition_of(connection, case)
    acting = part(actor(connection, desk, case, definition), MAY)
    if case.track == "listing":
        (listing,) = queries.many(connection, Listing, ref=case.ref)
        return _Case(case, listing.owner, not definition.states[case.state].end, acting)
    if case.track == "review":
        (review,) = queries.many(connection, Review, ref=case.ref)
        return _Case(case, review.owner, review.waits, acting)
    if case.track == "application":
        return _Case(case, case.opened_by, not definition.states[case.state].end, acting)
    raise Unknown(
        f"{case.ref} is no micro-credential, no re-evaluation and no application",
        "give references like MC-0001, REV-2027-0001 or APP-2027-0001",
    )


def _against(connection: Connection, desk: Desk, found: _Case) -> list[Reason]:
    case, policy = found.case, policy_for(connection, found.case.provider, desk.today)
    reasons = list(found.acting.reasons)
    who = ", ".join(policy.title(role) for role in MAY)
    if not reasons and not found.acting.roles & set(MAY):
        said = f"{who} of {case.provider} may say whose it is"
        reasons.append(Reason("ROLE", said, "ask one of them", who))
    if not found.open:
        said = "it is at its end: nobody has anything to do with it any more"
        reasons.append(Reason("ENDED", said, "give what is open only", "you"))
    try:
        effective_day(desk, None, case.last_on)
    except Refused as refusal:
        reasons += refusal.reasons
    return reasons


def _of_another(connection: Connection, desk: Desk, case: Case, owner: str) -> Iterator[Reason]:
    """Why somebody of another provider can't look after it."""
    if elsewhere(connection, owner, case.provider, case.unit, desk.today):
        name = handles(connection, [owner])[owner]
        yield Reason("OWNER", *of_another(name, case.provider), "you")


def called(desk: Desk, lines: Sequence[Assigned]) -> dict[str, str]:
    """The short names of all whom these lines name."""
    with desk.reading() as connection:
        refs = {ref for line in lines for ref in (line.was, line.owner) if ref}
        return handles(connection, refs)
