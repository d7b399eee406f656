"""Delegation is dated, entered by whose work it is, goes no further, and both are recorded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_who_may_do_what import codes, newcomer
from tests.actions.walking import BOARD, at, edited, go

from mcapproval.actions import audit, looking, setup
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items import of_case
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.desk import Desk, in_place_of
from mcapproval.actions.drafts import applications
from mcapproval.actions.people import delegating, erasing, known
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.events import Event

FIRST, LAST = date(2026, 6, 1), date(2026, 6, 12)


def lends(
    desk: Desk,
    whom: str,
    to: str,
    role: str | None = None,
    *,
    by: str = "admin",
    since: date = FIRST,
    until: date = LAST,
    today: date | str = FIRST,
) -> int:
    return delegating.delegate(at(desk, by, today), whom, to, role, since, until)


def refused(desk: Desk, whom: str, to: str, role: str | None = None, **how: object) -> set[str]:
    with pytest.raises(Refused) as refusal:
        lends(desk, whom, to, role, **how)  # type: ignore[arg-type]
    assert all(reason.mend and reason.who for reason in refusal.value.reasons)
    return codes(refusal)


def last_row(staged: Staged, act: str = "moved") -> Event:
    with staged.desk.reading() as connection:
        rows = [row for row in queries.events(connection, staged.ref) if row.act == act]
    return rows[-1]


def person(desk: Desk, handle: str) -> str:
    with desk.reading() as connection:
        found = queries.person(connection, handle)
    assert found is not None
    return found.ref


# --- entering one -------------------------------------------------------------------------------


def test_a_delegate_acts_for_somebody_and_both_are_recorded(board: Staged) -> None:
    newcomer(board.desk)
    lends(board.desk, "bo", "kiri", by="bo")
    go(board.desk, board.ref, "kiri", "2026-06-10", "approve", **BOARD)
    row = last_row(board)
    assert (row.by.person, row.by.acts_for) == (
        person(board.desk, "kiri"),
        person(board.desk, "bo"),
    )
    line = looking.history(board.desk, board.ref)[-1]
    assert (line.who, line.acts_for) == (
        "Kiri Newcomer-Waipapa (for Bo Lindgren-Li)",
        "Bo Lindgren-Li",
    )
    assert audit.audit(board.desk).faults == ()


def test_whoever_holds_the_role_themselves_acts_for_themselves(board: Staged) -> None:
    newcomer(board.desk)
    known.grant(board.desk, "kiri", "board-member")
    lends(board.desk, "bo", "kiri")
    go(board.desk, board.ref, "kiri", "2026-06-10", "approve", **BOARD)
    assert last_row(board).by.acts_for is None


def test_who_says_for_whom_acts_for_them_whatever_they_hold(board: Staged) -> None:
    newcomer(board.desk)
    known.grant(board.desk, "kiri", "board-member")
    lends(board.desk, "bo", "kiri")
    there = in_place_of(at(board.desk, "kiri", "2026-06-10"), "bo")
    moves.move(there, board.ref, "approve", Said(BOARD))
    assert last_row(board).by.acts_for == person(board.desk, "bo")


@pytest.mark.parametrize("day", ["2026-05-31", "2026-06-13"])
def test_a_delegation_holds_from_its_first_day_to_its_last(board: Staged, day: str) -> None:
    newcomer(board.desk)
    lends(board.desk, "bo", "kiri")
    tried = moves.possible(at(board.desk, "kiri", day), board.ref).options
    approve = next(option for option in tried if option.move == "approve")
    assert "NOT-YOUR-ROLE" in {reason.code for reason in approve.reasons}
    for inside in ("2026-06-01", "2026-06-12"):
        tried = moves.possible(at(board.desk, "kiri", inside), board.ref).options
        approve = next(option for option in tried if option.move == "approve")
        assert approve.acts_for == person(board.desk, "bo")


def test_whoever_records_a_decision_stands_in_for_somebody_today_and_not_on_its_day(
    board: Staged,
) -> None:
    """The board decided on the 10th, in the days of one delegate and before those of another."""
    newcomer(board.desk)
    newcomer(board.desk, "rua")
    lends(board.desk, "bo", "kiri")
    lends(board.desk, "bo", "rua", since=date(2026, 6, 15), until=date(2026, 6, 30))
    over = at(board.desk, "kiri", "2026-06-20")
    for day in (None, date(2026, 6, 10)):
        with pytest.raises(Refused) as refusal:
            moves.move(over, board.ref, "approve", Said(BOARD), day)
        assert codes(refusal) == {"NOT-YOUR-ROLE"}
    with pytest.raises(Refused) as refusal:
        moves.move(in_place_of(over, "bo"), board.ref, "approve", Said(BOARD), date(2026, 6, 10))
    assert codes(refusal) == {"NO-DELEGATION"}
    now = at(board.desk, "rua", "2026-06-20")
    moves.move(now, board.ref, "approve", Said(BOARD), date(2026, 6, 10))
    row = last_row(board)
    assert (row.by.acts_for, row.effective_on) == (person(board.desk, "bo"), "2026-06-10")


def test_nobody_lends_what_they_held_no_longer_on_the_day(board: Staged) -> None:
    newcomer(board.desk)
    newcomer(board.desk, "rua")
    known.grant(board.desk, "kiri", "board-member", since=FIRST, until=date(2026, 6, 9))
    lends(board.desk, "kiri", "rua")
    with pytest.raises(Refused) as refusal:
        go(board.desk, board.ref, "rua", "2026-06-10", "approve", **BOARD)
    assert codes(refusal) == {"NOT-YOUR-ROLE"}


def test_only_the_role_that_was_lent_is_lent(board: Staged) -> None:
    newcomer(board.desk)
    known.grant(board.desk, "bo", "quality-manager")
    lends(board.desk, "bo", "kiri", "quality-manager")
    with pytest.raises(Refused) as refusal:
        go(board.desk, board.ref, "kiri", "2026-06-10", "approve", **BOARD)
    assert codes(refusal) == {"NOT-YOUR-ROLE"}
    go(board.desk, board.ref, "kiri", "2026-06-10", "hold", reason="The board is away")
    assert last_row(board).by.acts_for == person(board.desk, "bo")


def test_who_stands_in_for_two_says_for_whom(board: Staged) -> None:
    newcomer(board.desk)
    lends(board.desk, "mele", "kiri")
    lends(board.desk, "hemi", "kiri")
    kiri = at(board.desk, "kiri", "2026-06-10")
    with pytest.raises(Refused) as refusal:
        moves.move(kiri, board.ref, "hold", Said({"reason": "Wait"}))
    assert codes(refusal) == {"FOR-WHOM"}
    assert "--for mele or --for hemi" in refusal.value.reasons[0].mend
    with pytest.raises(Refused) as refusal:
        moves.move(in_place_of(kiri, "bo"), board.ref, "hold", Said({"reason": "Wait"}))
    assert codes(refusal) == {"NO-DELEGATION"}
    moves.move(in_place_of(kiri, "hemi"), board.ref, "hold", Said({"reason": "Wait"}))
    assert last_row(board).by.acts_for == person(board.desk, "hemi")


# --- who may enter one, and what may not be -----------------------------------------------------


def test_a_delegation_is_entered_by_whose_work_it_is_or_by_an_administrator(desk: Desk) -> None:
    newcomer(desk)
    assert refused(desk, "bo", "kiri", by="kiri") == {"NOT-YOURS"}
    assert refused(desk, "bo", "kiri", by="mele") == {"NOT-YOURS"}
    lends(desk, "bo", "kiri", by="bo")
    lends(desk, "mele", "kiri", by="admin")
    told = delegating.list_delegations(desk.on(FIRST))
    assert [(line.person, line.delegate, line.entered_by, line.now) for line in told] == [
        ("Bo Lindgren-Li", "Kiri Newcomer-Waipapa", "Bo Lindgren-Li", "holds"),
        ("Mele Taufa-Unga", "Kiri Newcomer-Waipapa", "Adair Minister", "holds"),
    ]


def test_a_role_is_lent_only_by_who_holds_it_themselves(desk: Desk) -> None:
    newcomer(desk)
    assert refused(desk, "bo", "kiri", "quality-manager") == {"ROLE"}
    assert refused(desk, "kiri", "bo") == {"ROLE"}
    with pytest.raises(Unknown, match="no role registrar"):
        lends(desk, "bo", "kiri", "registrar")


def test_what_was_lent_is_not_lent_on(desk: Desk) -> None:
    newcomer(desk)
    newcomer(desk, "rua")
    known.grant(desk, "kiri", "board-member")
    lends(desk, "bo", "kiri")
    assert refused(desk, "kiri", "rua") == {"CHAIN"}
    assert refused(desk, "mele", "bo") == {"CHAIN"}, "he is away himself"
    assert lends(desk, "kiri", "rua", since=date(2026, 6, 13), until=date(2026, 6, 20))


def test_no_two_stand_in_for_each_other_in_the_same_days(desk: Desk) -> None:
    lends(desk, "bo", "mele")
    assert refused(desk, "mele", "bo") == {"LOOP"}
    assert refused(desk, "mele", "bo", since=LAST, until=LAST) == {"LOOP"}
    assert lends(desk, "mele", "bo", since=date(2026, 6, 13), until=date(2026, 6, 13))


def test_no_two_stand_in_for_one_person_in_one_role_on_the_same_days(desk: Desk) -> None:
    newcomer(desk)
    known.grant(desk, "bo", "quality-manager")
    number = lends(desk, "bo", "mele", "board-member")
    for role in ("board-member", None):
        with pytest.raises(Refused) as refusal:
            lends(desk, "bo", "kiri", role, since=LAST, until=date(2026, 7, 1))
        (reason,) = refusal.value.reasons
        assert reason.code == "TWO"
        said = "mele stands in for bo in the role board-member from 2026-06-01 until 2026-06-12"
        assert reason.message == f"{said} already (delegation {number})"
        assert f"--end {number}" in reason.mend
    assert lends(desk, "bo", "kiri", "quality-manager")
    after, until = date(2026, 6, 13), date(2026, 7, 1)
    assert lends(desk, "bo", "kiri", "board-member", since=after, until=until)
    lends(desk, "hemi", "kiri", "quality-manager")
    assert lends(desk, "hemi", "kiri"), "more of one's own takes nobody's place"


def test_a_delegation_that_was_ended_stands_in_no_ones_way(desk: Desk) -> None:
    number = lends(desk, "bo", "mele")
    delegating.end(at(desk, "mele", "2026-06-01"), number)
    assert lends(desk, "mele", "bo")


def test_every_reason_against_a_delegation_is_told_at_once(desk: Desk) -> None:
    newcomer(desk)
    lends(desk, "bo", "kiri")
    past = {"by": "mele", "since": date(2026, 5, 1), "until": date(2026, 6, 1)}
    found = refused(desk, "bo", "bo", "quality-manager", today="2026-06-02", **past)
    assert found == {"NOT-YOURS", "DAY", "ONESELF", "ROLE", "CHAIN"}


def test_a_delegation_has_a_last_day_that_is_not_before_its_first(desk: Desk) -> None:
    newcomer(desk)
    with pytest.raises(AskedWrongly, match="a delegation has a last day"):
        delegating.delegate(at(desk, "bo", FIRST), "bo", "kiri", None, FIRST, None)
    with pytest.raises(AskedWrongly, match="is before from"):
        lends(desk, "bo", "kiri", since=LAST, until=FIRST)


def test_what_was_agreed_before_is_entered_by_an_administrator(desk: Desk) -> None:
    newcomer(desk)
    assert refused(desk, "bo", "kiri", by="bo", today="2026-06-02") == {"DAY"}
    assert lends(desk, "bo", "kiri", by="admin", today="2026-06-02")


def test_looking_after_the_records_is_not_handed_on(desk: Desk) -> None:
    newcomer(desk)
    assert refused(desk, "admin", "kiri", "administrator") == {"ADMINISTRATOR"}
    known.grant(desk, "bo", "administrator")
    lends(desk, "bo", "kiri")
    with pytest.raises(Refused, match="this is for the administrator"):
        known.grant(at(desk, "kiri", FIRST), "kiri", "author")


def test_who_was_erased_stands_in_for_nobody(board: Staged) -> None:
    newcomer(board.desk)
    newcomer(board.desk, "rua")
    kiri = person(board.desk, "kiri")
    lends(board.desk, "bo", "kiri")
    erasing.erase(at(board.desk, "admin", FIRST), "kiri", "Asked for it")
    assert refused(board.desk, "mele", kiri) == {"ERASED"}
    assert refused(board.desk, kiri, "rua") >= {"ERASED"}
    (line,) = delegating.list_delegations(board.desk.on(FIRST))
    assert line.now == "over"


# --- ending one ---------------------------------------------------------------------------------


def test_either_of_the_two_or_an_administrator_ends_a_delegation(board: Staged) -> None:
    newcomer(board.desk)
    number = lends(board.desk, "bo", "kiri")
    with pytest.raises(Refused) as refusal:
        delegating.end(at(board.desk, "mele", "2026-06-05"), number)
    assert codes(refusal) == {"NOT-YOURS"}
    delegating.end(at(board.desk, "kiri", "2026-06-05"), number)
    with pytest.raises(Refused) as refusal:
        delegating.end(at(board.desk, "bo", "2026-06-06"), number)
    assert codes(refusal) == {"ENDED"}
    with pytest.raises(Refused):
        go(board.desk, board.ref, "kiri", "2026-06-10", "approve", **BOARD)
    with pytest.raises(Unknown, match="no delegation 999"):
        delegating.end(at(board.desk, "bo", "2026-06-06"), 999)
    assert audit.audit(board.desk).faults == ()


def test_a_delegation_that_is_to_come_ends_before_it_begins(desk: Desk) -> None:
    newcomer(desk)
    later = {"since": date(2026, 7, 1), "until": date(2026, 7, 2)}
    number = lends(desk, "bo", "kiri", **later)  # type: ignore[arg-type]
    assert delegating.list_delegations(desk.on(FIRST))[0].now == "to come"
    delegating.end(at(desk, "bo", FIRST), number)
    told = delegating.list_delegations(desk.on(date(2026, 7, 1)))
    assert told[0].now == "ended before it began"


# --- nobody decides on their own case, nor for who may not --------------------------------------


def test_a_delegate_of_the_author_is_barred_in_their_own_role_too(board: Staged) -> None:
    lends(board.desk, "ana", "bo")
    with pytest.raises(Refused) as refusal:
        go(board.desk, board.ref, "bo", "2026-06-10", "approve", **BOARD)
    assert codes(refusal) == {"OWN-CASE", "QUORUM"}
    assert "you stand in for ana, its author" in refusal.value.reasons[0].message
    go(board.desk, board.ref, "bo", "2026-06-13", "approve", **BOARD)


def test_what_bars_somebody_bars_their_delegate(board: Staged) -> None:
    """Ana sits on the board too: she may not approve her own, and nobody may in her place."""
    newcomer(board.desk)
    known.grant(board.desk, "ana", "board-member")
    lends(board.desk, "ana", "kiri", "board-member")
    with pytest.raises(Refused) as refusal:
        go(board.desk, board.ref, "kiri", "2026-06-10", "approve", **BOARD)
    assert codes(refusal) == {"OWN-CASE"}


def test_a_delegate_who_is_barred_themselves_stays_barred(board: Staged) -> None:
    lends(board.desk, "bo", "ana")
    with pytest.raises(Refused) as refusal:
        go(board.desk, board.ref, "ana", "2026-06-10", "approve", **BOARD)
    assert codes(refusal) == {"OWN-CASE"}


def test_who_was_granted_author_for_a_case_is_barred_once_it_is_over_too(board: Staged) -> None:
    known.grant(board.desk, "bo", "author", case=board.ref, since=FIRST, until=date(2026, 6, 5))
    with pytest.raises(Refused) as refusal:
        go(board.desk, board.ref, "bo", "2026-06-10", "approve", **BOARD)
    assert codes(refusal) == {"OWN-CASE", "QUORUM"}


def test_what_a_delegate_wrote_for_the_author_is_theirs_too(drafting: Staged, draft: Path) -> None:
    newcomer(drafting.desk)
    known.grant(drafting.desk, "kiri", "board-member", since=date(2026, 6, 10))
    lends(drafting.desk, "ana", "kiri", until=date(2026, 6, 5))
    edited(draft, "Nothing listed recognises", "Nothing that is listed recognises")
    kiri = at(drafting.desk, "kiri", "2026-06-03")
    applications.update_application(kiri, drafting.ref, draft)
    row = last_row(drafting, "updated")
    assert row.by.acts_for == person(drafting.desk, "ana")
    go(drafting.desk, drafting.ref, "ana", "2026-06-06", "send-to-check")
    go(drafting.desk, drafting.ref, "mele", "2026-06-06", "send-to-board")
    with pytest.raises(Refused) as refusal:
        go(drafting.desk, drafting.ref, "kiri", "2026-06-10", "approve", **BOARD)
    assert codes(refusal) == {"OWN-CASE"}


def test_a_delegate_adds_items_for_somebody(board: Staged) -> None:
    newcomer(board.desk)
    lends(board.desk, "mele", "kiri")
    of_case.add_item(at(board.desk, "kiri", "2026-06-10"), board.ref, "comment", "A remark")
    assert last_row(board, "item-added").by.acts_for == person(board.desk, "mele")


# --- schools and faculties ----------------------------------------------------------------------


def in_a_school(desk: Desk, draft: Path, school: str) -> str:
    whose = "developer: {organisation: otago-polytechnic"
    edited(draft, f"{whose}}}", f"{whose}, unit: {school}}}")
    return applications.open_application(at(desk, "ana", "2026-06-01"), draft).ref


@pytest.mark.parametrize(
    ("unit", "may"),
    [("school-of-it", True), ("school-of-arts", False), ("otago-polytechnic", True), (None, True)],
)
def test_a_grant_for_a_school_reaches_the_cases_that_it_develops(
    desk: Desk, draft: Path, unit: str | None, may: bool
) -> None:
    newcomer(desk)
    for school in ("school-of-it", "school-of-arts"):
        setup.add_organisation(desk, school, school.title(), "other", None)
    known.grant(desk, "kiri", "head-of-school", unit=unit)
    ref = in_a_school(desk, draft, "school-of-it")
    assert looking.show_case(desk, ref)["unit"] == "school-of-it"
    go(desk, ref, "ana", "2026-06-02", "show-need")
    go(desk, ref, "mele", "2026-06-02", "accept-need")
    if may:
        go(desk, ref, "kiri", "2026-06-03", "develop")
    else:
        with pytest.raises(Refused) as refusal:
            go(desk, ref, "kiri", "2026-06-03", "develop")
        assert codes(refusal) == {"NOT-YOUR-ROLE"}


def test_a_grant_for_a_school_reaches_no_further_where_a_role_is_the_whole_providers(
    desk: Desk, draft: Path
) -> None:
    newcomer(desk)
    setup.add_organisation(desk, "school-of-it", "School of IT", "other", None)
    known.grant(desk, "kiri", "quality-manager", unit="school-of-it")
    ref = in_a_school(desk, draft, "school-of-it")
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "kiri", "2026-06-03", "withdraw", reason="A mistake")
    assert codes(refusal) == {"NOT-YOUR-ROLE"}


def test_a_role_is_granted_for_no_unit_that_the_records_do_not_know(
    desk: Desk, draft: Path
) -> None:
    newcomer(desk)
    with pytest.raises(Unknown, match="no provider, school or faculty nonsense"):
        known.grant(desk, "kiri", "head-of-school", unit="nonsense")
    in_a_school(desk, draft, "school-of-it")
    with pytest.raises(Unknown, match="did you mean `school-of-it`"):
        known.grant(desk, "kiri", "head-of-school", unit="school-of-ti")
    known.grant(desk, "kiri", "head-of-school", unit="school-of-it")
    with pytest.raises(Refused) as refusal:
        known.grant(desk, "kiri", "board-member", unit="school-of-it")
    assert codes(refusal) == {"REACH"}
    held = next(line.roles for line in known.list_people(desk) if line.handle == "kiri")
    assert held == ("head-of-school for school-of-it",)


def test_a_new_version_can_name_another_school(desk: Desk, draft: Path) -> None:
    ref = in_a_school(desk, draft, "school-of-it")
    edited(draft, "unit: school-of-it", "unit: school-of-arts")
    applications.update_application(at(desk, "ana", "2026-06-02"), ref, draft)
    assert looking.show_case(desk, ref)["unit"] == "school-of-arts"
    edited(draft, ", unit: school-of-arts", "")
    applications.update_application(at(desk, "ana", "2026-06-03"), ref, draft)
    assert "unit" not in looking.show_case(desk, ref)
    assert audit.audit(desk).faults == ()
