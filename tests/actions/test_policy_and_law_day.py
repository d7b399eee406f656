"""Which policy holds for whom on which day, and under which law a case is checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import at, edited, go, opened

from mcapproval.actions import setup
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.in_force import InForce, policy_for
from mcapproval.actions.setup import adopt_policy, show_policy
from mcapproval.errors import AskedWrongly, OurFault, Refused, Unknown
from mcapproval.policy.model import SHIPPED
from mcapproval.store import adopted, queries
from mcapproval.store.keep import CONTENT
from mcapproval.store.rows.folded import Application


def adopt(desk: Desk, folder: Path, least: int, today: str, happened: str | None = None) -> None:
    file = folder / "policy.toml"
    file.write_text(
        f'format = "policy/1"\nprovider = "otago-polytechnic"\n\n[credits]\nat_least = {least}\n',
        "utf-8",
    )
    effective = date.fromisoformat(happened) if happened else None
    adopt_policy(at(desk, "admin", today), file, None, effective)


def least(desk: Desk, day: str, provider: str = "otago-polytechnic") -> int:
    with desk.reading() as connection:
        return policy_for(connection, provider, date.fromisoformat(day)).credits_at_least


def test_until_one_is_adopted_the_shipped_policy_holds(desk: Desk) -> None:
    with desk.reading() as connection:
        assert policy_for(connection, "otago-polytechnic", date(2026, 6, 1)) == SHIPPED
    assert show_policy(desk, None) == InForce("otago-polytechnic", None, SHIPPED)


def test_a_policy_holds_from_its_day_on_until_the_next_one(desk: Desk, tmp_path: Path) -> None:
    adopt(desk, tmp_path, 8, "2026-03-10", "2026-03-01")
    adopt(desk, tmp_path, 10, "2026-05-01")
    days = ("2026-02-28", "2026-03-01", "2026-04-30", "2026-05-01", "2027-01-01")
    assert [least(desk, day) for day in days] == [5, 8, 8, 10, 10]
    assert show_policy(desk.on(date(2026, 4, 1)), None).policy.credits_at_least == 8


def test_of_two_of_one_day_the_later_adopted_holds(desk: Desk, tmp_path: Path) -> None:
    adopt(desk, tmp_path, 8, "2026-03-01")
    adopt(desk, tmp_path, 9, "2026-03-01")
    assert least(desk, "2026-03-01") == 9


def test_a_provider_without_a_policy_is_under_that_of_the_records(
    desk: Desk, tmp_path: Path
) -> None:
    """So nobody escapes a policy by naming another applicant."""
    adopt(desk, tmp_path, 8, "2026-03-01")
    assert least(desk, "2026-03-02", "another-provider") == 8


def test_a_provider_without_its_own_policy_is_under_that_of_whose_the_records_are(
    desk: Desk, tmp_path: Path
) -> None:
    """To name another applicant in a draft loosens nothing."""
    adopt(desk, tmp_path, 8, "2026-03-01")
    assert least(desk, "2026-03-02", "another-provider") == 8


def test_a_providers_own_policy_holds_for_it_alone(desk: Desk, tmp_path: Path) -> None:
    adopt(desk, tmp_path, 8, "2026-03-01")
    file = tmp_path / "policy.toml"
    file.write_text(file.read_text("utf-8").replace("at_least = 8", "at_least = 6"), "utf-8")
    adopt_policy(at(desk, "admin", "2026-03-01"), file, "another-provider", None)
    assert least(desk, "2026-03-02", "another-provider") == 6
    assert least(desk, "2026-03-02") == 8
    assert least(desk, "2026-03-02", "a-third-one") == 8


def test_a_policy_is_not_adopted_ahead_of_its_day(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="has not come yet"):
        adopt(desk, tmp_path, 8, "2026-03-01", "2026-03-02")
    assert least(desk, "2026-04-01") == 5


def test_a_policy_that_is_looser_than_the_law_is_refused_and_not_kept(
    desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises((AskedWrongly, Refused)):
        adopt(desk, tmp_path, 0, "2026-03-01")
    assert least(desk, "2026-04-01") == 5


def test_what_a_policy_asks_is_found_from_its_day_on_and_said_to_be_ours(
    opened: Staged, tmp_path: Path
) -> None:
    adopt(opened.desk, tmp_path, 12, "2026-06-05")
    before, after = (
        check_case(at(opened.desk, "ana", day), opened.ref, None)
        for day in ("2026-06-04", "2026-06-05")
    )
    assert not [f for f in before.findings if f.path == "/credits"]
    found = [f for f in after.findings if f.path == "/credits"]
    assert [(f.asked_by, f.blocks) for f in found] == [("policy", True)]
    assert before.policy != after.policy


def test_a_kept_finding_is_not_used_under_another_policy(ready: Staged, tmp_path: Path) -> None:
    """The moves before kept what they found of this very content."""
    adopt(ready.desk, tmp_path, 12, "2026-06-12")
    with pytest.raises(Refused) as refusal:
        go(ready.desk, ready.ref, "hemi", "2026-06-15", "submit")
    assert "our policy asks for at least 12" in refusal.value.reasons[0].message


def test_a_policy_of_nobody_in_the_records_is_unknown_and_near_names_are_told(desk: Desk) -> None:
    with pytest.raises(Unknown, match=r"there is no organisation nobody in these records$"):
        show_policy(desk, "nobody")
    with pytest.raises(Unknown, match=r"; did you mean `otago-polytechnic`\?"):
        show_policy(desk, "otago-politechnic")
    assert [o.key for o in setup.list_organisations(desk)] == []


def test_a_policy_is_shown_with_whose_it_is(opened: Staged, tmp_path: Path) -> None:
    desk = opened.desk
    setup.add_organisation(at(desk, "admin", "2026-06-05"), "aoraki", "Aoraki", "polytechnic", None)
    assert show_policy(desk, "aoraki") == InForce("aoraki", None, SHIPPED)
    adopt(desk, tmp_path, 8, "2026-06-05")
    shown = show_policy(desk.on(date(2026, 6, 6)), "aoraki")
    assert (shown.adopted_by, shown.policy.credits_at_least) == ("otago-polytechnic", 8)
    own = show_policy(desk.on(date(2026, 6, 6)), None)
    assert own == InForce("otago-polytechnic", "otago-polytechnic", shown.policy)


# --- the day of the law -----------------------------------------------------------------------


def law_day(staged: Staged) -> str | None:
    with staged.desk.reading() as connection:
        row = queries.one(connection, Application, ref=staged.ref)
    assert row is not None
    return row.law_day


def test_the_law_is_that_of_today_until_it_is_submitted(ready: Staged) -> None:
    assert law_day(ready) is None
    for day in ("2026-06-11", "2026-09-30"):
        checked = check_case(at(ready.desk, "ana", day), ready.ref, None)
        assert checked.on == date.fromisoformat(day)


def test_the_law_is_that_of_the_day_of_submission_for_ever_after(evaluation: Staged) -> None:
    assert law_day(evaluation) == "2026-06-15"
    for day in ("2026-06-16", "2031-01-01"):
        checked = check_case(at(evaluation.desk, "ana", day), evaluation.ref, None)
        assert checked.on == date(2026, 6, 15)
    other = check_case(at(evaluation.desk, "ana", "2026-07-01"), evaluation.ref, date(2026, 7, 1))
    assert other.on == date(2026, 7, 1)


def test_a_returned_application_takes_the_law_of_its_next_submission(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    go(desk, ref, "hemi", "2026-06-20", "record-return", letter=True, reason="A part was missing")
    go(desk, ref, "hemi", "2026-07-01", "submit")
    assert law_day(evaluation) == "2026-07-01"


def test_the_law_of_another_day_finds_other_things(desk: Desk, draft: Path) -> None:
    """Under the definition of 2018 there were 5 credits at least, by law."""
    ref = opened(desk, edited(draft, "\ncredits: 10 ", "\ncredits: 4 "))
    old = check_case(at(desk, "ana", "2026-06-02"), ref, date(2020, 7, 15))
    new = check_case(at(desk, "ana", "2026-06-02"), ref, None)
    assert {f.asked_by for f in old.findings if f.path == "/credits"} == {"rule"}
    assert {f.asked_by for f in new.findings if f.path == "/credits"} == {"policy"}


def test_a_policy_of_which_the_content_is_gone_is_named(desk: Desk, tmp_path: Path) -> None:
    adopt(desk, tmp_path, 8, "2026-03-01")
    with desk.writing() as writer:
        row = adopted.policy_row(writer.connection, "otago-polytechnic", "2026-03-01")
        assert row is not None
        name = row.content
        writer.connection.execute(CONTENT.delete().where(CONTENT.c.hash == name))
    with pytest.raises(OurFault, match="the policy of otago-polytechnic is not in the records"):
        least(desk, "2026-03-01")
