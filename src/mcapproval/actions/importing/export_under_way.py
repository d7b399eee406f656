"""Cohorts, running applications and open actions of the records, as rows of an import."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.deliveries.counted import COUNTS
from mcapproval.actions.deliveries.wording import DAY_COLUMNS
from mcapproval.actions.importing.export_rows import Named, Row, day, dollars, word
from mcapproval.actions.importing.facts import KINDS
from mcapproval.actions.importing.headings import STEP
from mcapproval.clock import nz_day, read_stamp
from mcapproval.draft.content import from_content
from mcapproval.policy.model import TITLES
from mcapproval.store import queries
from mcapproval.store.folding.fold_items import ENDED
from mcapproval.store.keep import content, texts
from mcapproval.store.rows.folded import Application, Case, Delivery, Item, Review
from mcapproval.workflow.turns import IN_CHARGE


def cohorts(connection: Connection, names: Named) -> Iterator[Row]:
    """Those that were not called off; `ref` and `listing` are ours, and stand in no sheet."""
    for row in queries.many(connection, Delivery, cancelled=False):
        fees = [
            each["cents"]
            for each in json.loads(row.fees)
            if each["for"] == "learner" and each["gst"] == "included"
        ]
        yield {
            "ref": row.ref,
            "listing": row.listing,
            **names.about(row.listing),
            "provider": names.organisation(row.provider),
            "cohort": row.cohort,
            "site": row.site,
            "mode": row.mode,
            "client": names.organisation(row.client),
            **{name: day(getattr(row, name)) for name in DAY_COLUMNS},
            **{name: getattr(row, name) for name in COUNTS},
            "fee": dollars(fees[0]) if len(fees) == 1 else None,
        }


def running(connection: Connection, names: Named) -> Iterator[Row]:
    """Applications that are not at their end, each with the days on which it came to its steps."""
    rows = {row.ref: row for row in queries.many(connection, Application)}
    for case in queries.many(connection, Case, track="application"):
        definition = definition_of(connection, case)
        state = definition.states[case.state]
        if state.end:
            continue
        row = rows[case.ref]
        kept = content(connection, row.content)
        draft = from_content(kept) if kept else None
        about = names.about(row.of_ref)["of"] if row.of_ref else None
        yield {
            "title": row.title,
            "title_te_reo": draft.text("/title_te_reo") or None if draft else None,
            "kind": word(KINDS, row.kind),
            "of": about,
            "step": state.label,
            "author": names.people.get(case.opened_by),
            "application_reference": row.application_reference,
            "applicant": names.organisation(case.provider),
            "unit": case.unit,
            "level": draft.whole("/level") if draft else None,
            "credits": draft.whole("/credits") if draft else None,
            **{f"{STEP}{name}": day(on) for name, on in _steps(connection, case).items()},
        }


def _steps(connection: Connection, case: Case) -> dict[str, str]:
    """The last day on which each step was entered. Of an import that did not say when its last step
    was entered, nobody knows: the day that stands for it is left out.
    """
    days: dict[str, str] = {}
    moves: dict[int, tuple[str, str]] = {}
    for event in queries.events(connection, case.ref):
        if event.act == "opened":
            days = {row["state"]: row["on"] for row in event.data.get("happened", ())}
            stands_in = (
                max([*days.values(), ""]) or nz_day(read_stamp(event.recorded_at)).isoformat()
            )
            if not (event.data.get("imported") and event.effective_on == stands_in):
                days[event.data["state"]] = event.effective_on
        elif event.act == "moved" and event.data["to"] != event.data["from"]:
            moves[event.seq] = (event.data["to"], event.effective_on)
        elif event.act == "undone":
            moves.pop(event.data["row"], None)
    return days | dict(moves.values())


def actions(connection: Connection, names: Named) -> Iterator[Row]:
    """Open actions of micro-credentials and of their re-evaluations; one of nobody's is seen to by
    whoever is in charge.
    """
    of = {row.ref: row.listing for row in queries.many(connection, Review)}
    of |= {ref: ref for ref in names.listings}
    found = [
        item
        for item in queries.many(connection, Item, kind="action")
        if item.ref in of and item.state not in ENDED
    ]
    told = texts(connection, {item.says for item in found})
    for item in sorted(found, key=lambda each: (of[each.ref], each.ref, each.number)):
        says = told.get(item.says)
        if says is not None:
            whose = item.owner or IN_CHARGE
            owner = whose if whose in TITLES else names.organisation(whose)
            yield {
                **names.about(of[item.ref]),
                "action": str(says),
                "owner": owner,
                "due": day(item.due),
            }
