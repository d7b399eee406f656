"""Whether a draft may be put where it is to go: by whom, in which state, as which application."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.imported import APPROVED
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.drafts.refusing import THE_AUTHOR
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.people.author_named import ROLE as AUTHOR
from mcapproval.actions.people.author_named import authors_said
from mcapproval.actions.people.roles import actor, called, grants
from mcapproval.draft.model import Draft
from mcapproval.errors import Reason, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.rows.folded import Application, Case, Item, Listing, Organisation, Person
from mcapproval.workflow.acting import part
from mcapproval.workflow.model import Definition


def same_frame(application: Application, draft: Draft) -> None:
    """Route and kind chose the workflow: another needs another application."""
    for key, now in (("route", application.route), ("kind", application.kind)):
        if draft.text(f"/{key}") != now:
            raise Refused(
                f"{application.ref} was opened with {key} {now}, not {draft.text(f'/{key}')}",
                hint="withdraw it and open another application from this file",
            )


def same_applicant(old: Draft, new: Draft) -> None:
    """The applicant says whose policy and people the case is under: it is named once."""
    before, now = old.text("/applicant/organisation"), new.text("/applicant/organisation")
    if before and before != now:
        raise Refused(
            f"the applicant is {before}; a version can't make it {now or 'nobody'}",
            hint="withdraw the application and open another from this file",
        )


def asked_for(connection: Connection, ref: str, numbers: Sequence[int]) -> list[int]:
    """The items because of which a version is made, each once. Unknown where one is not there."""
    there = {item.number for item in queries.many(connection, Item, ref=ref)}
    missing = [str(number) for number in numbers if number not in there]
    if missing:
        raise Unknown(
            f"{ref} has no item {' or '.join(missing)}", f"see: mcapproval item list {ref}"
        )
    return sorted(set(numbers))


def provider(connection: Connection, desk: Desk, draft: Draft) -> str:
    """The applicant; until it is named, whose records these are, or the opener's organisation."""
    named = draft.text("/applicant/organisation") or about(connection).provider
    if named:
        return named
    opener = queries.one(connection, Person, ref=desk.who())
    return (opener.organisation or "") if opener else ""


def listing_of(connection: Connection, draft: Draft) -> str | None:
    """The micro-credential that an accreditation or a change is about, by our number or NZQA's."""
    named = draft.text("/of")
    if not named or draft.text("/kind") not in ("accreditation", "change"):
        return None
    for key in ("ref", "number"):
        found = queries.one(connection, Listing, **{key: named})
        if found:
            return found.ref
    raise Unknown(
        f"{named} is no micro-credential in these records, and the draft is about it",
        "give our reference (of: MC-0001) or NZQA's number; see: mcapproval list",
    )


def may_open(connection: Connection, desk: Desk) -> None:
    """A role for one case only lets nobody open another."""
    held = {g.role for g in grants(connection, desk.who(), desk.today) if g.case_ref is None}
    if not held & {"author", "quality-adviser", "quality-manager"}:
        policy = policy_for(connection, about(connection).provider, desk.today)
        adviser, manager = policy.title("quality-adviser"), policy.title("quality-manager")
        who = called(connection, desk)
        raise Refused(
            "opening an application is for people who write or look after them",
            [
                Reason(
                    "ROLE",
                    f"{who} is no {policy.title('author')}, {adviser} or {manager}",
                    "have the role author granted: mcapproval people grant PERSON author",
                    policy.the("administrator"),
                )
            ],
        )


def may_update(connection: Connection, desk: Desk, case: Case) -> str | None:
    """Refused to others than the state names; gives the person in whose place it is done."""
    definition = definition_of(connection, case)
    state = definition.states[case.state]
    acting = part(actor(connection, desk, case, definition), state.edit)
    if acting.reasons:
        raise Refused(f"{case.ref} can't be changed so", acting.reasons)
    if acting.roles & set(state.edit):
        return acting.acts_for
    if state.edit:
        message = f"in '{state.label}' only {', '.join(state.edit)} may change {case.ref}"
        mend, who = "ask them", "its author"
        if AUTHOR in state.edit:
            said, becomes = authors_said(connection, desk, case)
            message, mend = f"{message}; {said}", f"{mend}; {becomes}"
    else:
        message = f"nobody may change {case.ref} while it is in '{state.label}'"
        mend, who = _instead(connection, case, definition, desk.today)
    raise Refused(f"{case.ref} can't be changed now", [Reason("EDIT", message, mend, who)])


def _instead(
    connection: Connection, case: Case, definition: Definition, day: date
) -> tuple[str, str]:
    """What leads to a change where nobody may make one, and who can do that: a move after which the
    author may, though no decision is made for that; else an application of its own."""
    back = [
        move
        for move in definition.out_of(case.state)
        if not move.decision
        and any(definition.states[to].edit for to in definition.targets(move, case.state))
    ]
    if back:
        policy = policy_for(connection, case.provider, day)
        who = dict.fromkeys(policy.title(role) for move in back for role in move.by)
        moves = " or ".join(f"{move.label} ({move.name})" for move in back)
        return f"first: {moves}; see: mcapproval next {case.ref}", ", ".join(who)
    if not definition.states[case.state].end:
        return f"wait until it comes back; see: mcapproval next {case.ref}", THE_AUTHOR
    listed = _approved_of(connection, case)
    if listed:
        return (
            f"apply for a change of {listed}: write kind: change and of: {listed} in the file, "
            "then: mcapproval open FILE",
            THE_AUTHOR,
        )
    return "open another application from the file: mcapproval open FILE", THE_AUTHOR


def _approved_of(connection: Connection, case: Case) -> str | None:
    """The micro-credential that came of an application, or that it was approved to change."""
    listing = queries.one(connection, Listing, application=case.ref)
    if listing:
        return listing.ref
    application = queries.one(connection, Application, ref=case.ref)
    return application.of_ref if application and case.state == APPROVED else None


def known_organisations(desk: Desk) -> frozenset[str]:
    """The keys that a draft may use without naming the organisation itself."""
    with desk.reading() as connection:
        return frozenset(row.key for row in queries.many(connection, Organisation))
