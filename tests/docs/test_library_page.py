"""The page for programs of others: its examples run, and its tables say what there is."""

from __future__ import annotations

import doctest
import inspect
import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from tests.docs.console import SAMPLES, SETTINGS, blocks, printed

import mcapproval

PAGE = Path(__file__).resolve().parents[2] / "docs" / "library.md"
TEXT = PAGE.read_text("utf-8")


def test_the_examples_of_the_page_run_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samples").symlink_to(SAMPLES)
    for block in blocks(TEXT):
        for step in block.steps:
            assert printed(step.command) == step.shown
    code = "\n".join(re.findall(r"^```pycon\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE))
    test = doctest.DocTestParser().get_doctest(code, {}, PAGE.name, str(PAGE), 0)
    assert len(test.examples) > 20
    told: list[str] = []
    result = doctest.DocTestRunner().run(test, out=told.append)
    assert result.failed == 0, "".join(told)


def test_the_tables_name_every_name_that_is_offered_and_no_other() -> None:
    _, what_there_is = TEXT.split("## What there is")
    said = set(re.findall(r"`([A-Z]\w+)`", what_there_is))
    said |= {name.split(".")[0] for name in re.findall(r"`([\w.]+)\(", what_there_is)}
    assert said == {name for name in mcapproval.__all__ if name != "__version__"}


def test_the_tables_name_the_fields_of_each_value() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (`\w+`.*) \|$", TEXT, re.MULTILINE))
    values = [name for name in mcapproval.__all__ if is_dataclass(getattr(mcapproval, name))]
    assert sorted(rows) == sorted(values)
    for name in values:
        told = re.findall(r"`(\w+)`", rows[name])
        assert told == [each.name for each in fields(getattr(mcapproval, name))], name


def test_the_tables_name_the_arguments_of_each_call() -> None:
    calls = dict(re.findall(r"^\| `([\w.]+)(\(.*?\))` \|", TEXT, re.MULTILINE))
    assert len(calls) == 12
    for name, said in calls.items():
        thing: object = mcapproval
        for part in name.split("."):
            thing = getattr(thing, part)
        assert callable(thing)
        bare = [
            each.replace(annotation=inspect.Parameter.empty)
            for each in inspect.signature(thing).parameters.values()
            if each.name != "self"
        ]
        told = str(inspect.Signature(bare)).replace("'", '"')
        assert said == told, name
