"""Golden files of this room: `pytest tests/documents --renew-golden` writes them afresh."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    with contextlib.suppress(ValueError):  # another room's conftest may have added it
        parser.addoption("--renew-golden", action="store_true", help="write golden files afresh")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Holds a text against the golden file of that name."""

    def hold(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--renew-golden", default=False):
            file.write_text(text, "utf-8", newline="\n")
        assert text == file.read_text("utf-8"), f"{name}: run with --renew-golden if it is meant"

    return hold
