"""Must a change be applied for? The approved content is held to a new one, answer by answer.

What is listed and what was approved is changed by an application; the rest is told elsewhere or
noted by ourselves. The parts are `changes/parts.toml`. A judgement and no finding: a person may
overrule it, with a reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from mcapproval.draft.differences import differences
from mcapproval.draft.pointer import tokens
from mcapproval.rules.texts import clauses
from mcapproval.shipped import in_room

APPLIED_FOR = ("listed", "approved")
FRAME = "frame"
WORDS: Mapping[str, str] = {
    "listed": "a listed detail",
    "approved": "approved content",
    "elsewhere": "dealt with elsewhere",
    "noted": "only to be noted",
}
"""What a part is, in words; those of `APPLIED_FOR` are changed by an application."""

APPLY = ("applicant-notice/change-applied", "requirements-2018/change")
"""The clauses that ask for an application: the one in force on the day is cited."""


class Part(NamedTuple):
    """What a top-level key of a draft is, from when till when, by which clause or because of what.

    `by` cites the clause, or says why no application is needed.
    """

    key: str
    kind: str
    since: date
    until: date | None
    clause: str | None
    because: str

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def by(self) -> str:
        return clauses()[self.clause].citation if self.clause else self.because


class Differing(NamedTuple):
    """One answer that differs: its place, what stands on each side, what it is and by which clause.

    None where one side has nothing there.
    """

    path: str
    before: Any
    after: Any
    kind: str
    by: str

    @property
    def applied_for(self) -> bool:
        return self.kind in APPLIED_FOR


class Needed(NamedTuple):
    """Whether a change must be applied for, in a sentence, by which clause, and what differs."""

    needed: bool
    because: str
    clause: str | None
    differs: tuple[Differing, ...]

    @property
    def says(self) -> str:
        return "yes" if self.needed else "no"


@cache
def parts() -> tuple[Part, ...]:
    """What every top-level key of a draft is, with its days, in the file's order."""
    raw = tomllib.loads(in_room("rules", "changes").joinpath("parts.toml").read_text("utf-8"))
    return tuple(
        Part(
            key,
            row["is"],
            row["from"],
            row.get("until"),
            row.get("clause"),
            row.get("because", ""),
        )
        for row in raw["part"]
        for key in row["keys"]
    )


def parts_on(day: date) -> Mapping[str, Part]:
    """What each top-level key of a draft is on a day."""
    return {part.key: part for part in parts() if part.holds_on(day)}


def compared(content: Mapping[str, Any], day: date) -> dict[str, Any]:
    """What of a content is compared: all but what says which file it is and who is in it."""
    known = parts_on(day)
    return {k: v for k, v in content.items() if k in known and known[k].kind != FRAME}


def change_needed(before: Mapping[str, Any], after: Mapping[str, Any], day: date) -> Needed:
    """Whether `after` needs an application for a change, where `before` is what was approved.

    `day` is the day of the law. A key that no draft has any more is not looked at.
    """
    known = parts_on(day)
    differing = []
    for one in differences(compared(before, day), compared(after, day)):
        part = known[tokens(one.path)[0]]
        differing.append(Differing(one.path, one.before, one.after, part.kind, part.by))
    differs = tuple(differing)
    asking = tuple(dict.fromkeys(tokens(d.path)[0] for d in differs if d.applied_for))
    return Needed(
        bool(asking), _because(asking, differs), _clause(day) if asking else None, differs
    )


def _because(asking: tuple[str, ...], differs: tuple[Differing, ...]) -> str:
    if asking:
        named = ", ".join(key.replace("_", " ") for key in asking)
        return f"what is listed or was approved differs: {named}"
    if differs:
        return "nothing that is listed or was approved differs"
    return "nothing differs"


def _clause(day: date) -> str:
    """The clause in force by which a change is applied for."""
    return next(c.citation for c in (clauses()[id_] for id_ in APPLY) if c.in_force(day))
