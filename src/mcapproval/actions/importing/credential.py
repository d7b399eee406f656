"""A listed micro-credential of an import: its application, listing, accreditations, reviews."""

from __future__ import annotations

from datetime import date

from mcapproval.actions.cases import definitions
from mcapproval.actions.drafts.inside import read_inside
from mcapproval.actions.drafts.taking_in import content_row, take_in
from mcapproval.actions.importing.deciding import covers
from mcapproval.actions.importing.facts import Credential
from mcapproval.actions.importing.planning import New, Target
from mcapproval.actions.importing.work import FRESH, Making, iso, items, next_review, open_case
from mcapproval.actions.lookup import case_row
from mcapproval.clock import add_months
from mcapproval.draft.files import named_files
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Delivery
from mcapproval.workflow.definition import load
from mcapproval.workflow.routes import route_for

MONTHS_OF_A_COHORT = 12
"""A provider with a cohort that began so lately is delivering; any other is ready to deliver."""

ACCREDITED = {"expiring": "teach-out", "discontinued": "closed"}
"""The state of an accreditation where its micro-credential has this status and is not current."""


def _day(work: Making, new: New) -> date:
    """The day on which it was approved, or listed; today where neither is known."""
    told = new.row.approved_on or new.row.listed_on
    return date.fromisoformat(told) if told else work.desk.today


def credential(work: Making, new: New) -> None:
    day = _day(work, new)
    application = _application(work, new, day)
    links = {application: "listing"}
    listed = {**new.row.listed, "application": application, "owner": new.owner}
    listing = open_case(
        work, "MC", "listing", new.row.status, new.applicant, listed, links, day,
        unit=new.row.unit, teach_out=new.row.teach_out,
    )  # fmt: skip
    work.refs[new.target] = listing
    work.count("micro-credentials")
    approved = new.row.approved_on or new.row.listed_on
    for provider in new.providers:
        accreditation(work, new.row, new.target, application, listing, provider, approved)
    if new.row.last_review_on:
        _decided(work, new, listing)
    if new.row.status == "current":
        next_review(work, listing, new.applicant, new.row.unit)


def _application(work: Making, new: New, day: date) -> str:
    """The application by which it was approved, at its end, with the results on known days."""
    writer, row = work.writer, new.row
    draft = new.draft
    route = route_for(draft.text("/route"), draft.text("/kind"))
    definition = load(route.definition)
    files = _files(work, new)
    taken = take_in(writer, work.desk, draft, files, {})
    work.count("documents", len(files))
    days = {"approval": row.approved_on, "listing": row.listed_on}
    days |= {"accreditation": row.accredited_on if new.providers else None}
    results = {
        name: {"result": "granted", "on": on}
        for name, on in days.items()
        if on and name in route.results
    }
    ref = writer.next_ref(f"APP-{day.year}")
    data = {
        "track": "application",
        "definition": definition.name,
        "definition_hash": definitions.keep(writer, definition.name),
        "state": "approved",
        "provider": new.applicant,
        **({"unit": row.unit} if row.unit else {}),
        "content": content_row(writer, draft, 1, taken),
        "facts": {"route": route.route, "kind": route.kind, "of_ref": None, "title": row.title},
        "results": results,
        "imported": work.batch,
    }
    writer.add(ref, "opened", day, data, seen=FRESH)
    work.count("approved applications")
    return ref


def _files(work: Making, new: New) -> dict[str, bytes]:
    found = {}
    folder = work.plan.documents
    for named in named_files(new.draft) if folder else ():
        assert folder is not None
        wrong, found[named.file] = read_inside(folder, named.file)
        if wrong:
            raise Refused(f"{named.file}: {wrong[0]}", hint=wrong[1])
    return found


def accreditation(
    work: Making,
    row: Credential,
    target: Target,
    application: str,
    listing: str,
    provider: str,
    approved: str | None,
) -> None:
    """Granted on the day known, that of the approval, or by the first cohort; in the state that its
    cohorts show, those of the records and those of the file.
    """
    connection = work.writer.connection
    case = case_row(connection, listing)
    held = queries.many(connection, Delivery, listing=listing, provider=provider, cancelled=False)
    starts = [each.starts for each in held if each.starts]
    starts += work.starts.get((target, provider), [])
    granted = row.accredited_on or approved or min([iso(work.desk.today), *starts])
    lately = iso(add_months(work.desk.today, -MONTHS_OF_A_COHORT))
    busy = any(lately <= start for start in starts)
    state = ACCREDITED.get(case.state, "delivering" if busy else "ready-to-deliver")
    facts = {"listing": listing, "application": application, "provider": provider}
    open_case(
        work, "ACC", "accreditation", state, provider, {**facts, "granted_on": granted},
        {application: "accreditation"}, date.fromisoformat(granted),
        unit=case.unit if provider == case.provider else None,
        teach_out=case.due_on if case.state == "expiring" else None,
    )  # fmt: skip
    work.count("accreditations")


def _decided(work: Making, new: New, listing: str) -> None:
    """The last re-evaluation, as decided elsewhere: its answers are not in these records."""
    assert new.row.last_review_on
    on = date.fromisoformat(new.row.last_review_on)
    connection = work.writer.connection
    facts = {
        "listing": listing,
        "form": "yearly check",
        "due_on": iso(on),
        "covers": iso(covers(connection, new.row.listed, new.applicant, on)),
        "answers": None,
        "decision": new.row.last_review_decision,
        "decided_on": iso(on),
    }
    ref = open_case(
        work, f"REV-{on.year}", "review", "closed", new.applicant, facts,
        {listing: "review"}, on, unit=new.row.unit, items=items(work, new.target, 0),
    )  # fmt: skip
    work.reviews[new.target] = ref
    work.count("decided re-evaluations")
