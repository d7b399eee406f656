"""What `import mcapproval` offers: these names and no others, with these shapes, and at no cost."""

from __future__ import annotations

import doctest
import inspect
import os
import subprocess
import sys
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

import mcapproval

Golden = Callable[[str, str], None]

OFFERED = [name for name in mcapproval.__all__ if name != "__version__"]
ALIASES = ("Look", "Place", "Track")
CLASSES = [
    getattr(mcapproval, name) for name in OFFERED if inspect.isclass(getattr(mcapproval, name))
]


def shape(name: str) -> Iterator[str]:
    """A name as programs use it, in lines."""
    thing: Any = getattr(mcapproval, name)
    if name in ALIASES:
        yield f"{name} = {thing}"
    elif not inspect.isclass(thing):
        yield f"{name}{inspect.signature(thing)}"
    elif issubclass(thing, Enum):
        yield f"{name}: {', '.join(str(member) for member in thing)}"
    elif is_dataclass(thing):
        yield f"{name}: {', '.join(f'{each.name} ({each.type})' for each in fields(thing))}"
        yield from _methods(name, thing)
    elif issubclass(thing, mcapproval.Trouble):
        yield f"{name}({thing.__mro__[1].__name__}): exit code {thing.exit_code}"
    else:
        yield name
        yield from _methods(name, thing)


def _methods(name: str, thing: Any) -> Iterator[str]:
    for method, function in sorted(vars(thing).items()):
        if not method.startswith("_") and inspect.isfunction(function):
            yield f"    {name}.{method}{inspect.signature(function)}"


def test_the_names_and_their_shapes_are_as_promised(golden: Golden) -> None:
    """A change of this file breaks programs of others: it is told in the changelog."""
    golden("surface.txt", "\n".join(line for name in OFFERED for line in shape(name)) + "\n")


def test_nothing_but_what_is_promised_is_offered() -> None:
    assert dir(mcapproval) == sorted(mcapproval.__all__) == mcapproval.__all__
    taken: dict[str, Any] = {}
    exec("from mcapproval import *", taken)
    taken.pop("__builtins__")
    assert sorted(taken) == mcapproval.__all__


def test_a_name_that_is_not_offered_is_told_as_any_modules_is() -> None:
    with pytest.raises(AttributeError, match="module 'mcapproval' has no attribute 'Desk'"):
        mcapproval.Desk  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(ImportError):
        exec("from mcapproval import sit_down")


@pytest.mark.parametrize("name", [name for name in OFFERED if name not in ALIASES])
def test_whoever_is_offered_a_name_is_told_what_it_is(name: str) -> None:
    thing = getattr(mcapproval, name)
    assert thing.__name__ == name
    if not (inspect.isclass(thing) and issubclass(thing, Exception)):
        assert thing.__doc__


def hinted(thing: Any) -> Iterator[Any]:
    """Every class in the annotations of what is offered."""
    if inspect.isclass(thing) and is_dataclass(thing):
        yield from _classes(typing.get_type_hints(thing).values())
    if inspect.isfunction(thing):
        yield from _classes(typing.get_type_hints(thing).values())
    elif inspect.isclass(thing) and not issubclass(thing, Enum):
        for name, function in vars(thing).items():
            if not name.startswith("_") and inspect.isfunction(function):
                yield from _classes(typing.get_type_hints(function).values())


def _classes(hints: Any) -> Iterator[Any]:
    for hint in hints:
        if args := typing.get_args(hint):
            yield from _classes(arg for arg in args if not isinstance(arg, str | list))
        if inspect.isclass(hint) and not isinstance(hint, types.GenericAlias):
            yield hint


def test_no_type_of_ours_that_is_not_offered_is_named_by_one_that_is() -> None:
    found = {one for name in OFFERED for one in hinted(getattr(mcapproval, name))}
    ours = {one for one in found if one.__module__.startswith("mcapproval")}
    assert mcapproval.Reason in ours
    assert ours <= set(CLASSES)
    assert not {one for one in found if one.__module__.startswith(("sqlalchemy", "sqlmodel"))}


def loaded(code: str) -> set[str]:
    """The modules that are there after some code in a fresh Python."""
    say = f"import sys; {code}; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", say], capture_output=True, text=True, check=True)
    return set(told.stdout.split())


def test_to_import_it_loads_nothing_else_of_it() -> None:
    assert {m for m in loaded("import mcapproval") if m.startswith("mcapproval.")} == set()
    assert "mcapproval.library.values" in loaded("from mcapproval import Case")


def test_to_check_a_draft_loads_no_database() -> None:
    check = "import mcapproval; mcapproval.check({'format': 'application/1'})"
    found = loaded(check)
    assert "mcapproval.rules.book" in found
    assert not found & {"sqlalchemy", "sqlmodel", "click"}


@pytest.mark.slow
def test_the_examples_of_the_page_pass_a_strict_check_of_their_types(tmp_path: Path) -> None:
    source = Path(mcapproval.__file__).parents[1]
    page = (source.parent / "docs" / "library.md").read_text("utf-8")
    examples = [each.source for each in doctest.DocTestParser().get_examples(page)]
    more = "for case in records.list():\n    records.list(track=case.track)\n"
    (tmp_path / "page.py").write_text("".join([*examples, more]), "utf-8")
    (tmp_path / "mypy.ini").write_text("[mypy]\n", "utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "kept", "page.py"],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, len(examples) > 10) == (0, True), checked.stdout


def test_every_value_is_frozen() -> None:
    values = [one for one in CLASSES if is_dataclass(one) and isinstance(one, type)]
    assert len(values) > 5
    for one in values:
        with pytest.raises(FrozenInstanceError):
            setattr(object.__new__(one), fields(one)[0].name, "another")
