"""What a decision on a re-evaluation takes over where nobody said it with the move.

The actions that its answers propose, the last day for learners of our policy, and the steps of rule
17. What was taken over is told: whoever wants it otherwise says so with the move.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.effects import further_review
from mcapproval.actions.cases.standing.decided import FURTHER
from mcapproval.actions.cases.standing.view import Standing
from mcapproval.clock import add_months, spoken
from mcapproval.draft.content import from_content
from mcapproval.draft.model import Draft
from mcapproval.policy.model import TITLES, Policy
from mcapproval.store import queries
from mcapproval.store.keep import content
from mcapproval.store.rows.folded import Organisation, Review
from mcapproval.workflow.model import Move

Values = Mapping[str, Any]


def taken_over(
    connection: Connection, stands: Standing, made: Move, values: Values, day: date
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The answers with what is taken over, and a sentence on each."""
    found, told = dict(values), list[str]()
    review = queries.one(connection, Review, ref=stands.case.ref) if made.decides else None
    if review is None:
        return found, ()
    asked = {ask.name for ask in made.every_ask}
    if "items" in asked and "items" not in found:
        rows, said = _items(connection, review, made, found, stands.policy, day)
        if rows:
            found["items"] = [{"number": n, **row} for n, row in enumerate(rows, start=1)]
            told.append(said)
    elif made.decides == FURTHER:
        named = found["items"]
        found["items"] = further_review.with_owner_and_day(named, found.get("due"))
        if found["items"] != named:
            title = stands.policy.title(further_review.WHO_LOOKS_AFTER)
            told.append(further_review.told(found, len(named), title))
        gone = len(further_review.withdrawn(connection, review.ref))
        told += [f"withdrew what the former letter left to do: {gone}"] if gone else []
    if made.decides == FURTHER:
        told += [
            f"withdrew what the letter on {other} left to do: {len(items)}"
            for other, items in further_review.before_it(connection, review.ref).items()
        ]
    if "teach_out" in asked and "teach_out" not in found:
        last, said = _teach_out(stands, day)
        found["teach_out"] = last.isoformat()
        told.append(said)
    if "items" not in asked and made.decides == "continue":
        told += _not_tracked(len(_answers(connection, review).rows("/actions")))
    return found, tuple(told)


def _items(
    connection: Connection,
    review: Review,
    made: Move,
    values: Values,
    policy: Policy,
    day: date,
) -> tuple[list[dict[str, Any]], str]:
    if made.decides == FURTHER:
        return further_review.steps(connection, review.ref, values.get("due"))
    rows = [
        _action(connection, row, policy, day)
        for _, row in _answers(connection, review).rows("/actions")
        if row.get("what")
    ]
    many = "1 action" if len(rows) == 1 else f"{len(rows)} actions"
    return rows, f"took over {many} from the answers: mcapproval item list {review.ref}"


def _answers(connection: Connection, review: Review) -> Draft:
    return from_content((content(connection, review.answers) if review.answers else None) or {})


def _action(connection: Connection, row: Values, policy: Policy, day: date) -> dict[str, Any]:
    """An action of the answers. An owner who is no role and no organisation stands in its words, as
    does a day that has passed: it is due on the day of the decision then.
    """
    words, whose = str(row["what"]), str(row.get("owner") or "")
    owner = _owner(connection, whose, policy)
    if whose and owner is None:
        words = f"{words.rstrip('.')} ({whose})"
    due = row.get("due")
    if due and due < day.isoformat():
        words = f"{words.rstrip('.')} (proposed for {spoken(date.fromisoformat(due))})"
        due = day.isoformat()
    return {"says": words, **({"due": due} if due else {}), **({"owner": owner} if owner else {})}


def _owner(connection: Connection, whose: str, policy: Policy) -> str | None:
    """The role or organisation that is meant, by its key or by its name."""
    said = whose.casefold()
    for role in TITLES:
        if role != "system" and said in (role, policy.title(role).casefold()):
            return role
    for organisation in queries.many(connection, Organisation):
        if said in (organisation.key, organisation.name.casefold()):
            return organisation.key
    return None


def _teach_out(stands: Standing, day: date) -> tuple[date, str]:
    """The day that holds already where it expires, else as long as our policy says."""
    ends = stands.situation.ending
    if ends is not None:
        told = f"last day for learners under way: {spoken(ends.for_all)}, as it was set"
        return ends.for_all, told
    months = stands.policy.teach_out_months
    last = add_months(day, months)
    return last, (
        f"last day for learners under way: {spoken(last)}, {months} months on by our policy "
        "([review] teach_out_months)"
    )


def _not_tracked(many: int) -> list[str]:
    if not many:
        return []
    which = "the action proposed is" if many == 1 else f"the {many} actions proposed are"
    return [f"{which} not tracked so: decide-continue-with-actions takes them over"]
