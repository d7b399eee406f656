"""What somebody reads who has only the form: its labels, never the keys of a draft in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from tests.documents.filling_in import Filled, new

from mcapproval.documents.word_form.plan import Table, asked
from mcapproval.documents.word_form.planning import plan
from mcapproval.documents.word_form.reading import read_form
from mcapproval.documents.word_form.telling import for_word, told_of_case
from mcapproval.documents.word_form.writing import form
from mcapproval.draft.help import parts
from mcapproval.draft.reader import read_draft
from mcapproval.errors import Unreadable
from mcapproval.findings import Finding
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.book import RULES
from mcapproval.rules.casebook import cases_of
from mcapproval.rules.examine import examine

DAY = date(2026, 11, 21)
BAD = sorted(p for p in Path("samples/bad").glob("*.yaml") if ".expected" not in p.name)
KINDS = ("listing-and-approval", "listing-approval-and-accreditation", "accreditation", "change")
KEYS = {path.rpartition(".")[2] for path in parts()}


def of_a_text_file(sentence: str) -> list[str]:
    """Whatever in a sentence only somebody who writes YAML understands."""
    said = re.sub(r"see: [\w@-]+", "", re.split("`?mcapproval ", sentence)[0])
    said = re.sub(r'"[^"]*"', '""', said)
    found = [word for word in re.findall(r"[a-z_]+", said) if "_" in word and word in KEYS]
    found += re.findall(r"(?:write|add|or|and|line|is) [a-z_]+: ?(?!\w+ \w+ \w+)", said)
    found += [key for key in re.findall(r"under ([a-z_]+)(?=[,:;.)]|$)", said) if key in KEYS]
    return found + re.findall(r"`|\[\]|[{}]|[Ii]ndent|colon", said)


def words_of_a_text_file(findings: Iterable[Finding]) -> dict[str, list[str]]:
    told = {said: of_a_text_file(said) for f in findings for said in (f.message, f.mend)}
    return {said: found for said, found in told.items() if found}


def test_no_rule_names_a_key_to_somebody_who_has_a_form() -> None:
    cases = ((rule, case) for rule in RULES for case in cases_of(rule))
    findings = [found for rule, case in cases for found in case.findings(rule, DAY)]
    assert len(words_of_a_text_file(findings)) > 60
    assert words_of_a_text_file(map(for_word, findings)) == {}


def test_no_rule_speaks_of_this_form_to_somebody_who_may_have_a_text() -> None:
    cases = ((rule, case) for rule in RULES for case in cases_of(rule))
    findings = [found for rule, case in cases for found in case.findings(rule, DAY)]
    said = [sentence for f in map(told_of_case, findings) for sentence in (f.message, f.mend)]
    assert any("the draft's folder" in sentence for sentence in said)
    assert [sentence for sentence in said if "this form" in sentence] == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_almost_empty_form_is_mended_by_its_own_labels(kind: str) -> None:
    reading = read_form(new(kind), "f.docx").reading
    findings = reading.with_rules(examine(reading.draft, DAY, SHIPPED, RULES))
    assert len(findings) > 5
    assert words_of_a_text_file(findings) == {}


@pytest.mark.slow
def test_a_bad_draft_that_became_a_form_is_mended_by_its_labels() -> None:
    told: list[Finding] = []
    for path in BAD:
        try:
            reading = read_draft(path)
        except Unreadable:
            continue
        told += map(for_word, reading.findings)
        reading = read_form(form(reading.draft.data), "f.docx").reading
        told += reading.with_rules(examine(reading.draft, DAY, SHIPPED, RULES))
    assert len(told) > 30
    assert words_of_a_text_file(f for f in told if f.code != "FORM-KEY") == {}


def test_a_wrong_answer_anywhere_is_mended_by_its_label() -> None:
    wrong = Filled(new())
    for one in asked(plan("listing-approval-and-accreditation")):
        for field in one.columns if isinstance(one, Table) else (one,):
            wrong.write(field.path, "../29 February 2026")
    told = wrong.read().reading.told
    assert len(told) > 30
    assert words_of_a_text_file(told) == {}


def test_who_is_not_among_the_people_is_said_not_to_be_among_all_of_them() -> None:
    form = Filled(new()).write("co_design.meetings.decided", "Two outcomes")
    told = form.write("co_design.meetings.people", "person-7").read().reading.told
    assert '"person-7" isn\'t under "People"' in [found.message for found in told]
