"""Where an answer stands, by heading and field as the form has them, from its path in a draft.

A form that is read says so of what it finds as it goes down the file. The records keep no file and
no lines: whoever reads of a case there may have the form or the text, and both have the headings.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from mcapproval.documents.word_form.choices import in_words
from mcapproval.documents.word_form.index import Home, Index, index
from mcapproval.documents.word_form.plan import Table
from mcapproval.documents.word_form.planning import plan
from mcapproval.draft.help import parts, question
from mcapproval.draft.pointer import tokens


@cache
def questions() -> Index:
    """Everything that a form of any kind may ask."""
    return index(plan("", more=tuple(key for key in parts() if "." not in key)))


def place_of(path: str) -> str:
    """`/need/evidence/0/claims` as "Need and acceptability, Evidence of need, item 1, Claims".

    Entries count from 1; people and organisations go by their key. What no form asks, such as how
    a case stands, is told by its steps in words. Empty for the draft as a whole.
    """
    names, numbers, keyed = _steps(path)
    homes = questions().homes
    upto = next((n for n in range(len(names), 0, -1) if ".".join(names[:n]) in homes), 0)
    if not upto:
        return _heading(names, numbers) or _steps_in_words(path)
    home = homes[".".join(names[:upto])]
    said = [home.words(numbers.get(home.entry_of, 0))]
    if isinstance(home.one, Table):
        said += [keyed] if keyed else []
        number = numbers.get(home.path)
        said += [home.one.entry(number)] if number else []
        said += _column(home.one, ".".join(names))
    return ", ".join(said)


def answer_in_words(path: str, value: Any) -> str:
    """What stands at a path, as the form says it: each answer of an entry after its label."""
    return _answer(".".join(_steps(path)[0]), value)


def _answer(path: str, value: Any) -> str:
    if isinstance(value, Mapping):
        inner = {f"{path}.{key}": (key, each) for key, each in value.items()}
        said = (f"{titled(at) or key}: {_answer(at, each)}" for at, (key, each) in inner.items())
        return "; ".join(said)
    if isinstance(value, list | tuple):
        between = " | " if any(isinstance(each, Mapping) for each in value) else ", "
        return between.join(_answer(path, each) for each in value) or "none"
    return in_words(path, value) if value in choices_of(path) else str(value)


def titled(path: str) -> str:
    """What a form calls a question; empty for what it does not ask."""
    asked = question(path)
    return asked.title.replace("`", "") if asked else ""


def choices_of(path: str) -> tuple[str, ...]:
    """The answers that a question offers, of a list those of its entries."""
    part = parts().get(path, {})
    return (*part.get("enum", ()), *part.get("items", {}).get("enum", ()))


def _steps(path: str) -> tuple[list[str], dict[str, int], str]:
    """The keys on the way, the number of the entry in each list, and the key of a keyed entry."""
    names: list[str] = []
    numbers: dict[str, int] = {}
    keyed = ""
    for step in tokens(path):
        home = questions().homes.get(".".join(names))
        if home and isinstance(home.one, Table) and home.one.keyed and not keyed:
            keyed = step
        elif step.isdecimal():
            numbers[".".join(names)] = int(step) + 1
        else:
            names.append(step)
    return names, numbers, keyed


def _column(table: Table, path: str) -> list[str]:
    label = next((column.label for column in table.columns if column.path == path), "")
    label = label or ("" if path == table.path else titled(path))
    return [label] if label else []


def _heading(names: list[str], numbers: dict[str, int]) -> str:
    """The heading of a part that is no field of its own."""
    path = ".".join(names)
    inside = (home for home in questions().homes.values() if home.section == path)
    first: Home | None = next(inside, None)
    return ", ".join(first.over(numbers.get(first.entry_of, 0))) if first and path else ""


def _steps_in_words(path: str) -> str:
    said: list[str] = []
    for step in tokens(path):
        if step.isdecimal() and said:
            said[-1] += f" {int(step) + 1}"
        else:
            said.append(step.replace("_", " "))
    return ", ".join(said)
