"""What can be done is told in Python where a trouble leaves through `import mcapproval`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.simulated import SAMPLES, peopled

import mcapproval
from mcapproval.library.hints import AT_THE_SHELL, in_python

if TYPE_CHECKING:
    from tests.conftest import Places

GOOD = SAMPLES / "community-led-development-facilitation" / "draft.yaml"
REF = "APP-2026-0001"
FEW = {
    "format": "application/1",
    "route": "nzqa",
    "kind": "listing-approval-and-accreditation",
    "title": "Community-Led Development Facilitation",
}


@pytest.fixture
def place(files: Places) -> Iterator[str]:
    place = files.copy("peopled", peopled)
    of(place).open(GOOD, effective=date(2026, 2, 3))
    yield place
    files.tidy()


def of(place: str, person: str | None = "ana") -> mcapproval.Records:
    return mcapproval.open_records(place, person=person, today=date(2026, 6, 1))


@pytest.mark.parametrize(
    ("ask", "hint"),
    [
        (lambda place: of(place).show("APP-2026-0099"), "see them with: records.list()"),
        (
            lambda place: of(place, "nobody"),
            "see who they know with: mcapproval people list (at the shell)",
        ),
        (
            lambda place: of(place, None).move(REF, "show-need"),
            "say it with open_records(PLACE, person=PERSON)",
        ),
        (lambda place: of(place).move(REF, "fly"), f"`records.next('{REF}')` lists the moves"),
        (
            lambda place: of(place).move(REF, "accept-need"),
            f"`records.next('{REF}')` shows what is possible now",
        ),
        (lambda place: of(place).open({"title": []}), "mcapproval.check(draft)"),
        (
            lambda place: of(place).open(GOOD),
            f"where it is another one: records.open({str(GOOD)!r}, another=True)",
        ),
        (
            lambda place: of(place).open(FEW),
            "where it is another one: records.open(draft, another=True)",
        ),
        (
            lambda place: mcapproval.open_records(__file__),
            "give the place of the records with open_records(PLACE)",
        ),
    ],
)
def test_a_hint_says_what_to_call(place: str, ask: Callable[[str], object], hint: str) -> None:
    with pytest.raises(mcapproval.Trouble) as told:
        ask(place)
    assert told.value.hint == hint


def test_a_place_without_records_is_answered_with_how_to_name_others(tmp_path: Path) -> None:
    with pytest.raises(mcapproval.OtherRecords) as told:
        mcapproval.open_records(tmp_path / "none.db")
    assert told.value.hint.startswith("name yours with open_records(PLACE); make new ones with: ")
    assert told.value.hint.endswith("init --as YOUR-NAME (at the shell)")


def test_what_a_new_version_leaves_out_is_told_as_an_argument(place: str) -> None:
    ana = of(place)
    ana.open(FEW, another=True)
    few = {**FEW, "review": {"how": "Our board reads it every year."}}
    assert ana.update("APP-2026-0002", few).number == 2
    with pytest.raises(mcapproval.Refused) as told:
        ana.update("APP-2026-0002", FEW)
    assert told.value.hint == (
        "take out what stands and go on with that: mcapproval draft take APP-2026-0002 FOLDER "
        "(at the shell); where it is to go: "
        "records.update('APP-2026-0002', draft, without=['review'])"
    )
    (reason,) = told.value.reasons
    assert reason.mend == "put it into the file, or say that it is to go: without=['review']"
    assert ana.update("APP-2026-0002", FEW, without=["review"]).number == 3


def test_the_remedies_of_reasons_are_said_in_python(place: str) -> None:
    ana = of(place)
    with pytest.raises(mcapproval.Refused) as told:
        ana.move(REF, "hold", only_try=True)
    assert "add answers={'reason': '...'}" in {reason.mend for reason in told.value.reasons}
    with pytest.raises(mcapproval.Refused) as told:
        ana.move(REF, "hold", {"reason": "x"}, effective=date(2026, 1, 1))
    assert [r.mend for r in told.value.reasons] == [
        "give effective=date(2026, 2, 3) or a later day"
    ]
    for step in ana.next(REF).steps:
        for reason in step.reasons:
            assert reason.mend == in_python(reason.mend)


@pytest.mark.parametrize(
    ("shell", "python"),
    [
        ("mcapproval check 'a draft.yaml'", "mcapproval.check('a draft.yaml')"),
        (
            "see what stands: mcapproval check REV-2027-0001",
            "see what stands: records.check('REV-2027-0001')",
        ),
        (
            "take it out, then: mcapproval update APP-2026-0001 FILE",
            "take it out, then: records.update('APP-2026-0001', FILE)",
        ),
        ("add --attach FILE", "add attach=[FILE]"),
        ("use a newer mcapproval with these records", "use a newer mcapproval with these records"),
        (
            "begin it: mcapproval review open MC-0001; see: mcapproval next MC-0001",
            "begin it: mcapproval review open MC-0001 (at the shell); see: records.next('MC-0001')",
        ),
        (
            "then: mcapproval update APP-2026-0001 'a b.yaml' --without N3,funding",
            "then: records.update('APP-2026-0001', 'a b.yaml', without=['N3', 'funding'])",
        ),
        ("say that it is to go: --without N3", "say that it is to go: without=['N3']"),
        ("mcapproval open --help", "mcapproval open --help (at the shell)"),
        ("give a day from 2018-08-22 on", "give a day from 2018-08-22 on"),
    ],
)
def test_a_command_becomes_a_call_or_says_that_it_is_for_the_shell(shell: str, python: str) -> None:
    assert in_python(shell) == python
    assert in_python(python) == python
    assert AT_THE_SHELL in python or not re.search(r"--[a-z]", python)
