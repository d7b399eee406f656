"""The words of standing texts in the places where drafts name them."""

from __future__ import annotations

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk, about
from mcapproval.actions.drafts.refusing import called, reason
from mcapproval.actions.lookup import words_of
from mcapproval.actions.provider_meant import own_provider
from mcapproval.draft.model import Draft
from mcapproval.draft.standing import names_one, pin_findings, pins, placed
from mcapproval.errors import Refused
from mcapproval.findings import Finding, Severity
from mcapproval.store import queries
from mcapproval.store.rows.folded import StandingText


def whose(connection: Connection, draft: Draft) -> str:
    """The provider whose texts a draft names: its applicant, else whose records these are."""
    return draft.text("/applicant/organisation") or about(connection).provider


def newest(connection: Connection, provider: str) -> dict[str, int]:
    """The newest version of each text of a provider."""
    rows = queries.many(connection, StandingText, provider=provider)
    return {row.key: row.number for row in sorted(rows, key=lambda row: row.number)}


def with_texts(connection: Connection, draft: Draft) -> Draft:
    """The draft with the words of the texts that it names; itself where it names none."""
    named = draft.once(pins)
    if not named:
        return draft
    rows = {
        f"{row.key}@{row.number}": row.content
        for key in {pin.key for pin in named}
        for row in queries.many(
            connection, StandingText, provider=whose(connection, draft), key=key
        )
    }
    wanted = {pin.named for pin in named} & rows.keys()
    return placed(draft, {name: words_of(connection, rows[name]) for name in wanted})


def text_findings(connection: Connection, draft: Draft) -> tuple[Finding, ...]:
    """What is wrong with the texts that a draft names, and which have a newer version."""
    if not names_one(draft):
        return ()
    return tuple(pin_findings(draft, newest(connection, whose(connection, draft))))


def texts_known(connection: Connection, draft: Draft) -> None:
    """Refused where a draft names a text, or a version of one, that these records do not have."""
    faults = [f for f in text_findings(connection, draft) if f.severity is Severity.ERROR]
    if faults:
        raise Refused(
            f"{called(draft)} can't be taken in: it names a standing text that is not there",
            [reason(draft.telling(fault)) for fault in faults],
            hint="mcapproval text list",
        )


def words_by_name(desk: Desk) -> dict[str, str]:
    """The words of every standing text of the records' own provider, by `rpl@3`."""
    with desk.reading() as connection:
        own = own_provider(connection, desk.today)
        rows = queries.many(connection, StandingText, provider=own)
        return {f"{row.key}@{row.number}": words_of(connection, row.content) for row in rows}


def in_place_of_questions(desk: Desk) -> dict[str, str]:
    """By the question that each answers, the newest texts of the records' own provider, as a new
    draft says them already: `see: rpl@3`.
    """
    with desk.reading() as connection:
        owner = own_provider(connection, desk.today)
        rows = queries.many(connection, StandingText, provider=owner)
    last = {row.key: row for row in sorted(rows, key=lambda row: row.number)}
    return {row.question: f"see: {row.key}@{row.number}" for row in last.values() if row.question}
