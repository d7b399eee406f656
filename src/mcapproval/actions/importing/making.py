"""Make what an import plans: one transaction, each thing on the day on which it happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from mcapproval.actions.cases import clocking, definitions
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.taking_in import content_row, take_in
from mcapproval.actions.importing.credential import credential
from mcapproval.actions.importing.learning import learn_all
from mcapproval.actions.importing.planning import Plan, Target, named_new
from mcapproval.actions.importing.running import Running
from mcapproval.actions.importing.work import FRESH, Making, iso, items
from mcapproval.progress import HowFar
from mcapproval.store import queries
from mcapproval.store.rows.folded import Item
from mcapproval.store.writer import Writer

SERIES = "IMP"


def make(desk: Desk, writer: Writer, plan: Plan, sha256: str, told: HowFar) -> Making:
    """Everything of the plan, and the row that names it; numbers are given in the file's order."""
    first = writer.seq + 1
    work = Making(desk, writer, writer.next_ref(SERIES), plan)
    done = 0
    for rows in _each(work):
        done += rows
        told(done, plan.rows)
    data = {"sha256": sha256, "rows": plan.rows, "first": first}
    writer.add(work.batch, "imported", desk.today, data)
    return work


def _each(work: Making) -> Iterator[int]:
    """Make the plan part by part; gives of how many of its rows each is."""
    desk, writer, plan = work.desk, work.writer, work.plan
    for key, name in plan.organisations.items():
        body = {"key": key, "name": name, "type": "other", "moe_number": None}
        writer.add(f"organisation:{key}", "organisation-entered", desk.today, body)
        work.count("organisations")
    for new in plan.new:
        credential(work, new)
        yield 1
    for learnt in plan.learnt:
        learn_all(work, learnt)
        yield 1
    _actions(work)
    yield len(plan.actions)
    for target, _, facts in plan.cohorts:
        given = {**facts, "listing": work.refs.get(target, target), "imported": work.batch}
        day = min(facts.get("ends") or facts.get("starts") or iso(desk.today), iso(desk.today))
        ref = writer.next_ref("DEL")
        writer.add(ref, "delivery-entered", date.fromisoformat(day), {"facts": given}, seen=FRESH)
        work.count("cohorts")
        yield 1
    called = named_new(plan.new)
    for each in plan.running:
        _running(work, each, called)
        yield 1


def _actions(work: Making) -> None:
    """Those of a new micro-credential without a last review, and of one that was there already,
    are its own.
    """
    for target in work.actions:
        if target in work.reviews:
            continue
        ref = work.refs.get(target, target)
        kept = queries.many(work.writer.connection, Item, ref=ref)
        rows = items(work, target, max((item.number for item in kept), default=0))
        day = work.desk.today
        work.writer.add(ref, "item-added", day, {"items": rows})


def _running(work: Making, each: Running, called: Mapping[str, Target]) -> None:
    writer = work.writer
    taken = take_in(writer, work.desk, each.draft, {}, {})
    definition = each.definition
    of_ref = each.of_ref or (each.of and work.refs.get(called.get(each.of, "")))
    facts = {
        "route": each.draft.text("/route"),
        "kind": each.draft.text("/kind"),
        "of_ref": of_ref,
        "title": each.draft.text("/title"),
        "law_day": each.law_day,
        "application_reference": each.application_reference,
    }
    connection = writer.connection
    data = {
        "track": "application",
        "definition": definition.name,
        "definition_hash": definitions.keep(writer, definition.name),
        "state": each.state,
        "provider": each.provider,
        **({"unit": each.unit} if each.unit else {}),
        **({"author": each.author} if each.author else {}),
        "content": content_row(writer, each.draft, 1, taken),
        "facts": facts,
        "clock": clocking.as_opened(
            connection, definition, each.state, each.provider, each.day, {}
        ),
        "came_from": each.came_from,
        "happened": [{"state": state, "on": on} for state, on in each.happened],
        "imported": work.batch,
    }
    writer.add(writer.next_ref(f"APP-{each.day.year}"), "opened", each.day, data)
    work.count("running applications")
