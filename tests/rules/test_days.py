"""Days of law that no text gives are told as our reading wherever they are told to people."""

from __future__ import annotations

from datetime import date

from mcapproval.documents.rule_book.wording import legend_of_days, period
from mcapproval.rules.days import how_sure, our_reading, told, what_is_known
from mcapproval.rules.law import values
from mcapproval.rules.texts import clauses, texts

OLD_ENDS, NEW_BEGINS = date(2023, 1, 15), date(2023, 1, 16)


def test_every_such_day_is_one_on_which_something_begins_or_ends() -> None:
    turns = {day for clause in clauses().values() for day in (clause.since, clause.until)}
    turns |= {day for text in texts() for day in (text.since, text.until)}
    turns |= {day for held in values().values() for one in held for day in (one.since, one.until)}
    assert our_reading().keys() <= turns


def test_a_day_is_told_with_how_sure_it_is() -> None:
    assert told(NEW_BEGINS) == "16 January 2023 (the day is our reading)"
    assert told(date(2018, 8, 22)) == "22 August 2018"
    assert period(date(2018, 8, 22), OLD_ENDS) == (
        "from 22 August 2018 until 15 January 2023 (the day is our reading)"
    )
    assert (how_sure(NEW_BEGINS), how_sure(date(2026, 1, 19))) == ("inferred", "confirmed")


def test_what_is_known_of_such_days_is_told_once_for_those_with_one_reason() -> None:
    assert what_is_known([NEW_BEGINS, date(2026, 1, 1), OLD_ENDS, NEW_BEGINS]) == (
        "15 January 2023 and 16 January 2023: our reading, the rules of 2022 began in mid-January "
        "2023, the exact day could not be found",
    )
    assert legend_of_days([date(2026, 1, 1), None]) == ""


def test_the_rules_of_2022_begin_and_the_older_ones_end_on_a_day_of_our_reading() -> None:
    known = {text.slug: text for text in texts()}
    for slug in ("lor-2022", "approval-criteria", "applicant-notice", "review", "reporting"):
        assert how_sure(known[slug].since) == "inferred", slug
    ends = known["requirements-2018"].until
    assert ends is not None
    assert how_sure(ends) == "inferred"
    assert how_sure(clauses()["tec/compliance"].since) == "inferred"
