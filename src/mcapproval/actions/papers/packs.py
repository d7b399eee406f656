"""Make the pack of an application from all that the records hold of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.examined import check
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import (
    application_row,
    case_row,
    draft_of,
    people_of,
    version_of,
)
from mcapproval.actions.papers.annexed import annexes_of
from mcapproval.actions.papers.changed import listed_of
from mcapproval.actions.papers.decided import came, decided, decider, fell, ratified, waived
from mcapproval.actions.papers.happened import earlier_of, items_of, kept_at, outcome_of
from mcapproval.actions.papers.house import house_of
from mcapproval.actions.papers.minuted import closed_as
from mcapproval.actions.papers.named import printed, reached
from mcapproval.actions.papers.printing import shown_by_code
from mcapproval.actions.papers.spoken_of import last_recorded
from mcapproval.actions.papers.walk import walk_until
from mcapproval.actions.people.known import names
from mcapproval.actions.telling import people_in
from mcapproval.actions.texts.placing import with_texts
from mcapproval.clock import spoken
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.pack import make
from mcapproval.documents.pack_files import write
from mcapproval.documents.pack_manifest import LOOKS
from mcapproval.documents.unwritten import open_places
from mcapproval.errors import NotWhole
from mcapproval.rules.book_hash import book_hash
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Case, Version
from mcapproval.workflow.routes import route_for

MOST_OPEN = 10
"""Places of a paper that are not written and told by name: a draft of four lines has many."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack that was made; `told` are whether today's law finds other things in a draft, what its
    papers leave open, the annexes that its volume refused, and why, and the characters that its
    PDFs could not print.
    """

    ref: str
    folder: Path
    files: int
    row: tuple[int, str]
    told: tuple[str, ...] = ()


def pack(desk: Desk, ref: str, place: Path, looks: Sequence[str] = LOOKS) -> Packed:
    """Make the pack of an application as it stands at the last row that changed it, in a folder or
    in one ZIP, where the name of the place ends so.
    """
    with desk.reading() as connection:
        found = dossier(connection, ref, packed_on(connection, ref))
        made = make(found, looks)
        since = found_since(connection, found, desk.today)
    write(made.files, place)
    lacking = shown_by_code(made.lacking, "`unprinted` in manifest.json")
    still = (f"{name}: {open_places(at, MOST_OPEN)}" for name, at in made.unwritten.items())
    told = (*since, *still, *made.untaken, *lacking)
    return Packed(found.ref, place, len(made.files), found.row, told)


def found_since(connection: Connection, found: Dossier, today: date) -> tuple[str, ...]:
    """What is told where a draft would be judged otherwise today than on the day of its pack."""
    ended = found.came is not None and found.came.ends
    if found.submitted or ended or found.as_at == today:
        return ()
    now = dossier(connection, found.ref, today)
    then, today_too = ({(f.code, f.path) for f in each.findings} for each in (found, now))
    if then == today_too:
        return ()
    said = (
        f"it is of {spoken(found.as_at)}, when {found.ref} was last changed; today other things "
        f"are found in it: mcapproval check {found.ref}"
    )
    return (said,)


def packed_on(connection: Connection, ref: str) -> date:
    """The day that a pack speaks of: that on which the last row of the case was recorded.

    Nothing in it changes with the calendar, so that whoever packs it later has the same bytes.
    What is still a draft is judged by the law of that day.
    """
    case = case_row(connection, ref)
    application_row(connection, case.ref)
    return last_recorded(
        row for row in queries.events(connection, case.ref) if row.seq <= case.last_row
    )


def _ended(connection: Connection, case: Case) -> bool:
    return definition_of(connection, case).states[case.state].end


def placed_on(connection: Connection, ref: str, today: date) -> date:
    """The day that a paper of where a case is speaks of: today, until the case has ended."""
    ended = _ended(connection, case_row(connection, ref))
    return packed_on(connection, ref) if ended else today


def dossier(connection: Connection, ref: str, as_at: date, row: int | None = None) -> Dossier:
    """Everything about an application as it stood at one of its rows, by default the last.

    It is read from the journal's rows up to that one, so that a pack can be made again later.
    """
    case = case_row(connection, ref)
    application = application_row(connection, case.ref)
    at = case.last_row if row is None else row
    found = queries.journal_row(connection, at)
    assert found is not None
    rows = [event for event in queries.events(connection, case.ref) if event.seq <= at]
    if not rows or rows[-1].seq != at:
        raise NotWhole(f"row {at} of the journal is not a row of {ref}")
    walk = walk_until(connection, rows, as_at)
    rows = queries.holding(rows)
    version = _version_at(connection, rows)
    draft = with_texts(connection, draft_of(connection, version))
    provider = _provider_at(rows)
    policy = policy_for(connection, provider, as_at, at)
    law, people = _law_day(rows, as_at), people_of(connection, version)
    named = {key: printed(facts) for key, facts in people.items()}
    known = application._replace(content=version.content)
    organisations = queries.organisations_at(connection, at)
    route = route_for(application.route, application.kind)
    told = texts(connection, {c for event in rows for c in event.data["keeps"].get("text", ())})
    who = names(connection, {ref for event in rows for ref in people_in(event)})
    fallen, approved = fell(rows), ratified(rows)
    minutes = closed_as(connection, rows, at)
    waivers = [waived(event, who, told, fallen) for event in rows if event.act == "waived"]
    definition = walk.definition if walk else None
    return Dossier(
        ref=case.ref,
        form=route.form,
        results_expected=route.results,
        state=_state_at(rows),
        version=version.number,
        as_at=as_at,
        draft=draft,
        policy=policy,
        organisations=organisations,
        people=named,
        contact_at=reached(people.get(draft.text("/applicant/contact"), {})),
        law_day=law,
        rule_book=book_hash(),
        findings=check(connection, known, draft, policy, law).findings,
        waived=tuple(waiver for waiver in waivers if not waiver.fell),
        lapsed=tuple(waiver for waiver in waivers if waiver.fell),
        decisions=tuple(
            decided(event, body, definition, who, told, fallen, approved, minutes)
            for event in rows
            if (body := decider(event, definition))
        ),
        annexes=annexes_of(connection, version, organisations),
        row=found,
        simulated=about(connection).simulated,
        house=house_of(connection, provider, as_at, at),
        walk=walk,
        came=came(rows, walk, who, told),
        items=items_of(rows, told),
        outcome=outcome_of(rows),
        earlier=earlier_of(connection, rows, version.number),
        listed=listed_of(connection, known, named, at),
        version_row=kept_at(rows),
        submitted=_law_fixed(rows) is not None,
    )


def _version_at(connection: Connection, rows: list[Event]) -> Version:
    contents = [event.data["content"] for event in rows if "content" in event.data]
    return version_of(connection, rows[0].ref, contents[-1]["number"])


def _provider_at(rows: list[Event]) -> str:
    return str([event.data["provider"] for event in rows if "provider" in event.data][-1])


def _state_at(rows: list[Event]) -> str:
    moves = [event for event in rows if event.act == "moved"]
    return str(moves[-1].data["to"] if moves else rows[0].data["state"])


def _law_day(rows: list[Event], as_at: date) -> date:
    """The day of submission; that of the pack where it was not submitted, or came back."""
    return _law_fixed(rows) or as_at


def _law_fixed(rows: list[Event]) -> date | None:
    """The day of submission; None where it was not submitted, or came back."""
    facts = [event.data.get("facts", {}) for event in rows]
    fixed = [fact["law_day"] for fact in facts if "law_day" in fact]
    return date.fromisoformat(fixed[-1]) if fixed and fixed[-1] else None
