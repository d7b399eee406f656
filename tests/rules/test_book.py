"""The book as a whole: rules, clauses, values and what is read hold together."""

from __future__ import annotations

import ast
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from tests.rules.casebook import BOUNDARIES, CASE_FILES, CODES, Recording, cases, unasked

import mcapproval.rules.book as book
import mcapproval.rules.book_hash as hashed
from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import covers
from mcapproval.draft.sections import section_of
from mcapproval.findings import Severity
from mcapproval.rules.book import EVERY_RULE, RULES
from mcapproval.rules.book_hash import book_hash
from mcapproval.rules.casebook import module_of
from mcapproval.rules.examine import examine
from mcapproval.rules.law import Law, Listening, era_of, values_on
from mcapproval.rules.rule import CLAUSE, Rule
from mcapproval.rules.texts import checked_on, checking
from mcapproval.shipped import in_room, schema

MODULES = sorted(
    path.stem
    for path in Path(book.__file__).parent.glob("*.py")
    if "RULE = Rule(" in path.read_text("utf-8")
)


def by_code(rule: Rule) -> str:
    return rule.code


def test_codes_are_unique() -> None:
    assert len(CODES) == len(EVERY_RULE)


def test_a_code_that_was_retired_is_not_given_again() -> None:
    file = Path(__file__).with_name("retired_codes.toml")
    assert CODES.isdisjoint(tomllib.loads(file.read_text("utf-8"))["retired"])


def test_every_module_with_a_rule_is_in_the_book() -> None:
    unlisted = set(MODULES) - {module_of(rule) for rule in EVERY_RULE}
    assert unlisted == set(), f"modules without a line in the book: {', '.join(sorted(unlisted))}"


def test_every_rule_has_a_case_file_of_its_name_and_no_file_is_left_over() -> None:
    missing, over = set(MODULES) - CASE_FILES, CASE_FILES - set(MODULES)
    assert missing == set(), f"to be written in src/mcapproval/rules/cases: {sorted(missing)}"
    assert over == set(), f"in src/mcapproval/rules/cases, and no rule has the name: {sorted(over)}"


@pytest.mark.parametrize("rule", EVERY_RULE, ids=by_code)
def test_a_rule_has_a_case_that_finds_and_one_that_does_not(rule: Rule) -> None:
    found = {bool(tried.case.finds) for tried in cases() if tried.rule is rule}
    assert True in found, f"{rule.code} has no case that finds something"
    assert False in found, f"{rule.code} has no case that finds nothing (finds = [])"


def test_the_sentences_of_the_cases_are_unique() -> None:
    twice = [key for key, n in Counter(str(tried) for tried in cases()).items() if n > 1]
    assert twice == []


# what is read


@pytest.mark.parametrize("rule", EVERY_RULE, ids=by_code)
def test_a_rule_reads_no_more_than_it_declares_and_declares_no_more_than_it_reads(
    rule: Rule,
) -> None:
    read: set[str] = set()
    for tried in cases():
        if tried.rule.about != rule.about:
            continue
        draft = Recording(tried.data)
        examine(draft, tried.day, tried.case.policy, [rule])
        read |= draft.seen
    more = sorted(path for path in read if not any(covers(d, path) for d in rule.reads))
    less = [d for d in rule.reads if not any(covers(d, path) for path in read)]
    assert more == [], f"{rule.code}: read, not in `reads`"
    assert less == [], f"{rule.code}: in `reads`, never read in a case{unasked(rule)}"


@pytest.mark.parametrize("rule", EVERY_RULE, ids=by_code)
def test_a_rule_asks_of_the_law_no_more_than_it_declares_and_declares_no_more_than_it_asks(
    rule: Rule,
) -> None:
    asked: set[str] = set()
    for tried in cases():
        if tried.rule.about != rule.about:
            continue
        for day in {tried.day, *BOUNDARIES}:
            if rule.code in checked_on(day):
                law = Listening(day)
                list(rule.check(Draft(tried.data), law, tried.case.policy))
                asked |= {key[0] if key else "day" for key in law.asked}
    assert asked - set(rule.law) == set(), f"{rule.code}: asked of the law, not in `law`"
    assert set(rule.law) - asked - {CLAUSE} == set(), (
        f"{rule.code}: in `law`, never asked for in a case{unasked(rule)}"
    )


@pytest.mark.slow
@pytest.mark.parametrize("rule", [r for r in EVERY_RULE if CLAUSE not in r.law], ids=by_code)
def test_a_rule_that_finds_nothing_finds_nothing_by_the_same_values_of_other_clauses(
    rule: Rule,
) -> None:
    days = [day for day in BOUNDARIES if rule.code in checked_on(day)]
    others = {era_of(day): day for day in days}.values()
    for tried in cases():
        if tried.rule.about != rule.about:
            continue
        draft, policy = Draft(tried.data), tried.case.policy
        for day in days:
            law = Listening(day)
            if list(rule.check(draft, law, policy)) or None in law.asked:
                continue
            asked = sorted({key for key in law.asked if key})
            same = answers(day, asked)
            for other in others:
                if answers(other, asked) == same:
                    assert not list(rule.check(draft, Law(other, day), policy)), (day, other)


def answers(day: date, asked: Iterable[tuple[str, str]]) -> list[object]:
    on = values_on(day)
    found = [on[key] for key in asked]
    return [held and held.value for held in found]


@pytest.mark.parametrize("rule", EVERY_RULE, ids=by_code)
def test_a_remark_weighs_no_more_than_the_heaviest_clause_of_its_rule(rule: Rule) -> None:
    order = list(Severity)
    for tried in cases():
        if tried.rule is rule:
            weights = [order.index(c.severity) for c in checking(rule.code, tried.day)]
            assert all(order.index(f.severity) >= min(weights) for f in tried.findings())


@pytest.mark.parametrize("module", [*MODULES, "asked", "bodies"])
def test_a_rule_reads_the_draft_only_by_its_paths(module: str) -> None:
    source = Path(book.__file__).with_name(f"{module}.py").read_text("utf-8")
    reached = {
        node.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "draft"
    }
    assert reached <= {"get", "text", "whole", "rows", "unusable", "once"}


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_the_first_path_of_a_rule_says_which_section_it_blocks(rule: Rule) -> None:
    assert section_of(rule.reads[0]) is not None


def test_what_is_read_is_in_the_schema() -> None:
    keys = set(schema("application")["properties"])
    for rule in RULES:
        assert {path.split("/")[1] for path in rule.reads} <= keys


# the hash


def test_the_book_is_found_by_code() -> None:
    assert book.rule("LVL-RANGE") in RULES
    assert book.rule("NO-SUCH") is None


def test_the_hash_of_the_book_is_that_of_its_pages() -> None:
    assert len(book_hash()) == 64
    pages = dict(hashed._pages())
    assert len(pages) == len(list(hashed._pages()))
    assert {"texts/size.toml", "values/level.toml", "./level.py", "./law.py"} <= set(pages)
    assert {"..//clock.py", "../draft/model.py"} <= set(pages)


NOT_OF_FINDINGS = {"errors", "shipped", "canonical", "rules"}
"""Modules and rooms that rules and what they stand on import, and no finding depends on; the room
of the rules itself is in the book as it is.
"""


def test_what_the_rules_stand_on_is_in_the_hash() -> None:
    room = Path(book.__file__).parent
    listed = {f"{place}.{name}".strip(".").removesuffix(".py") for place, name in hashed.STANDS_ON}
    modules = [
        *room.glob("*.py"),
        *(room.parent / place / name for place, name in hashed.STANDS_ON),
    ]
    imported = {
        node.module.removeprefix("mcapproval.")
        for module in modules
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mcapproval.")
        if node.module
    }
    outside = {name for name in imported if name.split(".")[0] not in NOT_OF_FINDINGS}
    assert outside == listed


def test_a_figure_that_no_policy_takes_does_not_change_the_hash() -> None:
    policy = Path(book.__file__).parents[1] / "policy"
    body = ast.parse((policy / "lead.py").read_text("utf-8")).body
    figures = {n.targets[0].id for n in body if isinstance(n, ast.Assign)}  # type: ignore[attr-defined]
    assert figures == {"LEAD_DAYS"}
    assert "import LEAD_DAYS" in (policy / "model.py").read_text("utf-8")


def test_a_change_in_any_page_changes_the_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = list(hashed._pages())
    before = book_hash()
    for n, (name, data) in enumerate(pages):
        changed = [*pages[:n], (name, data + b"#"), *pages[n + 1 :]]
        monkeypatch.setattr(hashed, "_pages", lambda changed=changed: iter(changed))
        assert book_hash.__wrapped__() != before, name


def test_line_ends_of_windows_make_the_same_book(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [(name, data.replace(b"\n", b"\r\n")) for name, data in hashed._pages()]
    monkeypatch.setattr(hashed, "_pages", lambda: iter(pages))
    assert book_hash.__wrapped__() == book_hash()


def test_the_pages_are_read_from_a_zipped_package_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = tmp_path / "book.zip"
    package = Path(book.__file__).parents[1]
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(package.rglob("*")):
            if file.suffix in (".py", ".toml"):
                archive.write(file, Path("package") / file.relative_to(package))
    with zipfile.ZipFile(packed) as archive:

        def zipped(first: str, folder: str) -> zipfile.Path:
            inside = "/".join(part for part in ("package", first, folder) if part)
            return zipfile.Path(archive, f"{inside}/")

        monkeypatch.setattr(hashed, "in_room", zipped)
        assert book_hash.__wrapped__() == book_hash()


def test_the_folders_of_the_room_hold_data_only() -> None:
    for folder in ("texts", "values", "cases", "bases"):
        assert all(f.name.endswith(".toml") for f in in_room("rules", folder).iterdir())
