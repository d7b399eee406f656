"""Bodies named in a draft: their type, their name, and what the law lets that type do on a day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.rules.law import Dated, values

TYPES = {
    "university": "university",
    "polytechnic": "polytechnic",
    "te-pukenga": "Te Pūkenga",
    "nzist-division": "division of the New Zealand Institute of Skills and Technology",
    "wananga": "wānanga",
    "pte": "private training establishment",
    "gte": "government training establishment",
    "school": "school or kura",
    "wdc": "Workforce Development Council",
    "isb": "Industry Skills Board",
    "isb-work-based": "work-based division of an Industry Skills Board",
    "nzqa": "NZQA",
    "government": "government agency",
    "employer": "employer",
    "industry-body": "industry body",
    "community": "community organisation",
    "iwi": "iwi",
    "disabled-peoples-organisation": "disabled people's organisation",
    "professional-body": "professional body",
    "overseas": "overseas body",
    "other": "body of another type",
}
"""Each type of the draft's schema as people say it."""

NOT_SETTLED = "what could be read does not settle it for bodies of that type"
ASK = "ask NZQA, and have this waived with its answer"
"""What is said, and what is to be done, where the law's value is `unclear`."""


class Body(NamedTuple):
    """A body as the draft names it: key, name (else the key), type (empty where none is known)."""

    key: str
    name: str
    type: str

    @property
    def spoken_type(self) -> str:
        return TYPES[self.type]


def body(draft: Draft, key: str) -> Body:
    return draft.once(_body, key)


def _body(draft: Draft, key: str) -> Body:
    known = draft.get("/organisations")
    facts = known.get(key) if isinstance(known, dict) else None
    name, kind = _text(facts, "name"), _text(facts, "type")
    return Body(key, name or key, kind if kind in TYPES else "")


def _text(facts: object, what: str) -> str:
    value = facts.get(what) if isinstance(facts, dict) else None
    return value.strip() if isinstance(value, str) else ""


NOT_THERE = ("not-yet", "over")


def there(held: Dated | None) -> bool:
    """Whether a type is there on the day of this value."""
    return held is not None and held.value not in NOT_THERE


def days_in_words(table: str, kind: str, day: date) -> str:
    """The end of a type's days that lies nearer: "from 1 January 2026", "until 31 December 2025".

    For a day on which it is not there.
    """
    days = [held for held in values()[(table, kind)] if there(held)]
    first, last = days[0].since, days[-1].until
    return f"from {spoken(first)}" if last is None or day < first else f"until {spoken(last)}"
