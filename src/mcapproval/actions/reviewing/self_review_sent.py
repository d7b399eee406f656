"""That a provider's self-review summary was sent to NZQA, and which year still has none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.attached import small_enough
from mcapproval.actions.cases.standing.facts import sent_days
from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.people.name_search import fold, says
from mcapproval.actions.people.roles import called, grants
from mcapproval.actions.provider_meant import provider_meant
from mcapproval.documents.reviews.self_review import GAPS, gap
from mcapproval.draft.content import from_content
from mcapproval.errors import AskedWrongly, Reason, Refused
from mcapproval.rules import self_review as rule
from mcapproval.rules.book import STANDING_RULES
from mcapproval.rules.examine import examine
from mcapproval.store import queries
from mcapproval.store.rows.folded import Application, Case, Listing, Organisation

KEEPER = "quality-manager"
UNIVERSITY = "university"


def record_sent(
    desk: Desk, provider: str | None, year: int, sent: date, files: dict[str, bytes]
) -> str:
    """Record the day on which the summary of a year was sent; gives the provider.

    Refused to others than the quality manager. AskedWrongly for a day that cannot be, or before the
    year was over, and for a university, of which none is asked.
    """
    small_enough(files.items())
    with desk.reading() as connection:
        of = provider_meant(connection, desk.today, provider, "summary")
        _may_record(connection, desk, of)
        _is_asked(connection, of)
    if sent > desk.today:
        raise AskedWrongly(f"--sent {sent} has not come yet", "give the day on which it was sent")
    if sent.year <= year:
        said = f"a summary of {year} can't have been sent on {sent}, before the year was over"
        raise AskedWrongly(said, "correct --year or --sent")
    if len(files) > 1:
        raise AskedWrongly("one file is kept of a summary", "attach the summary as it was sent")
    with desk.writing() as writer:
        kept = [writer.file(data) for data in files.values()]
        data = {
            "provider": of,
            "year": year,
            "sent_on": sent.isoformat(),
            "file": kept[0] if kept else None,
        }
        writer.add(f"provider:{of}", "self-review-recorded", desk.today, data)
    return of


def unfinished(files: dict[str, bytes]) -> tuple[str, ...]:
    """The files that say still of a part that it is to be written, as a draft of ours does."""
    open_parts = tuple(fold(gap(name)) for name in GAPS)
    return tuple(name for name, data in files.items() if says(data, open_parts))


def _is_asked(connection: Connection, provider: str) -> None:
    body = queries.one(connection, Organisation, key=provider)
    if body is not None and body.type == UNIVERSITY:
        raise AskedWrongly(
            f"NZQA asks universities for no summary, and {provider} is a university",
            "record nothing; of another provider say whose it is with --provider KEY",
        )


def _may_record(connection: Connection, desk: Desk, provider: str) -> None:
    held = grants(connection, desk.who(), desk.today)
    if any(g.role == KEEPER and g.unit in (None, provider) and not g.case_ref for g in held):
        return
    title = policy_for(connection, provider, desk.today).the(KEEPER)
    mend = f"ask them, or have it granted: mcapproval people grant PERSON {KEEPER}"
    said = f"{called(connection, desk)} does not hold the role {KEEPER} for {provider} today"
    raise Refused(f"recording a summary is for {title}", [Reason("ROLE", said, mend, title)])


def asked_for(connection: Connection, today: date) -> Iterator[tuple[str, str]]:
    """Each provider of which the rule says that a summary is due, with what it says.

    It is said at each `tick` until one is recorded, and is no row of the journal. The day of the
    year could not be found, so a year from the last is what is counted.
    """
    for provider in sorted(queries.providers(connection)):
        route = _route(connection, provider)
        if route:
            days = sent_days(connection, provider)
            known = {"format": "standing/1", "route": route, "self_review": {"summaries": days}}
            policy = policy_for(connection, provider, today)
            rules = [each for each in STANDING_RULES if each.code == rule.RULE.code]
            for finding in examine(from_content(known), today, policy, rules):
                yield provider, finding.message


def _route(connection: Connection, provider: str) -> str:
    """By which route it had a micro-credential listed: that of a university asks for no summary."""
    cases = queries.many(connection, Case, provider=provider, track="listing")
    listings = queries.among(connection, Listing, "ref", {case.ref for case in cases})
    of = queries.among(connection, Application, "ref", {row.application for row in listings})
    routes = sorted({row.route for row in of})
    return next((route for route in routes if route != UNIVERSITY), "")
