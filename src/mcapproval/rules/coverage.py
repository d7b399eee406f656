"""Which evidence serves which criterion: what is declared in the draft, or is so by our data.

Nothing is guessed from words. The data are `advice/evidence.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from string import digits
from typing import Any, NamedTuple

from mcapproval.draft.model import Draft
from mcapproval.rules.asked import kind, listed
from mcapproval.rules.texts import CRITERIA
from mcapproval.shipped import in_room


class Item(NamedTuple):
    """One thing that can be shown: `id` is N1, H1, `support`, or what an attachment is for.

    `serves` are slugs of `CRITERIA`, in their order, `outcomes` ids of learning outcomes.
    """

    id: str
    path: str
    what: str
    serves: tuple[str, ...]
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix: criteria down, items across; and the outcomes that evidence speaks for."""

    criteria: tuple[str, ...]
    items: tuple[Item, ...]
    outcomes: tuple[tuple[str, str], ...]
    """Path and id of each outcome; none where no item of need evidence names outcomes."""

    def serving(self, criterion: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if criterion in item.serves)

    def speaking(self, outcome: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if outcome in item.outcomes)

    def gaps(self) -> tuple[str, ...]:
        """The criteria that nothing serves."""
        served = {slug for item in self.items for slug in item.serves}
        return tuple(slug for slug in self.criteria if slug not in served)

    def silent(self) -> tuple[tuple[str, str], ...]:
        """Path and id of the outcomes that no evidence speaks for."""
        spoken_for = {outcome for item in self.items for outcome in item.outcomes}
        return tuple(row for row in self.outcomes if row[1] not in spoken_for)


@cache
def advice() -> Mapping[str, Any]:
    """Our data on evidence: kinds, defaults by sort of item, types that are letters."""
    return tomllib.loads(in_room("rules", "advice").joinpath("evidence.toml").read_text("utf-8"))


def coverage(draft: Draft) -> Coverage:
    """What serves what in a draft of any shape; no criteria where its kind is not known."""
    evidence = tuple(_evidence(draft))
    named = any(item.outcomes for item in evidence)
    outcomes = draft.rows("/learning_outcomes") if named else []
    return Coverage(
        tuple(advice()["kinds"].get(kind(draft), ())),
        (*evidence, *_meetings(draft), *_support(draft), *_attachments(draft)),
        tuple((path, found) for path, row in outcomes if (found := _id(row, ""))),
    )


def served_by_need() -> frozenset[str]:
    """What any evidence of need serves, also what a re-evaluation gathered afresh."""
    return frozenset(advice()["evidence"]["always"])


def _evidence(draft: Draft) -> Iterator[Item]:
    for path, row in draft.rows("/need/evidence"):
        outcomes, claims = tuple(listed(row.get("outcomes"))), tuple(listed(row.get("claims")))
        serves = _by_claims(claims, tuple(listed(row.get("criteria"))), bool(outcomes))
        yield Item(_id(row, path), path, "evidence", serves, outcomes)


@lru_cache
def _by_claims(
    claims: tuple[str, ...], criteria: tuple[str, ...], names_outcomes: bool
) -> tuple[str, ...]:
    """What an item of evidence serves that declares these claims and criteria."""
    given = advice()["evidence"]
    serves = [*given["always"], *criteria]
    if names_outcomes:
        serves += given["names_outcomes"]
    for claim in claims:
        serves += given.get(claim, ())
    return _in_order(serves)


def _meetings(draft: Draft) -> Iterator[Item]:
    for path, row in draft.rows("/co_design/meetings"):
        changed = tuple(listed(row.get("changed")))
        yield Item(_id(row, path), path, "meeting", _by_changes(changed), changed)


@lru_cache
def _by_changes(changed: tuple[str, ...]) -> tuple[str, ...]:
    """What a meeting serves that changed these outcomes and assessments."""
    given = advice()["meetings"]
    serves = list(given["always"])
    for key in changed:
        serves += given.get(key.rstrip(digits), ())
    return _in_order(serves)


def _support(draft: Draft) -> Iterator[Item]:
    serves = advice()["industry_support"].get(draft.text("/industry_support/outcome"))
    if serves:
        yield Item("support", "/industry_support", "industry support", _in_order(serves))


def _attachments(draft: Draft) -> Iterator[Item]:
    """One for each purpose, however many papers serve it."""
    seen: set[str] = set()
    for path, row in draft.rows("/attachments"):
        purpose = row.get("for")
        if isinstance(purpose, str) and purpose not in seen:
            seen.add(purpose)
            yield Item(purpose, path, "attachment", _by_purpose(purpose))


@lru_cache
def _by_purpose(purpose: str) -> tuple[str, ...]:
    return _in_order(advice()["attachments"].get(purpose, (purpose,)))


def _id(row: Mapping[str, Any], otherwise: str) -> str:
    found = row.get("id")
    return found if isinstance(found, str) else otherwise


def _in_order(slugs: Iterable[str]) -> tuple[str, ...]:
    """Each criterion once, in the order of the criteria; what is no criterion falls away."""
    served = set(slugs)
    return tuple(slug for slug in CRITERIA if slug in served)
