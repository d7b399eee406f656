"""Of two micro-credentials each came in with the number of the other: one act puts both right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import bodied, written
from tests.simulated import START

from mcapproval.actions.audit import audit
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.importing.correcting import Corrected, correct
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.importing.undoing import undo_import
from mcapproval.actions.looking import history, show_case
from mcapproval.errors import AskedWrongly, Refused

if TYPE_CHECKING:
    from tests.conftest import Places

ROWS = (
    ("Title", "NZQA number", "Version", "Level"),
    ("Bee Keeping", "4977", 2, 3),
    ("Orchard Work", "4781", 1, 3),
    ("Pruning", None, None, 3),
)
BEES, ORCHARD, PRUNING = "MC-0001", "MC-0002", "MC-0003"


@pytest.fixture
def desk(places: Places, tmp_path: Path) -> Desk:
    def build(where: str) -> None:
        import_file(bodied(where), written(tmp_path, {"Micro-credentials": ROWS}))

    return sit_down(places.copy("changed-places", build), "admin", START)


def exchanged(desk: Desk, ref: str = BEES, number: str = "4781") -> Corrected:
    return correct(desk, ref, {"number": number}, "rows were mixed up", exchange=True)


def numbers(desk: Desk, *refs: str) -> list[str | None]:
    return [show_case(desk, ref)["facts"].get("number") for ref in refs]


def test_why_a_number_is_refused_names_the_act_that_puts_both_right(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        correct(desk, BEES, {"number": "4781"}, "rows were mixed up")
    (reason,) = refusal.value.reasons
    assert reason.message == f"{ORCHARD}, Orchard Work, has the number 4781"
    way = f"mcapproval import correct {BEES} --set number=4781 --exchange --note WHY"
    assert f"where each has the number of the other: {way}; else " in reason.mend


def test_each_gets_the_number_of_the_other_and_both_histories_say_why(desk: Desk) -> None:
    done = exchanged(desk)
    assert numbers(desk, BEES, ORCHARD) == ["4781", "4977"]
    assert done.values == {"number": ("4977", "4781")}
    for ref, told in ((BEES, "4977 to 4781"), (ORCHARD, "4781 to 4977")):
        last = history(desk, ref)[-1]
        assert (last.act, last.text) == (
            f"corrected number: {told}",
            "note: rows were mixed up",
        )
    assert done.notes[0].startswith(
        f"the versions were not exchanged: {BEES} has 2 and {ORCHARD} has 1; "
    )
    assert audit(desk).whole


def test_both_come_back_together(desk: Desk) -> None:
    undo_import(desk, exchanged(desk).batch)
    assert numbers(desk, BEES, ORCHARD) == ["4977", "4781"]
    assert audit(desk).whole


def test_a_number_that_came_in_at_a_wrong_row_leaves_none_there(desk: Desk) -> None:
    done = exchanged(desk, PRUNING)
    assert numbers(desk, PRUNING, ORCHARD) == ["4781", None]
    assert done.exchanged is not None
    assert (done.exchanged.ref, done.exchanged.now) == (ORCHARD, None)
    told = "corrected number: 4781 to not known, number version: 1 to not known"
    assert history(desk, ORCHARD)[-1].act == told
    undo_import(desk, done.batch)
    assert numbers(desk, PRUNING, ORCHARD) == [None, "4781"]


def test_there_must_be_a_number_and_who_has_it(desk: Desk) -> None:
    with pytest.raises(Refused, match="no other micro-credential has the number 4790"):
        exchanged(desk, number="4790")
    with pytest.raises(AskedWrongly, match="none is said"):
        correct(desk, BEES, {"level": "4"}, "rows were mixed up", exchange=True)
