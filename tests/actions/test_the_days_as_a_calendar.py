"""The days of the year as iCalendar, read back by another reader of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from tests.actions.conftest import Staged
from tests.actions.test_deliveries_are_watched import add, update
from tests.actions.test_what_a_review_starts import CHANGE, decided
from tests.actions.walking import at, go

from mcapproval.actions.cases.items import of_case
from mcapproval.actions.cases.items.answering import change_item
from mcapproval.actions.reviewing.feeding import calendar, may_be_written
from mcapproval.actions.reviewing.opening import open_review
from mcapproval.actions.reviewing.owners import assign
from mcapproval.errors import AskedWrongly
from mcapproval.reports.feed import Entry, feed

REV, TITLE = "REV-2027-0001", "Community-Led Development Facilitation"
AT = "2027-07-01T00:00:00Z"
FIRST = date(2028, 2, 29)


def events(data: bytes) -> dict[str, Any]:
    return {str(e["uid"]).split("@")[0]: e for e in Calendar.from_ical(data).walk("VEVENT")}


def test_what_is_due_is_there_for_a_whole_day(approved: Staged) -> None:
    data = calendar(at(approved.desk, "mele", "2027-07-01"))
    due = events(data)[f"{REV}-due"]
    assert (due["dtstart"].dt, due["dtend"].dt) == (date(2027, 8, 11), date(2027, 8, 12))
    assert (int(due["sequence"]), str(due["status"])) == (0, "CONFIRMED")
    assert "Community-Led Development Facilitation" in due["summary"]
    assert calendar(at(approved.desk, "hemi", "2027-07-02")) == data
    assert b"Mele" not in data
    assert b"PER-" not in data


def test_an_entry_is_done_when_its_review_was_decided(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", "2027-07-01")
    first = events(calendar(hemi))[f"{REV}-due"]
    told: dict[str, Any] = {"letter": True, "reason": "NZQA is not satisfied", "due": "2027-12-01"}
    go(approved.desk, REV, "hemi", "2027-07-02", "decide-regulator-intervention", **told)
    off = events(calendar(hemi))
    assert str(off[f"{REV}-due"]["uid"]) == str(first["uid"])
    done = off[f"{REV}-due"]
    assert (int(done["sequence"]), str(done["status"])) == (1, "CONFIRMED")
    assert str(done["summary"]).startswith("Done: Yearly check due: ")
    assert str(off[f"{REV}-action-1"]["summary"]).startswith("Action 1 due: ")
    assert off["REV-2027-0002-due"]["dtstart"].dt == date(2027, 12, 1)


def test_a_day_that_falls_away_is_called_off_and_one_of_an_action_says_what_is_to_be_done(
    approved: Staged,
) -> None:
    mele = at(approved.desk, "mele", "2027-07-01")
    open_review(mele, "MC-0001")
    long = "Ask iwi, hapū and " + "whānau " * 20
    for said in ("Ask iwi", long):
        of_case.add_item(mele, REV, "action", said, "author", date(2027, 11, 11))
    found = events(calendar(mele))
    assert str(found[f"{REV}-action-1"]["summary"]) == f"Action 1 due: Ask iwi ({TITLE})"
    cut = str(found[f"{REV}-action-2"]["summary"])
    assert f"whānau … ({TITLE})" in cut
    assert len(cut) < 150
    assert long.strip() in str(found[f"{REV}-action-2"]["description"])
    change_item(mele.on(date(2027, 7, 3)), REV, 2, "closed", "Asked")
    told: dict[str, Any] = {"letter": True, "reason": "Listed in error"}
    go(approved.desk, "MC-0001", "hemi", "2027-07-04", "remove", **told)
    ended = events(calendar(mele.on(date(2027, 7, 5))))
    seen = {
        key: (str(e["summary"])[:12], str(e["status"]), int(e["sequence"]))
        for key, e in ended.items()
    }
    assert seen[f"{REV}-due"] == ("Called off: ", "CANCELLED", 1)
    assert seen[f"{REV}-action-2"] == ("Done: Action", "CONFIRMED", 1)


def test_what_is_called_off_is_told_for_a_year_and_what_is_left_to_do_until_it_is_done(
    approved: Staged,
) -> None:
    hemi = at(approved.desk, "hemi", "2027-07-01")
    told: dict[str, Any] = {"letter": True, "reason": "NZQA is not satisfied", "due": "2027-12-01"}
    go(approved.desk, REV, "hemi", "2027-07-02", "decide-regulator-intervention", **told)
    assert f"{REV}-due" in events(calendar(hemi.on(date(2028, 7, 2))))
    later = events(calendar(hemi.on(date(2029, 7, 3))))
    assert f"{REV}-action-1" in later
    assert f"{REV}-due" not in later, "it was decided over a year ago"
    change_item(hemi.on(date(2027, 7, 3)), REV, 1, "closed", "Asked")
    assert f"{REV}-action-1" in events(calendar(hemi.on(date(2028, 7, 3))))
    assert [*events(calendar(hemi.on(date(2028, 7, 4))))] == ["REV-2027-0002-due"]


def test_it_may_be_of_one_person_or_provider_alone(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", "2027-07-01")
    open_review(hemi, "MC-0001")
    assert events(calendar(hemi, owner="mele")) == {}
    assign(hemi, ["MC-0001"], "mele")
    assert [*events(calendar(hemi, owner="mele"))] == [f"{REV}-due"]
    assert [*events(calendar(hemi, provider="otago-polytechnic"))] == [f"{REV}-due"]


def test_a_calendar_of_some_days_is_called_otherwise_than_that_of_all(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", "2027-07-01")

    def called(**asked: str) -> str:
        return str(Calendar.from_ical(calendar(hemi, **asked))["x-wr-calname"])

    every = called()
    assert called(owner="me") == called(owner="hemi") == f"{every}: hemi"
    assert called(owner="none") == f"{every}: nobody's"
    assert called(provider="otago-polytechnic") == f"{every}: Otago Polytechnic"
    both = called(owner="hemi", provider="otago-polytechnic")
    assert both == f"{every}: hemi, Otago Polytechnic"


def test_what_is_overdue_says_since_when_and_stays_on_its_day(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", "2027-07-01")
    due = events(calendar(hemi.on(date(2027, 8, 11))))[f"{REV}-due"]
    late = events(calendar(hemi.on(date(2027, 8, 12))))[f"{REV}-due"]
    assert str(due["summary"]).startswith("Yearly check due: ")
    assert str(late["summary"]).startswith("Overdue since 11 August 2027: Yearly check due: ")
    assert late["dtstart"].dt == due["dtstart"].dt == date(2027, 8, 11)


def test_what_is_to_be_done_for_a_change_is_there_too(approved: Staged, draft: Path) -> None:
    made = decided(approved, draft, "decide-change", reason="WCAG 2.2")
    assert CHANGE in made.opened
    mele = at(approved.desk, "mele", "2027-08-12")
    for ref in (CHANGE, approved.ref):
        of_case.add_item(mele, ref, "action", "Send it", "author", date(2027, 11, 11))
    found = events(calendar(mele))
    assert found[f"{CHANGE}-action-1"]["dtstart"].dt == date(2027, 11, 11)
    assert not [key for key in found if key.startswith(approved.ref)]


def test_lines_are_folded_without_cutting_a_macron() -> None:
    says = "Whakawhanake ā-hapori, " * 9
    data = feed([Entry("k", says, "a; b\nc", date(2028, 2, 29), AT, 3)], "Pūkaha", "0")
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert all(len(line) <= 75 and line.decode("utf-8") is not None for line in lines)
    (found,) = events(data).values()
    assert (str(found["summary"]), str(found["description"])) == (says, "a; b\nc")
    assert found["dtend"].dt == date(2028, 3, 1)


OURS = feed([], "Pūkaha", "0")
THEIRS = b"BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    "name",
    ["thesis.docx", "records.db", "notes.ics", ".", "linked.ics", "theirs.ics", "hemis.ics"],
)
def test_nothing_but_a_former_calendar_of_the_same_is_written_over(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "year.ics").write_bytes(feed([Entry("k", "a", "b", FIRST, AT)], "Pūkaha", "0"))
    (tmp_path / "linked.ics").symlink_to(tmp_path / "year.ics")
    (tmp_path / "theirs.ics").write_bytes(THEIRS)
    (tmp_path / "hemis.ics").write_bytes(feed([], "Pūkaha", "0", "1f2e3d4c"))
    for there in ("thesis.docx", "records.db", "notes.ics"):
        (tmp_path / there).write_bytes(b"Somebody's work")
    may_be_written(tmp_path / "year.ics", OURS)
    may_be_written(tmp_path / "new.ics", OURS)
    with pytest.raises(AskedWrongly, match=r"is no name of a calendar|is left as it is"):
        may_be_written(tmp_path / name, OURS)


@pytest.mark.parametrize(
    ("move", "on", "said", "stands"),
    [
        ("discontinue", "2028-01-01", {"seen_on": "2028-01-01"}, "Done: "),
        ("reinstate", "2027-10-01", {"letter": True}, "Called off: "),
    ],
)
def test_a_teach_out_that_came_to_its_day_is_done_and_one_that_was_taken_back_is_called_off(
    approved: Staged, move: str, on: str, said: dict[str, Any], stands: str
) -> None:
    mc = "MC-0001"
    last: dict[str, Any] = {"reason": "None", "teach_out": "2027-12-31"}
    go(approved.desk, mc, "hemi", "2027-03-01", "expire", **last)
    key = f"{mc}-teach-out"
    ahead = events(calendar(approved.desk))[key]
    assert str(ahead["summary"]).startswith("Last day of teach-out")
    assert str(ahead["description"]) == f"{mc} (990011). See: mcapproval show {mc}"
    go(approved.desk, mc, "hemi", on, move, reason="So it is", **said)
    told = events(calendar(at(approved.desk, "hemi", on)))[key]
    assert str(told["summary"]).startswith(f"{stands}Last day of teach-out")


def test_completions_that_were_reported_are_done_and_stay_on_their_day(approved: Staged) -> None:
    delivered: dict[str, Any] = {"enrolled": 9, "withdrawn": 1, "still_active": 0, "completed": 8}
    add(approved.desk, "2026-12-12", **delivered)
    hemi = at(approved.desk, "hemi", "2026-12-12")
    before = events(calendar(hemi))["DEL-0001-report"]
    assert str(before["summary"]) == f"Completions to be reported: {TITLE}"
    update(approved.desk, "2026-12-20", reported=8, reported_on="2026-12-19")
    after = events(calendar(hemi.on(date(2026, 12, 20))))["DEL-0001-report"]
    assert str(after["summary"]) == f"Done: Completions to be reported: {TITLE}"
    assert (after["dtstart"].dt, str(after["status"])) == (before["dtstart"].dt, "CONFIRMED")
    assert int(after["sequence"]) == int(before["sequence"]) + 1
