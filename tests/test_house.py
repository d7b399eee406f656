"""The house: which room may know which, and how long a module may be.

The floors stand here by hand, so that a new room is placed on purpose. The checker itself is held
to planted faults further down: a check that looks at nothing finds nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "mcapproval"
LONGEST = 250

FLOORS: Mapping[str, int] = {
    "__init__": 0,
    "errors": 0,
    "findings": 0,
    "canonical": 0,
    "clock": 0,
    "working_days": 0,
    "shipped": 0,
    "stored_zip": 0,
    "batches": 0,
    "progress": 0,
    "shares": 0,
    "draft": 1,
    "policy": 1,
    "sheets": 1,
    "rules": 2,
    "workflow": 3,
    "store": 4,
    "documents": 4,
    "reports": 4,
    "actions": 5,
    "cli": 6,
    "library": 6,
    "__main__": 7,
}
"""By room: a folder of the package, or a module that stands beside the folders."""

DOOR, BEHIND = "__init__", ("library", "errors", "findings")
"""What `import mcapproval` offers stands there by name, for those who check types: it is loaded
when it is asked for, so that the door itself stays on the ground.
"""


def house_faults(package: Path, floors: Mapping[str, int] = FLOORS) -> list[str]:
    """Imports that go where they may not, rooms without a floor, and looking at nothing; where none
    of them is found, modules that need each other.
    """
    modules = sorted(package.rglob("*.py"))
    if not modules:
        return [f"{package} holds no modules: nothing was looked at"]
    found: list[str] = []
    imports = 0
    for module in modules:
        name = module.relative_to(package).as_posix()
        room = _room(package, module)
        if room not in floors:
            found.append(f"{name}: the room {room} has no floor")
            continue
        for line, other in imported_rooms(package, module):
            imports += 1
            if other == room or (room == DOOR and other in BEHIND):
                continue
            if other not in floors:
                found.append(f"{name}:{line}: the room {other} has no floor")
            elif floors[other] > floors[room]:
                found.append(f"{name}:{line}: {room} climbs to {other}")
            elif floors[other] == floors[room] > 0:
                found.append(f"{name}:{line}: {room} goes sideways to {other}")
    if not imports:
        found.append(f"{package}: no import of the package was found: nothing was looked at")
    return found or _round(package, modules)


def _room(package: Path, module: Path) -> str:
    first = module.relative_to(package).parts[0]
    return first.removesuffix(".py")


def imported_rooms(package: Path, module: Path) -> Iterator[tuple[int, str]]:
    """Line and room of every import from the package."""
    for line, parts in imported(package, module):
        yield line, _named_room(package, parts)


def imported(package: Path, module: Path) -> Iterator[tuple[int, list[str]]]:
    """Line and name of every import from the package, at the top, in a function, or for types."""
    inside = module.relative_to(package.parent).with_suffix("").parts
    for node in ast.walk(ast.parse(module.read_text("utf-8"), str(module))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(inside[: len(inside) - node.level]) if node.level else ""
            start = ".".join(part for part in (base, node.module or "") if part)
            names = [f"{start}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == package.name:
                yield node.lineno, parts[1:]


def _named_room(package: Path, parts: list[str]) -> str:
    """The room of a dotted name; a name of the package itself, such as its version, is its own."""
    first = parts[0] if parts else "__init__"
    there = (package / first).is_dir() or (package / f"{first}.py").is_file()
    return first if there else "__init__"


def _round(package: Path, modules: list[Path]) -> list[str]:
    """A module that needs itself by way of others. The door has no part in it: what is asked of it
    is the program's version.
    """
    places = {module: module.relative_to(package).as_posix() for module in modules}
    needs = {
        place: {
            other
            for _, parts in imported(package, module)
            for other in ("/".join(parts) + ".py", "/".join(parts[:-1]) + ".py")
            if other in places.values()
        }
        for module, place in places.items()
        if place != f"{DOOR}.py"
    }
    try:
        tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        return [f"modules go round: {' -> '.join(error.args[1])}"]
    return []


def too_long(package: Path) -> list[str]:
    """Migrations aside: written once, read by nobody, never changed again."""
    counted = {
        module.relative_to(package).as_posix(): module.read_text("utf-8").count("\n")
        for module in package.rglob("*.py")
        if module.parent.name != "versions"
    }
    return [f"{name} has {lines} lines" for name, lines in counted.items() if lines > LONGEST]


def test_every_import_goes_to_a_lower_floor() -> None:
    assert house_faults(PACKAGE) == []


def test_every_room_of_the_design_that_has_a_floor_is_looked_at_or_not_built_yet() -> None:
    rooms = {_room(PACKAGE, module) for module in PACKAGE.rglob("*.py")}
    assert {"errors", "draft", "rules", "workflow", "store", "documents", "actions"} <= rooms
    assert rooms <= set(FLOORS)


def test_no_module_is_longer_than_a_reader_takes_in() -> None:
    assert too_long(PACKAGE) == []


def test_no_room_registers_itself_by_being_imported() -> None:
    """Lists stand in plain sight: the file of a room itself holds no code but its docstring."""
    for module in PACKAGE.glob("*/**/__init__.py"):
        body = ast.parse(module.read_text("utf-8")).body
        assert all(isinstance(part, ast.Expr) for part in body), module


# --- the checker notices what is planted ------------------------------------------------------

GOOD = {
    "__init__.py": '__version__ = "1"\n',
    "errors.py": "",
    "clock.py": "from mcapproval.errors import Trouble\n",
    "draft/model.py": "import mcapproval\nfrom mcapproval import errors\n",
    "draft/names.py": "from mcapproval.draft import model\n",
    "rules/level.py": "from mcapproval.draft.model import Draft\n",
    "store/keep.py": "from mcapproval.clock import stamp\n",
    "documents/pack.py": "from mcapproval.rules import level\n",
    "actions/moves.py": "from mcapproval.store.keep import keep\n",
    "cli/main.py": "def run() -> None:\n    from mcapproval.actions import moves\n",
}

PLANTED = {
    "climbs": ("draft/model.py", "from mcapproval.rules.level import RULE\n", "draft climbs"),
    "climbs inside a function": (
        "errors.py",
        "def late() -> None:\n    import mcapproval.store.keep\n",
        "errors climbs to store",
    ),
    "climbs by the name of a room": (
        "rules/level.py",
        "from mcapproval import actions\n",
        "rules climbs to actions",
    ),
    "climbs by a relative import": (
        "rules/level.py",
        "from ..store import keep\n",
        "rules climbs to store",
    ),
    "climbs for types only": (
        "store/keep.py",
        "if TYPE_CHECKING:\n    from mcapproval.actions.cases.moves import Said\n",
        "store climbs to actions",
    ),
    "climbs by the door": (
        "__init__.py",
        "from mcapproval.store.keep import keep\n",
        "__init__ climbs to store",
    ),
    "goes sideways": (
        "store/keep.py",
        "from mcapproval.documents.pack import build\n",
        "store goes sideways to documents",
    ),
    "goes round on the ground": (
        "errors.py",
        "from mcapproval.clock import stamp\n",
        "modules go round",
    ),
    "goes round in a room": (
        "draft/model.py",
        "def late() -> None:\n    from mcapproval.draft.names import named\n",
        "modules go round",
    ),
    "has no floor": ("attic/box.py", "import os\n", "the room attic has no floor"),
    "knows a room without a floor": (
        "cellar.py",
        "import os\n",
        "the room cellar has no floor",
    ),
}


def build(folder: Path, files: Mapping[str, str]) -> Path:
    package = folder / "mcapproval"
    package.mkdir()
    for name, text in files.items():
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text(text, "utf-8")
    return package


def test_the_checker_finds_nothing_in_a_good_house(tmp_path: Path) -> None:
    assert house_faults(build(tmp_path, GOOD)) == []


@pytest.mark.parametrize("fault", PLANTED)
def test_the_checker_notices_a_planted_fault(tmp_path: Path, fault: str) -> None:
    name, text, said = PLANTED[fault]
    found = house_faults(build(tmp_path, {**GOOD, name: text}))
    assert len(found) == 1
    assert said in found[0]


def test_the_checker_says_when_it_looked_at_nothing(tmp_path: Path) -> None:
    assert "looked at" in house_faults(tmp_path)[0]
    assert "looked at" in house_faults(build(tmp_path, {"errors.py": "import os\n"}))[0]


def test_the_checker_notices_a_module_that_is_too_long(tmp_path: Path) -> None:
    package = build(tmp_path, {**GOOD, "clock.py": "\n" * (LONGEST + 1)})
    assert too_long(package) == [f"clock.py has {LONGEST + 1} lines"]
