"""A file of answers is told its faults as such: it is no draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from mcapproval.draft.answers import read_answers
from mcapproval.errors import Unreadable


@pytest.mark.parametrize("text", ["7\n", "[a]\n", "- a: b\n", "\n", ""])
def test_a_file_without_answers_is_shown_how_they_are_written(tmp_path: Path, text: str) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(Unreadable, match="this file has no answers") as told:
        read_answers(file)
    assert "name: answer" in told.value.hint
    assert told.value.line == 1


def test_another_fault_keeps_its_sentence_and_answers_arrive(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("{{{\n", "utf-8")
    with pytest.raises(Unreadable, match="can't be understood"):
        read_answers(file)
    file.write_text("reason: Wait\nnote:\n", "utf-8")
    assert read_answers(file) == {"reason": "Wait"}
