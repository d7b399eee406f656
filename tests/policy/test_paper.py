"""What a policy says of papers is refused where nobody could read them or they would mislead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcapproval.errors import Unreadable
from mcapproval.policy.paper import LEAST_CONTRAST, contrast
from mcapproval.policy.reader import policy_from_bytes

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def read(line: str) -> object:
    text = f'format = "policy/1"\n[paper]\n{line}\n'
    return policy_from_bytes(text.encode(), "mcapproval.toml")


def refused(line: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(line)
    assert caught.value.line == 3
    assert caught.value.hint
    return caught.value


def test_contrast_is_that_of_the_web_guidelines() -> None:
    assert contrast("#ffffff") == pytest.approx(1)
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777") == pytest.approx(4.48, abs=0.005)


@given(colours)
def test_a_colour_is_taken_where_text_in_it_can_be_read(colour: str) -> None:
    if contrast(colour) >= LEAST_CONTRAST:
        read(f'colour = "{colour}"')
    else:
        assert "too light to be read on white paper" in refused(f'colour = "{colour}"').message


def test_a_light_colour_is_refused_with_its_ratio() -> None:
    assert refused('colour = "#777777"').message == (
        "paper.colour #777777 is too light to be read on white paper: "
        "its contrast is 4.47 to 1, and text needs 4.5 to 1"
    )


def test_a_colour_that_is_no_colour_is_refused_with_an_example() -> None:
    fault = refused('colour = "teal"')
    assert fault.message == "paper.colour can't be `teal`"
    assert 'colour = "#0b5560"' in fault.hint


@pytest.mark.parametrize(
    "logo",
    ["../logo.png", "/etc/logo.png", "C:\\\\logo.png", "looks/../../logo.png", "..\\\\l.png"],
)
def test_a_logo_that_lies_elsewhere_is_refused(logo: str) -> None:
    assert "outside the folder of this policy" in refused(f'logo = "{logo}"').message


@pytest.mark.parametrize("logo", ["logo.svg", "logo", "logo.png.exe", ".png"])
def test_a_logo_of_another_sort_is_refused(logo: str) -> None:
    assert "a logo is a PNG or JPEG file" in refused(f'logo = "{logo}"').message


@pytest.mark.parametrize("logo", ["logo.png", "looks/Our Mark.JPG", "tohu-māori.jpeg"])
def test_a_logo_beside_the_policy_is_taken(logo: str) -> None:
    read(f'logo = "{logo}"')


@pytest.mark.parametrize("name", ["NZQA", "The Tertiary Education Commission", "Nzqa "])
def test_papers_can_t_be_those_of_a_body_outside(name: str) -> None:
    assert "papers would seem to be of that body" in refused(f'name = "{name}"').message


def test_a_name_that_can_t_be_seen_is_refused() -> None:
    assert "characters that can't be seen" in refused('name = "Our\\u202eName"').message
