"""What is generated is what it is called: sound, told by its text, and of every kind."""

from __future__ import annotations

import pytest
from hypothesis import Phase, find, given, settings
from tests.workflow.generating import graphs, needs, sound_definitions, sound_tables, toml_text

from mcapproval.workflow.definition import BackFrom, Definition, Fixed, OneOf, Same, parse
from mcapproval.workflow.guards import GUARDS
from mcapproval.workflow.model import Need
from mcapproval.workflow.proving.arguments import argument_faults
from mcapproval.workflow.proving.soundness import faults_of


@given(sound_tables())
def test_a_generated_definition_is_sound_and_its_text_says_it(raw: dict[str, object]) -> None:
    text = toml_text(raw)
    assert parse(text, "generated.toml") == parse("# again\n" + text, "generated.toml")


@given(sound_definitions("review"))
def test_a_generated_re_evaluation_is_sound(definition: Definition) -> None:
    assert definition.case == "review"


@given(needs())
def test_a_generated_need_is_understood(raw: dict[str, object]) -> None:
    name = next(key for key in raw if key in GUARDS)
    assert argument_faults(Need(name, raw)) == []


FIRST = settings(max_examples=2000, database=None, phases=[Phase.generate], derandomize=True)
"""The first that is met, not the smallest."""


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of a whole definition
@pytest.mark.parametrize("kind", [Fixed, OneOf, Same, BackFrom])
def test_every_kind_of_target_is_generated(kind: type) -> None:
    def has(definition: Definition) -> bool:
        return any(isinstance(move.target, kind) for move in definition.moves)

    assert find(sound_definitions(), has, settings=FIRST)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.parametrize("codes", ["", "UNREACHABLE", "NO-END", "NO-END UNREACHABLE"])
def test_every_verdict_is_generated(codes: str) -> None:
    def judged(definition: Definition) -> bool:
        return {fault.code for fault in faults_of(definition)} == set(codes.split())

    assert find(graphs(), judged, settings=FIRST)
