"""What people wrote is printed, never obeyed: not by a terminal, not by a reader of JSON."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.living import APP
from tests.cli.shell import GOOD, SOURCE, Done, at

Stage = Callable[[str], Path]

HOSTILE = "Red\x1b[31m bell\x07 back\x08 title\x1b]0;x\x07 csi\x9b2J over\u202eturned line\u2028end"
NAME = "over\u202eturned"
"""A name is a line of text, and may turn around all the same."""

SHOWN = "Red�[31m bell� back� title�]0;x� csi�2J over�turned line"


def obeyed(text: str) -> set[str]:
    """The characters that a terminal obeys or that turn text around; line ends are meant."""
    return {
        c
        for c in text
        if c not in "\n\r" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    }


def heard(done: Done) -> Done:
    assert done.code in (0, 1), done.err
    assert obeyed(done.out + done.err) == set(), done.words
    return done


@pytest.fixture
def hostile(stage: Stage) -> Path:
    """Records whose notes, items, names and draft hold what a terminal would obey."""
    folder = stage("board")
    day = ("--today", "2026-06-06")
    at(folder, "people", "add", "zed", "--name", NAME, "--as", "admin", *day, fine=True)
    at(folder, "people", "grant", "zed", "quality-adviser", "--as", "admin", *day, fine=True)
    key = ("organisation", "add", "bad", "--name", NAME, "--as", "admin", *day)
    at(folder, *key, fine=True)
    item = ("item", "add", APP, "--text", HOSTILE, "--as", "zed", *day)
    at(folder, *item, fine=True)
    hold = ("move", APP, "hold", "--set", f"reason={HOSTILE}", "--note", HOSTILE, "--as", "zed")
    at(folder, *hold, *day, fine=True)
    return folder


LOOKS = (
    ("history", APP),
    ("item", "list", APP),
    ("people", "list"),
    ("organisation", "list"),
    ("next", APP, "--as", "zed"),
    ("show", APP),
    ("list",),
)


@pytest.mark.parametrize("words", LOOKS, ids=[" ".join(words) for words in LOOKS])
def test_a_terminal_obeys_nothing_that_people_wrote(hostile: Path, words: tuple[str, ...]) -> None:
    text = heard(at(hostile, *words))
    if words in (("history", APP), ("item", "list", APP)):
        assert SHOWN in text.out.replace("\n     ", " ")
    if words[-1] == "list" and len(words) == 2:
        assert "over�turned" in text.out


def test_json_holds_what_was_written_to_the_letter_and_csv_all_but_its_control_characters(
    hostile: Path,
) -> None:
    done = at(hostile, "item", "list", APP, "--json", fine=True)
    assert done.json[0]["says"] == HOSTILE
    assert obeyed(done.out) == set()
    text = at(hostile, "item", "list", APP, "--csv", fine=True).out
    assert obeyed(text) == set()
    assert "Red�[31m bell�" in text


def hostile_draft(folder: Path) -> Path:
    """A draft whose values hold escapes: quoted text may have them."""
    text = (GOOD / "community-led-development-facilitation" / "draft.yaml").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("title:")]
    text = text.replace(line, 'title: "Red \\e[31m over \\u202e turned"')
    text = text.replace("\nlevel: 5", '\nlevel: "\\e[2J"')
    (folder / "draft.yaml").write_text(text, "utf-8")
    return folder / "draft.yaml"


@pytest.mark.parametrize("form", ["text", "concise", "json", "csv", "sarif"])
def test_findings_that_repeat_what_was_written_are_harmless_in_every_format(
    stage: Stage, form: str
) -> None:
    folder = stage("begun")
    hostile_draft(folder)
    done = at(folder, "check", "draft.yaml", "--on", "2026-06-15", "--format", form)
    assert done.code in (1, 2)
    assert obeyed(done.out + done.err) == set()


FORGED = "draft.yaml:1:1: FORGED Nothing to mend (note)"


@pytest.mark.parametrize("form", ["text", "concise"])
def test_a_line_end_in_a_title_or_a_name_begins_no_finding(stage: Stage, form: str) -> None:
    folder = stage("begun")
    text = (folder / "draft.yaml").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("title:")]
    text = text.replace(line, f'title: "Speak Up\\n{FORGED}"')
    text = re.sub(r"(otago-polytechnic:\n +name:) .+", rf'\1 "Up\\n{FORGED}"', text, count=1)
    (folder / "draft.yaml").write_text(text, "utf-8")
    done = at(folder, "check", "draft.yaml", "--on", "2026-06-15", "--format", form)
    assert done.code == 1
    assert f"the title holds 'Up {FORGED}'" in " ".join(done.out.split())
    assert not any(line.startswith(FORGED) for line in done.out.splitlines())


def test_opening_and_diffing_hostile_drafts_is_harmless(stage: Stage) -> None:
    folder = stage("begun")
    day = ("--as", "ana", "--today", "2026-06-01")
    at(folder, "open", "draft.yaml", *day, fine=True)
    hostile_draft(folder)
    heard(at(folder, "update", APP, "draft.yaml", *day)) if at(
        folder, "check", "draft.yaml"
    ).code != 2 else None
    for words in (("diff", APP), ("show", APP), ("list",), ("next", APP)):
        heard(at(folder, *words, "--today", "2026-06-02"))


def test_what_was_typed_wrongly_is_repeated_without_being_obeyed(stage: Stage) -> None:
    folder = stage("begun")
    for words in (
        ("show", HOSTILE),
        (HOSTILE,),
        ("list", f"--{HOSTILE}"),
        ("move", APP, HOSTILE, "--as", "ana"),
        ("check", HOSTILE),
        ("list", "--as", HOSTILE),
        ("list", "--records", HOSTILE),
        ("review", "due", "--within", HOSTILE),
        ("rules", "explain", HOSTILE),
    ):
        done = at(folder, *words)
        assert done.code == 2
        assert obeyed(done.out + done.err) == set(), words


WORDS, LONG = "word " * 4000, "R" * 10_000


@pytest.mark.parametrize(
    "words",
    [
        ("show", LONG),
        ("show", WORDS),
        (LONG,),
        ("next", APP, LONG),
        ("move", APP, "hold", "--set", f"{LONG}=1"),
        ("item", "add", APP, "--text", "Look", "--owner", LONG),
        ("item", "add", APP, "--text", "Look", "--kind", LONG),
        ("people", "grant", "admin", "author", "--unit", LONG),
        ("people", "contact", "admin", WORDS),
        ("meeting", "call", "academic-board", "--on", LONG),
        ("meeting", "close", "MTG-2026-0001", "--minutes", WORDS),
        ("check", LONG),
        ("list", "--records", WORDS),
    ],
    ids=lambda words: " ".join(word[:20] for word in words),
)
def test_what_was_typed_at_length_is_said_again_in_short(
    stage: Stage, words: tuple[str, ...]
) -> None:
    done = at(stage("board"), *words, "--as", "admin", "--today", "2026-06-06")
    assert done.code in (1, 2)
    assert "…" in done.err
    assert len(done.out + done.err) < 2000


def test_only_one_module_of_the_command_line_prints() -> None:
    """All else says it through `put`, `talk` or `put_data`, where texts are made harmless."""
    printing, saying = set(), set()
    for module in (SOURCE / "mcapproval" / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "mcapproval.cli.speaking":
                saying.add(module.name)
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if name in ("print", "click.echo", "click.secho", "sys.stdout.write") or name.endswith(
                (".echo", ".print", "stderr.write")
            ):
                printing.add(module.name)
    assert (printing, saying) == ({"speaking.py"}, {"say.py"})
