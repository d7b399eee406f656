"""The matrix of criteria and evidence: by declaration or by our data, never by words."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest
from tests.rules.casebook import base

from mcapproval.draft.model import Draft
from mcapproval.rules.coverage import advice, coverage
from mcapproval.rules.evidence_claims import CLAIMS
from mcapproval.rules.law import values
from mcapproval.rules.texts import CRITERIA
from mcapproval.shipped import schema

EVIDENCE = schema("application")["properties"]["need"]["properties"]["evidence"]["items"]


def of(**changes: Any) -> Any:
    return coverage(Draft({**base(), **changes}))


def serves(found: Any, key: str) -> list[str]:
    return [item.id for item in found.serving(key)]


def test_every_kind_of_application_has_its_criteria_and_all_slugs_are_criteria() -> None:
    kinds = schema("application")["properties"]["kind"]["enum"]
    assert set(advice()["kinds"]) == set(kinds)
    for section in ("evidence", "meetings", "industry_support", "attachments"):
        assert set(chain.from_iterable(advice()[section].values())) <= set(CRITERIA)
    assert set(chain.from_iterable(advice()["kinds"].values())) <= set(CRITERIA)


def test_the_data_use_the_words_of_the_schema() -> None:
    facts = EVIDENCE["properties"]
    assert set(advice()["letters"]["types"]) < set(facts["type"]["enum"])
    assert set(CLAIMS) == set(facts["claims"]["items"]["enum"])
    assert set(CLAIMS) <= set(advice()["evidence"])
    assert set(facts["criteria"]["items"]["enum"]) == set(CRITERIA) - {"listing-details"}
    outcome = schema("application")["properties"]["industry_support"]["properties"]["outcome"]
    assert set(advice()["industry_support"]) <= set(outcome["enum"])


def test_every_attachment_that_a_form_asks_for_is_known_to_serve_something() -> None:
    asked = {name for (file, _), held in values().items() if file == "attachments"
             for dated in held for name in dated.value}  # fmt: skip
    assert asked <= set(advice()["attachments"])


@pytest.mark.parametrize("kind", ["listing-and-approval", "change"])
def test_accreditation_is_judged_only_where_it_is_asked_for(kind: str) -> None:
    assert of(kind=kind).criteria == (
        "title-and-outcomes", "need-and-acceptability", "requirements", "review",
    )  # fmt: skip


def test_evidence_serves_need_and_what_it_claims_or_declares() -> None:
    found = of(
        need={
            "evidence": [
                {"id": "N1"},
                {"id": "N2", "claims": ["assessment-reflects-job"]},
                {"id": "N3", "criteria": ["review", "no-such"], "outcomes": ["LO2"]},
            ]
        },
        co_design={
            "meetings": [{"id": "H1", "changed": ["A1"]}, {"id": "H2", "changed": ["LO12"]}]
        },
        attachments=[],
    )
    assert serves(found, "need-and-acceptability") == ["N1", "N2", "N3", "H1", "H2", "support"]
    assert serves(found, "assessment-and-moderation") == ["N2", "H1"]
    assert serves(found, "title-and-outcomes") == ["N3", "H2"]
    assert serves(found, "review") == ["N3"]
    assert found.gaps() == ("delivery", "resources-and-support", "delivery-review")
    assert [outcome for _, outcome in found.silent()] == ["LO1"]


def test_what_it_says_in_words_serves_nothing() -> None:
    said = "This shows delivery, resources and review, and speaks for LO1"
    plain = of(need={"evidence": [{"id": "N1"}]})
    assert of(need={"evidence": [{"id": "N1", "says": said}]}) == plain


def test_papers_for_one_purpose_are_one_item() -> None:
    found = of(attachments=[{"for": "delivery"}, {"for": "delivery"}, {"for": "photographs"}])
    attached = [item for item in found.items if item.what == "attachment"]
    assert [(item.id, item.serves) for item in attached] == [
        ("delivery", ("delivery",)),
        ("photographs", ()),
    ]


@pytest.mark.parametrize("answer", ["awaited", "declined", "not-required", None, {}])
def test_support_counts_only_where_it_was_given(answer: Any) -> None:
    found = of(industry_support={"outcome": answer})
    assert "support" not in serves(found, "need-and-acceptability")


def test_a_draft_of_four_lines_has_nothing_that_serves() -> None:
    found = coverage(Draft({"kind": "change"}))
    assert found.items == ()
    assert found.gaps() == found.criteria
    assert coverage(Draft({})).criteria == ()
