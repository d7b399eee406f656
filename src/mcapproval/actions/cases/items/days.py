"""Items agreed to follow, put off, and handed over."""

from __future__ import annotations

from datetime import date

from mcapproval.actions.cases.items import allowed
from mcapproval.actions.cases.items.changing import Change, Files, Seen, added, changed, refuse
from mcapproval.actions.cases.items.owners import known_owner
from mcapproval.actions.desk import Desk
from mcapproval.errors import AskedWrongly, Reason
from mcapproval.working_days import countable


def agree_item(
    desk: Desk,
    ref: str,
    item: int | str,
    by: date,
    text: str,
    files: Files | None = None,
    effective: date | None = None,
) -> list[str]:
    """What NZQA agreed will follow by a day: the case may go back before it is answered."""
    if not text.strip():
        raise AskedWrongly("what was agreed says something", "give it with --text")
    countable(by)

    def judged(seen: Seen) -> Change:
        asked = seen.asked
        reasons = list(allowed.to_change(asked, "is agreed to follow by the quality team"))
        if not files:
            reasons.append(_letter("nothing shows that it was agreed to follow"))
        if asked.kind != "information":
            mend = f"put off its day instead: mcapproval item extend {ref} {asked.number} --due DAY"
            said = f"only a request for information is agreed to follow; this is {asked.one}"
            reasons.append(Reason("NOT-INFORMATION", said, mend, "you"))
        if by < seen.day:
            said = f"{by.isoformat()} is before the day on which it was agreed"
            reasons.append(Reason("DAY", said, "give a later day with --by", "you"))
        refuse(asked, "can't be agreed to follow so", reasons)
        more = {"due": by.isoformat(), "was_due": seen.item.due}
        return Change("agreed", text.strip(), files or {}, more=more)

    return changed(desk, ref, item, effective, judged, files or {})


def extend_item(
    desk: Desk,
    ref: str,
    item: int | str,
    due: date,
    text: str,
    files: Files | None = None,
    effective: date | None = None,
) -> list[str]:
    """A later day. What an outside body or the board asked for is put off by their letter."""
    if not text.strip():
        raise AskedWrongly("a later day has a reason", "give it with --text")
    countable(due)

    def judged(seen: Seen) -> Change:
        asked = seen.asked
        reasons = list(allowed.to_change(asked, "gets another day from the quality team"))
        if asked.kind in allowed.OUTSIDE and not files:
            reasons.append(_letter(f"the day of {asked.one} moves by what they wrote"))
        if asked.due is not None and due <= asked.due:
            said = f"{due.isoformat()} is no later than {asked.due.isoformat()}, when it is due now"
            mend = (
                "give a later day with --due; a day that was written down wrongly is put right "
                f"with: mcapproval item correct {ref} {asked.number} --due DAY --text REASON"
            )
            reasons.append(Reason("DAY", said, mend, "you"))
        if due < seen.day:
            said = f"{due.isoformat()} has passed already"
            reasons.append(Reason("DAY", said, "give a day to come with --due", "you"))
        refuse(asked, "can't be put off so", reasons)
        more = {"due": due.isoformat(), "was_due": seen.item.due, "change": "extended"}
        return Change(seen.item.state, text.strip(), files or {}, note=True, more=more)

    return changed(desk, ref, item, effective, judged, files or {})


def correct_item(
    desk: Desk,
    ref: str,
    item: int | str,
    due: date,
    text: str,
    files: Files | None = None,
    effective: date | None = None,
) -> list[str]:
    """An earlier day in place of one that was written down wrongly; a later one is `extend_item`'s.

    It may have passed already, and then the item is overdue from now on.
    """
    if not text.strip():
        raise AskedWrongly("a correction has a reason", "give it with --text")
    countable(due)

    def judged(seen: Seen) -> Change:
        asked = seen.asked
        reasons = list(allowed.to_change(asked, "has its day put right by the quality team"))
        later = f"give a later day with: mcapproval item extend {ref} {asked.number} --due DAY"
        if asked.due is None:
            said = "it has no day that could be wrong"
            reasons.append(Reason("DAY", said, later, "you"))
        elif due >= asked.due:
            said = f"{due.isoformat()} is no earlier than {asked.due.isoformat()}, its day now"
            reasons.append(Reason("DAY", said, later, "you"))
        since = added(seen.connection, seen.case.ref, asked.number)
        if since and due.isoformat() < since.effective_on:
            said = f"{due.isoformat()} is before {since.effective_on}, when it was asked"
            reasons.append(Reason("DAY", said, "give that day or a later one with --due", "you"))
        refuse(asked, "can't be put right so", reasons)
        more = {"due": due.isoformat(), "was_due": seen.item.due, "change": "corrected"}
        return Change(seen.item.state, text.strip(), files or {}, note=True, more=more)

    return changed(desk, ref, item, effective, judged, files or {})


def _letter(said: str) -> Reason:
    mend = "add --attach FILE: their letter or e-mail, or the minute, that says so"
    return Reason("LETTER", said, mend, "you")


def own_item(
    desk: Desk, ref: str, item: int | str, owner: str, effective: date | None = None
) -> list[str]:
    """Hand an item to a role, or to an organisation that the records know."""

    def judged(seen: Seen) -> Change:
        asked = seen.asked
        known_owner(seen.connection, owner)
        reasons = list(allowed.to_change(asked, "is handed over by the quality team"))
        refuse(asked, "can't be handed over so", reasons)
        more = {"owner": owner, "was_owner": seen.item.owner, "change": "handed over"}
        return Change(seen.item.state, more=more)

    return changed(desk, ref, item, effective, judged, {})
