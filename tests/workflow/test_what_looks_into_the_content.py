"""What an application says is read for a move only where something looks at it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.workflow.walking import cases, situated

from mcapproval.workflow.definition import load, names
from mcapproval.workflow.guards import GUARDS, OF_CONTENT, looks_into_content
from mcapproval.workflow.model import Move
from mcapproval.workflow.situation import Situation

CONTENT = {"draft", "findings", "evidence", "change"}
"""What a situation has from the content of an application."""

TOLD_BY_IT = {"providers", "results"}
"""Asks whose answers are held to what the application says, or open what it tells."""


class Watched:
    """A situation that remembers what of its content was looked at."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self.looked_at = set[str]()

    def __getattr__(self, name: str) -> Any:
        self.looked_at |= CONTENT & {name}
        return getattr(self._situation, name)


def test_the_guards_that_look_at_the_content_are_those_that_are_said_to() -> None:
    looked: dict[str, set[str]] = {}
    for case in cases():
        definition = load(case.workflow)
        watched = Watched(situated(definition, case.start, case.given))
        for need in (need for move in definition.moves for need in move.needs):
            watched.looked_at = set()
            GUARDS[need.guard].check(watched, need.args)  # type: ignore[arg-type]
            looked.setdefault(need.guard, set()).update(watched.looked_at)
    assert set(looked) == set(GUARDS)
    assert {guard for guard, what in looked.items() if what} == OF_CONTENT


@pytest.mark.parametrize("name", names())
def test_a_move_that_opens_cases_or_answers_what_the_application_asked_looks_into_it(
    name: str,
) -> None:
    def tells(move: Move) -> bool:
        return bool(move.starts) or bool(TOLD_BY_IT & {ask.name for ask in move.every_ask})

    told = [move for move in load(name).moves if tells(move)]
    assert all(map(looks_into_content, told))
    assert name in ("listing", "accreditation", "review") or told
