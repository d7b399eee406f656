"""Folders in which a case has come so far, each a copy of one that is walked once a worker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.living import STAGES, papers, walk
from tests.cli.shell import copied


@pytest.fixture(autouse=True)
def _nobody_said_anything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of the machine that runs the tests has a say, and no policy above the folder."""
    for name in ("MCAPPROVAL_RECORDS", "MCAPPROVAL_AS", "MCAPPROVAL_DEBUG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def _walked(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    done: dict[str, Path] = {}

    def folder(stage: str) -> Path:
        if stage not in done:
            names = list(STAGES)
            here = tmp_path_factory.mktemp("walked") / stage
            if names.index(stage):
                copied(folder(names[names.index(stage) - 1]), here)
            else:
                papers(here)
            for _ in walk(here, (stage,)):
                pass
            done[stage] = here
        return done[stage]

    return folder


@pytest.fixture
def stage(_walked: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Path]:
    """Gives a folder of this test's own, in which the case has come to the stage of that name."""

    def folder(name: str) -> Path:
        return copied(_walked(name), tmp_path / name)

    return folder
