"""What holds of every paper of an application, whichever it is."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from tests.documents.dossier_fixture import (
    asked_about,
    changing,
    dossier,
    granted,
    nearly_empty,
    with_data,
    wrong,
)
from tests.documents.reading_back import texts_of

from mcapproval.documents import text
from mcapproval.documents.catalogue import CATALOGUE, OF_SOME, ON_REQUEST
from mcapproval.documents.content import Heading, Labelled, TableBlock
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.entry import Entry
from mcapproval.documents.laying_out import laid_out

EVERY = (*CATALOGUE, *OF_SOME, *ON_REQUEST)
WITH_HASHES = {"record-copy", "annex-index"}
HASH = re.compile(r"\b[0-9a-f]{64}\b")
OF_THE_SHELL = re.compile(r"`|\bmcapproval [a-z]|\[[a-z]+\] |\b[a-z]+_[a-z]")
ISO_DAY = re.compile(r"\b[12]\d{3}-[01]\d-[0-3]\d\b(?!T)")

CASES = {
    "full": dossier,
    "asked about": asked_about,
    "granted": granted,
    "a change": changing,
    "four lines": nearly_empty,
}


def _papers(case: Dossier) -> list[Entry[Dossier]]:
    return [entry for entry in EVERY if entry.when(case)]


def _words(entry: Entry[Dossier], case: Dossier) -> str:
    return "\n".join(texts_of(entry.make(case)))


def test_a_case_to_which_all_happened_has_nearly_every_paper() -> None:
    assert len(_papers(granted())) >= 18


def test_no_name_of_a_paper_is_there_twice() -> None:
    assert max(Counter(entry.slug for entry in EVERY).values()) == 1
    assert max(Counter(entry.title for entry in EVERY).values()) == 1


@pytest.mark.parametrize("name", CASES)
def test_only_the_record_copy_and_the_annex_index_hold_a_hash(name: str) -> None:
    case = CASES[name]()
    held = {entry.slug for entry in _papers(case) if HASH.search(_words(entry, case))}
    assert held <= WITH_HASHES
    if name != "four lines":
        assert held == WITH_HASHES


@pytest.mark.parametrize("name", CASES)
def test_every_paper_has_a_number_of_its_own_with_the_version_and_the_day(name: str) -> None:
    case = CASES[name]()
    made = [entry.make(case) for entry in _papers(case)]
    codes = Counter(paper.number.partition(",")[0] for paper in made)
    assert [code for code, many in codes.items() if many > 1] == []
    for paper in made:
        assert re.match(rf"{case.ref}-[A-Z]+, version {case.version}\b", paper.number), paper.number
        assert paper.as_at == case.as_at
        assert paper.simulated == case.simulated
        assert paper.kind
        assert paper.title


@pytest.mark.parametrize("name", CASES)
def test_no_heading_stands_over_nothing(name: str) -> None:
    case = CASES[name]()
    for entry in _papers(case):
        blocks = laid_out(entry.make(case).blocks)
        for block, after in zip(blocks, (*blocks[1:], None), strict=True):
            if isinstance(block, Heading):
                bare = after is None or (isinstance(after, Heading) and after.level <= block.level)
                assert not bare, f"{entry.slug}: {block.text}"


@pytest.mark.parametrize("name", CASES)
def test_no_label_stands_over_nothing(name: str) -> None:
    case = CASES[name]()
    for entry in _papers(case):
        for block in laid_out(entry.make(case).blocks):
            if isinstance(block, Labelled):
                assert block.text.strip(), f"{entry.slug}: {block.label}"
            if isinstance(block, TableBlock):
                assert all(row[0].strip() for row in block.rows), entry.slug


def test_days_are_written_as_people_write_them() -> None:
    case = granted()
    for entry in _papers(case):
        if entry.slug != "record-copy":
            found = ISO_DAY.findall(_words(entry, case))
            assert not found, f"{entry.slug}: {found}"


@pytest.mark.parametrize("name", CASES)
def test_no_paper_speaks_of_commands_or_keys_of_a_policy(name: str) -> None:
    case = CASES[name]()
    for entry in _papers(case):
        assert OF_THE_SHELL.findall(_words(entry, case)) == [], entry.slug


def test_values_of_the_wrong_kind_break_no_paper() -> None:
    case = with_data(**wrong())
    for entry in EVERY:
        if entry.when(case):
            assert text.render(entry.make(case)), entry.slug


def test_no_paper_prints_a_name_from_the_draft_itself_nor_what_was_erased() -> None:
    case = granted()
    for entry in _papers(case):
        shown = text.render(entry.make(case))
        for never in ("Never Printed", "Nor This One", "gone.pdf", "Somebody Erased"):
            assert never not in shown, f"{entry.slug}: {never}"
