"""An application is given to another author: it is theirs to go on with, and not to decide on."""

from __future__ import annotations

from tests.actions.conftest import Staged
from tests.actions.walking import at

from mcapproval.actions.cases import moves
from mcapproval.actions.desk import as_person
from mcapproval.actions.looking import history, show_case
from mcapproval.actions.people.erasing import erase, would_go
from mcapproval.actions.people.still_theirs import theirs_by_name
from mcapproval.actions.reporting.where import where
from mcapproval.actions.reviewing.owners import assign, reassign
from mcapproval.store.reported.whereabouts import Wanted
from mcapproval.store.verifying.verify import verify

DAY, LATER = "2026-06-03", "2026-06-12"


def theirs(staged: Staged, who: str) -> list[tuple[str, str]]:
    page = where(at(staged.desk, "hemi", DAY), Wanted(owner=who))
    return [(row.ref, row.person) for row in page.rows]


def given(staged: Staged, to: str = "head", day: str = DAY) -> None:
    (line,) = reassign(at(staged.desk, "mele", day), "ana", to)
    assert (line.ref, line.how) == (staged.ref, "set")


def test_whose_turn_it_is_and_what_is_theirs_says_the_new_author(drafting: Staged) -> None:
    assert theirs(drafting, "ana") == [(drafting.ref, "Ana Rangihuna")]
    given(drafting)
    assert theirs(drafting, "ana") == []
    assert [ref for ref, _ in theirs(drafting, "head")] == [drafting.ref]
    found = show_case(at(drafting.desk, "hemi", DAY), drafting.ref)
    assert (found["first_author"], found["author"]) == ("Ana Rangihuna", "Hinewai Headley")
    last = history(at(drafting.desk, "hemi", DAY), drafting.ref)[-1]
    assert last.act == "goes on with another author: Hinewai Headley"
    with drafting.desk.reading() as connection:
        assert verify(connection).faults == ()


def test_the_new_author_goes_on_and_the_former_does_not(drafting: Staged) -> None:
    given(drafting)

    def against(who: str) -> set[str]:
        options = moves.possible(at(drafting.desk, who, DAY), drafting.ref).options
        (send,) = (each for each in options if each.move == "send-to-check")
        return {reason.code for reason in send.reasons}

    assert "NOT-YOUR-ROLE" not in against("head")
    assert "NOT-YOUR-ROLE" in against("ana")


def test_neither_of_the_two_decides_on_it(board: Staged) -> None:
    given(board, "bo", LATER)
    given_back = assign(at(board.desk, "mele", LATER), [board.ref], "head")
    assert [line.how for line in given_back] == ["set"]
    options = moves.possible(at(board.desk, "bo", LATER), board.ref).options
    (approve,) = (each for each in options if each.move == "approve")
    assert "OWN-CASE" in {reason.code for reason in approve.reasons}


def test_an_application_is_given_to_somebody_by_those_who_may(drafting: Staged) -> None:
    (line,) = assign(at(drafting.desk, "mele", DAY), [drafting.ref], None)
    assert "has an author" in line.reasons[0].message
    (line,) = assign(at(drafting.desk, "ana", DAY), [drafting.ref], "head")
    assert [reason.code for reason in line.reasons] == ["ROLE"]


def test_what_is_still_theirs_is_told_of_who_leaves_and_goes_on_after_an_erasure(
    drafting: Staged,
) -> None:
    admin = at(drafting.desk, "admin", DAY)
    assert theirs_by_name(admin, "ana") == {"application": 1}
    ref = as_person(admin, "ana").person
    looked = would_go(admin, "ana", "asked for it")
    assert (looked.ref, looked.theirs) == (ref, {"application": 1})
    assert theirs(drafting, "ana") == [(drafting.ref, "Ana Rangihuna")]
    done = erase(admin, "ana", "asked for it")
    assert done.theirs == {"application": 1}
    assert reassign(at(drafting.desk, "mele", DAY), str(ref), "head")
    assert theirs_by_name(admin, str(ref)) == {}
    assert [who for _, who in theirs(drafting, "head")] == ["Hinewai Headley"]


def test_an_accreditation_is_nobodys_of_its_own(approved: Staged) -> None:
    (line,) = assign(at(approved.desk, "hemi", "2027-07-01"), ["ACC-0001"], "mele")
    assert "no application" in line.reasons[0].message
