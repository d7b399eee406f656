"""`change` at the shell: judged, refused, noted, overruled; each hint leads somewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.living import MC
from tests.cli.shell import Done, at
from tests.cli.test_golden import Hints, transcript
from tests.cli.test_outputs_for_programs import fits

Golden = Callable[[str, str], None]
Stage = Callable[[str], Path]

FEBRUARY = ("--today", "2027-02-01")


def saved(folder: Path, name: str, *edits: tuple[str, str]) -> str:
    """The draft under another name, with some passages replaced."""
    text = (folder / "draft.yaml").read_text("utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / name).write_text(text, "utf-8")
    return name


def judged(folder: Path, file: str) -> Done:
    return at(folder, "change", "judge", MC, file, *FEBRUARY)


def test_a_change_is_judged_noted_and_overruled(
    stage: Stage, tmp_path: Path, golden: Golden
) -> None:
    folder = stage("outcome")
    hints = Hints(folder, tmp_path)
    less = saved(folder, "less.yaml", ("least_numbers: 14", "least_numbers: 9"))
    more = saved(
        folder,
        "more.yaml",
        ("least_numbers: 14", "least_numbers: 9"),
        ("\ncredits: 10 ", "\ncredits: 12 "),
        ("use_in: [New Zealand]", "use_in: [New Zealand, Niue]"),
    )
    hemi, mele = ("--as", "hemi", *FEBRUARY), ("--as", "mele", *FEBRUARY)
    over = ("change", "overrule", MC, more, "--says", "no", "--note", "NZQA agreed by letter")
    steps = [
        hints.hold(judged(folder, "draft.yaml")),
        hints.hold(judged(folder, more)),
        hints.hold(at(folder, "change", "record", MC, more, *mele)),
        hints.hold(judged(folder, less)),
        hints.hold(at(folder, "change", "record", MC, less, *mele)),
        hints.hold(at(folder, *over, *mele)),
        hints.hold(at(folder, *over, *hemi)),
        hints.hold(judged(folder, more)),
        hints.hold(at(folder, "history", MC)),
    ]
    assert [done.code for done in steps] == [0, 0, 1, 0, 0, 1, 0, 0, 0]
    golden("change.txt", transcript(steps))


def test_what_is_printed_of_a_judgement_fits_its_schema(stage: Stage) -> None:
    folder = stage("outcome")
    more = saved(folder, "more.yaml", ("\ncredits: 10 ", "\ncredits: 12 "))
    printed = at(folder, "change", "judge", MC, more, "--json", *FEBRUARY, fine=True).json
    fits("change-judge", printed)
    assert (printed["says"], printed["rule_says"], printed["overruled_by"]) == ("yes", "yes", None)
    (one,) = printed["differs"]
    assert (one["path"], one["before"], one["after"]) == ("/credits", 10, 12)
    assert (one["is"], one["applied_for"]) == ("listed", True)
