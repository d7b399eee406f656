"""The summary of a provider's year: gathered from its re-evaluations, recorded once it was sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from sqlalchemy import Connection
from tests.actions.conftest import Staged
from tests.actions.test_deliveries_are_watched import add
from tests.actions.test_what_a_review_starts import decided
from tests.actions.walking import at

from mcapproval.actions import audit
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.reviewing import answering, opening
from mcapproval.actions.reviewing.grid_rows import grid_rows
from mcapproval.actions.reviewing.self_review import draft_into, drafted, year_facts
from mcapproval.actions.reviewing.self_review_sent import record_sent, unfinished
from mcapproval.actions.reviewing.self_review_yaml import as_yaml
from mcapproval.actions.setup import add_organisation
from mcapproval.documents.reviews.year_facts import Applied, Overdue, YearFacts
from mcapproval.documents.text import render
from mcapproval.draft.answers import read_answers
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Application, SelfReview
from mcapproval.store.whole import of_provider

OF = "otago-polytechnic"
AGREED = {"how": "circular", "present": "bo", "minute_reference": "A-1", "resolution": "So be it"}


def a_year(staged: Staged, draft: Path) -> None:
    """The first yearly check, decided with two actions."""
    opening.open_review(at(staged.desk, "mele", "2027-07-01"), "MC-0001")
    answering.answer(
        at(staged.desk, "mele", "2027-07-20"), "REV-2027-0001", draft.parent / "review.yaml"
    )
    said = Said(AGREED, override=True, note="For the year")
    admin = at(staged.desk, "admin", "2027-08-11")
    moves.move(admin, "REV-2027-0001", "decide-continue-with-actions", said)


def test_a_year_is_told_from_its_re_evaluations_and_small_counts_are_not(
    approved: Staged, draft: Path, tmp_path: Path
) -> None:
    a_year(approved, draft)
    desk = at(approved.desk, "hemi", "2027-09-15")
    with desk.reading() as connection:
        facts = year_facts(connection, desk, OF, 2027)
        before = year_facts(connection, desk, OF, 2026)
    (reviewed,) = facts.reviewed
    assert (reviewed.decision, reviewed.needed) == ("continue-with-actions", "yes")
    assert reviewed.learners.counts == {
        "cohorts": "1",
        "enrolments": "not shown",
        "withdrawals": "fewer than 5",
        "completions": "13",
        "still_active": "fewer than 5",
    }
    assert (len(facts.actions), len(facts.late), facts.closed) == (2, 1, 0)
    assert (before.reviewed, before.overdue, dict(before.listings)) == ((), (), {"current": 1})
    assert [due.ref for due in _overdue(approved, "2029-01-10", 2028)] == ["REV-2028-0001"]
    draft_into(desk, None, 2027, tmp_path / "year.yaml")
    told = read_answers(tmp_path / "year.yaml")
    assert isinstance(told, dict)
    assert told["improvements"].startswith("(to be written: ")
    with pytest.raises(Refused, match="is there already"):
        draft_into(desk, None, 2027, tmp_path / "year.yaml")


def test_where_no_re_evaluation_has_counts_they_are_those_of_the_deliveries_of_the_year(
    approved: Staged, draft: Path
) -> None:
    hemi = at(approved.desk, "hemi", "2028-01-20")
    counts: dict[str, Any] = {"enrolled": 40, "completed": 33, "withdrawn": 7, "still_active": 0}
    add(approved.desk, "2027-04-01", starts="2027-02-01", ends="2027-03-01", **counts)
    with hemi.reading() as connection:
        facts = year_facts(connection, hemi, OF, 2027)
        (taught,) = facts.taught
        assert year_facts(connection, hemi, OF, 2026).taught == ()
        (row,) = grid_rows(connection, 2027)
    title = "Community-Led Development Facilitation"
    assert (taught.listing, taught.title) == ("MC-0001", title)
    assert taught.learners.source == "deliveries of 2027"
    counted = taught.learners.counts
    assert (counted["cohorts"], counted["enrolments"]) == ("1", "40")
    (told,) = YAML(typ="safe").load(as_yaml(facts))["not_reviewed_but_taught"]
    assert (told["micro_credential"], told["title"]) == ("MC-0001", title)
    assert (row.enrolments, row.recorded_of) == (40, 2027)
    a_year(approved, draft)
    with hemi.reading() as connection:
        after = year_facts(connection, hemi, OF, 2027)
        (row,) = grid_rows(connection, 2027)
        (later,) = grid_rows(connection, 2028)
    assert (after.taught, after.reviewed[0].learners.source) == (
        (),
        "its re-evaluation: 11 August 2026 to 30 June 2027",
    )
    assert row.recorded_of is None
    assert (later.enrolments, later.recorded_of) == (40, 2027)


def test_a_year_that_is_not_over_is_told_so_far_and_says_so_and_one_to_come_is_refused(
    approved: Staged, tmp_path: Path
) -> None:
    running, over = at(approved.desk, "hemi", "2027-12-31"), at(approved.desk, "hemi", "2028-01-01")
    said = "2027 is not over: this tells of it up to 31 December 2027 only."
    assert said in render(drafted(running, None, 2027))
    assert "is not over" not in render(drafted(over, None, 2027))
    facts, _ = draft_into(running, None, 2027, tmp_path / "year.yaml")
    assert facts.so_far == said
    assert f"# {said}" in (tmp_path / "year.yaml").read_text("utf-8")
    with pytest.raises(AskedWrongly, match="nothing of 2028 has begun: today is 31 December 2027"):
        draft_into(running, None, 2028, tmp_path / "next.yaml")
    assert not (tmp_path / "next.yaml").exists()


def test_a_year_that_is_over_is_told_as_at_its_last_day(approved: Staged, draft: Path) -> None:
    a_year(approved, draft)
    hemi = at(approved.desk, "hemi", "2028-03-01")
    facts = self_review(hemi)
    assert (facts.stood_on, len(facts.actions)) == (date(2027, 12, 31), 2)
    moves.move(hemi, "MC-0001", "expire", Said({"reason": "No need", "teach_out": "2028-11-30"}))
    then = self_review(at(approved.desk, "hemi", "2028-03-02"))
    assert (dict(then.listings), len(then.actions)) == ({"current": 1}, 2)
    said = " ".join(render(drafted(hemi, None, 2027)).replace("\n  ! ", " ").split())
    assert "are told as at 31 December 2027, by what was recorded until then" in said
    assert "Micro-credentials on 31 December 2027 1 (1 current)" in said
    now = self_review(at(approved.desk, "hemi", "2028-03-02"), 2028)
    assert (now.stood_on, dict(now.listings)) == (date(2028, 3, 2), {"expiring": 1})
    assert now.told_as_at == ""


def test_of_a_year_before_the_records_began_what_stands_is_told_as_at_today(
    approved: Staged,
) -> None:
    facts = self_review(at(approved.desk, "hemi", "2027-03-01"), 2025)
    assert facts.stood_on == date(2027, 3, 1)
    assert "These records began after 31 December 2025" in facts.told_as_at


def test_a_change_is_applied_for_when_it_is_submitted_and_drafted_until_then(
    approved: Staged, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(approved, draft, "decide-change", reason="WCAG 2.2")
    desk = at(approved.desk, "hemi", "2027-12-01")
    facts = self_review(desk)
    (drawn,) = facts.drafted
    assert (facts.applied, drawn.ref, drawn.state) == ((), "APP-2027-0001", "Drafting")
    for room in ("self_review", "self_review_stood"):
        path = f"mcapproval.actions.reviewing.{room}.of_provider"
        monkeypatch.setattr(path, as_if_submitted_on("2027-11-02"))
    later = self_review(desk)
    assert later.applied == (Applied(drawn.ref, drawn.title, date(2027, 11, 2)),)
    assert later.drafted == ()
    assert self_review(desk, 2026).applied == ()


def as_if_submitted_on(day: str) -> Any:
    def rows(connection: Connection, model: Any, *asked: Any, **key: Any) -> list[Any]:
        found = of_provider(connection, model, *asked, **key)
        return [row._replace(law_day=day) for row in found] if model is Application else found

    return rows


def self_review(desk: Desk, year: int = 2027) -> YearFacts:
    with desk.reading() as connection:
        return year_facts(connection, desk, OF, year)


def _overdue(staged: Staged, day: str, year: int) -> tuple[Overdue, ...]:
    desk = at(staged.desk, "hemi", day)
    with desk.reading() as connection:
        return year_facts(connection, desk, OF, year).overdue


def test_that_it_was_sent_is_recorded_by_the_quality_manager_and_asked_for_a_year_later(
    approved: Staged,
) -> None:
    assert [of for of, _ in tick(at(approved.desk, "admin", "2026-12-01")).asked_for] == [OF]
    hemi = at(approved.desk, "hemi", "2027-03-01")
    with pytest.raises(Refused) as refusal:
        record_sent(at(approved.desk, "mele", "2027-03-01"), None, 2026, date(2027, 2, 20), {})
    assert [reason.code for reason in refusal.value.reasons] == ["ROLE"]
    for sent in ("2027-03-02", "2026-12-31"):
        with pytest.raises(AskedWrongly):
            record_sent(hemi, None, 2026, date.fromisoformat(sent), {})
    file = {"summary.pdf": b"As it was sent."}
    assert record_sent(hemi, None, 2026, date(2027, 2, 20), file) == OF
    with approved.desk.reading() as connection:
        (row,) = queries.many(connection, SelfReview)
    assert (row.year, row.sent_on, bool(row.file)) == (2026, "2027-02-20", True)
    assert tick(at(approved.desk, "admin", "2027-12-01")).asked_for == ()
    (asked,) = tick(at(approved.desk, "admin", "2028-02-21"), dry=True).asked_for
    assert "is of 20 February 2027, over a year ago" in asked[1]
    checked = check_case(at(approved.desk, "hemi", "2028-02-21"), "MC-0001", None)
    assert "SELFREV" in {finding.code for finding in checked.findings}
    assert audit.audit(approved.desk).whole


def test_that_a_summary_is_asked_for_is_said_at_each_tick_until_one_is_recorded(
    approved: Staged,
) -> None:
    def asked(day: str) -> list[str]:
        return [of for of, _ in tick(at(approved.desk, "admin", day)).asked_for]

    for day in ("2027-08-31", "2027-09-01", "2027-09-02"):
        assert asked(day) == [OF]
    rows = audit.audit(approved.desk).rows
    assert asked("2027-09-02") == [OF]
    assert audit.audit(approved.desk).rows == rows, "to say it again is no row of the journal"
    record_sent(at(approved.desk, "hemi", "2027-09-03"), None, 2026, date(2027, 1, 10), {})
    assert asked("2027-09-03") == asked("2028-01-10") == []
    assert asked("2028-01-11") == asked("2028-01-12") == [OF]


def test_none_is_recorded_of_a_university_for_none_is_asked(approved: Staged) -> None:
    add_organisation(at(approved.desk, "admin", "2027-01-05"), OF, "Ours", "university", None)
    with pytest.raises(AskedWrongly, match=f"NZQA asks universities for no summary, and {OF} is a"):
        record_sent(at(approved.desk, "hemi", "2027-03-01"), None, 2026, date(2027, 2, 20), {})
    with approved.desk.reading() as connection:
        assert queries.many(connection, SelfReview) == []


@pytest.mark.parametrize("look", ["docx", "pdf", "html", "txt", "yaml"])
def test_a_draft_that_is_attached_as_it_was_sent_is_seen_in_every_look(
    approved: Staged, tmp_path: Path, look: str
) -> None:
    file = tmp_path / f"year.{look}"
    draft_into(at(approved.desk, "hemi", "2027-03-01"), None, 2026, file)
    done = b"Nothing is to be written any more."
    assert unfinished({file.name: file.read_bytes(), "done.txt": done}) == (file.name,)
