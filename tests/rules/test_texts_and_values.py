"""The texts and values: every clause checked or judged, every value of a clause and read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from tests.rules.casebook import BOUNDARIES, CODES, TODAY, base, cases

from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import KEYS, SHIPPED
from mcapproval.rules import nzsced
from mcapproval.rules.bodies import TYPES, days_in_words
from mcapproval.rules.book import EVERY_RULE, RULES
from mcapproval.rules.examine import examine
from mcapproval.rules.law import Dated, Law, first_day, values
from mcapproval.rules.review_schedule import legacy
from mcapproval.rules.texts import CRITERIA, Clause, checking, clauses, texts
from mcapproval.rules.workload_advice import advice
from mcapproval.shipped import in_room, schema

ABOUT = {rule.code: rule.about for rule in EVERY_RULE}

# clauses


def test_every_text_parses_and_has_clauses() -> None:
    assert len(texts()) >= 8
    for text in texts():
        assert text.clauses, text.slug
        assert text.until is None or text.since <= text.until
        assert text.numbering or text.slug == "provider-policy"


def every_clause() -> list[Clause]:
    return [clause for text in texts() for clause in text.clauses]


def test_ids_of_clauses_are_unique_and_begin_with_their_text() -> None:
    assert len(clauses()) == len(every_clause())
    for text in texts():
        assert all(clause.id.startswith(f"{text.slug}/") for clause in text.clauses)


def test_the_clauses_of_our_policy_tell_the_figures_that_ship() -> None:
    cited = {clause.citation.partition(", ")[2]: clause for clause in every_clause()}
    for setting, key in KEYS.items():
        shipped = getattr(SHIPPED, setting)
        clause = cited.get(" ".join((f"[{key[0]}]", *key[1:])))
        if clause and isinstance(shipped, int):
            yes = shipped is True and "yes"
            said = f"as {yes or 'no'}" if isinstance(shipped, bool) else f"with {shipped}"
            assert f"shipped {said}" in clause.asks, clause.id
            assert clause.setting == setting, f'{clause.id} needs setting = "{setting}"'
    assert {clause.setting for clause in every_clause()} <= {None, *KEYS}
    weeks = clauses()["provider-policy/workload-weeks"]
    assert f"no more than {advice()['week']['most_hours']} hours" in weeks.asks


@pytest.mark.parametrize("clause", every_clause(), ids=lambda clause: clause.id)
def test_a_clause_is_either_checked_or_judged(clause: Clause) -> None:
    assert (clause.checked_by is None) != (clause.judged_because is None)
    known = clause.checked_by in CODES | {None}
    assert known, f"{clause.checked_by}: no rule in the book has this code"
    assert clause.confidence in ("confirmed", "secondary", "inferred")
    assert clause.asks
    assert clause.until is None or clause.since <= clause.until
    assert clause.source.startswith("http") or clause.source == "mcapproval.toml"
    assert clause.source.startswith("http") or clause.asked_by == "policy"


def test_every_text_that_applies_or_applied_has_its_file() -> None:
    assert {text.slug for text in texts()} == {
        "applicant-notice", "approval-criteria", "education-act", "level-descriptors", "lor-2022",
        "provider-policy", "provider-rules-2026", "reporting", "requirements-2018", "review",
        "rules-2025", "rules-2026", "size", "tec", "university-policy-example",
    }  # fmt: skip


def test_every_clause_is_cited_by_its_text_and_a_place_in_it() -> None:
    for text in texts():
        assert text.short, text.slug
        for clause in text.clauses:
            assert clause.citation.removeprefix(f"{text.short}, ").strip(), clause.id


def test_only_what_is_checked_has_a_weight() -> None:
    for file in in_room("rules", "texts").iterdir():
        for row in tomllib.loads(file.read_text("utf-8"))["clause"]:
            assert "severity" not in row or "checked_by" in row, row["id"]


def test_a_text_whose_words_could_not_be_read_says_so() -> None:
    unread = {text.slug: text.numbering for text in texts() if text.slug.startswith("rules-202")}
    assert len(unread) == 2
    for numbering in unread.values():
        assert "could not be read" in numbering
        assert "those of 2022" in numbering


def test_an_example_of_a_policy_asks_nothing_by_itself() -> None:
    (example,) = (text for text in texts() if text.slug == "university-policy-example")
    for clause in example.clauses:
        assert clause.asked_by == "policy"
        assert clause.checked_by is None
        assert "an example" in (clause.judged_because or ""), clause.id
        assert not clause.look_at


def test_a_clause_lies_within_the_days_of_its_text() -> None:
    for text in texts():
        for clause in text.clauses:
            assert text.since <= clause.since
            assert text.until is None or (clause.until is not None and clause.until <= text.until)


def test_every_rule_is_in_some_clause() -> None:
    checked = {clause.checked_by for clause in every_clause() if clause.checked_by}
    assert checked - CODES == set(), "in checked_by, and no rule in the book has this code"
    assert CODES - checked == set(), "rules that no clause has in checked_by: none is ever asked"


def test_clauses_numbered_as_in_2022_say_so() -> None:
    for clause in every_clause():
        if clause.id.startswith("lor-2022/"):
            assert "2022 numbering" in clause.citation


# values


def every_value() -> list[tuple[str, Dated]]:
    return [(f"{file}/{name}", dated) for (file, name), held in values().items() for dated in held]


@pytest.mark.parametrize(("name", "dated"), every_value(), ids=lambda part: str(part)[:60])
def test_a_value_names_a_clause_that_is_in_force_while_it_holds(name: str, dated: Dated) -> None:
    clause = clauses()[dated.clause]
    assert clause.in_force(dated.since), name
    assert clause.asked_by == "rule"
    if dated.until is not None:
        assert clause.in_force(dated.until), name


def test_the_days_of_a_value_rise_and_do_not_overlap() -> None:
    for name, held in values().items():
        for earlier, later in pairwise(held):
            assert earlier.since < later.since, name
            assert earlier.until is not None, f"{name}: another follows, so that it has a last day"
            assert earlier.until < later.since, name


def test_every_value_is_read_by_a_rule_or_by_the_review_schedule() -> None:
    with reading_law() as read:
        legacy(TODAY)
        for tried in cases():
            tried.findings()
        for kind in TYPES:
            for day in BOUNDARIES:
                examine(named_by(kind), day, SHIPPED, RULES)
    assert set(values()) - read == set(), "values that no rule reads in a case"


ONE_DAY = timedelta(days=1)

BY_THE_SCHEDULE = {("review_period", "legacy")}
"""Read by the review schedule, whose own tests try both sides of the day."""


def turns(held: tuple[Dated, ...]) -> list[date]:
    """The days on which a value begins, is taken over by another clause, or is over; there is
    nothing before the first day of all.
    """
    found = set()
    for dated in held:
        found.add(dated.since)
        if dated.until is not None:
            found.add(dated.until + ONE_DAY)
    found.discard(first_day())
    return sorted(found)


def on(held: tuple[Dated, ...], day: date) -> list[object]:
    return [dated.value for dated in held if dated.holds_on(day)][-1:]


@cache
def readings() -> dict[tuple[str, str], set[tuple[str, date]]]:
    """Which rule read which value in a case of which day."""
    found: dict[tuple[str, str], set[tuple[str, date]]] = {}
    for tried in cases():
        with reading_law() as read:
            tried.findings()
        for name in read:
            found.setdefault(name, set()).add((tried.rule.code, tried.day))
    return found


def tried_on_both_sides(name: tuple[str, str], first: date) -> bool:
    """Whether one rule has a case on the last day before and on the first day, and reads the value
    in both, where it is in force and there is a value to read.
    """
    read = readings().get(name, set())
    days = {(tried.rule.code, tried.day) for tried in cases()}
    sides = (first - ONE_DAY, first)

    def seen(code: str, day: date) -> bool:
        silent = not checking(code, day) or not on(values()[name], day)
        return (code, day) in days and (silent or (code, day) in read)

    return any(
        all(seen(code, day) for day in sides) and any((code, day) in read for day in sides)
        for code in {code for code, _ in read}
    )


def test_every_value_has_a_case_on_each_side_of_the_days_on_which_it_turns() -> None:
    turning = [(n, d) for n, h in values().items() if n not in BY_THE_SCHEDULE for d in turns(h)]
    assert len(turning) > 50
    untried = [
        f"{file}.toml: {name} needs cases of one rule on {day - ONE_DAY} and on {day}"
        for (file, name), day in turning
        if not tried_on_both_sides((file, name), day)
    ]
    assert untried == []


def test_a_turn_is_where_a_value_begins_changes_or_ends() -> None:
    held = values()[("tec", "fee_cap")]
    assert turns(held) == [date(2021, 1, 1), date(2025, 1, 1), date(2026, 1, 1)]
    assert turns(values()[("credit_value", "largest")]) == [date(2023, 1, 16)], "another clause"
    assert turns(values()[("credit_value", "smallest")]) == [date(2023, 1, 16)]


def test_a_code_of_study_is_looked_for_where_a_list_is_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = Law.value

    def loaded(self: Law, file: str, name: str) -> Dated:
        held = plain(self, file, name)
        return replace(held, value=["050301"]) if name == "codes" else held

    monkeypatch.setattr(Law, "value", loaded)
    (found,) = examine(Draft(base()), TODAY, SHIPPED, [nzsced.RULE])
    assert found.severity is Severity.WARNING
    assert found.message == "'090599' is not among the 1 NZSCED codes that are loaded"
    assert examine(Draft({**base(), "nzsced": "050301"}), TODAY, SHIPPED, [nzsced.RULE]) == ()


def test_the_tables_of_bodies_know_every_type_of_the_schema() -> None:
    types = set(_schema_types())
    assert set(TYPES) == types
    for table in ("may_apply", "may_deliver"):
        assert {name for file, name in values() if file == table} == types


def test_a_body_may_not_only_where_a_text_that_was_read_says_so() -> None:
    for (file, name), held in values().items():
        if file in ("may_apply", "may_deliver"):
            for dated in held:
                sure = clauses()[dated.clause].confidence == "confirmed"
                assert dated.value != "no" or sure, (file, name)
                assert dated.value != "unclear" or not sure, (file, name)


def _schema_types() -> list[str]:
    organisations = schema("application")["properties"]["organisations"]["patternProperties"]
    (organisation,) = organisations.values()
    types: list[str] = organisation["properties"]["type"]["enum"]
    return types


def named_by(kind: str) -> Draft:
    data = base()
    data["organisations"]["otago-polytechnic"]["type"] = kind
    data["organisations"]["second"] = {"name": "The second", "type": kind}
    data["accreditation"].append({"provider": "second"})
    return Draft(data)


@contextmanager
def reading_law() -> Iterator[set[tuple[str, str]]]:
    read: set[tuple[str, str]] = set()
    plain = Law.maybe

    def maybe(self: Law, file: str, name: str) -> Dated | None:
        read.add((file, name))
        return plain(self, file, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Law, "maybe", maybe)
        yield read


@pytest.mark.parametrize(
    ("kind", "day", "words"),
    [
        ("te-pukenga", date(2019, 6, 1), "from 1 April 2020"),
        ("te-pukenga", date(2026, 1, 1), "until 31 December 2025"),
        ("isb", date(2025, 12, 31), "from 1 January 2026"),
        ("nzist-division", date(2024, 6, 1), "from 1 January 2026"),
        ("nzist-division", date(2028, 1, 1), "until 31 March 2027"),
    ],
)
def test_a_type_that_is_not_there_is_told_by_the_side_on_which_the_day_lies(
    kind: str, day: date, words: str
) -> None:
    assert days_in_words("may_apply", kind, day) == words


def test_every_file_of_values_has_a_title_a_unit_and_nothing_but_dated_values() -> None:
    for file in in_room("rules", "values").iterdir():
        content = tomllib.loads(file.read_text("utf-8"))
        assert content.pop("title")
        assert content.pop("unit")
        for entries in content.values():
            assert all(
                {"from", "value", "clause"} <= entry.keys() <= {"from", "until", "value", "clause"}
                for entry in entries
            ), file.name


def test_every_clause_has_no_key_that_nobody_reads() -> None:
    known = {"id", "cite", "asks", "checked_by", "judged_because", "severity", "from", "until"}
    for file in in_room("rules", "texts").iterdir():
        for row in tomllib.loads(file.read_text("utf-8"))["clause"]:
            more = {"source", "confidence", "look_at", "concerns", "asks_of", "criterion"}
            assert row.keys() <= known | more | {"chief", "setting"}, row["id"]


def test_the_chief_clause_of_a_rule_stands_before_its_others() -> None:
    day = date(2026, 11, 21)
    chief = [clause for clause in clauses().values() if clause.chief]
    assert [clause.id for clause in chief] == ["lor-2022/6.2-words", "size/smallest"]
    for clause in chief:
        assert checking(clause.checked_by or "", day)[0] == clause
        assert clause.asked_by == "rule"
    assert [clause.id for clause in checking("TITLE-WORD", day)] == [
        "lor-2022/6.2-words", "lor-2022/6.1(a)", "provider-policy/title-certificate",
    ]  # fmt: skip
    assert [clause.id for clause in checking("CRED-MIN-1", day)] == [
        "size/smallest", "lor-2022/6.1(b)-credits",
    ]  # fmt: skip


def test_a_clause_asks_something_of_a_draft_and_says_where_or_asks_it_of_somebody_else() -> None:
    for clause in every_clause():
        assert bool(clause.look_at) != bool(clause.asks_of), clause.id
        assert clause.asks_of in (None, "nzqa", "provider", "listing")
        if clause.checked_by:
            about = ABOUT.get(clause.checked_by, f"{clause.checked_by}, which is in no book")
            assert bool(clause.look_at) == (about in ("draft", "overlap")), f"it is about {about}"
        assert clause.criterion is None or clause.criterion in CRITERIA, clause.id


def test_a_clause_concerns_routes_kinds_and_applicants_of_the_schema() -> None:
    known = schema("application")["properties"]
    for concerns in (clause.concerns for clause in every_clause()):
        assert set(concerns.route) <= set(known["route"]["enum"])
        assert set(concerns.kind) <= set(known["kind"]["enum"])
        assert set(concerns.applicant) <= set(_schema_types())


def test_a_clause_points_to_places_that_the_schema_of_drafts_has() -> None:
    for clause in every_clause():
        for path in clause.look_at:
            node = schema("application")
            for step in path.strip("/").split("/"):
                node = node["items"] if step == "*" else node["properties"][step]
