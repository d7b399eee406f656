"""The papers of an application that are made when somebody asks for them, as text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.documents.dossier_fixture import asked_about, nearly_empty

from mcapproval.documents import text
from mcapproval.documents.catalogue import ON_REQUEST, Entry

Golden = Callable[[str, str], None]

OURS = (
    "business-case",
    "board-sheet",
    "portal-sheet",
    "redline",
    "reply",
    "assessment-skeleton",
    "learner-page",
    "controlled-copy",
    "set-up-sheet",
)
ENTRIES = [entry for entry in ON_REQUEST if entry.slug in OURS]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_a_paper_reads_as_its_golden_file(entry: Entry, golden: Golden) -> None:
    case = asked_about()
    assert entry.when(case)
    golden(f"{entry.slug}.txt", text.render(entry.make(case)))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_a_draft_of_four_lines_has_the_paper_or_is_told_that_there_is_none(
    entry: Entry, golden: Golden
) -> None:
    case = nearly_empty()
    if entry.when(case):
        golden(f"four-lines-{entry.slug}.txt", text.render(entry.make(case)))
