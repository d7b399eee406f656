"""Every question has its words; one that is answered in prose has a good answer and a weak one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.draft.reading import read

from mcapproval.draft.help import helps, near, parts, question
from mcapproval.draft.model import Draft
from mcapproval.draft.shape import validator
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.book import RULES
from mcapproval.rules.examine import examine
from mcapproval.shipped import schema

NO_PROSE = {
    "of", "applicant.provider_number", "people.name", "people.contact", "people.position",
    "organisations.name", "organisations.moe_number", "organisations.note",
    "business_case.prices.customer", "title_te_reo", "nzsced", "standards.list.id",
    "standards.list.title", "published_elsewhere_as.where", "published_elsewhere_as.says",
    "need.evidence.from.source", "need.duplication.terms", "need.duplication.found.title",
    "need.duplication.found.number", "assessments.title", "assessments.method",
    "review.responsible", "accreditation.resources.staff.role", "attachments.for",
    "attachments.title",
}  # fmt: skip
"""Texts that are names, numbers, titles or somebody else's words: no prose of our own."""


def prose() -> list[str]:
    fixed = {"enum", "format", "pattern", "const", "$ref"}
    return [
        path
        for path, part in parts().items()
        if part.get("type") == "string" and not fixed & part.keys() and path not in NO_PROSE
    ]


def paths(part: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, inner in part.items():
        if isinstance(inner, dict):
            path = f"{above}.{key}" if above else key
            yield path
            yield from paths(inner, path)


def test_every_help_is_for_a_question_of_a_draft() -> None:
    assert set(paths(helps())) - set(parts()) == set()
    known = {"ask", "clause", "good", "weak", "example"}
    for path in paths(helps()):
        said = question(path)
        assert said is not None
        told: Any = helps()
        for step in path.split("."):
            told = told[step]
        assert {key for key, value in told.items() if not isinstance(value, dict)} <= known, path


@pytest.mark.parametrize("path", parts())
def test_every_question_has_a_title_and_help(path: str) -> None:
    asked = question(path)
    assert asked is not None
    assert asked.title
    assert asked.ask
    assert asked.ask[0].isupper()
    assert asked.ask.endswith((".", "?", "FILE")), asked.ask


def test_a_name_on_the_list_of_what_is_no_prose_is_a_question() -> None:
    assert set(parts()) >= NO_PROSE


@pytest.mark.parametrize("path", prose())
def test_a_question_answered_in_prose_has_a_good_answer_and_a_weak_one(path: str) -> None:
    asked = question(path)
    assert asked is not None
    assert asked.good != asked.weak
    for answer in (asked.good, asked.weak):
        assert answer
        assert not answer.endswith(".")
        whole = Draft202012Validator(dict(parts()[path]))
        assert list(whole.iter_errors(answer)) == []
    assert len(asked.weak) < len(asked.good)


def test_what_is_no_prose_has_neither() -> None:
    others = [question(path) for path in parts() if path not in prose()]
    assert [asked.path for asked in others if asked and (asked.good or asked.weak)] == []


def test_a_draft_made_of_the_good_answers_has_the_right_shape() -> None:
    text = ["format: application/1", "route: nzqa", "kind: change"]
    for path in prose():
        if "." not in path:
            asked = question(path)
            text.append(f'{path}: "{asked.good if asked else None}"')
    assert read("\n".join(text) + "\n").findings == ()
    assert list(validator("application").iter_errors({})) != []


OUTCOMES = [rule for rule in RULES if rule.reads[0] == "/learning_outcomes"]


def told_of(statement: str) -> set[str]:
    """What the rules about outcomes say of one that has this statement."""
    outcome = {"id": "LO1", "statement": statement, "level": 5, "hours": 50}
    data = {"kind": "listing-and-approval", "level": 5, "learning_outcomes": [outcome]}
    found = examine(Draft(data), date(2026, 6, 15), SHIPPED, OUTCOMES)
    return {f.code for f in found if f.path.startswith("/learning_outcomes/")}


def test_our_own_advice_lets_the_good_outcome_pass_and_not_the_weak_one() -> None:
    asked = question("learning_outcomes.statement")
    assert asked is not None
    assert len(OUTCOMES) > 2
    assert told_of(asked.good) == set()
    assert told_of(asked.weak) >= {"LO-VERB"}


def test_a_provider_s_own_words_win_key_by_key() -> None:
    own = {"need.summary": {"ask": "Whom did you ask?", "weak": "Everybody"}}
    asked, shipped = question("need.summary", own), question("need.summary")
    assert asked is not None
    assert shipped is not None
    assert (asked.ask, asked.weak, asked.good) == ("Whom did you ask?", "Everybody", shipped.good)
    assert question("entry", own) == question("entry")


def test_a_question_that_no_draft_has_is_none_and_the_nearest_is_known() -> None:
    assert question("need.sumary") is None
    assert near("need.sumary") == "need.summary"
    assert near("outcomes.statement") == "learning_outcomes.statement"
    assert near("xyzzy") == ""


def test_entries_of_lists_and_groups_are_passed_over() -> None:
    assert {"learning_outcomes.statement", "people.name", "need.evidence.from.source"} <= set(
        parts()
    )
    assert set(schema("application")["properties"]) <= set(parts())
