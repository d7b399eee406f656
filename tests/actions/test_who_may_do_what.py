"""Roles by grants: from when till when, for which unit or case; and never on one's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.conftest import SAMPLE, Staged, staged
from tests.actions.walking import BOARD, TO_BOARD, TO_DRAFTING, at, go, opened, walk

from mcapproval.actions import audit, looking, setup
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items import of_case
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.drafts import applications, waivers
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.people import erasing, known
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.store import queries

if TYPE_CHECKING:
    from tests.conftest import Places


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refusal.value.reasons}


def newcomer(desk: Desk, handle: str = "kiri") -> str:
    known.add_person(desk, handle, f"{handle.title()} Newcomer-Waipapa", None, None)
    return handle


def approves(staged: Staged, who: str, day: str) -> str:
    return go(staged.desk, staged.ref, who, day, "approve", **BOARD).now


def test_a_role_holds_from_its_first_day_to_its_last(board: Staged) -> None:
    kiri = newcomer(board.desk)
    first, last = date(2026, 7, 1), date(2026, 7, 3)
    known.grant(board.desk, kiri, "board-member", since=first, until=last)
    for day in ("2026-06-30", "2026-07-04"):
        tried = moves.possible(at(board.desk, kiri, day), board.ref).options
        approve = next(option for option in tried if option.move == "approve")
        assert {reason.code for reason in approve.reasons} == {"NOT-YOUR-ROLE"}
    for day in ("2026-07-01", "2026-07-03"):
        tried = moves.possible(at(board.desk, kiri, day), board.ref).options
        assert next(option for option in tried if option.move == "approve").possible
    with pytest.raises(Refused) as refusal:
        approves(board, kiri, "2026-07-04")
    assert codes(refusal) == {"NOT-YOUR-ROLE"}


def test_the_last_day_of_a_role_still_counts(board: Staged) -> None:
    kiri = newcomer(board.desk)
    known.grant(board.desk, kiri, "board-member", until=date(2026, 7, 3))
    assert approves(board, kiri, "2026-07-03") == "Ready to submit"


def test_whoever_records_a_decision_of_an_earlier_day_holds_the_role_today(board: Staged) -> None:
    sec, late = newcomer(board.desk, "sec"), newcomer(board.desk, "late")
    known.grant(board.desk, sec, "board-secretary", until=date(2026, 6, 12))
    known.grant(board.desk, late, "board-secretary", since=date(2026, 6, 13))
    met = date(2026, 6, 10)
    with pytest.raises(Refused) as refusal:
        moves.move(at(board.desk, sec, "2026-06-15"), board.ref, "approve", Said(BOARD), met)
    assert codes(refusal) == {"NOT-YOUR-ROLE"}
    made = moves.move(at(board.desk, late, "2026-06-15"), board.ref, "approve", Said(BOARD), met)
    assert made.now == "Ready to submit"


def test_whoever_records_what_they_signed_held_the_office_on_that_day_too(opened: Staged) -> None:
    walk(opened.desk, opened.ref, TO_DRAFTING[:2])
    late, signed = newcomer(opened.desk, "late"), date(2026, 6, 3)
    known.grant(opened.desk, late, "head-of-school", since=date(2026, 6, 8))
    today = at(opened.desk, late, "2026-06-10")
    with pytest.raises(Refused) as refusal:
        moves.move(today, opened.ref, "develop", Said(), signed)
    (reason,) = refusal.value.reasons
    assert (reason.code, reason.message) == (
        "NOT-YOUR-ROLE",
        "develop is for: head of school, on 2026-06-03, when it was signed, too",
    )
    assert moves.try_move(today, opened.ref, "develop", Said(), date(2026, 6, 8))
    head = at(opened.desk, "head", "2026-06-10")
    assert moves.move(head, opened.ref, "develop", Said(), signed).now == "Co-design"


@pytest.mark.parametrize(
    ("unit", "reaches"), [("otago-polytechnic", True), ("another-provider", False)]
)
def test_a_role_for_a_unit_reaches_the_cases_of_that_unit(
    board: Staged, unit: str, reaches: bool
) -> None:
    kiri = newcomer(board.desk)
    setup.add_organisation(board.desk, "another-provider", "Another Provider", "other", None)
    known.grant(board.desk, kiri, "board-member", unit=unit)
    if reaches:
        assert approves(board, kiri, "2026-06-10") == "Ready to submit"
    else:
        with pytest.raises(Refused) as refusal:
            approves(board, kiri, "2026-06-10")
        assert codes(refusal) == {"NOT-YOUR-ROLE"}


def test_a_role_for_one_case_reaches_no_other(board: Staged) -> None:
    desk, kiri = board.desk, newcomer(board.desk)
    other = opened(desk, SAMPLE, "2026-06-05")
    known.grant(desk, kiri, "board-member", case=board.ref)
    with pytest.raises(Refused):
        of_case.add_item(at(desk, kiri, "2026-06-06"), other, "comment", "Not mine")
    of_case.add_item(at(desk, kiri, "2026-06-06"), board.ref, "comment", "Mine")
    assert approves(board, kiri, "2026-06-10") == "Ready to submit"


def test_nobody_decides_on_their_own_application_whatever_else_they_are(desk: Desk) -> None:
    for role in ("author", "quality-adviser", "head-of-school", "board-member", "administrator"):
        known.grant(desk, "hemi", role)
    hemi = at(desk, "hemi", "2026-06-01")
    ref = applications.open_application(hemi, SAMPLE).ref
    go(desk, ref, "hemi", "2026-06-02", "show-need")
    for who, move in (("hemi", "accept-need"),):
        with pytest.raises(Refused) as refusal:
            go(desk, ref, who, "2026-06-02", move)
        assert codes(refusal) == {"OWN-CASE"}
    go(desk, ref, "mele", "2026-06-02", "accept-need")
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "hemi", "2026-06-02", "develop")
    assert codes(refusal) == {"OWN-CASE"}
    walk(desk, ref, (TO_DRAFTING[2],))
    go(desk, ref, "hemi", "2026-06-02", "begin-draft")
    go(desk, ref, "hemi", "2026-06-02", "send-to-check")
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "hemi", "2026-06-05", "send-to-board")
    assert codes(refusal) == {"OWN-CASE"}
    walk(desk, ref, (TO_BOARD[1],))
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "hemi", "2026-06-10", "approve", **BOARD)
    assert codes(refusal) == {"OWN-CASE"}


def test_who_was_made_an_author_of_a_case_decides_on_it_no_more(board: Staged) -> None:
    known.grant(board.desk, "bo", "author", case=board.ref)
    with pytest.raises(Refused) as refusal:
        approves(board, "bo", "2026-06-10")
    assert codes(refusal) == {"OWN-CASE", "QUORUM"}


def test_an_author_of_other_applications_is_no_author_of_this_one(opened: Staged) -> None:
    kiri = newcomer(opened.desk)
    known.grant(opened.desk, kiri, "author")
    with pytest.raises(Refused) as refusal:
        go(opened.desk, opened.ref, kiri, "2026-06-02", "show-need")
    assert codes(refusal) == {"NOT-YOUR-ROLE"}
    known.grant(opened.desk, kiri, "author", case=opened.ref)
    assert go(opened.desk, opened.ref, kiri, "2026-06-02", "show-need").now == "Need"


def test_every_reason_against_a_move_is_told_at_once(opened: Staged) -> None:
    with pytest.raises(Refused) as refusal:
        go(opened.desk, opened.ref, "ana", "2026-06-02", "approve", resolution="approved")
    assert {"NOT-OPEN", "NOT-YOUR-ROLE", "OWN-CASE", "MISSING-ANSWER"} <= codes(refusal)
    for reason in refusal.value.reasons:
        assert reason.message
        assert reason.mend
        assert reason.who


def test_a_refused_move_is_a_row_with_its_codes(opened: Staged) -> None:
    with pytest.raises(Refused) as refusal:
        go(opened.desk, opened.ref, "bo", "2026-06-02", "submit")
    with opened.desk.reading() as connection:
        last = list(queries.events(connection, opened.ref))[-1]
    assert (last.act, last.data["move"]) == ("refused", "submit")
    assert last.data["reasons"] == sorted(codes(refusal))
    assert last.by.person == as_person(opened.desk, "bo").who()


def test_an_unknown_move_or_person_leaves_no_row(opened: Staged) -> None:
    before = audit.audit(opened.desk).rows
    with pytest.raises(Unknown, match="no move"):
        go(opened.desk, opened.ref, "ana", "2026-06-02", "sbumit")
    with pytest.raises(Unknown, match="know no person nobody"):
        go(opened.desk, opened.ref, "nobody", "2026-06-02", "submit")
    with pytest.raises(Unknown, match="there is no APP-2026-0099"):
        go(opened.desk, "APP-2026-0099", "ana", "2026-06-02", "submit")
    assert audit.audit(opened.desk).rows == before


def test_looking_and_trying_write_nothing(opened: Staged) -> None:
    before = audit.audit(opened.desk)
    ana = at(opened.desk, "ana", "2026-06-02")
    moves.possible(ana, opened.ref)
    assert moves.try_move(ana, opened.ref, "show-need", Said()).now == "Need"
    with pytest.raises(Refused):
        moves.try_move(at(opened.desk, "bo", "2026-06-02"), opened.ref, "show-need", Said())
    looking.show_case(ana, opened.ref)
    looking.history(ana, opened.ref)
    assert audit.audit(opened.desk) == before


def test_what_is_possible_can_be_asked_without_a_name(opened: Staged) -> None:
    nobody = sit_down(opened.desk.records.where, None, date(2026, 6, 2))
    found = moves.possible(nobody, opened.ref)
    assert next(option for option in found.options if option.move == "show-need").possible
    with pytest.raises(AskedWrongly, match="who you are"):
        moves.move(nobody, opened.ref, "show-need", Said())


# --- who may open and change ------------------------------------------------------------------


def test_opening_is_for_those_who_write_or_look_after_applications(desk: Desk) -> None:
    for who, may in (("ana", True), ("mele", True), ("hemi", True), ("bo", False), ("head", False)):
        there = at(desk, who, "2026-06-01")
        if may:
            applications.open_application(there, SAMPLE)
        else:
            with pytest.raises(Refused, match="opening an application"):
                applications.open_application(there, SAMPLE)


def test_an_author_of_others_is_told_whose_it_is_and_how_another_becomes_its_author(
    opened: Staged, draft: Path
) -> None:
    kiri = newcomer(opened.desk)
    known.grant(opened.desk, kiri, "author")
    becomes = f"mcapproval people grant {kiri} author --case {opened.ref}"
    with pytest.raises(Refused) as moved:
        go(opened.desk, opened.ref, kiri, "2026-06-02", "show-need")
    with pytest.raises(Refused) as updated:
        applications.update_application(at(opened.desk, kiri, "2026-06-02"), opened.ref, draft)
    for refusal in (moved, updated):
        (reason,) = refusal.value.reasons
        assert reason.message.endswith("; Ana Rangihuna is its author")
        assert becomes in reason.mend
    known.grant(opened.desk, kiri, "author", case=opened.ref)
    assert go(opened.desk, opened.ref, kiri, "2026-06-02", "show-need").now == "Need"


def test_a_role_for_one_case_opens_no_other(opened: Staged) -> None:
    kiri = newcomer(opened.desk)
    known.grant(opened.desk, kiri, "author", case=opened.ref)
    with pytest.raises(Refused, match="opening an application"):
        applications.open_application(at(opened.desk, kiri, "2026-06-02"), SAMPLE)


@pytest.mark.parametrize("who", ["mele", "hemi", "bo", "head", "admin"])
def test_only_who_the_state_names_may_change_the_draft(
    opened: Staged, draft: Path, who: str
) -> None:
    with pytest.raises(Refused) as refusal:
        applications.update_application(at(opened.desk, who, "2026-06-02"), opened.ref, draft)
    assert codes(refusal) == {"EDIT"}
    assert "only author" in refusal.value.reasons[0].message


@pytest.mark.parametrize("stage", ["board", "evaluation", "approved"])
def test_nobody_changes_what_others_have_before_them(
    places: Places, draft: Path, stage: str
) -> None:
    there = staged(places, stage)
    with pytest.raises(Refused) as refusal:
        applications.update_application(at(there.desk, "ana", "2026-09-01"), there.ref, draft)
    assert "nobody may change" in refusal.value.reasons[0].message


# --- the administrator ------------------------------------------------------------------------

POLICY = 'format = "policy/1"\nprovider = "otago-polytechnic"\n'


ACTS: dict[str, Callable[[Desk, Path], object]] = {
    "enter a person": lambda desk, _: known.add_person(desk, "kiri", "Kiri", None, None),
    "grant a role": lambda desk, _: known.grant(desk, "ana", "administrator"),
    "adopt a policy": lambda desk, file: setup.adopt_policy(desk, file, None, None),
    "enter a body": lambda desk, _: setup.add_organisation(desk, "new", "New", "other", None),
    "erase somebody": lambda desk, _: erasing.erase(desk, "bo", "Asked for it"),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["ana", "mele", "hemi"])
def test_acts_of_the_administrator_are_refused_to_everybody_else(
    any_desk: Desk, tmp_path: Path, who: str, act: str
) -> None:
    """Mele is administrator of one provider: that is not of the records."""
    file = tmp_path / "policy.toml"
    file.write_text(POLICY, "utf-8")
    known.grant(any_desk, "mele", "administrator", unit="otago-polytechnic")
    before = audit.audit(any_desk)
    with pytest.raises(Refused, match="this is for the administrator"):
        ACTS[act](as_person(any_desk, who), file)
    assert audit.audit(any_desk) == before


def test_an_administrator_of_one_case_administers_nothing(opened: Staged) -> None:
    known.grant(opened.desk, "ana", "administrator", case=opened.ref)
    with pytest.raises(Refused, match="this is for the administrator"):
        known.grant(as_person(opened.desk, "ana"), "ana", "board-member")


def test_an_administrator_decides_on_nothing(board: Staged) -> None:
    with pytest.raises(Refused) as refusal:
        approves(board, "admin", "2026-06-10")
    assert codes(refusal) == {"NOT-YOUR-ROLE"}


def test_a_grant_that_can_not_be_is_told(desk: Desk) -> None:
    with pytest.raises(Unknown, match="no role registrar"):
        known.grant(desk, "ana", "registrar")
    with pytest.raises(Unknown, match="no role system"):
        known.grant(desk, "ana", "system")
    with pytest.raises(Unknown, match="know no person kiri"):
        known.grant(desk, "kiri", "author")
    with pytest.raises(Unknown, match="no case APP-2026-0009"):
        known.grant(desk, "ana", "author", case="APP-2026-0009")
    with pytest.raises(AskedWrongly, match="before from"):
        known.grant(desk, "ana", "author", since=date(2026, 3, 2), until=date(2026, 3, 1))
    with pytest.raises(Refused, match="somebody is called ana already"):
        known.add_person(desk, "ana", "Ana the Second", None, None)
    with pytest.raises(Unknown, match="no organisation nowhere"):
        known.add_person(desk, "kiri", "Kiri", None, "nowhere")


def test_people_are_listed_with_the_roles_that_they_hold_today(desk: Desk) -> None:
    kiri = newcomer(desk)
    known.grant(desk, kiri, "board-member", since=date(2026, 3, 1), until=date(2026, 3, 31))
    known.grant(desk, kiri, "author", unit="otago-polytechnic")

    def roles(day: date) -> tuple[str, ...]:
        return next(line.roles for line in known.list_people(desk.on(day)) if line.handle == kiri)

    assert roles(date(2026, 2, 28)) == ("author for otago-polytechnic",)
    assert roles(date(2026, 3, 31)) == (
        "board-member until 2026-03-31",
        "author for otago-polytechnic",
    )
    assert roles(date(2026, 4, 1)) == ("author for otago-polytechnic",)


def test_waiving_is_for_the_quality_team_and_items_for_who_has_a_role(opened: Staged) -> None:
    kiri = newcomer(opened.desk)
    with pytest.raises(Refused, match="items of APP-2026-0001 are for people with a role on it"):
        of_case.add_item(at(opened.desk, kiri, "2026-06-02"), opened.ref, "comment", "Hello")
    with pytest.raises(Refused):
        waivers.waive(at(opened.desk, kiri, "2026-06-02"), opened.ref, "HOURS-10", "Please")


def test_a_refusal_calls_people_as_they_call_themselves(board: Staged, tmp_path: Path) -> None:
    kiri = as_person(board.desk, newcomer(board.desk))
    for tried in (
        lambda: known.grant(kiri, "kiri", "author"),
        lambda: import_file(kiri, tmp_path / "none.xlsx"),
    ):
        with pytest.raises(Refused) as refusal:
            tried()
        (reason,) = refusal.value.reasons
        assert reason.message.startswith("kiri ")
