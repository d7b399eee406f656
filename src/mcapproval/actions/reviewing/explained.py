"""Why the next re-evaluation is due when it is, as a program reads it."""

from __future__ import annotations

from datetime import date
from typing import Any

from mcapproval.rules.review_because import OURS, Because
from mcapproval.rules.review_explained import four_lines
from mcapproval.rules.review_schedule import ours_from


def as_json(why: Because, named: str) -> dict[str, Any]:
    """The four sentences and what they say, for `review explain --json`; `named` is how the
    micro-credential was asked for.
    """
    return {
        "micro_credential": named,
        "because": list(four_lines(why)),
        "approval": _approval(why),
        "ours": _ours(why),
        "nzqa": _nzqa(why),
        "next": _next(why),
    }


def _approval(why: Because) -> dict[str, Any]:
    known = why.known
    return {
        "listing": why.listing,
        "application": why.application,
        "on": _iso(known.approved_on),
        "rules": None if known.approved_on is None else "legacy" if known.legacy else "listed",
        "imported": why.imported,
        "imported_on": _iso(known.known_since),
    }


def _ours(why: Because) -> dict[str, Any]:
    last = ours_from(why.known, why.policy)
    return {
        "due_on": _iso(why.due.ours) if why.due else None,
        "months": why.policy.yearly_check_months,
        "counted_from": "last-review" if last else "approval",
        "counted_from_on": _iso(last or why.known.approved_on),
        "month": why.policy.review_month,
        "clause": OURS,
    }


def _nzqa(why: Because) -> dict[str, Any]:
    known, day = why.known, why.nzqa_on
    letter = why.further or (why.letter if why.nzqa_set else None)
    return {
        "due_on": _iso(day),
        "years": 1 if known.legacy else known.nzqa_years,
        "set_by": letter
        and {
            "letter_of": _iso(letter.on),
            "ref": letter.ref,
            "move": letter.move,
            "row": letter.row,
            "was": _iso(letter.was),
        },
        "answered": _iso(known.nzqa_date) if why.letter_answered else None,
        "clause": why.nzqa_clause if day else None,
        "change_by": _iso(why.change_by),
        "kept": why.kept,
    }


def _next(why: Because) -> dict[str, Any]:
    return {
        "review": why.waiting.ref if why.waiting and not why.ended else None,
        "form": why.next_form,
        "due_on": _iso(why.next_on),
        "state": why.waiting.state if why.waiting and not why.ended else None,
        "answered_until": _iso(why.known.answered),
        "answered_by": why.answered_by,
        "lead_days": why.policy.lead_days,
        "announced_on": _iso(why.announced_on),
        "intake": why.intake or None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
