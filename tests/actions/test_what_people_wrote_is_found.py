"""What people wrote is found where it stands, and not any more once it is erased or taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.actions.conftest import Staged
from tests.actions.importing_sheets import WHOLE, bodied, written
from tests.actions.walking import at, go
from tests.conftest import Places
from tests.simulated import START
from tests.store.test_what_is_found_by_its_words import indexed

from mcapproval.actions.cases.items import answering, of_case
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.finding.asking import Asked
from mcapproval.actions.finding.listed import cases_of, list_cases
from mcapproval.actions.finding.searched import search
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.importing.undoing import undo_import
from mcapproval.actions.people import erasing, known
from mcapproval.errors import AskedWrongly, Unknown
from mcapproval.reports.cases import Found
from mcapproval.store import queries
from mcapproval.store.engine import connect, trying
from mcapproval.store.finding import search as kept
from mcapproval.store.finding.since import since
from mcapproval.store.rows.folded import Case

NOTE = "Kōrero with Hoani Unheard-Of about the mātauranga of the rohe"


def found(desk: Desk, *words: str, **asked: Any) -> tuple[Found, ...]:
    return search(desk.records.where, "admin", desk.today, Asked(words, **asked)).rows


def refs(desk: Desk, **asked: Any) -> list[str]:
    page = list_cases(desk.records.where, "admin", desk.today, Asked(**asked))
    return [row.ref for row in page.rows]


def as_made_anew(desk: Desk) -> None:
    """Nothing that can be found is other than a rebuilding makes it, nor any day."""
    with trying(connect(desk.records.where)) as connection:
        before = indexed(connection)
        kept.rebuild(connection)
        assert indexed(connection) == before
    with desk.reading() as connection:
        days = since(connection, queries.many(connection, Case))
    assert {row.ref: row.since for row in cases_of(desk)} == days


def test_a_note_is_found_without_macrons_with_its_day_and_row(opened: Staged) -> None:
    go(opened.desk, opened.ref, "ana", "2026-06-10", "hold", reason=NOTE)
    (row,) = found(opened.desk, "MATAURANGA", "kor")
    assert (row.ref, row.place, row.on) == (opened.ref, "reason", "2026-06-10")
    assert row.snippet == NOTE
    assert row.row is not None
    assert found(opened.desk, "matauranga", "nowhere") == ()
    assert refs(opened.desk, words=("matauranga",)) == []
    as_made_anew(opened.desk)


def test_words_of_the_outcomes_the_title_and_a_note_are_found_together(
    opened: Staged,
) -> None:
    go(opened.desk, opened.ref, "ana", "2026-06-10", "hold", reason=NOTE)
    (row,) = found(opened.desk, "community", "hoani", "diverse")
    assert row.others >= 1
    (outcome,) = found(opened.desk, "tikanga")
    assert outcome.place == "learning outcome 1"
    assert "tikanga" in outcome.snippet
    (number,) = found(opened.desk, opened.ref)
    assert number.place == "reference"


def test_what_stands_in_an_item_is_told_as_that(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked = ["How is a doubtful attestation looked into?"]
    go(desk, ref, "hemi", "2026-07-14", "request-information", letter=True, items=asked)
    (request,) = found(desk, "doubtful")
    (number,) = [i.number for i in of_case.list_items(desk, ref) if "doubtful" in i.says]
    assert (request.place, request.on) == (f"item {number} (information)", "2026-07-14")
    answering.change_item(
        at(desk, "ana", "2026-07-20"), ref, number, "answered", "Assessors telephone."
    )
    (reply,) = found(desk, "telephone")
    assert reply.place == f"reply to item {number} (information)"


def test_a_sentence_that_nobody_wrote_is_told_as_that_and_after_what_somebody_wrote(
    approved: Staged,
) -> None:
    desk = approved.desk
    (standard,) = found(desk, "wording")
    assert standard.ref == "ACC-0001"
    assert standard.place == "standard sentence of item 6 (readiness, certificate-and-badge)"
    hemi = at(desk, "hemi", "2026-08-20")
    answering.change_item(hemi, "ACC-0001", 6, "closed", "The wording is settled.")
    (reply,) = found(desk, "wording")
    assert (reply.place, reply.others) == ("reply to item 6 (certificate-and-badge)", 1)
    of_case.add_item(hemi, "ACC-0001", "action", "Print the wording large", "registry")
    (action,) = found(desk, "wording", "print")
    assert action.place == "item 10 (action)"


def test_what_is_erased_is_found_no_more(opened: Staged) -> None:
    go(opened.desk, opened.ref, "ana", "2026-06-10", "hold", reason=NOTE)
    admin = at(opened.desk, "admin", "2026-09-01")
    known.add_person(admin, "hoani", "Hoani Unheard-Of", None, None)
    assert found(admin, "unheard")
    erasing.erase(admin, "hoani", "asked for it")
    assert found(admin, "unheard") == ()
    assert found(admin, "matauranga") == ()
    assert found(admin, "community")
    as_made_anew(admin)


def test_what_was_imported_is_found_and_what_is_taken_back_is_not(
    places: Places, tmp_path: Path
) -> None:
    where = places.copy("bodied", bodied)
    admin = sit_down(where, "admin", START)
    imported = import_file(admin, written(tmp_path, WHOLE))
    as_made_anew(admin)
    title = cases_of(admin, "listing")[0].title
    assert refs(admin, words=tuple(title.split()[:1]))
    tick(admin)
    as_made_anew(admin)
    undo_import(admin, str(imported.ref))
    assert refs(admin, words=tuple(title.split()[:1])) == []
    as_made_anew(admin)


def test_of_an_approved_one_all_is_found_by_its_name(approved: Staged) -> None:
    desk = approved.desk
    assert refs(desk, words=("facilit", "COMMUNITY")) == [row.ref for row in cases_of(desk)]
    assert refs(desk, words=("990011",)) == ["ACC-0001", "MC-0001", "REV-2027-0001"]
    assert refs(desk, words=("rev-2027",)) == ["REV-2027-0001"]
    as_made_anew(desk)


def test_whose_turn_it_is_and_who_looks_after_it(approved: Staged) -> None:
    desk = approved.desk
    by_role = {
        role: refs(desk, waits_for=role) for role in ("author", "quality-manager", "registry")
    }
    told = {ref for found_refs in by_role.values() for ref in found_refs}
    from mcapproval.actions.looking import show_case

    for line in cases_of(desk):
        turn = show_case(desk, line.ref)["turn"]
        if turn in by_role:
            assert line.ref in by_role[turn]
        else:
            assert line.ref not in told
    assert refs(desk, owner="ana") == [approved.ref]
    assert "MC-0001" in refs(desk, owner="none")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(sort=("colour",)), "can't be sorted by 'colour'"),
        (Asked(words=("—",)), "there is no word in '—'"),
        (Asked(owner="nobody-known"), "nobody-known"),
        (Asked(owner="me"), "`me` is whoever asks"),
        (Asked(provider=("nowhere",)), "no organisation nowhere"),
        (Asked(waits_for="wizard"), "there is no role wizard"),
        (Asked(state=("draftin",)), "there is no state draftin; did you mean `drafting`"),
        (Asked(kind=("chance",)), "no kind of application chance; did you mean `change`"),
        (Asked(route=("nzka",)), "there is no route nzka; did you mean `nzqa`"),
        (Asked(unit=("nowhere",)), "there is no school or faculty nowhere"),
        (Asked(after="APP-1999-0001"), "there is no case APP-1999-0001"),
        (Asked(since=date(2026, 2, 1), until=date(2026, 1, 1)), "is before 2026-02-01"),
    ],
)
def test_what_can_not_be_asked_is_told(any_desk: Desk, asked: Asked, said: str) -> None:
    with pytest.raises((AskedWrongly, Unknown), match=said):
        list_cases(any_desk.records.where, None, START, asked)
