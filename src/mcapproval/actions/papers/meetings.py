"""Gather a meeting for its papers: what waits for it, or what it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.seats import held
from mcapproval.actions.committees.agenda import shown_to
from mcapproval.actions.committees.meetings import meeting_row
from mcapproval.actions.committees.seated import sitting
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.in_force import policy_of_day
from mcapproval.actions.lookup import case_row, title_of
from mcapproval.actions.papers.house import house_of
from mcapproval.actions.papers.matters import matters_of
from mcapproval.actions.papers.spoken_of import last_recorded
from mcapproval.actions.people.known import ERASED, names
from mcapproval.actions.telling import people_in
from mcapproval.actions.telling_answers import seats_said
from mcapproval.canonical import canonical
from mcapproval.clock import spoken
from mcapproval.documents.application.internal import MOVES
from mcapproval.documents.meetings.facts import MeetingFacts, Minute
from mcapproval.policy.model import Policy
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Meeting
from mcapproval.workflow.bodies import Body
from mcapproval.workflow.deciding import in_words

SAID = "/resolution"
ON_CHAIRS_ACTION = {
    "ratified": "ratified what the chair decided alone on {day}: {what}",
    "lapsed": "did not ratify what the chair decided alone on {day}, so it lapsed: {what}",
}


def meeting_facts(connection: Connection, desk: Desk, ref: str) -> MeetingFacts:
    """A meeting with what waits for it, before it is held, or with what it did, after.

    Refused to whoever holds roles for other providers only, as the list of what waits is.
    """
    meeting = meeting_row(connection, ref, desk.today)
    shown_to(connection, desk, meeting.provider or None)
    day = date.fromisoformat(meeting.on_day)
    rows = list(queries.events(connection, ref))
    resting = _resting(connection, meeting, rows)
    called = meeting.state == "called"
    as_at = min(desk.today, day) if called else last_recorded([*rows, *resting])
    policy = policy_of_day(connection, meeting.provider, day, as_at)
    who = names(connection, _in(held(meeting).present, held(meeting).apologies))
    head, _ = queries.head(connection)
    organisations = queries.organisations_at(connection, head)
    return MeetingFacts(
        ref=meeting.ref,
        row=head if called else max(row.seq for row in (*rows, *resting)),
        organisation=organisations.get(meeting.provider, meeting.provider),
        body=policy.title(meeting.body),
        day=day,
        state=meeting.state,
        needed=policy.quorum.get(meeting.body),
        as_at=as_at,
        simulated=about(connection).simulated,
        house=house_of(connection, meeting.provider, desk.today),
        present=tuple(_named(held(meeting).present, who)),
        apologies=tuple(_named(held(meeting).apologies, who)),
        minute_reference=meeting.minute_reference or "",
        matters=tuple(matters_of(connection, meeting, as_at)),
        minutes=tuple(
            _minute(connection, meeting, row, as_at, policy) for row in queries.holding(resting)
        ),
    )


def _in(*lists: Iterable[Mapping[str, Any]]) -> set[str]:
    """Everybody whom some seats name."""
    rows = [row for seats in lists for row in seats]
    return {row[key] for row in rows for key in ("person", "for") if row.get(key)}


def _named(rows: Iterable[Mapping[str, Any]], who: Mapping[str, str]) -> Iterator[str]:
    for row in rows:
        whom = f" (for {who[row['for']]})" if row.get("for") else ""
        yield who[row["person"]] + whom


def _resting(connection: Connection, meeting: Meeting, own: list[Event]) -> list[Event]:
    """What rests on the meeting, in the order recorded, and what took some of it back."""
    after = next((row.seq for row in own if row.act == "meeting-held"), None)
    if after is None:
        return []
    found = queries.events(connection, after=after, naming=meeting.ref)
    named = {row.seq: row for row in found if _names(row, meeting.ref)}
    back = [
        row
        for case in {row.ref for row in named.values()}
        for row in queries.events(connection, case, after=after)
        if row.act == "undone" and row.data["row"] in named
    ]
    return sorted([*named.values(), *back], key=lambda row: row.seq)


def _names(row: Event, ref: str) -> bool:
    if row.act in ON_CHAIRS_ACTION:
        return bool(row.data["meeting"] == ref)
    return row.act == "moved" and row.data["values"].get("meeting") == ref


def _minute(
    connection: Connection, meeting: Meeting, row: Event, today: date, policy: Policy
) -> Minute:
    case = case_row(connection, row.ref)
    values = row.data.get("values") or {"conflicts": row.data.get("conflicts", ())}
    there, away = held(meeting).present, held(meeting).apologies
    present, apologies = values.get("present", there), values.get("apologies", away)
    who = names(connection, people_in(row) | _in(present, apologies))
    acted = _chairs_action(connection, row)
    words = dict(row.data.get("texts", {}))
    if acted and SAID in acted.data["texts"]:
        words[SAID] = acted.data["texts"][SAID]
    items = [i for i in row.data.get("items", ()) if i["kind"] in ("condition", "action")]
    told = texts(connection, {*words.values(), *(item["says"] for item in items)})
    said = {path.strip("/"): str(told.get(name, ERASED)) for path, name in words.items()}
    heard = dict(seats_said(values, who))
    about_what = [said[path] for path in sorted(said) if path.startswith("conflicts/")]
    stated = heard.get("conflicts", "").split(", ") if heard.get("conflicts") else []
    return Minute(
        ref=row.ref,
        title=title_of(connection, case),
        did=_did(connection, row, acted),
        resolution=said.get("resolution", ""),
        reason=said.get("reason", ""),
        conditions=tuple(_condition(item, told, policy) for item in items),
        present=tuple(_named(present, who)),
        apologies=tuple(_named(apologies, who)),
        conflicts=tuple(f"{name}: {what}" for name, what in zip(stated, about_what, strict=False))
        or tuple(stated),
        quorum=_quorum(connection, meeting, row, present, values, today),
        votes=tuple(heard["votes"].split(", ")) if "votes" in heard else (),
        minute_reference=str(values.get("minute_reference", "")),
        of_chair=acted is not None,
    )


def _chairs_action(connection: Connection, row: Event) -> Event | None:
    """The decision that a meeting ratified or let lapse."""
    if row.act not in ON_CHAIRS_ACTION:
        return None
    wanted = row.data["approvals"][-1]
    return queries.event(connection, wanted)


def _did(connection: Connection, row: Event, acted: Event | None) -> str:
    if acted is None:
        return _label(connection, row)
    day = spoken(date.fromisoformat(acted.effective_on))
    what = _label(connection, acted)
    return ON_CHAIRS_ACTION[row.act].format(day=day, what=what[:1].lower() + what[1:])


def _label(connection: Connection, row: Event) -> str:
    """What was done, as minutes tell it; a re-evaluation is decided by the word for it."""
    if row.data["move"] in MOVES:
        return MOVES[row.data["move"]]
    definition = definition_of(connection, case_row(connection, row.ref))
    called = definition.called(row.data["move"])
    return called[0].label.removeprefix("Decide: ") if called else str(row.data["move"])


def _condition(item: Mapping[str, Any], told: Mapping[str, Any], policy: Policy) -> str:
    owner = policy.title(item["owner"]) if item["owner"] else "nobody named"
    due = spoken(date.fromisoformat(item["due"])) if item["due"] else "no day set"
    return f"{item['kind'].capitalize()}: {told.get(item['says'], ERASED)} ({owner}, {due})"


def _quorum(
    connection: Connection,
    meeting: Meeting,
    row: Event,
    present: Iterable[Mapping[str, Any]],
    values: Mapping[str, Any],
    today: date,
) -> str:
    """Who counted for this matter: without its authors and those who declared a conflict."""
    seats = canonical(list(present)).decode("utf-8")
    case = case_row(connection, row.ref)
    there = sitting(
        connection,
        meeting._replace(present=seats),
        today,
        case,
        {"conflicts": values.get("conflicts", ())},
    )
    return in_words(there.quorum, _in_full(connection, there.body), there.policy)


def _in_full(connection: Connection, body: Body) -> Body:
    """A body whose people go by their names as printed, not by their short ones."""
    return replace(body, names=names(connection, set(body.names)))
