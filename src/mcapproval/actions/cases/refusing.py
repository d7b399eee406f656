"""A refused attempt is a row of the journal too."""

from __future__ import annotations

from typing import Any

from mcapproval.actions.desk import TRIES, Desk
from mcapproval.actions.lookup import case_row
from mcapproval.errors import Refused
from mcapproval.store.tables import Case
from mcapproval.store.writer import Conflict


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
