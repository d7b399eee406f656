"""Where an answer of a re-evaluation stands is told by its headings."""

from __future__ import annotations

import pytest

from mcapproval.draft.review_places import review_place


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/fit/purpose/answer", "Fit, The purpose is still met, Answer"),
        ("/need/duplication/searched", "Need, Duplication search repeated, Searched on"),
        ("/delivery/0/completions", "Delivery, item 1, Completions"),
        ("/delivery/0/provider", "Delivery, item 1, Provider"),
        ("/actions_before/2", "Actions of the last re-evaluation, item 3"),
        ("/odd_key/deep", "Odd key, Deep"),
        ("", ""),
    ],
)
def test_a_path_is_told_by_the_headings_of_the_form(path: str, said: str) -> None:
    assert review_place(path) == said
