"""Of the answers of re-evaluations that were decided, only what is asked for leaves the records."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select, update
from tests.store.attacking import undone
from tests.store.conftest import Lived

from mcapproval.canonical import canonical
from mcapproval.store.clauses import table
from mcapproval.store.keep import CONTENT
from mcapproval.store.rows.folded import Review
from mcapproval.store.whole import Decided, contents, decided

REVIEW = table(Review)
PARTS = ("delivery", "period", "of-nobody")
TYPED = {"delivery": [], "need": {"still_needed": "yes"}, "period": {"from": "māori \u2028 <'\">"}}


def _reviews(connection: Connection) -> list[Any]:
    asked = select(REVIEW).where(REVIEW.c.decided_on.is_not(None)).order_by(REVIEW.c.ref)
    return list(connection.execute(asked))


def test_each_part_is_just_what_the_whole_answers_have(lived: Lived) -> None:
    with lived.records.reading() as connection:
        rows = _reviews(connection)
        kept = contents(connection, (row.answers for row in rows))
        wholes = [kept.get(row.answers, {}) for row in rows]
        found = list(decided(connection, [row.listing for row in rows], PARTS))
    assert any("delivery" in whole and "need" in whole for whole in wholes)
    assert sorted(found, key=str) == sorted(
        (
            Decided(
                row.listing,
                row.decided_on,
                row.decision,
                {key: whole[key] for key in PARTS if key in whole},
            )
            for row, whole in zip(rows, wholes, strict=True)
        ),
        key=str,
    )


def test_an_empty_list_says_something_and_no_answers_say_nothing(lived: Lived) -> None:
    with undone(lived.where) as connection:
        first = _reviews(connection)[0]
        only = update(REVIEW).where(REVIEW.c.ref == first.ref)
        connection.execute(insert(CONTENT).values(hash="typed", body=canonical(TYPED)))
        connection.execute(only.values(answers="typed"))
        (given,) = decided(connection, [first.listing], PARTS)
        assert given.answers == {"delivery": [], "period": TYPED["period"]}

        connection.execute(only.values(answers=None))
        (none,) = decided(connection, [first.listing], PARTS)
        assert none.answers == {}
