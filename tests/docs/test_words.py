"""What the pages for people say is so: files, commands, days, figures and pictures."""

from __future__ import annotations

import re
import struct
import tomllib
from datetime import date
from pathlib import Path

import pytest
from tests.docs.console import SETTINGS, printed
from tests.test_house import FLOORS

from mcapproval import __version__
from mcapproval.cli.commands import COMMANDS
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.law import Law, values
from mcapproval.rules.texts import clauses, texts

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
NOT_OURS = {
    "mcapproval.toml", "my-draft.yaml", "records.db", "records.db-wal", "head.json",
    "manifest.json", "mcapproval/_shipped/",
    "_shipped/schemas",
}  # fmt: skip
"""Files that a reader makes, and what is only in the wheel."""

FILE = re.compile(
    r"[\w.-]+(/[\w.-]+)*/|(\.?[\w-]+/)+\.?[\w.-]+|[\w-]+\.(py|md|toml|json|txt|db|yaml)"
)
FORMAT = re.compile(r"[a-z-]+/1")


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def prose(path: Path) -> str:
    """A page without its blocks of commands and data."""
    return re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def spans(path: Path) -> list[str]:
    return re.findall(r"`([^`\n]+)`", prose(path))


# files and links


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_file_that_a_page_names_is_there(path: Path) -> None:
    named = {span for span in spans(path) if FILE.fullmatch(span) and not FORMAT.fullmatch(span)}
    named = {name for name in named - NOT_OURS if "NAME" not in name}
    homes = (
        ROOT,
        ROOT / "src" / "mcapproval",
        ROOT / "src" / "mcapproval" / "store",
        ROOT / "docs",
    )
    missing = [name for name in sorted(named) if not any((home / name).exists() for home in homes)]
    assert missing == []


def test_the_test_above_looks_at_files() -> None:
    named = {span for path in PAGES for span in spans(path) if FILE.fullmatch(span)}
    assert {"src/mcapproval/rules/book.py", "tests/test_house.py", "workflows/"} <= named
    assert not FILE.fullmatch("make demo")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", prose(path))
    ours = [target for target in targets if "://" not in target]
    assert [target for target in ours if not (path.parent / target).exists()] == []


# commands


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_that_a_page_names_exists(path: Path) -> None:
    text = path.read_text("utf-8")
    named = set(re.findall(r"(?:`|\$ |^    )mcapproval ([a-z][a-z-]*)", text, re.MULTILINE))
    assert named <= set(COMMANDS)
    targets = set(re.findall(r"(?:`|^    )make ([a-z][a-z-]*)", text, re.MULTILINE))
    assert targets <= set(re.findall(r"^([a-z-]+):", page("Makefile"), re.MULTILINE))


def test_the_readme_says_in_five_lines_what_it_is() -> None:
    first = page("README.md").split("\n\n")[1]
    assert first.count("\n") == 4


def test_the_readme_names_the_versions_of_python_that_are_meant() -> None:
    project = tomllib.loads(page("pyproject.toml"))["project"]
    meant = [c.rpartition(" ")[2] for c in project["classifiers"] if ":: 3." in c]
    start = page("README.md").split("## Start")[1].split("\n\n")[1]
    assert re.findall(r"3\.\d\d", start) == meant


# the law


def test_the_readme_says_what_the_law_and_the_policy_say() -> None:
    rows = re.findall(r"^\| (size|review) \| (.+) \| (.+) \| (.+) \|$", page("README.md"), re.M)
    size, review = rows
    for day, said_of_size, said_of_review in (
        (date(2022, 6, 1), size[1], review[1]),
        (date(2026, 6, 15), size[2], review[2]),
    ):
        law = Law(day)
        smallest, largest = (law.value("credit_value", n).value for n in ("smallest", "largest"))
        assert said_of_size == f"{smallest} to {largest} credits"
        years = law.value("review_period", "allowed").value
        assert said_of_review.startswith(
            "every year"
            if years == [1]
            else f"every {', '.join(map(str, years[:-1]))} or {years[-1]} years"
        )
    assert size[3] == f"at least {SHIPPED.credits_at_least} credits"
    assert f"every {SHIPPED.yearly_check_months} months" in review[3]


def test_the_changelog_names_every_day_of_law() -> None:
    days = {dated.since for held in values().values() for dated in held}
    days |= {dated.until for held in values().values() for dated in held if dated.until}
    days |= {clause.since for clause in clauses().values()} | {text.since for text in texts()}
    days |= {clause.until for clause in clauses().values() if clause.until}
    named = {date.fromisoformat(d) for d in re.findall(r"\d{4}-\d\d-\d\d", page("CHANGELOG.md"))}
    assert days <= named, (
        f"no row in the table of CHANGELOG.md for {sorted(map(str, days - named))}"
    )
    assert named <= days, f"in CHANGELOG.md and no day of law: {sorted(map(str, named - days))}"


def test_the_changelog_has_this_version_and_the_formats_there_are() -> None:
    text = page("CHANGELOG.md")
    assert f"## {__version__} " in text
    for name in FORMAT.findall(text.split("### Formats")[1]):
        folders = (ROOT / "src", ROOT / "schemas", ROOT / "workflows")
        files = (
            f
            for folder in folders
            for f in folder.rglob("*")
            if f.suffix in (".py", ".toml", ".json")
        )
        assert any(f'"{name}"' in file.read_text("utf-8") for file in files), name


# contributing


def test_the_floors_of_the_page_are_the_floors_of_the_house() -> None:
    rows = re.findall(r"^\| (\d) \| ([^|]+) \|", page("CONTRIBUTING.md"), re.MULTILINE)
    said = {
        room.removesuffix(".py").rstrip("/"): int(floor)
        for floor, rooms in rows
        for room in re.findall(r"`([^`]+)`", rooms)
    }
    built = {p.stem for p in (ROOT / "src" / "mcapproval").iterdir() if not p.stem.startswith("_")}
    assert said == {room: floor for room, floor in FLOORS.items() if room in built}


@pytest.mark.parametrize("what", ["rule", "workflow", "document", "report"])
def test_each_addition_takes_five_steps(what: str) -> None:
    section = page("CONTRIBUTING.md").split(f"## A new {what}, in five steps")[1].split("\n## ")[0]
    assert re.findall(r"^(\d)\. \*\*", section, re.MULTILINE) == ["1", "2", "3", "4", "5"]


# pictures


def test_the_picture_of_a_finding_shows_what_the_command_prints(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(ROOT)
    (command,) = re.findall(r'^CHECK = "(.+)"$', page("tests/docs/pictures.py"), re.MULTILINE)
    assert printed(f"mcapproval {command}") == page("docs/finding.txt"), (
        "python -m tests.docs.pictures"
    )


@pytest.mark.parametrize("name", ["docs/finding.png", "docs/pack-page.png"])
def test_each_picture_is_small_readable_and_told_in_words(name: str) -> None:
    data = (ROOT / name).read_bytes()
    wide, tall = struct.unpack(">II", data[16:24])
    assert data.startswith(b"\x89PNG")
    assert len(data) < 200_000
    assert 600 <= wide <= 2000
    assert 300 <= tall <= 2000
    (told,) = re.findall(rf"!\[([^\]]+)\]\({name}\)", page("README.md"))
    assert len(told) > 100


# spelling


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_te_reo_maori_has_its_macrons(path: Path) -> None:
    bare = r"\b(Maori|whanau|hapu|Pukenga|wananga|Wananga|korero|Hemi|tikanga Maori)\b"
    assert re.findall(bare, prose(path)) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_speaks_of_no_one_machine(path: Path) -> None:
    assert not re.search(r"(/home/|/root/|/Users/|[A-Z]:\\)", path.read_text("utf-8"))
