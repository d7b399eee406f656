"""The applications in the records under the rules of another day, or under another policy.

Nothing is written, and only one piece of the applications is held at a time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic_core import from_json
from sqlalchemy import Connection

from mcapproval.actions.cases.standing.examined import described, read_finding
from mcapproval.actions.cases.standing.waived import still
from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import application_row, case_row
from mcapproval.actions.policies import policy_to_use
from mcapproval.batches import batched
from mcapproval.draft.model import Draft
from mcapproval.draft.references import left_to_the_records
from mcapproval.errors import NotInForce
from mcapproval.findings import Finding
from mcapproval.policy.model import Policy
from mcapproval.progress import HowFar, unheard
from mcapproval.rules.book import RULES
from mcapproval.rules.book_hash import book_hash
from mcapproval.rules.comparing import Comparison, Waived, compared
from mcapproval.rules.law import Law
from mcapproval.rules.two_laws import TwoEras, TwoLaws, Under, eras_of
from mcapproval.store import queries, walking
from mcapproval.store.rows.folded import Organisation, Waiver

MOST_PAIRS = 5000
"""Pairs of laws kept at a time, one for each provider and day of submission."""

TOGETHER = 12
"""Applications examined together; of more, what was read of the first is no longer at hand."""

NEW_OBJECTS = 20_000
"""So many more objects than before, and it is looked for those that only refer to one another."""

Kept = Mapping[tuple[str, str, str], str]
"""Findings as JSON by content, policy and law day, from checks by this rule book."""

Change = Literal["unchanged", "now-fails", "now-passes", "other-findings", "not-examined"]


@dataclass(frozen=True, slots=True)
class Request:
    """Under what the applications are examined again.

    `on` is None for their own law day, with another policy. `since` stands for their own law day
    where it is given. `policy` is None for the one that their provider has adopted.
    """

    on: date | None
    since: date | None
    policy: Policy | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """One application: what is said of it on its own day, and what on the other.

    `comes` are findings that only the other day (or policy) has, `goes` those that only its own
    has. `waived` are code and path of what a person let stand, on either day. `why_not` says why it
    could not be examined.
    """

    ref: str
    title: str
    own_day: date
    on: date
    passed: bool
    passes: bool
    comes: tuple[Finding, ...]
    goes: tuple[Finding, ...]
    waived: Waived = frozenset()
    why_not: str = ""

    def lets_stand(self, finding: Finding) -> bool:
        return (finding.code, finding.path) in self.waived

    @property
    def change(self) -> Change:
        if self.why_not:
            return "not-examined"
        if self.passed != self.passes:
            return "now-passes" if self.passes else "now-fails"
        return "other-findings" if self.comes or self.goes else "unchanged"


def asked(on: date | None, since: date | None, policy_file: Path | None, today: date) -> Request:
    """What is asked for. NotInForce for a day before the first law, before anything is read.

    A policy may not be looser than the law of today, on which it would be used.
    """
    for day in (on, since):
        if day:
            Law(day)
    return Request(on, since, policy_to_use(policy_file, today) if policy_file else None)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """For a whole process that does nothing but replay, since the setting is the process's: drafts
    come and go by the thousand and none refers to itself; to look for what does as often as usual
    takes a tenth of the time.
    """
    usual = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def replay(
    desk: Desk,
    refs: Sequence[str] | None,
    request: Request,
    progress: HowFar = unheard,
) -> Iterator[Replayed]:
    """Each application, by reference, examined twice; all of them without `refs`."""
    with desk.reading() as connection:
        named = refs and [
            application_row(connection, case_row(connection, r).ref).ref for r in refs
        ]
        of = len(set(named)) if named else walking.how_many(connection)
        again = _Again(connection, desk.today, request)
        done = 0
        for rows in walking.applications(connection, named):
            kept = walking.kept_findings(connection, book_hash(), rows)
            for some in batched(rows, TOGETHER):
                for one in again.examined(some, kept):
                    yield one
                    done += 1
                    progress(done, of)


class _Again:
    """What all applications share: policies by provider, organisations, what was waived."""

    def __init__(self, connection: Connection, today: date, request: Request) -> None:
        self._connection, self._today, self._request = connection, today, request
        self._policies: dict[str, tuple[Policy, str]] = {}
        self._eras: dict[tuple[object, ...], TwoEras] = {}
        self._pairs: dict[tuple[str, date, date], TwoLaws] = {}
        self._organisations = {row.key: row for row in queries.many(connection, Organisation)}
        self._waivers: dict[str, tuple[Waiver, ...]] = {}
        for waiver in queries.many(connection, Waiver, stands=True):
            before = self._waivers.get(waiver.ref, ())
            self._waivers[waiver.ref] = (*before, waiver)

    def examined(self, rows: Sequence[Any], kept: Kept) -> Iterator[Replayed]:
        """Each of some applications, in their order; they are examined together."""
        contents = [row.body and from_json(row.body, cache_strings="keys") for row in rows]
        begun = [
            self._begun(row, content, kept) for row, content in zip(rows, contents, strict=True)
        ]
        found = iter(compared([one for one in begun if isinstance(one, Comparison)]))
        for row, one in zip(rows, begun, strict=True):
            own, on = self._days(row)
            if isinstance(one, Comparison):
                yield Replayed(row.ref, row.title, own, on, *next(found), one.waived)
            else:
                yield Replayed(row.ref, row.title, own, on, False, False, (), (), why_not=one)

    def _days(self, row: Any) -> tuple[date, date]:
        own = self._request.since or (
            date.fromisoformat(row.law_day) if row.law_day else self._today
        )
        return own, self._request.on or own

    def _begun(self, row: Any, content: Any, kept: Kept) -> Comparison | str:
        """What is to be compared; the reason where it can't be."""
        own, on = self._days(row)
        if not content:
            return "its text was erased"
        try:
            laws = self._laws(row.provider, own, on)
        except NotInForce as fault:
            return fault.message
        draft, whole = self._draft(content)
        policy = self._policies[row.provider][1]
        before = kept.get((row.content, policy, own.isoformat())) if whole else None
        was = None if before is None else _read(before)
        waivers = self._waivers.get(row.ref, ())
        waived = frozenset((w.code, w.path) for w in waivers if still(w, draft))
        return Comparison(laws, draft, waived, was)

    def _laws(self, provider: str, own: date, on: date) -> TwoLaws:
        """The two laws and policies; how they differ is worked out once for all days of an era."""
        if provider not in self._policies:
            found = policy_for(self._connection, provider, self._today)
            self._policies[provider] = found, found.digest()
        pair = (provider, own, on)
        if pair not in self._pairs:
            if len(self._pairs) >= MOST_PAIRS:
                self._pairs.clear()
            policy = self._policies[provider][0]
            one, other = Under(own, policy), Under(on, self._request.policy or policy)
            key = (provider, *eras_of(one, other))
            if key not in self._eras:
                self._eras[key] = TwoEras(one, other, RULES)
            self._pairs[pair] = TwoLaws(one, other, self._eras[key])
        return self._pairs[pair]

    def _draft(self, content: dict[str, Any]) -> tuple[Draft, bool]:
        """A kept content, with the organisations that it leaves to the records to describe; whether
        it leaves none, so that what was found in it before holds still.
        """
        draft = Draft(content)
        left = sorted(left_to_the_records(draft))
        known = [self._organisations[key] for key in left if key in self._organisations]
        return described(draft, known), not known


def _read(kept: str) -> list[Finding] | None:
    """Findings as they were kept; None where they can't be read, so that they are made anew."""
    try:
        return [read_finding(found) for found in from_json(kept)]
    except (ValueError, TypeError, KeyError):
        return None
