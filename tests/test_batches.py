"""Values a few at a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mcapproval.batches import batched


@pytest.mark.parametrize("many", [0, 1, 2, 3, 6, 7])
def test_all_of_them_come_in_their_order_so_many_at_a_time(many: int) -> None:
    found = list(batched(range(many), 3))
    assert [each for some in found for each in some] == list(range(many))
    assert [len(some) for some in found[:-1]] == [3] * (len(found) - 1)
    assert all(found)


def test_no_more_is_taken_than_was_given() -> None:
    taken: list[int] = []

    def values() -> Iterator[int]:
        for each in range(9):
            taken.append(each)
            yield each

    assert next(batched(values(), 2)) == [0, 1]
    assert taken == [0, 1]
