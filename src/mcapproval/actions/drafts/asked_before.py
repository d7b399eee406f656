"""What outside bodies asked about earlier applications, said to whoever drafts the next one.

Only the requests that came last are read, so that it takes no longer however many there are.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.people.known import ERASED
from mcapproval.actions.reporting.requests import OTHER, caused
from mcapproval.draft.help import Own, told
from mcapproval.policy.model import capital
from mcapproval.reports.requests import Cause
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case

LAST = 200
"""Requests of a provider that are looked at: those of the last years."""

MOST = 3
"""Questions that are told beside a check: those asked about most often."""

LONGEST = 160
"""Characters of an earlier request that are repeated."""


def in_the_questions(desk: Desk, own: Own) -> Own:
    """A provider's words for the questions of a draft, with what was asked about each before."""
    with desk.reading() as connection:
        found, _, cases = caused(connection, about(connection).provider or None, LAST)
    asked = {each.about: _sentence(each, cases) for each in found if each.about != OTHER}
    return {**own, **{path: _with(path, said, own) for path, said in asked.items()}}


def _with(path: str, said: str, own: Own) -> Mapping[str, str]:
    ask = str(told(path, own).get("ask", ""))
    return {**own.get(path, {}), "ask": f"{ask} {capital(said)}".strip()}


def beside_a_check(desk: Desk, ref: str) -> list[str]:
    """What to look at again while an application is drafted, by what others were asked; nothing
    once it can be edited no more, and of any other case."""
    with desk.reading() as connection:
        case = queries.one(connection, Case, ref=ref, track="application")
        if case is None or not definition_of(connection, case).states[case.state].edit:
            return []
        return _told(connection, case)


def _told(connection: Connection, case: Case) -> list[str]:
    found, _, cases = caused(connection, case.provider, LAST, without=case.ref)
    return [
        f"{each.title}: {_sentence(each, cases)}" for each in found[:MOST] if each.about != OTHER
    ]


def _sentence(cause: Cause, cases: int) -> str:
    """How often it was asked about, and the last request in its words where these are kept."""
    of = "1 application" if cases == 1 else f"{cause.applications} of {cases} applications"
    said = f"asked about before, in {of} that came back with questions"
    if cause.such_as == ERASED:
        return f"{said}."
    words = " ".join(cause.such_as.split())
    words = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
    return f'{said}, such as: "{words}"'
