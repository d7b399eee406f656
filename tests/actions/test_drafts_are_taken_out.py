"""`draft take`: what an application says in the records, as a file to work on, with its files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_what_a_review_starts import CHANGE, decided
from tests.actions.walking import at, edited

from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts import applications
from mcapproval.actions.drafts.taking_out import in_order, take_out
from mcapproval.actions.drafts.written import read_written
from mcapproval.actions.lookup import application_row, draft_of, files_of, people_of, version_of
from mcapproval.draft.help import parts
from mcapproval.errors import Refused, Unknown


def said(desk: Desk, ref: str) -> tuple[object, object, object]:
    """An application's content, people and files as the records have them."""
    with desk.reading() as connection:
        row = application_row(connection, ref)
        version = version_of(connection, ref, row.number)
        kept = [(file.path, file.sha256) for file in files_of(connection, version)]
        return draft_of(connection, row).data, people_of(connection, version), kept


@pytest.mark.parametrize("word", [False, True])
def test_what_was_taken_out_says_the_same_when_it_is_taken_in(
    approved: Staged, tmp_path: Path, word: bool
) -> None:
    ana = at(approved.desk, "ana", "2027-07-01")
    names = take_out(ana, approved.ref, tmp_path / "out", word)
    assert names[0] == ("draft.docx" if word else "draft.yaml")
    assert len(names) > 5
    again = applications.open_application(ana, tmp_path / "out" / names[0])
    assert said(ana, again.ref) == said(ana, approved.ref)


def test_the_application_for_a_change_is_taken_out_worked_on_and_taken_in(
    approved: Staged, draft: Path, tmp_path: Path
) -> None:
    decided(approved, draft, "decide-change", reason="WCAG 2.2")
    ana = at(approved.desk, "ana", "2027-08-12")
    take_out(ana, CHANGE, tmp_path / "change", word=False)
    file = tmp_path / "change" / "draft.yaml"
    assert file.read_text("utf-8").startswith("format: application/1\nroute: nzqa\nkind: change\n")
    edited(file, "review_period_years: 2", "review_period_years: 3")
    applications.update_application(ana, CHANGE, file)
    content, _, _ = said(ana, CHANGE)
    assert isinstance(content, Mapping)
    assert content["review_period_years"] == 3


def test_its_keys_stand_as_a_draft_asks_for_them(approved: Staged, tmp_path: Path) -> None:
    take_out(approved.desk, approved.ref, tmp_path / "out", word=False)
    written = read_written(tmp_path / "out" / "draft.yaml").reading.draft.data
    asked = [*parts()]
    places = [asked.index(key) for key in written]
    assert places == sorted(places)
    assert in_order({"title": "A", "kind": "B"}) == {"kind": "B", "title": "A"}


def test_nothing_is_written_over_and_what_is_no_application_is_not_taken_out(
    approved: Staged, tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(Refused, match="is there already"):
        take_out(approved.desk, approved.ref, tmp_path, word=False)
    with pytest.raises(Unknown, match="is no application"):
        take_out(approved.desk, "MC-0001", tmp_path / "out", word=False)
    assert [file.name for file in tmp_path.iterdir() if file.is_file()][:1] == ["mine.txt"]
