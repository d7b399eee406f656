"""A rule explained: what is asked and why, by which clauses, with values and examples."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from inspect import getmodule

from mcapproval.actions.rulebook.examples import (
    BASE_DAY,
    all_found,
    failing,
    others,
    passing,
    words,
)
from mcapproval.actions.rulebook.other_codes import OTHER_CODES, OtherCode
from mcapproval.actions.rulebook.values_read import values_read
from mcapproval.documents.rule_book.facts import Example, Explained, Read
from mcapproval.errors import Unknown
from mcapproval.findings import Severity
from mcapproval.policy.model import MAY_WAIVE, SHIPPED, capital
from mcapproval.rules.book import EVERY_RULE, rule
from mcapproval.rules.examine import in_force
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Rule
from mcapproval.rules.texts import Clause, checking, clauses

ALSO = {
    "FORM-TYPE": "The same code stands on a finding about the form of a file where a value is of "
    "the wrong type, such as words where a whole number belongs.",
}

NEAR = 0.75
"""How like a code must be to be meant: a slip of the hand is, another word that shares letters not.
"""


def explained(code: str, day: date) -> Explained | OtherCode:
    """A rule as of a day, or another code that people meet.

    Unknown, with the nearest code, where there is none; NotInForce before 22 August 2018.
    """
    on = Law(day).day
    asked = code.upper()
    found = rule(asked)
    if found is not None:
        return rule_explained(found, on)
    if asked in OTHER_CODES:
        return OTHER_CODES[asked]
    known = [*(one.code for one in EVERY_RULE), *OTHER_CODES]
    near = get_close_matches(asked, known, n=1, cutoff=NEAR)
    meant = f"; did you mean {near[0]}?" if near else ""
    raise Unknown(f"there is no rule {code}{meant}", "see: mcapproval rules list")


def rule_explained(found: Rule, day: date) -> Explained:
    fails, passes = _dated(failing(found, day), passing(found, day))
    mends = dict.fromkeys(one.mend for one in (fails.findings if fails else ()))
    everything = all_found(found, day)
    also = others(everything, mends)
    weights = {clause.severity for clause in checking(found.code, day)}
    weights |= {one.severity for one in everything}
    return Explained(
        code=found.code,
        title=found.title,
        why=" ".join(filter(None, (why(found), ALSO.get(found.code)))),
        about=found.about,
        track=found.track,
        in_force=in_force(found, day),
        clauses=_clauses(found, day),
        values=values_read(found),
        reads=tuple(Read(path, words(path, found.about)) for path in found.reads),
        fails=fails,
        passes=passes,
        mends=tuple(mends),
        also=also,
        waived_by=tuple(SHIPPED.title(role) for role in MAY_WAIVE)
        if Severity.WAIVABLE in weights
        else (),
    )


def _dated(*both: Example | None) -> list[Example | None]:
    """With the day of each where one has a day of its own: it may be all that sets them apart."""
    if any(one and one.day for one in both):
        return [one and one._replace(day=one.day or BASE_DAY) for one in both]
    return list(both)


def _clauses(found: Rule, day: date) -> tuple[Clause, ...]:
    """Those in force on the day first, the law's before the policy's."""
    held = checking(found.code, day)
    other = (c for c in clauses().values() if c.checked_by == found.code and c not in held)
    return (*held, *other)


def why(found: Rule) -> str:
    """What the module of a rule says of it, after its code, as one paragraph."""
    module = getmodule(found.check)
    said = ((module.__doc__ if module else "") or "").strip()
    text = " ".join(said.split()).partition(": ")[2]
    return capital(text)
