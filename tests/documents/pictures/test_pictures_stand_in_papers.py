"""The pictures on the papers of an application, beside the tables of their numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.documents.dossier_fixture import dossier, walk, with_data
from tests.documents.pictures.seeing import figures

from mcapproval.documents import text
from mcapproval.documents.application.assessment_map import assessment_map
from mcapproval.documents.application.record_copy import record_copy
from mcapproval.documents.application.where_it_is import was_somewhere, where_it_is
from mcapproval.documents.content import Document, Figure, Prose, TableBlock
from mcapproval.documents.dossier import Dossier

Golden = Callable[[str, str], None]


def test_where_it_is_reads_as_its_golden_file(golden: Golden) -> None:
    golden("where-it-is.txt", text.render(where_it_is(dossier())))


def test_where_an_application_on_hold_is_reads_as_its_golden_file(golden: Golden) -> None:
    case = dossier(walk=walk(("enquiry", 2, 2), ("need", 2, 20), ("on-hold", 4, 1)))
    golden("on-hold-where-it-is.txt", text.render(where_it_is(case)))


def test_an_application_that_was_nowhere_has_no_place() -> None:
    assert not was_somewhere(dossier(walk=None))
    assert where_it_is(dossier(walk=None)).blocks == ()
    assert figures(record_copy(dossier(walk=None)).blocks) == []


@pytest.mark.parametrize(
    ("make", "number"), [(assessment_map, 2), (where_it_is, 2), (record_copy, 1)]
)
def test_a_table_of_its_numbers_follows_every_picture(
    make: Callable[[Dossier], Document], number: int
) -> None:
    blocks = make(dossier()).blocks
    after = [blocks[place + 1] for place, block in enumerate(blocks) if isinstance(block, Figure)]
    assert len(after) == number
    assert all(isinstance(block, TableBlock) for block in after)


def test_five_hundred_outcomes_are_told_in_a_table() -> None:
    outcomes = [{"id": f"LO{n}", "hours": 1} for n in range(1, 501)]
    assessments = [{"id": f"A{n}", "outcomes": [f"LO{n}"], "weight": 4} for n in range(1, 26)]
    blocks = assessment_map(with_data(learning_outcomes=outcomes, assessments=assessments)).blocks
    said = "500 outcomes and 25 assessments are more than a picture can show"
    assert Prose(f"{said}: the table has them all.") in blocks
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    assert [table.caption for table in tables[:3]] == [
        "Which assessment shows which outcome, assessments 1 to 10",
        "Which assessment shows which outcome, assessments 11 to 20",
        "Which assessment shows which outcome, assessments 21 to 25",
    ]
    assert tables[0].rows[-2][:4] == ("In all", "", "500", "1")
    assert tables[0].rows[-1][:4] == ("Weight", "", "", "4 %")
