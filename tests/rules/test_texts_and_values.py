"""The texts and values: every clause checked or judged, every value of a clause and read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise

import pytest
from tests.rules.casebook import BOUNDARIES, TODAY, base, cases

from mcapproval.draft.model import Draft
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.bodies import TYPES, days_of
from mcapproval.rules.book import EVERY_RULE, RULES
from mcapproval.rules.examine import examine
from mcapproval.rules.law import Dated, Law, values
from mcapproval.rules.review_schedule import legacy
from mcapproval.rules.texts import CRITERIA, Clause, clauses, texts
from mcapproval.shipped import in_room, schema

CODES = {rule.code for rule in EVERY_RULE}
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


@pytest.mark.parametrize("clause", every_clause(), ids=lambda clause: clause.id)
def test_a_clause_is_either_checked_or_judged(clause: Clause) -> None:
    assert (clause.checked_by is None) != (clause.judged_because is None)
    assert clause.checked_by is None or clause.checked_by in CODES
    assert clause.confidence in ("confirmed", "secondary", "inferred")
    assert clause.asks
    assert clause.until is None or clause.since <= clause.until
    if clause.asked_by == "rule":
        assert clause.source.startswith("http")


def test_a_clause_lies_within_the_days_of_its_text() -> None:
    for text in texts():
        for clause in text.clauses:
            assert text.since <= clause.since
            assert text.until is None or (clause.until is not None and clause.until <= text.until)


def test_every_rule_is_in_some_clause() -> None:
    assert {clause.checked_by for clause in every_clause()} - {None} == CODES


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
            assert earlier.until is None or earlier.until < later.since, name


def test_every_value_is_read_by_a_rule_or_by_the_review_schedule() -> None:
    with reading_law() as read:
        legacy(TODAY)
        for tried in cases():
            tried.findings()
        for kind in TYPES:
            for day in BOUNDARIES:
                examine(named_by(kind), day, SHIPPED, RULES)
    assert set(values()) - read == set()


def test_the_tables_of_bodies_know_every_type_of_the_schema() -> None:
    types = set(_schema_types())
    assert set(TYPES) == types
    for table in ("may_apply", "may_deliver"):
        assert {name for file, name in values() if file == table} == types


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
        ("nzist-division", date(2028, 1, 1), "until 31 December 2027"),
    ],
)
def test_a_type_that_is_not_there_is_told_by_the_side_on_which_the_day_lies(
    kind: str, day: date, words: str
) -> None:
    assert days_of("may_apply", kind, day) == words


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
            assert row.keys() <= known | more, row["id"]


def test_a_clause_asks_something_of_a_draft_and_says_where_or_asks_it_of_somebody_else() -> None:
    for clause in every_clause():
        assert bool(clause.look_at) != bool(clause.asks_of), clause.id
        assert clause.asks_of in (None, "nzqa", "provider", "listing")
        if clause.checked_by:
            assert bool(clause.look_at) == (ABOUT[clause.checked_by] in ("draft", "overlap"))
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
