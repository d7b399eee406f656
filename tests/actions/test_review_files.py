"""The review file of a re-evaluation: what the records know, what was said before, what is open."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_reviews import FIRST, answered
from tests.actions.walking import BOARD, at, go
from tests.rows import row

from mcapproval.actions.deliveries.keeping import add
from mcapproval.actions.reviewing import answering, opening
from mcapproval.actions.reviewing.grid_rows import grid_rows
from mcapproval.actions.reviewing.prefilled import period, with_present, write_form
from mcapproval.draft.reader import read_shaped
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.store.rows.folded import Listing, Review

ASKED = ("feedback", "need", "currency", "fit", "culture", "viability", "actions", "proposal")
SECOND = "REV-2028-0001"
COHORT = {
    "listing": "MC-0001",
    "provider": "otago-polytechnic",
    "cohort": "2027-1",
    "starts": "2027-02-15",
    "ends": "2027-06-30",
    "enrolled": 18,
    "withdrawn": 2,
}


def read(file: Path) -> dict[str, Any]:
    shaped = read_shaped(file.read_bytes(), file.name, "review")
    assert shaped.findings == ()
    return shaped.data


def test_the_file_has_what_the_records_know_and_asks_for_the_rest(
    approved: Staged, tmp_path: Path
) -> None:
    add(at(approved.desk, "mele", "2027-03-01"), COHORT)
    mele = at(approved.desk, "mele", "2027-07-01")
    assert opening.begun_already(mele, "MC-0001") is None
    opening.open_review(mele, "MC-0001")
    assert opening.begun_already(mele, "MC-0001") == FIRST
    file = tmp_path / "review.yaml"
    write_form(mele, FIRST, file)
    found = read(file)
    assert found["period"] == {"from": "2026-08-11", "until": "2027-07-01"}
    (row,) = found["delivery"]
    assert (row["cohorts"], row["enrolments"], row["withdrawals"]) == (1, 18, 2)
    assert "completions" not in row
    assert found["actions_before"] == []
    assert found["consulted"][0] == {"organisation": "inspiring-communities"}
    assert all("answer" not in one for one in found["watch"])
    assert len(found["watch"]) == 9
    assert found.keys().isdisjoint(ASKED)
    text = file.read_text("utf-8")
    assert "completions: not known of DEL-" in text
    assert "in the application: letter of 4 March 2026 from Inspiring Communities" in text
    assert "Rawiri" not in text
    still_open = answering.answer(mele, FIRST, file)
    assert any("completions, still active of otago-polytechnic" in told for told in still_open)
    with pytest.raises(Refused, match="is there already"):
        write_form(mele, FIRST, file)
    with pytest.raises(AskedWrongly, match="which look"):
        write_form(mele, FIRST, tmp_path / "review.odt")
    with pytest.raises(Unknown, match="no re-evaluation"):
        write_form(mele, "MC-0001", tmp_path / "other.yaml")


def test_where_a_count_is_from_is_named_by_its_delivery_and_not_copied(
    approved: Staged, tmp_path: Path
) -> None:
    told = {"source": "the list of Moana Tuhaka", "extracted_on": "2027-02-28"}
    desk = at(approved.desk, "mele", "2027-03-01")
    first = add(desk, {**COHORT, "figures": {"enrolled": told}}).ref
    add(desk, {**COHORT, "cohort": "2027-2", "figures": {"enrolled": told}})
    mele = at(approved.desk, "mele", "2027-07-01")
    opening.open_review(mele, "MC-0001")
    file = tmp_path / "review.yaml"
    write_form(mele, FIRST, file)
    from_where = {"source": f"as recorded with {first} and 1 more", "extracted_on": "2027-02-28"}
    assert read(file)["delivery"][0]["figures"] == {"enrolments": from_where}
    assert "Moana" not in file.read_text("utf-8")


def test_what_was_answered_last_time_is_shown_and_never_taken_over(
    approved: Staged, draft: Path, tmp_path: Path
) -> None:
    answered(approved, draft)
    go(approved.desk, FIRST, "bo", "2027-08-11", "decide-continue", **BOARD)
    mele = at(approved.desk, "mele", "2028-06-01")
    opening.open_review(mele, "MC-0001")
    file = tmp_path / "review.yaml"
    write_form(mele, SECOND, file)
    found, text = read(file), " ".join(file.read_text("utf-8").replace("#", " ").split())
    assert found["period"]["from"] == "2027-07-01"
    assert found.keys().isdisjoint(ASKED)
    assert all("answer" not in one for one in found["watch"])
    assert "last time (2027): survey of 18 June 2027 from Otago Polytechnic, now older than" in text
    assert "last time (2027): answer: changed; note: It now says level 5" in text
    assert "last time (2027): when: 10 June 2027; how: Meeting after the cohort" in text
    assert "Proposed last time, to be done by 31 August 2027, and not tracked" in text
    assert found["actions_before"][1] == {"what": "Offer payment of the fee in three parts"}
    with mele.reading() as connection:
        (row,) = grid_rows(connection, 2027)
        assert grid_rows(connection, 2027, "unitec") == ()
    assert (row.decision, row.enrolments, row.heard, row.watch_open) == ("continue", 18, 24, 1)
    assert row.first_action.startswith("Say two to three hours")


def test_the_period_begins_after_the_last_decision_where_its_answers_are_not_known() -> None:
    credential = row(Listing, ref="MC-0001", application="", title="A", approved_on="2019-09-07")
    due = {"listing": "MC-0001", "form": "yearly check"}
    now = row(Review, ref=SECOND, **due, due_on="2028-08-11", covers="2028-08-11", waits=True)
    last = row(Review, ref=FIRST, **due, due_on="2027-08-11", covers="2027-08-11", waits=False)
    last = last._replace(decided_on="2027-08-18")
    today = date(2028, 6, 1)
    assert period(credential, now, last, None, today) == (date(2027, 8, 19), today)
    assert period(credential, now, None, None, today) == (date(2019, 9, 7), today)


def test_what_was_answered_already_wins_over_what_the_records_know() -> None:
    known = {"delivery": [{"provider": "a", "enrolments": 3}, {"provider": "b", "cohorts": 1}]}
    present = {"delivery": [{"provider": "b", "cohorts": 2}, {"provider": "c"}], "culture": "Kept"}
    assert with_present(known, present) == {
        "delivery": [
            {"provider": "a", "enrolments": 3},
            {"provider": "b", "cohorts": 2},
            {"provider": "c"},
        ],
        "culture": "Kept",
    }
