"""Which words a screen reader is told are te reo Māori."""

from __future__ import annotations

import pytest

from mcapproval.documents.language import REO, Run, runs


def marked(text: str) -> list[str]:
    found = runs(text)
    assert "".join(run.text for run in found) == text
    return [run.text for run in found if run.language == REO]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ākonga Māori told us", ["ākonga Māori"]),
        ("Te Hono o Te Kahurangi", ["Te Hono o Te Kahurangi"]),
        ("we ask i te reo", ["te reo"]),
        ("Te Tiriti o Waitangi binds us", ["Te Tiriti o Waitangi"]),
        ("in Māngere. Te: a letter", ["Māngere"]),
        ("o o o", []),
        ("a café in town", []),
        ("Māori staff", []),
    ],
)
def test_a_small_word_counts_only_between_words_of_te_reo(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


def test_a_text_that_is_te_reo_as_a_whole_is_one_stretch() -> None:
    assert runs("Ko te rā, he pai.", REO) == (Run("Ko te rā, he pai.", REO),)


def test_any_number_of_small_words_in_a_row_is_read_once() -> None:
    small = "o " * 100_000
    assert marked(f"Māngere {small}") == ["Māngere"]
    assert marked(f"Māngere {small}Māngere") == [f"Māngere {small}Māngere"]
