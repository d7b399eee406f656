"""A new draft can be filled in by somebody who has read nothing else."""

from __future__ import annotations

import re
from itertools import product

import pytest
from tests.draft.reading import read

from mcapproval.draft.sections import has_only_enquiry
from mcapproval.draft.template import new_draft
from mcapproval.errors import Unknown
from mcapproval.shipped import schema

ROUTES = schema("application")["properties"]["route"]["enum"]
KINDS = schema("application")["properties"]["kind"]["enum"]


@pytest.mark.parametrize(("route", "kind"), list(product(ROUTES, KINDS)))
def test_a_new_draft_reads_without_findings_and_has_its_route_and_kind(
    route: str, kind: str
) -> None:
    reading = read(new_draft(route, kind))
    assert reading.findings == ()
    assert reading.draft.data == {
        "format": "application/1",
        "route": route,
        "kind": kind,
        "title": "Working title",
    }


@pytest.mark.parametrize(("route", "kind"), list(product(ROUTES, KINDS)))
def test_a_new_enquiry_has_only_what_a_telephone_call_says(route: str, kind: str) -> None:
    text = new_draft(route, kind, enquiry=True)
    reading = read(text)
    assert reading.findings == ()
    assert list(reading.draft.data) == ["format", "route", "kind", "title"]
    keys = re.findall(r"(?m)^([a-z_]+):", text)
    about = ["of"] if kind in ("accreditation", "change") else []
    frame = ["format", "route", "kind", *about, "title"]
    assert keys == [*frame, "enquiry", "people", "organisations"]
    assert has_only_enquiry([*keys, "business_case"])
    assert not has_only_enquiry([*keys, "level"])
    assert not has_only_enquiry(frame), "four lines may be the beginning of anything"


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_read_without_findings_once_their_signs_are_taken_away(kind: str) -> None:
    text = new_draft("nzqa", kind)
    filled = re.sub(r"(?m)^#(?=  )(?!     mcapproval)", "", text)
    assert filled != text
    reading = read(filled)
    assert reading.findings == ()
    assert reading.draft.get("/learning_outcomes/0/id") == "LO1"


def test_the_short_examples_are_values_that_the_schema_takes() -> None:
    lines, example = [], ""
    for line in new_draft("nzqa", "change").splitlines():
        found = re.match(r" *# For example: (.*)", line)
        if found:
            example = found[1]
        elif line.strip().startswith("#"):
            example += " " + line.strip()[2:] if example else ""
        else:
            lines.append(f"{line} {example}" if example and line.endswith(":") else line)
            example = ""
    people = "".join(
        f"\n  person-{n}:\n    name: Nobody {word}" for n, word in ((1, "Here"), (2, "There"))
    )
    text = "\n".join(lines).replace("\npeople:", "\npeople:" + people)
    reading = read(text)
    assert {f.severity.value for f in reading.findings} <= {"warning"}, reading.findings
    assert reading.draft.get("/credits") == 10
    assert reading.draft.get("/delivery/modes") == ["online", "work-based"]


def test_it_says_at_the_top_how_to_check_it_and_stays_within_a_hundred_columns() -> None:
    text = new_draft("nzqa", "listing-and-approval")
    assert "mcapproval check FILE" in text[:500]
    assert "(rule 6.1(d)(ii), 2022 numbering)" in text.replace("\n  # ", " ")
    assert max(map(len, text.splitlines())) <= 100


def test_parts_that_a_kind_does_not_have_are_left_out() -> None:
    assert "\naccreditation:" not in new_draft("nzqa", "listing-and-approval")
    assert "\nof:" not in new_draft("nzqa", "listing-and-approval")
    assert "\nof:" in new_draft("nzqa", "change")
    assert "\nchange:" in new_draft("nzqa", "change")


@pytest.mark.parametrize(("route", "kind"), [("isb", "change"), ("nzqa", "approval")])
def test_an_unknown_route_or_kind_is_refused_with_the_choices(route: str, kind: str) -> None:
    with pytest.raises(Unknown) as caught:
        new_draft(route, kind)
    assert "nzqa" in caught.value.hint or "change" in caught.value.hint


def test_every_top_key_has_its_words() -> None:
    said = new_draft("nzqa", "change") + new_draft("nzqa", "listing-approval-and-accreditation")
    assert all(re.search(rf"(?m)^{key}:", said) for key in schema("application")["properties"])


def test_a_weak_answer_stands_before_a_good_one_where_an_answer_is_prose() -> None:
    text = new_draft("nzqa", "listing-and-approval")
    assert (
        "  # Too thin: There is high demand for upskilling in the sector\n"
        '  # For example: "Eleven councils now plan'
    ) in text
    assert "# Too thin as statement: Understand facilitation" in text
    assert "Too thin: National Diploma" not in text  # the title is given


def test_a_provider_s_own_words_win_and_the_draft_still_reads() -> None:
    own = {
        "need.summary": {"ask": "Whom did you ask first?", "good": 'They said: "yes"\nand # more'},
        "learning_outcomes.statement": {"weak": "Know\nthings"},
    }
    text = new_draft("nzqa", "change", own)
    assert "# Summary of the need. Whom did you ask first?" in text
    assert "# Too thin: There is high demand" in text
    assert "# Too thin as statement: Know things" in text
    reading = read(
        text.replace("  summary:\n", '  summary: "They said: \\"yes\\"\\nand # more"\n', 1)
    )
    assert reading.findings == ()
    assert reading.draft.get("/need/summary") == 'They said: "yes"\nand # more'
    assert r'''# For example: "They said: \"yes\"\nand # more"''' in text
