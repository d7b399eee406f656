"""The work on one import: what was made so far, and how a case of it is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mcapproval.actions.cases import clocking, definitions
from mcapproval.actions.cases.effects.scheduling import next_facts, reschedule
from mcapproval.actions.desk import Desk
from mcapproval.actions.importing.cohorts_and_actions import Action
from mcapproval.actions.importing.planning import Plan, Target
from mcapproval.actions.lookup import case_row, listing_row
from mcapproval.store.events import Author
from mcapproval.store.keep import Text
from mcapproval.store.writer import Writer
from mcapproval.workflow.clocks import Facts, entered
from mcapproval.workflow.definition import load

COUNTED_FROM = frozenset({"approved_on", "review_years", "nzqa_review_on"})
"""The facts of a listing from which the days of its reviews are counted."""

FRESH = 0
"""The version of what has a new reference: nobody need look whether it has rows."""


@dataclass(slots=True)
class Making:
    """The work on one import: what was made so far, by kind, and the references of its targets.

    `batch` is empty where it is no import that makes it. Of the plan, `starts` has when the cohorts
    of a provider start, and `actions` those of a target, each with whose it is.
    """

    desk: Desk
    writer: Writer
    batch: str
    plan: Plan
    refs: dict[Target, str] = field(default_factory=dict)
    reviews: dict[str, str] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    starts: dict[tuple[Target, object], list[str]] = field(default_factory=dict)
    actions: dict[Target, list[tuple[Action, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for target, _, facts in self.plan.cohorts:
            if facts.get("starts"):
                whose = target, facts["provider"]
                self.starts.setdefault(whose, []).append(str(facts["starts"]))
        for target, action, owner in self.plan.actions:
            self.actions.setdefault(target, []).append((action, owner))

    def count(self, kind: str, many: int = 1) -> None:
        if many:
            self.made[kind] = self.made.get(kind, 0) + many


def iso(day: date) -> str:
    return day.isoformat()


def open_case(
    work: Making,
    series: str,
    track: str,
    state: str,
    provider: str,
    facts: Mapping[str, Any],
    links: Mapping[str, str],
    day: date,
    *,
    unit: str | None,
    teach_out: str | None = None,
    items: Sequence[Mapping[str, Any]] = (),
) -> str:
    """A case of another track in a state, with the clock of that state."""
    writer = work.writer
    ref = writer.next_ref(series)
    known = Facts(next_review=_on(facts.get("due_on")), teach_out=_on(teach_out))
    calendar = clocking.calendar_for(writer.connection, provider, day)
    data = {
        "track": track,
        "definition": track,
        "definition_hash": definitions.keep(writer, track),
        "state": state,
        "provider": provider,
        "facts": dict(facts),
        "links": dict(links),
        "clock": entered(load(track).states[state], day, calendar, known).as_json(),
        **({"unit": unit} if unit else {}),
        **({"items": list(items)} if items else {}),
        **({"imported": work.batch} if work.batch else {}),
    }
    writer.add(ref, "opened", day, data, seen=FRESH)
    return ref


def _on(told: object) -> date | None:
    return date.fromisoformat(told) if isinstance(told, str) else None


def next_review(work: Making, listing: str, provider: str, unit: str | None) -> None:
    """The next one, as the schedule says; opened today, for nothing of it happened before."""
    facts = next_facts(work.writer, listing, provider, work.desk.today)
    if facts is None:
        return
    series = f"REV-{facts['due_on'][:4]}"
    links = {listing: "review"}
    open_case(
        work, series, "review", "scheduled", provider, facts, links, work.desk.today, unit=unit
    )
    work.count("re-evaluations to come")


def day_of(work: Making, ref: str) -> date:
    """The day on which a case learns something: today, and never before its last."""
    return max(work.desk.today, date.fromisoformat(case_row(work.writer.connection, ref).last_on))


def learn(work: Making, ref: str, facts: Mapping[str, Any], **told: Any) -> None:
    """What was not known of a micro-credential, or was wrong; its review is due anew where that
    follows. `told` stands with it in the journal.
    """
    writer, desk = work.writer, work.desk
    case, day = case_row(writer.connection, ref), day_of(work, ref)
    event = writer.add(ref, "noted", day, {"track": "listing", "facts": dict(facts), **told})
    if case.state == "current" and COUNTED_FROM & facts.keys():
        due_anew(work.writer, desk, ref, event.seq, day)
        next_review(work, ref, case.provider, case.unit)


def due_anew(writer: Writer, desk: Desk, ref: str, cause: int, day: date) -> None:
    """The review that waits, by what is known of its micro-credential now."""
    listing, case = listing_row(writer.connection, ref), case_row(writer.connection, ref)
    by = Author(desk.who(), desk.channel, None)
    reschedule(writer, listing, case.provider, cause, by, day)


def items(work: Making, target: Target, last: int) -> list[dict[str, Any]]:
    found = work.actions.get(target, [])
    work.count("open actions", len(found))
    return [_item(work, n, action, owner) for n, (action, owner) in enumerate(found, last + 1)]


def _item(work: Making, number: int, action: Action, owner: str) -> dict[str, Any]:
    says = work.writer.text(Text(action.says, work.desk.salt()))
    row = {"number": number, "kind": "action", "owner": owner, "due": action.due}
    return {**row, "touches": None, "says": says}
