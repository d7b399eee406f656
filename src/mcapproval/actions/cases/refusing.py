"""Refusing what others overtook; and a refused attempt is a row of the journal too."""

from __future__ import annotations

from typing import Any

from mcapproval.actions.desk import TRIES, Desk
from mcapproval.actions.lookup import case_row
from mcapproval.errors import Reason, Refused
from mcapproval.store.conflict import Conflict
from mcapproval.store.rows.folded import Case


def moved_on(case: Case, seen: int | None) -> list[Reason]:
    """Against writing what was read at a version of a case where others wrote to it since; none
    where no version is given.
    """
    if seen in (None, case.version):
        return []
    return [
        Reason(
            "MOVED-ON",
            f"somebody else wrote to {case.ref} after it was read for this",
            "look at it again, then say again what still holds",
            "you",
        )
    ]


def held(case: Case, seen: int | None) -> None:
    """Refused where the case has moved on from the version at which it was read."""
    reasons = moved_on(case, seen)
    if reasons:
        raise Refused(f"{case.ref} has moved on", reasons)


def journal_refusal(
    desk: Desk, case: Case, name: str, refusal: Refused, *, override: bool = False
) -> None:
    """Codes only: the sentences can be made again, and may hold what people wrote."""
    reasons = sorted({reason.code for reason in refusal.reasons})
    data: dict[str, Any] = {"move": name, "from": case.state, "reasons": reasons}
    data |= {"override": True} if override else {}
    for _ in range(TRIES):
        try:
            with desk.writing() as writer:
                writer.add(case.ref, "refused", desk.today, data, seen=case.version)
            return
        except Conflict:
            with desk.reading() as connection:
                case = case_row(connection, case.ref)
