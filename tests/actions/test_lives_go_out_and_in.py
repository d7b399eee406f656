"""Whatever people did: the records go out, come in on the other engine, and go out the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings
from tests.actions.test_everything_out_and_in import into, out, tree
from tests.actions.test_random_lives import Lives, listed
from tests.conftest import THOROUGH, Places


class OutAndIn(Lives):
    """Lives at whose end everything is written out and taken in."""

    elsewhere: Places

    def everything_verifies(self) -> None:
        super().everything_verifies()
        out(self.desk, self.folder / "all")
        out(into(self.folder / "all", self.elsewhere.empty()), self.folder / "again")
        self.elsewhere.tidy()
        assert tree(self.folder / "again") == tree(self.folder / "all")


@pytest.fixture(autouse=True, scope="module")
def begun(files: Places, databases: Places) -> None:
    """What every life begins with, made once."""
    OutAndIn.begun, OutAndIn.elsewhere = Path(files.made("listed", listed)), databases


@pytest.fixture(autouse=True)
def _not_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sync", lambda: None)


TestOutAndIn = OutAndIn.TestCase
TestOutAndIn.settings = settings(
    max_examples=8 if THOROUGH else 2, stateful_step_count=40 if THOROUGH else 12, deadline=None
)
