"""Where an answer stands, said of a file and of the records in the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from mcapproval.documents.word_form.naming import answer_in_words, place_of
from mcapproval.documents.word_form.reading import read_form
from mcapproval.documents.word_form.writing import form
from mcapproval.draft.faults import form_finding
from mcapproval.draft.reader import read_draft
from mcapproval.draft.sections import has_only_enquiry

SAMPLES = Path(__file__).parents[2] / "samples"
DRAFTS = [*sorted(SAMPLES.glob("good/*/draft.yaml")), SAMPLES / "enquiry.yaml"]
KEYED = ("/people/", "/organisations/")
"""Told by their rows in a form, which the records don't know, and by their keys there."""


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.parent.name)
def test_the_records_name_a_place_as_the_form_does(path: Path) -> None:
    content = read_draft(path).draft.data
    draft = read_form(form(content, enquiry=has_only_enquiry(content)), "form.docx").reading.draft
    asked = (at for at in draft.places if at != "/format" and not at.startswith(KEYED))
    places = [at for at in asked if isinstance(draft.get(at), str | int)]
    found = [draft.telling(form_finding("X", at, draft.place(at), "", "")) for at in places]
    assert len(found) > 9
    assert {f.path: f.place for f in found} == {at: place_of(at) for at in places}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("", ""),
        ("/accreditation", "Accreditation, one entry a delivering provider"),
        (
            "/accreditation/0/consent",
            "Accreditation, one entry a delivering provider 1, Consent to assess the standards",
        ),
        ("/need/evidence/0/from", "Need and acceptability, Evidence of need, item 1, From"),
        ("/need/duplication", "Duplication search"),
        ("/organisations/awa-trust/type", "Organisations, awa-trust, Type"),
        ("/deliveries/0/reported_on", "deliveries 1, reported on"),
    ],
)
def test_a_place_that_is_no_field_is_named_by_what_holds_it(path: str, told: str) -> None:
    assert place_of(path) == told


def test_an_answer_is_told_in_words_with_the_labels_of_its_entry() -> None:
    item = {"type": "market-analysis", "claims": ["in-demand"], "dated": "2026-03-04"}
    told = "Type: market analysis; Claims it supports: the skill is in demand; Dated: 2026-03-04"
    assert answer_in_words("/need/evidence/0", item) == told
    assert answer_in_words("/need/evidence", [item, item]) == f"{told} | {told}"
    assert answer_in_words("/need/evidence", []) == "none"
    assert answer_in_words("/credits", 10) == "10"
