"""The workload study: the hours of each outcome by kind, and what they add up to.

Everything here is counted from what the author wrote, in whole hours. Nothing is worked out from
the credits: they are only compared with. What can't be read as hours is told by the form. It is in
no sum, and no sum that needs it is made; the others are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from mcapproval.draft.model import Draft
from mcapproval.rules.amounts import credits_of, hours_of, shortest
from mcapproval.rules.asked import all_named, written
from mcapproval.rules.law import Law

SERVES: Mapping[str, tuple[str, ...]] = {
    "directed": ("guided", "feedback"),
    "self_directed": ("independent", "practice"),
    "work_based": ("work_based",),
    "assessment": ("assessment",),
}
"""Which kinds of the study each kind of `learning_hours` is made of."""

KINDS = ("guided", "independent", "practice", "work_based", "assessment", "feedback")
STUDY, OUTCOMES, HOURS = "/workload", "/learning_outcomes", "/learning_hours"
OUTCOME = "outcome"
KEYS = (OUTCOME, *KINDS, "basis")
"""What a row of the study can have."""


class Row(NamedTuple):
    """One row of the study: hours by kind, and whether it is said how they were found.

    `lacks` are its keys that were written and can't be used: hours of that kind are not known.
    """

    path: str
    outcome: str
    hours: Mapping[str, int]
    basis: str
    lacks: Collection[str] = ()

    @property
    def total(self) -> int:
        """The hours that can be used."""
        return sum(self.hours.values())

    @property
    def whole(self) -> bool:
        """Whether its hours are all known."""
        return not self.lacks or self.lacks == {OUTCOME}


class Outcome(NamedTuple):
    """An outcome with the hours that it states; None where it states none."""

    path: str
    id: str
    hours: int | None


def rows(draft: Draft) -> tuple[Row, ...]:
    """The study as written, row by row; empty where there is none."""
    return draft.once(_rows)


def _rows(draft: Draft) -> tuple[Row, ...]:
    return tuple(
        Row(
            path,
            _id(row.get(OUTCOME)),
            {kind: hours_in(row.get(kind)) or 0 for kind in KINDS},
            str(row["basis"]).strip() if written(row.get("basis")) else "",
            _lost(draft, path, KEYS) - {"basis"} if draft.left_out else (),
        )
        for path, row in draft.rows(STUDY)
    )


def _lost(draft: Draft, path: str, keys: Collection[str]) -> frozenset[str]:
    """Which keys of a group were written and can't be used.

    Where a key is there that the form does not have, it may be any of those that are not given.
    """
    if path in draft.left_out:
        return frozenset(keys)
    under = f"{path}/"
    left = {one.removeprefix(under) for one in draft.left_out if one.startswith(under)}
    if left.issubset(keys):
        return frozenset(left)
    given = draft.get(path) or {}
    return frozenset(key for key in keys if key in left or key not in given)


def rows_lost(draft: Draft) -> bool:
    """Whether the study, or a whole row of it, was written and can't be used."""
    return bool(draft.left_out) and not draft.left_out.isdisjoint((STUDY, f"{STUDY}/-"))


def comparable(draft: Draft) -> tuple[Row, ...]:
    """The study where its rows are all there and every outcome has an id that can be used."""
    return rows(draft) if all_named(draft, OUTCOMES) and not rows_lost(draft) else ()


def outcomes(draft: Draft) -> tuple[Outcome, ...]:
    return draft.once(_outcomes)


def _outcomes(draft: Draft) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(path, _id(row.get("id")), hours_in(row.get("hours")))
        for path, row in draft.rows(OUTCOMES)
    )


def by_kind(study: tuple[Row, ...]) -> dict[str, int | None]:
    """The sums of the study by its own kinds; None where a row lacks hours of the kind."""
    return {
        kind: None
        if any(kind in row.lacks for row in study)
        else sum([row.hours[kind] for row in study])
        for kind in KINDS
    }


def by_learning_hours(study: tuple[Row, ...]) -> dict[str, int | None]:
    """The sums of the study by the kinds of `learning_hours`; None as in `by_kind`."""
    sums = by_kind(study)
    return {kind: in_all([sums[part] for part in parts]) for kind, parts in SERVES.items()}


def all_claimed(study: tuple[Row, ...]) -> bool:
    """Whether no row names its outcome in a way that can't be used: it may be that of any."""
    return not any(OUTCOME in row.lacks for row in study)


def without_row(study: tuple[Row, ...], asked: tuple[Outcome, ...]) -> tuple[str, ...]:
    """The outcomes that no row is for. The study has not all kinds then either."""
    named = {row.outcome for row in study}
    return tuple(one.id for one in asked if one.id not in named and all_claimed(study))


def by_outcome(study: tuple[Row, ...]) -> dict[str, int | None]:
    """The sums of the study by outcome; one outcome may have several rows.

    None where the hours are not known, as for every outcome unless all rows are claimed.
    """
    unknown = not all_claimed(study)
    found: dict[str, int | None] = {}
    for row in study:
        hours = None if unknown or not row.whole else row.total
        found[row.outcome] = in_all([found.get(row.outcome, 0), hours])
    return found


def in_all(hours: Collection[int | None]) -> int | None:
    """The sum of hours; None where some are not known."""
    known = [number for number in hours if number is not None]
    return sum(known) if len(known) == len(hours) else None


def given(draft: Draft) -> dict[str, int]:
    """The hours under `learning_hours`, those kinds that are given and can be used."""
    return {kind: hours for kind, hours in _given(draft).items() if hours is not None}


def given_as(draft: Draft, kind: str) -> int | None:
    """The hours given of a kind: none where it is left out, None where it can't be used."""
    return _given(draft).get(kind, 0)


def given_in_all(draft: Draft) -> int | None:
    """What the hours under `learning_hours` add up to; None where none are given, or one can't be
    used."""
    found = _given(draft)
    return in_all(found.values()) if found else None


def hours_written(draft: Draft) -> bool:
    """Whether hours are written under `learning_hours`, in whatever way."""
    return bool(_given(draft))


def _given(draft: Draft) -> Mapping[str, int | None]:
    """The kinds that are written; None for one below nought, which HOURS-SPLIT says, and for one
    that was left out, which the form says.
    """
    return draft.once(_kinds_given)


def _kinds_given(draft: Draft) -> Mapping[str, int | None]:
    lost = _lost(draft, HOURS, SERVES.keys()) if draft.left_out else ()
    return {
        kind: hours if hours is not None and hours >= 0 else None
        for kind, hours in hours_of(draft).items()
        if hours is not None or kind in lost
    }


def stated(draft: Draft) -> int | None:
    """The sum of the outcomes' own hours; None unless every outcome states some."""
    hours = [outcome.hours for outcome in outcomes(draft)]
    known = [] if draft.unusable(f"{OUTCOMES}/-") else [n for n in hours if n is not None]
    return sum(known) if hours and len(known) == len(hours) else None


def needed(draft: Draft, law: Law) -> int | None:
    """The hours that the credits stand for; None without credits that stand for whole hours."""
    credits = credits_of(draft)
    if credits is None or credits <= 0:
        return None
    hours = shortest(credits * law.value("learning_hours", "per_credit").value)
    return hours if isinstance(hours, int) else None


def some(number: int | Decimal, what: str) -> str:
    """`1 hour`, `2 hours`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def hours_in(value: Any) -> int | None:
    """Whole hours from nought on; anything else is None."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and value >= 0 else None


def _id(value: Any) -> str:
    return value if isinstance(value, str) else ""
