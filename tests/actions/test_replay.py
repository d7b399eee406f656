"""Applications under another day's rules or another policy, on both engines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from tests.actions.conftest import Staged
from tests.actions.walking import at
from tests.simulated import SAMPLES

from mcapproval.actions import setup
from mcapproval.actions.cases.standing.view import standing
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts import applications, waivers
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.replay import Replayed, asked, replay
from mcapproval.errors import NotInForce, Unknown
from mcapproval.findings import Finding
from mcapproval.rules.book import RULES
from mcapproval.store import queries, walking
from mcapproval.store.clauses import table
from mcapproval.store.keep import content, keep_content
from mcapproval.store.queries import head
from mcapproval.store.rows.folded import Application, Case
from mcapproval.store.rows.kept import FindingCache

OLD, NEW = date(2023, 1, 15), date(2023, 1, 16)
TODAY = date(2026, 11, 21)


def only(desk: Desk, ref: str, on: date | None, since: date | None = None) -> Replayed:
    (found,) = replay(desk, [ref], asked(on, since, None, TODAY))
    return found


def facts(findings: Iterable[Finding]) -> set[tuple[str, str, str]]:
    return {(f.code, f.path, f.severity) for f in findings}


def test_it_passes_now_and_failed_under_the_yearly_review_of_2022(approved: Staged) -> None:
    found = only(approved.desk, approved.ref, date(2022, 6, 1))
    assert (found.own_day, found.on) == (date(2026, 6, 15), date(2022, 6, 1))
    assert (found.passed, found.passes, found.change) == (True, False, "now-fails")
    assert "requirements-2018/yearly-review" in {f.clause for f in found.comes if f.blocks}


def test_what_comes_one_way_goes_the_other_way(approved: Staged) -> None:
    there, back = (
        only(approved.desk, approved.ref, OLD, NEW),
        only(approved.desk, approved.ref, NEW, OLD),
    )
    assert there.comes == back.goes
    assert there.goes == back.comes
    assert there.comes


def test_the_same_day_changes_nothing(approved: Staged) -> None:
    found = only(approved.desk, approved.ref, date(2026, 6, 15))
    assert (found.change, found.comes, found.goes) == ("unchanged", (), ())


def test_it_says_what_check_says_on_either_day(approved: Staged) -> None:
    desk, ref = approved.desk, approved.ref
    aged = {"NEED-EVID", "EVID-PERIOD", "STD-LIST", "DUP-CHECK", "DAYS-PAST"}
    codes = {rule.code for rule in RULES} - aged
    own = [f for f in check_case(desk, ref, None).findings if f.code in codes]
    for on in (date(2019, 1, 1), OLD, NEW, date(2026, 1, 1), date(2029, 1, 1)):
        found = only(desk, ref, on)
        then = [f for f in check_case(desk, ref, on).findings if f.code in codes]
        assert facts(found.comes) == facts(then) - facts(own)
        assert facts(found.goes) == facts(own) - facts(then)
        assert found.passes == (not any(f.blocks for f in then))
        assert not aged & {f.code for f in (*found.comes, *found.goes)}, "facts are of its own day"


def test_another_policy_is_tried_without_being_adopted(approved: Staged, tmp_path: Path) -> None:
    file = tmp_path / "stricter.toml"
    file.write_text('format = "policy/1"\n[credits]\nat_least = 20\n', "utf-8")
    (found,) = replay(approved.desk, [approved.ref], asked(None, None, file, TODAY))
    assert found.change == "now-fails"
    assert [(f.code, f.asked_by) for f in found.comes] == [("CRED-MIN-5", "policy")]
    assert found.own_day == found.on


def test_a_day_before_the_first_law_is_refused_before_anything_is_read() -> None:
    for on, since in ((date(2018, 8, 21), None), (NEW, date(2010, 1, 1))):
        with pytest.raises(NotInForce):
            asked(on, since, None, TODAY)


def test_an_unknown_reference_is_refused(opened: Staged) -> None:
    with pytest.raises(Unknown, match="no APP-2030-0001"):
        list(replay(opened.desk, ["APP-2030-0001"], asked(NEW, None, None, TODAY)))


def test_nothing_is_written(approved: Staged) -> None:
    with approved.desk.reading() as connection:
        before = head(connection)
    list(replay(approved.desk, None, asked(NEW, None, None, TODAY)))
    with approved.desk.reading() as connection:
        assert head(connection) == before


def test_erased_text_is_told_and_the_rest_goes_on(opened: Staged) -> None:
    with opened.desk.writing() as writer:
        writer.connection.exec_driver_sql("DELETE FROM content WHERE hash IN "
                                          "(SELECT content FROM application)")  # fmt: skip
    found = only(opened.desk, opened.ref, NEW)
    assert (found.change, found.why_not) == ("not-examined", "its text was erased")


def test_organisations_that_only_the_records_describe_count(opened: Staged) -> None:
    desk, day = at(opened.desk, "admin", "2026-06-02"), date(2026, 6, 3)
    assert only(desk, opened.ref, day).passes
    with desk.writing() as writer:
        applied = table(Application)
        name = writer.connection.execute(select(applied.c.content)).scalar()
        kept = content(writer.connection, str(name))
        kept["developer"] = {"organisation": "some-body"}
        kept["applicant"] = {**kept["applicant"], "organisation": "another-body"}
        new = keep_content(writer.connection, kept)
        writer.connection.execute(applied.update().values(content=new))
    assert not only(desk, opened.ref, day).passes
    assert asked_of_bodies(desk, opened.ref, day) == ("APPLICANT-ROLE", "DEV-NAMED")
    for key in ("some-body", "another-body"):
        setup.add_organisation(desk, key, "Some Body", "polytechnic", None)
    assert only(desk, opened.ref, day).passes
    assert asked_of_bodies(desk, opened.ref, day) == (), "a check and a move know them too"


def asked_of_bodies(desk: Desk, ref: str, day: date) -> tuple[str, ...]:
    """What a check, and what the next move finds wrong in who applies and who developed it."""
    checked = check_case(desk, ref, day).findings
    with desk.reading() as connection:
        case = queries.one(connection, Case, ref=ref)
        assert case is not None
        moving = standing(connection, case, day).situation.findings
    found, other = (
        tuple(sorted({f.code for f in all_of} & {"APPLICANT-ROLE", "DEV-NAMED"}))
        for all_of in (checked, moving)
    )
    assert found == other
    return found


def test_what_a_person_let_stand_is_marked(opened: Staged, tmp_path: Path) -> None:
    with opened.desk.writing() as writer:
        applied = table(Application)
        name = writer.connection.execute(select(applied.c.content)).scalar()
        kept = content(writer.connection, str(name))
        kept["learning_hours"] = {**kept["learning_hours"], "assessment": 3}
        writer.connection.execute(
            applied.update().values(content=keep_content(writer.connection, kept))
        )
    waivers.waive(
        at(opened.desk, "mele", "2026-06-03"), opened.ref, "HOURS-10", "Counted elsewhere"
    )
    file = tmp_path / "tolerant.toml"
    file.write_text('format = "policy/1"\n[hours]\ntolerance = 9\n[credits]\nat_least = 20\n')
    (found,) = replay(opened.desk, [opened.ref], asked(None, date(2026, 6, 3), file, TODAY))
    assert (found.passed, found.passes) == (True, False)
    assert [(f.code, found.lets_stand(f)) for f in found.goes] == [("HOURS-10", True)]
    assert {f.code: found.lets_stand(f) for f in found.comes} == {
        "HOURS-10": True, "CRED-MIN-5": False,
    }  # fmt: skip


def test_more_than_one_piece_is_walked_and_counted(
    any_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = SAMPLES / "community-led-development-facilitation" / "draft.yaml"
    refs = [
        applications.open_application(at(any_desk, "ana", "2026-06-01"), sample).ref
        for _ in range(5)
    ]
    for piece in (1, 2, 5, 100):
        monkeypatch.setattr(walking, "PIECE", piece)
        told: list[tuple[int, int]] = []
        under = asked(NEW, None, None, TODAY)
        found = list(replay(any_desk, None, under, lambda *so_far, to=told: to.append(so_far)))
        assert [one.ref for one in found] == refs
        assert told == [(n, 5) for n in range(1, 6)]
    twice = list(replay(any_desk, [refs[3], refs[1], refs[3]], asked(NEW, None, None, TODAY)))
    assert [one.ref for one in twice] == [refs[1], refs[3]]


def test_findings_kept_from_the_day_of_submission_are_those_that_are_made_anew(
    approved: Staged,
) -> None:
    days = (date(2019, 1, 1), date(2022, 6, 1), NEW, date(2027, 3, 1))
    kept = [only(approved.desk, approved.ref, day) for day in days]
    with approved.desk.writing() as writer:
        assert writer.connection.execute(delete(table(FindingCache))).rowcount
    assert [only(approved.desk, approved.ref, day) for day in days] == kept
