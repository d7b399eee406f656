"""Records with an application at a settled point of its way, made once for each engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.walking import (
    TO_APPROVED,
    TO_BOARD,
    TO_DRAFTING,
    TO_EVALUATION,
    TO_READY,
    Step,
    copied,
    opened,
    walk,
)
from tests.simulated import SAMPLES, START, peopled

from mcapproval.actions.desk import Desk, sit_down

if TYPE_CHECKING:
    from tests.conftest import Places

SAMPLE = SAMPLES / "community-led-development-facilitation" / "draft.yaml"
REF = "APP-2026-0001"

STAGES: dict[str, tuple[Step, ...]] = {
    "opened": (),
    "drafting": TO_DRAFTING,
    "board": (*TO_DRAFTING, *TO_BOARD),
    "ready": (*TO_DRAFTING, *TO_BOARD, *TO_READY),
    "evaluation": (*TO_DRAFTING, *TO_BOARD, *TO_READY, *TO_EVALUATION),
    "approved": (*TO_DRAFTING, *TO_BOARD, *TO_READY, *TO_EVALUATION, *TO_APPROVED),
}


@dataclass(frozen=True)
class Staged:
    """An application that Ana opened on 1 June 2026, walked to a stage."""

    desk: Desk
    ref: str


def build(stage: str) -> Callable[[str], None]:
    """Makes records at a stage, at the place it is given."""

    def make(where: str) -> None:
        desk = peopled(where)
        assert opened(desk, SAMPLE) == REF
        walk(desk, REF, STAGES[stage])

    return make


def staged(places: Places, stage: str) -> Staged:
    desk = sit_down(places.copy(stage, build(stage)), "admin", START)
    return Staged(desk, REF)


@pytest.fixture(name="opened")
def opened_case(places: Places) -> Staged:
    return staged(places, "opened")


@pytest.fixture
def drafting(places: Places) -> Staged:
    return staged(places, "drafting")


@pytest.fixture
def board(places: Places) -> Staged:
    """The board has it before it."""
    return staged(places, "board")


@pytest.fixture
def ready(places: Places) -> Staged:
    """Approved by the board, ready to be submitted."""
    return staged(places, "ready")


@pytest.fixture
def evaluation(places: Places) -> Staged:
    return staged(places, "evaluation")


@pytest.fixture
def approved(places: Places) -> Staged:
    """Listed, accredited, and its first review scheduled."""
    return staged(places, "approved")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of the sample with its folder, to be edited."""
    return copied(SAMPLE, tmp_path / "drafts")
