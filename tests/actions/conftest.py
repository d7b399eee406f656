"""Records with an application at a settled point of its way, made once for each engine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.walking import (
    TO_APPROVED,
    TO_BOARD,
    TO_DRAFTING,
    TO_EVALUATION,
    TO_READY,
    WHOLE,
    Step,
    copied,
    delivered_by_two,
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
    "board": TO_BOARD,
    "ready": TO_READY,
    "evaluation": TO_EVALUATION,
    "approved": TO_APPROVED,
}
"""By stage, in their order: the steps to it from the one before."""


HERE = Path(__file__).parent
ON_BOTH = ("test_nobody_gets_round_it",)
"""Modules that `make test` tries on PostgreSQL as well; `make test-all` tries every one on both."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        asked = getattr(item, "callspec", None)
        on = asked.params.get("places") if asked else None
        if on == "postgresql" and item.path.parent == HERE and item.path.stem not in ON_BOTH:
            item.add_marker(pytest.mark.slow)


@dataclass(frozen=True)
class Staged:
    """An application that Ana opened on 1 June 2026, walked to a stage."""

    desk: Desk
    ref: str


def at_stage(places: Places, stage: str) -> str:
    """Records at a stage, made once; each stage goes on from the one before."""
    before: str | None = None
    where = ""
    for name, steps in STAGES.items():
        build = partial(_open, steps=steps) if before is None else partial(_go_on, steps=steps)
        where = places.made(name, build, before)
        if name == stage:
            break
        before = name
    return where


def _open(where: str, steps: tuple[Step, ...]) -> None:
    desk = peopled(where)
    assert opened(desk, SAMPLE) == REF
    walk(desk, REF, steps)


def _go_on(where: str, steps: tuple[Step, ...]) -> None:
    walk(sit_down(where, "admin", START), REF, steps)


def staged(places: Places, stage: str) -> Staged:
    """A copy of them for one test."""
    at_stage(places, stage)
    return Staged(sit_down(places.copy(stage), "admin", START), REF)


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
def shared(places: Places, tmp_path: Path) -> Staged:
    """As `approved`, with another provider accredited beside the first."""
    places.made("shared", partial(_two, folder=tmp_path), None)
    return Staged(sit_down(places.copy("shared"), "admin", START), REF)


def _two(where: str, folder: Path) -> None:
    desk = peopled(where)
    walk(desk, opened(desk, delivered_by_two(copied(SAMPLE, folder))), WHOLE)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of the sample with its folder, to be edited."""
    return copied(SAMPLE, tmp_path / "drafts")
