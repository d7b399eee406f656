"""`report part`: all that is held about one person, and what an erasure would remove of it."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import at
from tests.cli.test_outputs_for_programs import fits

from mcapproval.actions.desk import Desk
from mcapproval.actions.people.contacts import give_contact
from mcapproval.actions.people.erasing import erase
from mcapproval.actions.people.known import add_person, grant
from mcapproval.actions.reporting.part import part_of
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.reports.paging import Slice
from mcapproval.reports.part import GOES, STAYS, Held, chart, table
from mcapproval.reports.table import plain, text
from mcapproval.store import queries
from mcapproval.store.rows.folded import Person, Version

LATE = "2026-09-01"


def held(desk: Desk, name: str, **asked: bool) -> tuple[Held, ...]:
    part = part_of(desk, name, **asked)  # type: ignore[arg-type]
    fits("report-part", plain(table(part)))
    assert dict(part.counts) == Counter(row.part for row in part.page.rows)
    return part.page.rows


def letter_writer(staged: Staged) -> str:
    """Somebody whom the draft names, and of whom a letter is evidence."""
    with staged.desk.reading() as connection:
        version = queries.many(connection, Version)[0]
        people = {row.ref for row in queries.many(connection, Person)}
    return next(ref for ref in sorted(people) if f'"about":"{ref}"' in version.files)


def test_a_person_is_named_in_full_with_or_without_macrons(approved: Staged) -> None:
    desk = at(approved.desk, "admin", LATE)
    hemi = part_of(desk, "hemi", search=False)
    for said in ("Hemi Parkinson-Te Rau", "hēmi parkinson te rau", "HĒMI PARKINSON-TE-RAU", "Hemi"):
        assert part_of(desk, said, search=False) == hemi
    with pytest.raises(Unknown, match="know no person Hemi Parkinson"):
        part_of(desk, "Hemi Parkinson")


def test_where_several_are_called_so_it_is_asked_which(approved: Staged) -> None:
    desk = at(approved.desk, "admin", LATE)
    add_person(desk, "hemi2", "Hēmi Parkinson-Te Rau", None, None)
    with pytest.raises(AskedWrongly, match="several people are called Hemi P") as fault:
        part_of(desk, "Hemi Parkinson-Te Rau")
    assert "hemi and hemi2" in fault.value.message
    assert fault.value.hint == "give the short name of the one who is meant"
    assert part_of(desk, "hemi2", search=False).person.endswith("Hēmi Parkinson-Te Rau")


def test_entry_roles_and_acts_are_told_and_counted(approved: Staged) -> None:
    rows = held(at(approved.desk, "mele", LATE), "mele")
    assert [(row.what, row.says) for row in rows if row.part == "entry"] == [
        ("handle", "mele"),
        ("name", "Mele Taufa-Unga"),
    ]
    assert [row.what for row in rows if row.part == "role"] == ["quality-adviser"]
    assert [row.what for row in rows if row.part == "did"] == [
        "moved: accept-need",
        "moved: send-to-board",
    ]
    ana = held(at(approved.desk, "ana", LATE), "ana")
    assert [row.what for row in ana if (row.part, row.ref) == ("did", approved.ref)] == [
        "opened",
        "moved: show-need",
        "moved: begin-draft",
        "moved: send-to-check",
    ]
    assert [(row.ref, row.what) for row in ana if row.part == "looks after"] == [
        (approved.ref, "author")
    ]
    bo = held(at(approved.desk, "bo", LATE), "bo")
    assert "present: Bo Lindgren-Li" in next(row.says for row in bo if row.part == "did")


def test_it_is_for_that_person_and_for_the_administrator(approved: Staged) -> None:
    with pytest.raises(Refused, match="this is for"):
        part_of(at(approved.desk, "hemi", LATE), "mele")
    assert part_of(at(approved.desk, "admin", LATE), "mele").page.rows
    with pytest.raises(AskedWrongly, match="who you are"):
        part_of(Desk(approved.desk.records, None, approved.desk.now, True), "mele")


def test_what_would_go_is_what_an_erasure_removes_and_the_rest_remains(approved: Staged) -> None:
    admin, ref = at(approved.desk, "admin", LATE), letter_writer(approved)
    before = held(admin, ref)
    files = {row.says for row in before if row.part == "file" and row.erasing == GOES}
    named = {(row.ref, row.what) for row in before if row.part == "draft"}
    assert files
    assert named
    assert any(row.part == "entry" and row.what == "name" for row in before)
    done = erase(admin, ref, "asked for it")
    assert files <= set(done.files)
    after = part_of(admin, ref)
    assert after.erased_on == LATE
    assert {row.what for row in after.page.rows if row.part == "entry"} <= {"organisation"}
    assert {row.erasing for row in after.page.rows if row.part == "file"} == {STAYS}
    assert {row.says for row in after.page.rows if row.part == "file"} == {"(erased)"}
    assert {(row.ref, row.what) for row in after.page.rows if row.part == "draft"} == named
    assert f"Erased on {LATE}: this is what remains." in text(table(after))


def test_without_a_search_what_only_says_the_name_is_not_told_and_that_is_said(
    approved: Staged,
) -> None:
    admin, ref = at(approved.desk, "admin", LATE), letter_writer(approved)
    searched, bound = part_of(admin, ref), part_of(admin, ref, search=False)
    found = {row.part for row in bound.page.rows}
    assert "says the name" not in found
    assert found <= {row.part for row in searched.page.rows}
    assert "were not looked for" in text(table(bound))
    assert "were not looked for" not in text(table(searched))


def test_pages_go_through_all_of_it_and_a_day_back_it_is_what_it_was(approved: Staged) -> None:
    mele = at(approved.desk, "mele", LATE)
    whole = part_of(mele, "mele")
    first = part_of(mele, "mele", Slice(2))
    assert first.page.last is not None
    assert first.page.last.startswith("2@")
    assert first.page.found == len(whole.page.rows)
    rest = part_of(mele, "mele", Slice(100, "2"))
    assert part_of(mele, "mele", Slice(100, first.page.last)) == rest
    with pytest.raises(Unknown, match="no page begins after 999"):
        part_of(mele, "mele", Slice(1, "999"))
    assert (*first.page.rows, *rest.page.rows) == whole.page.rows
    assert chart(whole).bars == whole.counts
    give_contact(mele, "mele", "mele@example.org")
    assert "contact" in {row.what for row in held(mele, "mele") if row.part == "entry"}
    back = held(mele.back_to(date(2026, 6, 4)), "mele")
    assert [row.what for row in back if row.part == "did"] == ["moved: accept-need"]
    assert [row.what for row in back if row.part == "entry"] == ["handle", "name"]


def test_a_page_goes_on_after_its_last_line_though_another_came_before_it(
    approved: Staged,
) -> None:
    admin = at(approved.desk, "admin", LATE)
    first = part_of(admin, "mele", Slice(4), search=False).page
    rest = part_of(admin, "mele", Slice(100, first.last), search=False).page.rows
    grant(admin, "mele", "registry")
    whole = part_of(admin, "mele", search=False).page.rows
    assert "registry" in {row.what for row in whole if row.part == "role"}
    assert len(whole) > len(first.rows) + len(rest)
    assert part_of(admin, "mele", Slice(100, first.last), search=False).page.rows == rest


def test_where_the_last_line_of_a_page_is_gone_no_other_is_passed_over(approved: Staged) -> None:
    mele = at(approved.desk, "mele", LATE)
    whole = part_of(mele, "mele").page.rows
    gone = part_of(mele, "mele", Slice(2, "3@00000000")).page
    assert gone.rows == whole[2:4]
