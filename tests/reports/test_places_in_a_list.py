"""A place in a list is written as people read it, and read again as it was."""

from __future__ import annotations

import shlex
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcapproval.errors import AskedWrongly
from mcapproval.reports.places import Place, day, number, read, word, written

REF = "APP-2027-0002"


def test_a_place_is_the_reference_and_what_the_list_is_in_the_order_of() -> None:
    assert written(REF, "drafting", "2027-03-01", 4) == f"{REF}@drafting:2027-03-01:4"
    assert written(REF, None, "tikanga māori") == f"{REF}@-:tikanga māori"
    assert written(REF) == REF


values = st.one_of(st.none(), st.text(min_size=1), st.sampled_from(("-", "%2D", "a:b", "100%3A")))


@given(st.lists(values, min_size=1, max_size=4))
def test_any_values_are_read_as_they_were_written_through_a_shell_too(said: list[Any]) -> None:
    told = written(REF, *said)
    by = {f"k{n}": word for n in range(len(said))}
    assert read(told, by) == (REF, tuple(said))
    (typed,) = shlex.split(shlex.join([told])) if "\x00" not in told else (told,)
    assert read(typed, by).values == tuple(said)


def test_days_and_numbers_are_read_as_such() -> None:
    assert read(f"{REF}@2027-03-01:12", {"due": day, "level": number}).values == ("2027-03-01", 12)
    assert read(f"{REF}@-:-", {"due": day, "level": number}).values == (None, None)
    assert read(REF, {"due": day}) == Place(REF)


@pytest.mark.parametrize("said", ["2027-02-30", "3", "", "2027-03-01:4", "20270301:", "-:-"])
def test_what_is_no_place_of_such_a_list_is_refused(said: str) -> None:
    with pytest.raises(AskedWrongly, match="no page of this list begins after") as fault:
        read(f"{REF}@{said}", {"due": day})
    assert fault.value.hint.startswith("it is in the order of due: ")


@pytest.mark.parametrize("said", ["-1", "1.5", "٣", "9999999999"])
def test_a_number_is_a_whole_one_that_a_database_takes(said: str) -> None:
    with pytest.raises(AskedWrongly):
        read(f"{REF}@{said}", {"level": number})
