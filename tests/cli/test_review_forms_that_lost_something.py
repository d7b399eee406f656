"""What was deleted from the Word form of a re-evaluation takes away nothing that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from tests.cli.living import MC, REV
from tests.cli.shell import Done, at
from tests.documents.filling_in import Filled

from mcapproval.documents.review_form.reading import read_review

Stage = Callable[[str], Path]
DAY = ("--as", "mele", "--today", "2027-07-01")


@pytest.fixture
def folder(stage: Stage) -> Path:
    """With the answers of the sample in the records, and a form with them, `one.docx`."""
    folder = stage("outcome")
    at(folder, "review", "open", MC, *DAY, fine=True)
    at(folder, "review", "answer", REV, "review.yaml", *DAY, fine=True)
    at(folder, "review", "form", REV, "--into", "one.docx", *DAY, fine=True)
    return folder


def stands(folder: Path) -> dict[str, Any]:
    again = folder / "again.docx"
    again.unlink(missing_ok=True)
    at(folder, "review", "form", REV, "--into", again.name, *DAY, fine=True)
    return dict(read_review(again.read_bytes(), again.name).reading.draft.data)


def saved(folder: Path, change: Callable[[Any], None]) -> None:
    form = Document(str(folder / "one.docx"))
    change(form)
    form.save(str(folder / "one.docx"))


def tables(form: Any, *head: str) -> Iterator[Any]:
    for table in form.tables:
        if [cell.text for cell in table.rows[0].cells][: len(head)] == list(head):
            yield table


def gone(element: Any) -> None:
    element.getparent().remove(element)


def answered(folder: Path, *more: str) -> Done:
    return at(folder, "review", "answer", REV, "one.docx", *more, *DAY)


def test_a_part_that_is_deleted_leaves_what_stands_and_says_so(folder: Path) -> None:
    before = stands(folder)
    assert before["fit"]["purpose"]["reason"]
    saved(folder, lambda form: gone(next(tables(form, "", "Answer", "Reason"))._tbl))
    done = answered(folder)
    assert done.code == 0
    assert "Fit is no longer in the form: what stands stays\n" in done.err
    assert "not taken" not in done.err
    assert stands(folder) == before


def test_all_its_tables_may_be_deleted(folder: Path) -> None:
    before = stands(folder)

    def change(form: Any) -> None:
        for table in form.tables:
            gone(table._tbl)

    saved(folder, change)
    done = answered(folder)
    assert done.code == 0
    assert "Delivery is no longer in the form: what stands stays\n" in done.err
    assert stands(folder) == before


def test_a_line_of_a_part_that_is_deleted_leaves_its_two_answers(folder: Path) -> None:
    before = stands(folder)
    saved(folder, lambda form: gone(next(tables(form, "", "Answer", "Reason")).rows[1]._tr))
    done = answered(folder)
    assert "The purpose is still met, Reason is no longer in the form: what stands" in done.err
    assert stands(folder) == before


def test_a_field_that_is_deleted_stays_and_one_that_is_emptied_is_taken_back(folder: Path) -> None:
    before, form = stands(folder), Filled((folder / "one.docx").read_bytes())
    gone(form.controls("fit.purpose.reason")[0])
    form.write("culture", "")
    (folder / "one.docx").write_bytes(form.bytes())
    done = answered(folder)
    assert "The purpose is still met, Reason is no longer in the form: what stands" in done.err
    after = stands(folder)
    assert (after["fit"], "culture" in before, "culture" in after) == (before["fit"], True, False)


def test_what_is_gone_and_stood_nowhere_is_told_once_for_its_part(stage: Stage) -> None:
    folder = stage("outcome")
    at(folder, "review", "open", MC, "--into", "one.docx", *DAY, fine=True)
    saved(folder, lambda form: gone(next(tables(form, "", "Answer", "Reason"))._tbl))
    done = answered(folder)
    again = f"a new form: mcapproval review form {REV} --into NEW.docx"
    assert f"not taken: Fit is no longer in the form, and nothing stands there; {again}" in done.err
    assert done.err.count("no longer in the form") == 1


@pytest.mark.parametrize("what", ["line", "table"])
def test_an_entry_that_lost_its_table_or_a_line_of_it_is_refused(folder: Path, what: str) -> None:
    before = stands(folder)

    def change(form: Any) -> None:
        table = next(tables(form, "Feedback 1"))
        line = next(row for row in table.rows if row.cells[0].text.startswith("Themes"))
        gone(line._tr if what == "line" else table._tbl)

    saved(folder, change)
    refused = answered(folder)
    assert (refused.code, "one.docx has lost fields or tables" in refused.err) == (1, True)
    assert ("Themes is no longer" if what == "line" else "Feedback: the form") in refused.err
    assert stands(folder) == before
    assert answered(folder, "--over").code == 0
    assert stands(folder)["feedback"] != before["feedback"]


def test_an_entry_goes_where_its_fields_are_emptied(folder: Path) -> None:
    before = stands(folder)
    form = Filled((folder / "one.docx").read_bytes())
    table = form.table("feedback.from")
    for tag in {each.get(next(iter(each.attrib))) for each in table.iter() if _is_tag(each)}:
        form.write(tag, "")
    (folder / "one.docx").write_bytes(form.bytes())
    assert answered(folder).code == 0
    assert stands(folder)["feedback"] == before["feedback"][1:]


def _is_tag(element: Any) -> bool:
    return str(element.tag).endswith("}tag")


def test_a_row_of_a_list_may_be_deleted(folder: Path) -> None:
    before = stands(folder)
    saved(folder, lambda form: gone(next(tables(form, "What changed, or might have")).rows[1]._tr))
    assert answered(folder).code == 0
    assert stands(folder)["currency"] == before["currency"][1:]
