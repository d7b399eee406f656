"""The tutorial is true: every command on the page is run, and prints what the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.docs.console import SAMPLES, SETTINGS, Step, blocks, walked, with_hashes_numbered

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"


@pytest.fixture
def fresh_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nothing of ours but the samples, and nobody signed in."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def held(page: Path) -> None:
    """Run a page in the folder one stands in; every output is as shown but for hashes by chance."""
    told = walked(page.read_text("utf-8"))
    assert told, "the page has no commands: nothing was looked at"
    printed = with_hashes_numbered(output for _, output in told)
    shown = with_hashes_numbered(step.shown for step, _ in told)
    for (step, _), ours, theirs in zip(told, printed, shown, strict=True):
        assert ours == theirs, f"{step.command}\nIs it meant? python -m tests.docs.console PAGE"


def test_every_command_of_the_tutorial_prints_what_the_page_shows(fresh_folder: Path) -> None:
    held(TUTORIAL)
    assert (fresh_folder / "records.db").is_file()


def test_every_command_of_the_readme_prints_what_the_page_shows(fresh_folder: Path) -> None:
    (fresh_folder / "samples").symlink_to(SAMPLES)
    held(ROOT / "README.md")


def test_the_tutorial_walks_the_whole_way() -> None:
    commands = " ".join(step.command for step in steps())
    for part in (
        "draft new", "check", "init --simulated", "policy adopt", "people add", "people grant",
        " open ", " next ", " move ", "evidence add", "history", "pack verify", "audit verify",
        "audit head",
    ):  # fmt: skip
        assert f"{part.strip()} " in f"{commands} ", part


def test_only_the_two_refusals_that_the_tutorial_tells_of_are_shown() -> None:
    refused = [step.command.split()[1:4] for step in steps() if step.shown.startswith("refused")]
    assert refused == [
        ["move", "APP-2026-0001", "accept-need"],
        ["move", "APP-2026-0001", "approve"],
    ]
    assert not any("error" in step.shown for step in steps())


def test_every_command_that_writes_says_which_day_it_is() -> None:
    ours = [step.command for step in steps() if step.command.startswith("mcapproval")]
    without = [command for command in ours if "--today" not in command]
    assert without == ["mcapproval draft new my-draft.yaml"]


def steps() -> list[Step]:
    return [step for block in blocks(TUTORIAL.read_text("utf-8")) for step in block.steps]


PAGE = """\
```console
$ echo 'one'
one
$ cat > two.txt <<'END'
it's two
END
$ cat \\
    two.txt
it's two
```
"""


HEADS = f"""\
```console
$ echo {"A" * 64} | tr A a
{"a" * 64}
$ echo {"A" * 64} {"B" * 64} | tr AB ab
{"a" * 64} {"b" * 64}
```
"""


def test_a_page_is_read_and_run_as_a_reader_would(fresh_folder: Path) -> None:
    told = walked(PAGE)
    assert [step.shown for step, _ in told] == ["one\n", "", "it's two\n"]
    assert all(step.shown == output for step, output in told)


def test_a_page_that_shows_something_else_is_noticed(fresh_folder: Path) -> None:
    page = fresh_folder / "page.md"
    page.write_text(PAGE.replace("\none\n", "\nnone\n"), "utf-8")
    with pytest.raises(AssertionError, match="echo"):
        held(page)
    page.write_text(HEADS.replace("b" * 64, "c" * 64), "utf-8")
    held(page)
    page.write_text(HEADS.replace("a" * 64, "c" * 64, 1), "utf-8")
    with pytest.raises(AssertionError, match="echo"):
        held(page)
    page.write_text("no commands here", "utf-8")
    with pytest.raises(AssertionError, match="nothing was looked at"):
        held(page)
