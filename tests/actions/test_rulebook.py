"""The rule book for people: what a rule reads, which drafts explain it, which codes are known."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import mcapproval
from mcapproval.actions.rulebook.examples import BASE_DAY, as_yaml, failing, passing
from mcapproval.actions.rulebook.explaining import explained, rule_explained
from mcapproval.actions.rulebook.listing import Wanted, clauses_in_force, rules_in_force
from mcapproval.actions.rulebook.other_codes import OTHER_CODES, OtherCode
from mcapproval.actions.rulebook.values_read import values_read
from mcapproval.documents.rule_book.facts import Explained
from mcapproval.draft.model import Draft
from mcapproval.draft.reader import read_draft_bytes
from mcapproval.errors import NotInForce, Unknown
from mcapproval.findings import Severity
from mcapproval.policy.model import TO_DEVELOP
from mcapproval.rules.book import EVERY_RULE, rule
from mcapproval.rules.casebook import base, cases_of
from mcapproval.rules.examine import examine
from mcapproval.rules.law import Listening, values
from mcapproval.rules.rule import Rule
from mcapproval.rules.texts import CRITERIA, checking, texts

PACKAGE = Path(mcapproval.__file__).parent
OLD = date(2022, 6, 1)


def of(code: str) -> Rule:
    found = rule(code)
    assert found is not None
    return found


def names(code: str) -> set[tuple[str, str]]:
    return {(value.file, value.name) for value in values_read(of(code))}


# values


def test_a_rule_is_told_with_the_values_that_it_reads_and_no_others() -> None:
    assert names("CRED-MIN-5") == {("credit_value", "smallest")}
    assert names("LVL-RANGE") == {("level", "lowest"), ("level", "highest")}
    assert names("DUP-CHECK") == set()


def test_where_the_draft_decides_which_value_is_read_all_of_the_file_are_told() -> None:
    told = names("DEV-NAMED")
    assert told == {key for key in values() if key[0] == "may_apply"}


def test_no_rule_reads_a_value_in_a_way_that_is_not_seen() -> None:
    """Every value that a module of a rule names in its text is among those that are told."""
    for one in EVERY_RULE:
        source = Path(one.check.__code__.co_filename).read_text("utf-8")
        named = set(re.findall(r'law\.(?:value|maybe)\(\s*"(\w+)"', source))
        seen = {file for file, _ in names(one.code)}
        assert named <= seen, one.code


def test_the_law_that_remembers_what_it_was_asked_is_the_law() -> None:
    law = Listening(OLD)
    assert law.value("credit_value", "smallest").value == 5
    assert law.maybe("title_words", "restricted") is None
    assert law.asked == [("credit_value", "smallest"), ("title_words", "restricted")]
    assert (law.day, law.at) == (OLD, OLD)
    assert law.asked[2:] == [None]


# examples


@pytest.mark.parametrize("one", EVERY_RULE, ids=lambda one: one.code)
def test_every_rule_shows_a_draft_that_fails_and_one_that_passes(one: Rule) -> None:
    told = rule_explained(one, BASE_DAY)
    assert told.fails is not None
    assert told.passes is not None
    assert told.fails.findings
    assert {found.code for found in told.fails.findings} == {one.code}
    assert told.passes.findings == ()
    assert told.fails.written or told.fails.left_out or told.fails.policy
    assert told.passes.written or told.passes.left_out
    assert told.mends
    assert told.why
    assert told.reads


def test_examples_are_of_the_law_of_the_day_where_the_cases_have_one() -> None:
    for day, most in ((BASE_DAY, 1), (OLD, 5)):
        shown = failing(of("CRED-MIN-5"), day)
        assert shown is not None
        assert checking("CRED-MIN-5", shown.day or BASE_DAY) == checking("CRED-MIN-5", day)
        assert f"{most}" in shown.findings[0].mend


def test_an_example_of_another_law_says_its_day() -> None:
    shown = failing(of("TITLE-WORD"), OLD)
    assert shown is not None
    assert shown.day is not None
    today = failing(of("TITLE-WORD"), BASE_DAY)
    assert today is not None
    assert today.day is None


def test_a_draft_that_passes_is_one_in_which_no_other_rule_finds_a_fault() -> None:
    shown = passing(of("CRED-MIN-5"), BASE_DAY)
    assert shown is not None
    assert shown.written == "credits: 5"


@pytest.mark.parametrize("one", EVERY_RULE, ids=lambda one: one.code)
def test_no_other_rule_spoils_what_is_marked_to_show_a_draft_that_passes(one: Rule) -> None:
    others = [other for other in EVERY_RULE if other.about == one.about and other is not one]
    for case in cases_of(one):
        if case.shown and case.day is None and not case.findings(one, BASE_DAY):
            found = examine(Draft(case.data), BASE_DAY, case.policy, others)
            as_ever = examine(Draft(base(one.about)), BASE_DAY, case.policy, others)
            assert {f.code for f in found} <= {f.code for f in as_ever}, case.name


@pytest.mark.parametrize("day", [OLD, BASE_DAY], ids=str)
@pytest.mark.parametrize("one", EVERY_RULE, ids=lambda one: one.code)
def test_what_mends_a_rule_mends_the_very_draft_that_is_shown(one: Rule, day: date) -> None:
    told = rule_explained(one, day)
    assert told.fails is not None
    assert list(told.mends) == list(dict.fromkeys(f.mend for f in told.fails.findings))
    assert not {found.mend for found in told.also} & set(told.mends)


def test_what_is_advised_on_other_drafts_stands_beside_what_was_found_there() -> None:
    told = rule_explained(of("TITLE-NAME"), BASE_DAY)
    assert any("'Xero'" in mend for mend in told.mends)
    assert not any("'Inspiring Communities'" in mend for mend in told.mends)
    (empty,) = [
        found
        for found in rule_explained(of("TITLE-WORD"), BASE_DAY).also
        if found.message.startswith("there is no title")
    ]
    assert empty.mend == "write the title under title"


def test_advice_that_is_alike_is_given_once() -> None:
    told = rule_explained(of("TITLE-WORD"), BASE_DAY)
    said = [*told.mends, *(found.mend for found in told.also)]
    assert sum("leave 'diploma' out" in one for one in said) == 1
    assert not any("'bachelor's'" in one for one in said)


def test_advice_to_do_another_thing_is_told_however_like_it_reads() -> None:
    told = rule_explained(of("WORK-WEEKS"), BASE_DAY)
    said = [*told.mends, *(found.mend for found in told.also)]
    assert any("else claim fewer credits" in one for one in said)
    assert any(
        "write route: " in f.mend for f in rule_explained(of("APPLICANT-ROLE"), BASE_DAY).also
    )


@pytest.mark.parametrize("code", ["DEV-NAMED", "APPLICANT-ROLE", "HOURS-10"])
def test_whoever_may_waive_is_named_where_any_finding_of_a_rule_can_be_waived(code: str) -> None:
    assert rule_explained(of(code), BASE_DAY).waived_by == ("quality adviser", "quality manager")


def test_what_is_shown_is_written_as_a_person_would() -> None:
    content = {
        "title": "Te Ao Māori",
        "credits": 4,
        "standards": {"used": "no", "list": [{"id": "1"}]},
    }
    assert as_yaml(content) == (
        "title: Te Ao Māori\ncredits: 4\nstandards:\n  used: no\n  list:\n    - id: '1'"
    )
    assert as_yaml({}) == ""


# codes


def test_a_rule_that_can_be_waived_says_by_whom_and_another_does_not() -> None:
    assert rule_explained(of("NEED-STAKE"), BASE_DAY).waived_by == (
        "quality adviser",
        "quality manager",
    )
    assert rule_explained(of("PURPOSE-5"), BASE_DAY).waived_by == ()


NOT_OF_MOVES = ("migrating",)
"""Modules whose reasons stand against another act than a move."""


def test_every_code_of_the_form_and_of_the_workflow_can_be_explained() -> None:
    form = {
        code
        for room in ("draft", "actions")
        for file in (PACKAGE / room).rglob("*.py")
        for code in re.findall(r'"(FORM-[A-Z]+)"', file.read_text("utf-8"))
    }
    reasons = {
        code
        for file in (PACKAGE / "workflow").glob("*.py")
        if file.stem not in NOT_OF_MOVES
        for code in re.findall(
            r'(?:Reason|_reason|_result)\((?:\s*situation,)?\s*"([A-Z-]+)"', file.read_text("utf-8")
        )
    }
    reasons |= {f"GATE-{key.replace('_', '-').upper()}" for key in TO_DEVELOP}
    assert {"FORM-KEY", "FORM-DATE", "FORM-FILE"} <= form
    assert {"NEED-EVIDENCE", "OWN-CASE"} <= reasons
    rules = {one.code for one in EVERY_RULE}
    assert form - rules <= {code for code, told in OTHER_CODES.items() if told.kind == "form"}
    assert reasons <= {code for code, told in OTHER_CODES.items() if told.kind == "reason"}
    assert not rules & set(OTHER_CODES)


def test_what_only_warns_of_a_file_is_not_said_to_keep_it_from_being_understood() -> None:
    found = read_draft_bytes(b"title: The title # a note", "draft.yaml").told
    told = {each.code for each in found if each.severity is Severity.WARNING} & set(OTHER_CODES)
    assert told == {"FORM-NOTE"}
    for code in (*told, "FORM-COMMENT", "FORM-OUTSIDE", "FORM-FIELD", "FORM-QUOTES"):
        assert "understood, and taken in all the same" in OTHER_CODES[code].why
    assert "can't be understood" in OTHER_CODES["FORM-KEY"].why


def test_rules_that_another_code_names_exist() -> None:
    for told in OTHER_CODES.values():
        for code in re.findall(r"the rule behind it is ([A-Z-]+)", told.mend):
            assert rule(code) is not None


def test_a_code_is_found_however_it_is_typed_and_near_ones_are_offered() -> None:
    assert isinstance(explained("need-evid", BASE_DAY), Explained)
    assert isinstance(explained("Need-Evidence", BASE_DAY), OtherCode)
    with pytest.raises(Unknown, match="did you mean CRED-MIN-5"):
        explained("CRED-MIM-5", BASE_DAY)
    with pytest.raises(Unknown, match=r"there is no rule XYZZY$"):
        explained("XYZZY", BASE_DAY)
    with pytest.raises(NotInForce):
        explained("CRED-MIN-5", date(2018, 8, 21))


# lists


def test_a_rule_is_listed_once_with_the_first_clause_that_fits() -> None:
    everything = {r.code: c.id for r, c in rules_in_force(BASE_DAY, Wanted())}
    assert len(everything) == len(rules_in_force(BASE_DAY, Wanted()))
    assert everything["NEED-EVID"] == "approval-criteria/need"
    ours = {r.code: c.id for r, c in rules_in_force(BASE_DAY, Wanted(asked_by="policy"))}
    assert ours["NEED-EVID"] == "provider-policy/need-age"
    assert all(clause.startswith("provider-policy/") for clause in ours.values())


def test_filters_are_combined_and_one_clause_must_fit_them_all() -> None:
    wanted = Wanted(asked_by="rule", severity=Severity.WARNING)
    assert "NEED-EVID" not in {r.code for r, _ in rules_in_force(BASE_DAY, wanted)}
    wanted = Wanted(criterion="need-and-acceptability", track="application", about="draft")
    found = rules_in_force(BASE_DAY, wanted)
    assert {"NEED-EVID", "DUP-CHECK"} <= {r.code for r, _ in found}
    assert all(c.criterion == "need-and-acceptability" for _, c in found)


@pytest.mark.parametrize("day", [OLD, BASE_DAY], ids=str)
def test_only_what_is_in_force_is_listed(day: date) -> None:
    for one, clause in rules_in_force(day, Wanted()):
        assert clause.in_force(day), one.code
    codes = {r.code for r, _ in rules_in_force(day, Wanted())}
    assert codes == {r.code for r in EVERY_RULE if checking(r.code, day)}


def test_each_criterion_each_weight_and_each_text_has_its_part_of_the_clauses() -> None:
    whole = clauses_in_force(BASE_DAY, Wanted(), judged=False)
    assert len(whole) == sum(c.in_force(BASE_DAY) for text in texts() for c in text.clauses)
    parts = [clauses_in_force(BASE_DAY, Wanted(text=t.slug), judged=False) for t in texts()]
    assert [c for part in parts for c in part] == list(whole)
    for criterion in CRITERIA:
        part = clauses_in_force(BASE_DAY, Wanted(criterion=criterion), judged=False)
        assert part, criterion
        assert {c.criterion for c in part} == {criterion}


def test_what_people_judge_is_what_no_rule_checks() -> None:
    judged = clauses_in_force(BASE_DAY, Wanted(), judged=True)
    assert judged
    assert all(c.checked_by is None and c.judged_because for c in judged)
    assert all(c.asks_of is None for c in judged)
    of_others = Wanted(text="university-policy-example")
    assert not {c.id for c in judged} & {c.id for c in clauses_in_force(BASE_DAY, of_others, False)}


def test_a_day_before_the_law_is_refused_by_every_list() -> None:
    with pytest.raises(NotInForce):
        rules_in_force(date(2017, 1, 1), Wanted())
    with pytest.raises(NotInForce):
        clauses_in_force(date(2017, 1, 1), Wanted(), judged=False)
