"""Items answered, closed, or said not to be applicable."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from mcapproval.actions.cases.items import allowed, readiness
from mcapproval.actions.cases.items.changing import Change, Files, Seen, changed, refuse
from mcapproval.actions.desk import Desk
from mcapproval.errors import AskedWrongly
from mcapproval.policy.readiness import PAGE
from mcapproval.store.keep import texts
from mcapproval.workflow.asks import evidence_in

BECOMES = {
    "answered": "answered",
    "closed": "closed",
    "not-applicable": "left out as not applicable",
}
"""What `change_item` can make of an item, with how it is said."""


def change_item(
    desk: Desk,
    ref: str,
    item: int | str,
    state: str,
    text: str | None = None,
    files: Files | None = None,
    effective: date | None = None,
) -> list[str]:
    """Answer or close an item, by number or topic, or say that it is not applicable.

    Gives what is to be told of it: a file that could not be compared. Refused with every reason.
    """
    said = text.strip() if text else ""
    if state not in BECOMES:
        raise AskedWrongly(f"an item can't become {state} so", f"it becomes {', '.join(BECOMES)}")
    if state == "answered" and not said:
        raise AskedWrongly("an answer says something", "give it with --text")
    if state == "not-applicable" and not said:
        raise AskedWrongly("what is not applicable has a reason", "give it with --text")
    proof = files or {}

    def judged(seen: Seen) -> Change:
        asked = seen.asked
        told: list[str] = []
        roles = allowed.READY if asked.kind == "readiness" else allowed.TEAM
        if state == "answered":
            reasons, roles = list(allowed.to_answer(asked)), allowed.WORKING
        elif state == "not-applicable":
            parties = readiness.third_parties(seen.connection, seen.case.ref)
            reasons = list(allowed.to_leave(asked, parties))
        else:
            reasons = list(allowed.to_close(asked, bool(said or proof)))
            told += _promised(seen, proof)
            if asked.topic == PAGE:
                who = asked.said(asked.owner or "quality-manager")
                wrong, notes = readiness.compared(seen.connection, seen.case.ref, proof, who)
                reasons += wrong
                told += notes
            if asked.kind not in (*allowed.BARRING, "readiness") and asked.weight != "substantive":
                roles = allowed.WORKING
        refuse(asked, f"can't be {BECOMES[state]} so", reasons)
        return Change(state, said or None, proof, roles=roles, told=tuple(told))

    return changed(desk, ref, item, effective, judged, proof)


def _promised(seen: Seen, files: Files) -> Iterator[str]:
    """That a condition is met, and no file shows that: it may be kept elsewhere, and the text alone
    says where.
    """
    says = texts(seen.connection, {seen.item.says or ""}).get(seen.item.says or "", "")
    promised = evidence_in(says) if isinstance(says, str) else ""
    if promised and not files and not json.loads(seen.item.proof):
        yield (
            f"it was to be shown by: {promised}; no file came with it, so that only the text says "
            "where that is kept"
        )
