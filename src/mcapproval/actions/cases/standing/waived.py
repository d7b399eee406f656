"""Which waivers of a case hold: as long as what their rule reads is what it was.

An edit of the draft ends those that it touches, and the journal says so. What a rule reads in the
records beside the draft, an organisation or how the case stands, is looked at when it is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.standing import facts
from mcapproval.actions.cases.standing.examined import completed
from mcapproval.actions.in_force import policy_for
from mcapproval.canonical import digest_of
from mcapproval.draft.content import from_content
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.book import rule
from mcapproval.store import queries
from mcapproval.store.keep import content
from mcapproval.store.rows.folded import Application, Case, Waiver


def reads_hash(read: Draft, code: str) -> str:
    """The hash of all that a rule reads: another hash, and a waiver has lapsed."""
    found = rule(code)
    reads = found.reads if found else ()
    return digest_of({path: read.get(path) for path in reads})


def still(waiver: Waiver, read: Draft) -> bool:
    """Whether what its rule reads is what it was when it was given."""
    return reads_hash(read, waiver.code) == waiver.reads


def of_standings(code: str) -> bool:
    found = rule(code)
    return found is not None and found.about == "standing"


def what_it_reads(
    connection: Connection, case: Case, draft: Draft, policy: Policy, code: str
) -> Draft:
    """What a rule examines of an application: its draft, with the organisations that it leaves to
    the records, or how the case stands.
    """
    if of_standings(code):
        return facts.of_case(connection, case, policy)
    return completed(connection, draft)


def holding(connection: Connection, case: Case, today: date) -> tuple[Waiver, ...]:
    """The waivers of a case that hold. Where its text was erased nothing says that one does not."""
    return of_given(
        connection, case, today, queries.many(connection, Waiver, ref=case.ref, stands=True)
    )


def of_given(
    connection: Connection, case: Case, today: date, given: Sequence[Waiver]
) -> tuple[Waiver, ...]:
    """The same of those of a case that stand by its journal."""
    if not given:
        return ()
    application = queries.one(connection, Application, ref=case.ref)
    kept = content(connection, application.content) if application else None
    if kept is None:
        return tuple(given)
    draft, policy = from_content(kept), policy_for(connection, case.provider, today)
    return tuple(
        waiver
        for waiver in given
        if still(waiver, what_it_reads(connection, case, draft, policy, waiver.code))
    )
