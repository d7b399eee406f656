"""A listing keeps to the workflow that it began with, and people are told of that one's moves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import bodied, written
from tests.actions.walking import at
from tests.simulated import START

from mcapproval.actions.cases import definitions
from mcapproval.actions.cases.moves import Said, move
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.importing.headings import Own
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.looking import history
from mcapproval.actions.reconciling.comparing import reconcile
from mcapproval.canonical import digest
from mcapproval.workflow.definition import load, parse
from mcapproval.workflow.model import Definition

if TYPE_CHECKING:
    from tests.conftest import Places

MC = "MC-0001"
SHEET = {"Micro-credentials": (("Title", "NZQA number", "Version"), ("Bee Keeping", "4977", 1))}
LETTER = b"Synthetic letter of NZQA."


def older(name: str) -> Definition:
    """The listing without its later moves: people list a version by `new-version`."""
    text = load(name).text
    if name != "listing":
        return load(name)
    for gone in ("record-version", "record-review-date"):
        first, then = text.split(f'[[move]]\nname = "{gone}"')
        text = first + then[then.index("[[move]]") :]
    return parse(text.replace('by = ["system"]', 'by = ["quality-manager", "system"]', 1), name)


@pytest.fixture
def desk(places: Places, tmp_path: Path) -> Desk:
    def build(where: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(definitions, "load", older)
            import_file(bodied(where), written(tmp_path, SHEET))

    return sit_down(places.copy("older-listing", build), "admin", START)


def test_the_register_is_followed_by_a_move_that_the_listing_has(
    desk: Desk, tmp_path: Path
) -> None:
    register = tmp_path / "register.csv"
    register.write_text("Number,Title,Version\n4977,Bee Keeping,2\n", "utf-8")
    (found,) = reconcile(desk, register, Own()).found
    command = f"mcapproval move {MC} new-version --set listing_version=2 --attach LETTER"
    assert found.mend == command


def test_a_letter_that_the_move_does_not_ask_for_is_told_all_the_same(desk: Desk) -> None:
    said = Said({"listing_version": "2"}, files={"letter.txt": LETTER})
    move(at(desk, "hemi", START.isoformat()), MC, "new-version", said)
    assert history(desk, MC)[-1].text == f"listing version: 2; attached: {digest(LETTER)[:12]}"
