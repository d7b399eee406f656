"""What an application names that may change behind its back, as a quality adviser would list it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mcapproval.draft.named import named
from mcapproval.draft.pointer import find
from mcapproval.draft.reader import read_draft, read_shaped
from mcapproval.shipped import shipped

GOOD = sorted(Path(str(shipped("samples"))).glob("good/*/draft.yaml"))


def listed(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.what) for one in named({"structure": text})]


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.parent.name)
def test_the_answers_of_a_sample_ask_about_everything_that_its_draft_names(file: Path) -> None:
    draft = read_draft(file).draft
    answers = file.with_name("review.yaml")
    rows = read_shaped(answers.read_bytes(), "review.yaml", "review").data["watch"]
    found = named(draft.data)
    assert [(one.kind, one.what) for one in found] == [(row["kind"], row["what"]) for row in rows]
    for one, row in zip(found, rows, strict=True):
        assert one.places[0] == row["place"]
        assert all(find(draft.data, place) is not None for place in one.places)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Under the Health and Safety at Work Act 2015 and the Privacy Act 2020, learners act.",
            [("act", "Health and Safety at Work Act 2015"), ("act", "Privacy Act 2020")],
        ),
        (
            "Apply AS/NZS 4801, ISO 9001:2015 and WCAG 2.2 at level AA.",
            [("standard", "AS/NZS 4801"), ("standard", "ISO 9001:2015"), ("standard", "WCAG 2.2")],
        ),
        (
            "The Privacy Act, first. Then the Privacy Act 2020 again, and the privacy act of 1993.",
            [("act", "Privacy Act 2020")],
        ),
        (
            "Explain the Health and Safety at Work (General Risk and Workplace Management) "
            "Regulations 2016 and the Micro-credential Listing Rules 2022.",
            [
                (
                    "act",
                    "Health and Safety at Work (General Risk and Workplace Management) "
                    "Regulations 2016",
                ),
                ("act", "Micro-credential Listing Rules 2022"),
            ],
        ),
        (
            "Plumbers, Gasfitters, and Drainlayers Act 2006; Te Ture Whenua Māori Act 1993",
            [
                ("act", "Plumbers, Gasfitters, and Drainlayers Act 2006"),
                ("act", "Te Ture Whenua Māori Act 1993"),
            ],
        ),
        (
            "Unit standards 26551 and 6402; see https://www.nzqa.govt.nz/a_page?x=1).",
            [
                ("standard", "Unit standard 26551"),
                ("standard", "Unit standard 6402"),
                ("page", "https://www.nzqa.govt.nz/a_page?x=1"),
            ],
        ),
        ("Act on feedback. Learners work in order. AS 1 said. The standard is high. Level 5.", []),
    ],
)
def test_standards_acts_and_pages_are_known_by_how_they_are_written(
    text: str, wanted: list[tuple[str, str]]
) -> None:
    assert listed(text) == wanted


def test_no_person_is_named_and_none_of_ourselves_is_watched() -> None:
    content: dict[str, Any] = {
        "applicant": {"organisation": "otago-polytechnic", "contact": "person-1"},
        "people": {"person-1": {"name": "Mere Tūmatau", "position": "Under the Privacy Act 2020"}},
        "co_design": {
            "partners": [
                {"organisation": "otago-polytechnic", "people": ["person-1"]},
                {"organisation": "a-trust", "people": ["person-2"]},
            ]
        },
    }
    found = named(content, {"a-trust": "A Trust"})
    assert [(one.kind, one.what, one.people) for one in found] == [
        ("contact", "A Trust", ("person-2",)),
        ("body", "A Trust", ()),
    ]
    assert found[0].asks == "Is the contact of A Trust still the right one?"


def test_what_is_of_the_wrong_shape_names_nothing() -> None:
    odd: Any
    for odd in (None, 3, "x", [], [None], [{}], {"a": [1]}):
        for key in ("co_design", "third_parties", "need", "standards", "review", "accreditation"):
            assert named({key: odd}) == ()
