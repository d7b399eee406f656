"""How a case stands on a day: everything that its conditions may ask about, read in one view."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.approvals_told import approvals_of
from mcapproval.actions.cases.standing.approved import under_old_rules
from mcapproval.actions.cases.standing.change_judged import judged
from mcapproval.actions.cases.standing.ending import ending
from mcapproval.actions.cases.standing.examined import Checked, checked, found_under
from mcapproval.actions.cases.standing.hanging import Hanging, hanging_on
from mcapproval.actions.cases.standing.paused import paused
from mcapproval.actions.cases.standing.review_facts import findings_in, of_review
from mcapproval.actions.cases.standing.waived import of_given
from mcapproval.actions.in_force import policy_of
from mcapproval.actions.lookup import draft_in, own_row
from mcapproval.draft.model import Draft
from mcapproval.findings import Finding, Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.review_schedule import legacy
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import (
    Accreditation,
    Application,
    Case,
    Item,
    Link,
    Listing,
    Review,
    Version,
    Waiver,
)
from mcapproval.store.rows.kept import Content, FileRow, FindingCache
from mcapproval.store.several import Wanted, several
from mcapproval.workflow import situation as told
from mcapproval.workflow.answers import Answered
from mcapproval.workflow.routes import route_for


@dataclass(frozen=True, slots=True)
class Standing:
    """A case, its situation, and what was read on the way to it; `answered` are its results."""

    case: Case
    application: Application | None
    policy: Policy
    draft: Draft | None
    checked: Checked | None
    waivers: tuple[Waiver, ...]
    situation: told.Situation
    answered: Mapping[str, Answered]


def standing(
    connection: Connection,
    case: Case,
    today: date,
    law: date | None = None,
    on: date | None = None,
    *,
    read: Hanging | None = None,
    content: bool = True,
) -> Standing:
    """Read one case and all that hangs on it; `law` is the law day that the asked move fixes, `on`
    the day of the move, where it is another than that on which it is asked. `read` is what hangs on
    it where that was read. Without its `content`, nothing is said of what an application says.
    """
    hangs = read or hanging_on(connection, case)
    policy = policy_of(connection, hangs.policies, today)
    application, review = hangs.application, hangs.review
    accreditation = hangs.accreditation
    draft = found_before = None
    day = law or (law_day(application, today) if application else today)
    if application and content:
        bodies, kept = several(
            connection,
            Wanted(Content, {"hash": application.content}),
            Wanted(FindingCache, found_under(application, policy, day)),
        )
        draft = draft_in(application, bodies[0].body if bodies else None)
        found_before = kept[0] if kept else None
    waivers = of_given(connection, case, today, hangs.waivers)
    examined = None
    if application and draft:
        examined = checked(connection, application, draft, policy, day, found_before)
    found = blocking(examined.findings, waivers) if examined else ()
    findings = _in_words(found)
    if review:
        draft = of_review(connection, review, policy)
        findings = blocking(findings_in(draft, today, policy), waivers)
    expected = route_for(application.route, application.kind).results if application else ()
    situation = told.Situation(
        ref=case.ref,
        track=case.track,
        state=case.state,
        version=case.version,
        entered_on=date.fromisoformat(case.entered_on),
        policy=policy,
        route=application.route if application else "",
        kind=application.kind if application else review.form if review else "",
        draft=draft,
        findings=findings,
        evidence=_evidence(connection, application, hangs.versions) if content else 0,
        items=_told(connection, hangs.items),
        approvals=approvals_of(connection, application, hangs.approvals) if application else (),
        results={r.result: r.outcome for r in hangs.results},
        results_expected=expected,
        came_from=json.loads(case.came_from),
        linked=_linked(connection, case, hangs.links, accreditation or review),
        linked_items=_conditions(connection, accreditation),
        today=today,
        change=judged(connection, application, draft, law or today),
        legacy=_legacy(connection, review, today),
        paused=paused(connection, accreditation.listing, on or today) if accreditation else None,
        ending=ending(connection, case, accreditation or review),
    )
    answered = {row.result: Answered(row.outcome, row.on_day) for row in hangs.results}
    return Standing(case, application, policy, draft, examined, waivers, situation, answered)


def _legacy(connection: Connection, review: Review | None, today: date) -> bool:
    """Whether a re-evaluation is of what stands under the rules before those of 2022, once there
    are others."""
    if review is None:
        return False
    listing = queries.one(connection, Listing, ref=review.listing)
    return not legacy(today) and under_old_rules(connection, listing)


def law_day(application: Application, today: date) -> date:
    """Today until it is submitted; then the day on which it was submitted."""
    return date.fromisoformat(application.law_day) if application.law_day else today


def blocking(findings: tuple[Finding, ...], waivers: tuple[Waiver, ...]) -> tuple[Finding, ...]:
    """Errors, and waivable findings that nobody let stand."""
    waived = {(w.code, w.path) for w in waivers}
    return tuple(
        f
        for f in findings
        if f.blocks and not (f.severity is Severity.WAIVABLE and (f.code, f.path) in waived)
    )


def items(connection: Connection, ref: str) -> tuple[told.Item, ...]:
    """The items of a case with their texts."""
    return _told(connection, queries.many(connection, Item, ref=ref))


def _told(connection: Connection, rows: Sequence[Item]) -> tuple[told.Item, ...]:
    if not rows:
        return ()
    said = texts(connection, {row.says for row in rows})
    return tuple(
        told.Item(
            row.number,
            row.kind,
            row.state,
            row.owner,
            date.fromisoformat(row.due) if row.due else None,
            str(said.get(row.says, "(erased)"))
            if row.says
            else f"asked of {row.owner or 'nobody'}",
            touches=tuple(filter(None, (row.touches or "").split(","))),
            round=row.round,
            topic=row.topic,
            weight=row.weight,
        )
        for row in rows
    )


def _in_words(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """In the words of the form; what is well need not load them."""
    if not findings:
        return ()
    from mcapproval.documents.word_form.telling import told_of_case

    return tuple(map(told_of_case, findings))


def linked_conditions(connection: Connection, case: Case) -> tuple[told.Item, ...]:
    """The conditions of the application from which an accreditation came."""
    return _conditions(connection, own_row(connection, Accreditation, case))


def _conditions(
    connection: Connection, accreditation: Accreditation | None
) -> tuple[told.Item, ...]:
    if accreditation is None:
        return ()
    found = items(connection, accreditation.application)
    return tuple(replace(i, ref=accreditation.application) for i in found if i.kind == "condition")


def _evidence(
    connection: Connection, application: Application | None, versions: Sequence[Version]
) -> int:
    """How many items of need evidence have their file in the records."""
    if application is None:
        return 0
    (version,) = (row for row in versions if row.number == application.number)
    named = {
        row["sha256"]
        for row in json.loads(version.files)
        if row["path"].startswith("/need/evidence/")
    }
    return len(queries.among(connection, FileRow, "sha256", named))


def _linked(
    connection: Connection,
    case: Case,
    links: Sequence[Link],
    of: Accreditation | Review | None,
) -> dict[str, str]:
    """The states of the cases this one hangs on or that hang on it, by track; the newest wins."""
    refs = {ref for link in links for ref in (link.from_ref, link.to_ref)} - {case.ref}
    refs |= {of.listing} if of else set()
    if not refs:
        return {}
    return {row.track: row.state for row in queries.among(connection, Case, "ref", refs)}
