"""The values of the law are data: no module of the rules holds a number of its own, nor a day, and
none says one in a message, a title or a pattern.

Nought and one are left: nothing, one, the first, the last. So is "two", which English needs to set
one thing beside another.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import mcapproval.rules.book as book
from mcapproval.rules.texts import clauses

ROOM = Path(book.__file__).parent
MODULES = sorted(ROOM.rglob("*.py"))

A_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
A_YEAR = re.compile(r"(?<![\w/-])(?:19|20)[0-9]{2}(?![\w-])")
"""Not that in the id of a clause or the name of a set, such as `lor-2022/6.1(c)`."""

IN_WORDS = re.compile(
    r"\b(?:half|quarter|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|"
    r"seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|dozen)\b",
    re.IGNORECASE,
)
NAMED = re.compile(r"Criterion [0-9]|[A-Z][A-Z-]*-?[0-9]+M?|\\u[0-9a-f]{4}|[a-z-]+-[0-9]{4}|utf-8")
"""A number within a name: of a criterion, a rule, an item (LO1), a letter, a set, a text."""

MAKES_A_NUMBER = ("int", "float", "Decimal", "Fraction")
MAKES_A_DAY = ("date", "datetime", "fromisoformat")


def numbers(tree: ast.AST) -> Iterator[tuple[int, object]]:
    """Numbers other than nought and one, with their lines."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=int() | float() | complex() as value) if value not in (0, 1):
                yield node.lineno, value
            case ast.Call(func=called, args=[ast.Constant(value=str(text)), *_]) if (
                _name(called) in MAKES_A_NUMBER
            ):
                yield node.lineno, text


def said(tree: ast.AST) -> Iterator[tuple[int, object]]:
    """Numbers in texts, in figures or words; what documentation says is not read."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in told and not _cites(text):
                figures = set(re.findall(r"\d+", NAMED.sub("", text))) - {"0", "1"}
                if figures or IN_WORDS.search(text):
                    yield node.lineno, text


def days(tree: ast.AST) -> Iterator[tuple[int, object]]:
    """Days made of numbers, and texts that hold one; what documentation says is not read."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=called, args=given) if _name(called) in MAKES_A_DAY:
                if any(isinstance(part, ast.Constant) for part in given):
                    yield node.lineno, ast.unparse(node)
            case ast.Constant(value=str(text)) if id(node) not in told and (
                A_DAY.search(text) or A_YEAR.search(text)
            ):
                yield node.lineno, text


def _cites(text: str) -> bool:
    """Whether a text is the id of a clause, or the beginning of some."""
    return any(clause.startswith(text) for clause in clauses())


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOM)))
def test_a_module_of_the_rules_holds_no_number_and_no_day_of_its_own(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    assert list(numbers(tree)) == []
    assert list(said(tree)) == []
    assert list(days(tree)) == []


def test_the_modules_are_there_to_be_read() -> None:
    assert len(MODULES) > 30


def test_a_number_or_a_day_would_be_seen() -> None:
    written = "x = 40\ny = -1 + 0 + 1\nz = True\nw = 0.5\n"
    assert list(numbers(ast.parse(written))) == [(1, 40), (4, 0.5)]
    spoken = (
        'a = "give 1"\nb = f"from {a} to 40"\nc = r"[0-9]{6}"\nd = "six digits"\ne = f"{a:.4f}"\n'
    )
    assert sorted(line for line, _ in said(ast.parse(spoken))) == [2, 3, 4, 5]
    named = 'a = "HOURS-10"\nb = "such as LO1, MC-0001"\nc = "lor-2022/6.1(b)-level"\nd = "utf-8"\n'
    assert list(said(ast.parse(named))) == []
    told = f'"""Since {date(2023, 1, 16)}."""\na = date(2023, 1, 1)\nb = "2023-01-16"\n'
    assert [line for line, _ in days(ast.parse(told))] == [2, 3]
    years = 'a = f"before mid-January 2023, so {a}"\nb = "lor-2022/6.1(c)"\nc = "before-2025"\n'
    assert [line for line, _ in days(ast.parse(years))] == [1]
