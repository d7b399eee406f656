"""Lines of text fit the terminal, or a hundred columns of a file; what is copied stays whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.living import APP, MC
from tests.cli.shell import BAD, at

Stage = Callable[[str], Path]
DAY = ("--on", "2026-06-15")


def longest(said: str) -> int:
    return max(map(len, said.splitlines()))


def places(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith(" --> ")]


@pytest.mark.parametrize(
    "columns", [60, *(pytest.param(n, marks=pytest.mark.slow) for n in (None, 300, 100, 80))]
)
def test_findings_are_wrapped_and_concise_ones_are_not(
    monkeypatch: pytest.MonkeyPatch, columns: int | None
) -> None:
    files = [file.name for file in sorted(BAD.glob("*.yaml")) if "expected" not in file.name]
    concise = at(BAD, "check", *files, "--format", "concise", *DAY).out
    wide = at(BAD, "check", *files, *DAY).out
    if columns:
        monkeypatch.setenv("COLUMNS", str(columns))
    assert at(BAD, "check", *files, "--format", "concise", *DAY).out == concise
    said = at(BAD, "check", *files, *DAY).out
    room = min(columns or 100, 100)
    assert longest("\n".join(set(said.splitlines()) - set(places(said)))) <= room
    assert places(said) == places(wide), "a place is opened as it stands"
    assert longest(concise) > 100
    in_one_line = [line.partition(": ")[2].partition(" ")[0] for line in concise.splitlines()]
    told = [line for line in said.splitlines() if line.startswith("CRED-") or "FORM-" in line]
    assert told
    assert all(line.partition("  ")[0] in in_one_line for line in told)


def test_what_is_set_in_begins_no_line_as_a_finding_does(tmp_path: Path) -> None:
    """However long a name is, none of its words come to stand where a finding begins."""
    text = (BAD / "four-credits.yaml").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("title:")]
    long = " ".join(["CRED-MAX  must fix: nothing"] * 40)
    (tmp_path / "draft.yaml").write_text(
        text.replace(line, f'title: "Diploma {long}"'), "utf-8", newline="\n"
    )
    said = at(tmp_path, "check", "draft.yaml", *DAY).out
    assert "must fix" in said
    assert not any(line.startswith("CRED-MAX") for line in said.splitlines())


def test_the_mark_stands_below_its_place_in_a_long_line_too(tmp_path: Path) -> None:
    four = "format: application/1\nroute: nzqa\nkind: listing-and-approval\ntitle: Speak Up\n"
    long = f"""delivery: {{statement: "{"long " * 60}", colour: blue, shade: "{"x" * 90}"}}\n"""
    (tmp_path / "draft.yaml").write_text(four + long, "utf-8")
    lines = at(tmp_path, "check", "draft.yaml", *DAY).out.splitlines()
    assert longest("\n".join(lines)) <= 100
    marked = {
        lines[n - 1][line.index("^") :].partition(":")[0]
        for n, line in enumerate(lines)
        if line.endswith("^")
    }
    assert {"colour", "shade"} <= marked


def test_a_command_in_a_sentence_is_copied_from_one_line(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = stage("outcome")
    monkeypatch.setenv("COLUMNS", "40")
    said = at(folder, "check", MC, "--today", "2027-08-12").out
    assert f"    mcapproval review open {MC} --today 2027-08-12\n" in said
    assert "passed, by the law of 12\n" in said


@pytest.mark.parametrize("columns", [None, 80, 60])
def test_what_looks_like_a_draft_is_told_in_lines_that_fit(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, columns: int | None
) -> None:
    folder = stage("outcome")
    if columns:
        monkeypatch.setenv("COLUMNS", str(columns))
    text = (folder / "draft.yaml").read_text("utf-8")
    other = text.replace('title: "Community-Led', 'title: "Facilitating Community-Led', 1)
    (folder / "other.yaml").write_text(other, "utf-8")
    near = at(folder, "rules", "overlap", "other.yaml", fine=True).out
    none = at(folder, "rules", "overlap", MC, fine=True).out
    assert longest(near) <= max(columns or 100, 80), "as wide as its references where that is more"
    assert longest(none) <= (columns or 100)
    assert "Community-Led Development Facilitation (Otago Polytechnic)" in " ".join(near.split())


@pytest.mark.parametrize("columns", [None, 100, 80, 60, 20])
@pytest.mark.parametrize("name", ["list", "clauses"])
def test_rules_and_clauses_fit_and_no_code_or_clause_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, columns: int | None
) -> None:
    known = at(tmp_path, "rules", name, *DAY, "--json").json
    if columns:
        monkeypatch.setenv("COLUMNS", str(columns))
    said = at(tmp_path, "rules", name, *DAY, fine=True).out
    assert "…" not in said
    assert longest(said) <= max(columns or 100, 80), "as wide as its codes where that is more"
    words = {w for word in said.split() for w in (word, word.removeprefix("(").removesuffix(")"))}
    told = {row["clause"] for row in known}
    told |= {code for row in known if (code := row.get("code") or row["checked_by"])}
    assert told - words == set()
    if name == "clauses":
        assert " ".join(known[0]["asks"].split()) in " ".join(said.split())


def test_a_workflow_an_agenda_and_what_is_due_fit_a_hundred_columns(stage: Stage) -> None:
    folder = stage("board")
    for command in (
        f"workflow show {APP}",
        "workflow show review",
        "workflow show university-application",
        "report agenda",
        "tick",
        "report outbox",
        "next --everybody",
        "next --as bo",
    ):
        shown = at(folder, *command.split(), "--today", "2026-07-20", fine=True).out
        assert longest(shown) <= 100, command


def test_where_there_is_room_each_thing_has_its_column(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = stage("board")
    monkeypatch.setenv("COLUMNS", "200")
    wide = at(folder, "workflow", "show", APP, "--today", "2026-06-10", fine=True).out
    assert "Leads to                       Who" in wide
    monkeypatch.setenv("COLUMNS", "120")
    narrow = at(folder, "workflow", "show", APP, "--today", "2026-06-10", fine=True).out
    assert " who: board member" in narrow
    assert "Waits for" in narrow
    assert longest(narrow) <= 120


def test_what_a_move_asks_is_wrapped_and_its_command_is_not(stage: Stage) -> None:
    said = at(stage("board"), "next", APP, "--as", "bo", "--today", "2026-06-10", fine=True).out
    mine = said.partition("Others can")[0].splitlines()
    commands = [line for line in mine if line.lstrip().startswith("mcapproval ")]
    assert longest("\n".join(commands)) > 100
    assert longest("\n".join(set(mine) - set(commands))) <= 100
