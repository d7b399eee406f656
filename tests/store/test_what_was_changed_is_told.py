"""Content that somebody changed is told as damage, with its case, wherever it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update
from tests.simulated import START
from tests.store.lived import live

from mcapproval.actions import looking
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.finding.asking import Asked
from mcapproval.actions.finding.searched import search
from mcapproval.actions.reporting.evidence import evidence
from mcapproval.errors import NotWhole
from mcapproval.store import engine as engines
from mcapproval.store.clauses import table
from mcapproval.store.records import in_view, open_records
from mcapproval.store.rows.folded import Application, Review
from mcapproval.store.rows.kept import Content, TextRow
from mcapproval.store.whole import contents

if TYPE_CHECKING:
    from tests.conftest import Places

REF = "APP-2026-0001"
BODIES = (b"no JSON", b"[1]", b"")


@pytest.fixture
def where(places: Places, tmp_path: Path) -> str:
    return places.copy("lived", partial(live, folder=tmp_path))


def newest(where: str) -> str:
    application = table(Application).c
    with engines.reading(engines.connect(where)) as connection:
        asked = select(application.content).where(application.ref == REF)
        return str(connection.execute(asked).scalar_one())


def change(where: str, name: str, body: bytes) -> None:
    content = table(Content)
    with engines.writing(engines.connect(where)) as connection:
        connection.execute(update(content).where(content.c.hash == name).values(body=body))


ASKS: tuple[Callable[[Desk], object], ...] = (
    lambda desk: looking.show_case(desk, REF),
    lambda desk: check_case(desk, REF, None),
)
HINT = "see what else is wrong with: mcapproval audit verify"


@pytest.mark.parametrize("body", BODIES)
def test_a_draft_that_was_changed_is_named_by_whatever_reads_it(where: str, body: bytes) -> None:
    name = newest(where)
    change(where, name, body)
    desk = sit_down(where, "admin", START)
    for ask in ASKS:
        with pytest.raises(NotWhole) as told:
            ask(desk)
        said = rf"are damaged: content {name[:16]} of {REF}, named in row \d+, was changed$"
        assert re.search(said, told.value.message)
        assert told.value.hint == HINT


def test_answers_that_were_changed_are_named_by_a_report_of_all(where: str) -> None:
    with engines.reading(engines.connect(where)) as connection:
        answers = select(table(Review).c.answers).where(table(Review).c.ref == "REV-2027-0001")
        name = str(connection.execute(answers).scalar_one())
    change(where, name, b"no JSON")
    with pytest.raises(NotWhole) as told:
        evidence(sit_down(where, "admin", START))
    said = rf"are damaged: content {name[:16]} of REV-2027-0001, named in row \d+, was changed$"
    assert re.search(said, told.value.message)
    assert told.value.hint == HINT


def test_it_is_named_in_a_view_and_a_look_too(where: str) -> None:
    name = newest(where)
    change(where, name, b"no JSON")
    with (
        pytest.raises(NotWhole, match=f"content {name[:16]} of {REF}"),
        in_view(where) as (_, connection),
    ):
        contents(connection, [name])
    with pytest.raises(NotWhole, match=f"content {name[:16]} of {REF}"):
        search(where, "admin", START, Asked(("tikanga",)))


def test_a_text_of_somebody_that_was_changed_is_named(where: str) -> None:
    text = table(TextRow)
    with engines.writing(engines.connect(where)) as connection:
        connection.execute(update(text).values(body=b"no JSON"))
    with pytest.raises(NotWhole, match=r"text [0-9a-f]{16} of \w+-\d+, named in row \d+, was ch"):
        looking.show_case(sit_down(where, None, START), REF)


@pytest.mark.parametrize("fault", [KeyError("ours"), NotWhole("a pack of other bytes")])
def test_a_fault_that_comes_of_nothing_that_was_changed_is_passed_on(
    where: str, fault: Exception
) -> None:
    with pytest.raises(type(fault)) as told, open_records(where).reading():
        raise fault
    assert told.value is fault
