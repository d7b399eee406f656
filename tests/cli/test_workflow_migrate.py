"""Running cases go over to another version of their workflow: all, or none; history stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.living import APP
from tests.cli.shell import ROOT, Done, at
from tests.cli.test_outputs_for_programs import fits

Stage = Callable[[str], Path]

NAME = "nzqa-application"
DAY = ("--today", "2026-06-20")
ADMIN = ("--as", "admin", *DAY)
NOTE = ("--note", "The board asked for plainer names")
SHIPPED = ROOT / "workflows" / f"{NAME}.toml"


def version(folder: Path, *pairs: tuple[str, str], name: str = "new.toml") -> Path:
    """A version of the workflow, written otherwise."""
    text = SHIPPED.read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    (folder / name).write_text(text, "utf-8")
    return folder / name


PLAINER = (('"evaluation"', '"with-nzqa"'), ("evaluation = { label = ", "with-nzqa = { label = "))
"""The state in which the case of these tests is, under another name."""


def migrate(folder: Path, *words: str, file: str = "new.toml", fine: bool = False) -> Done:
    return at(folder, "workflow", "migrate", NAME, "--to", file, *words, fine=fine)


def rows(folder: Path) -> int:
    found: int = at(folder, "audit", "verify", "--json", fine=True).json["rows"]
    return found


def test_a_dry_run_lists_each_case_with_where_it_goes_and_changes_nothing(stage: Stage) -> None:
    folder = stage("nzqa")
    version(folder, *PLAINER)
    before = rows(folder)
    caught = migrate(folder, "--dry-run", *DAY)
    assert caught.code == 1
    assert "can't go: it is in `evaluation` (Being evaluated), which the new" in caught.out
    assert "mend: say where it goes: --map evaluation=STATE" in caught.out
    assert "1 of 1 case can't go over as asked, so none would. Nothing was changed." in caught.out
    mapped = migrate(folder, "--map", "evaluation=with-nzqa", "--dry-run", *DAY, fine=True)
    assert "1 case would go over to the new version. Nothing was changed." in mapped.out
    assert rows(folder) == before


def test_a_dropped_state_in_which_a_case_is_refuses_the_whole_migration(stage: Stage) -> None:
    folder = stage("nzqa")
    version(folder, *PLAINER)
    before = rows(folder)
    refused = migrate(folder, *NOTE, *ADMIN)
    assert refused.code == 1
    assert refused.out == ""
    assert f"refused: {NAME} was not migrated: no case was changed" in refused.err
    assert f"because: {APP}: it is in `evaluation`" in refused.err
    assert "[STATE-DROPPED]" in refused.err
    assert rows(folder) == before


def test_a_case_goes_over_and_its_history_keeps_the_old_names(stage: Stage) -> None:
    folder = stage("nzqa")
    label = (*PLAINER, ('label = "Being evaluated"', 'label = "With NZQA"'))
    version(folder, *label)
    old = at(folder, "history", APP, *DAY, fine=True).out
    done = migrate(folder, "--map", "evaluation=with-nzqa", *NOTE, *ADMIN, fine=True)
    assert "1 case went over to the new version." in done.out
    new = at(folder, "history", APP, *DAY, fine=True).out
    assert "record-receipt: now Being evaluated" in new
    assert f"went over to a new version of {NAME}: evaluation is now With NZQA" in new
    assert "note: The board asked for plainer names" in new
    told = [line.split() for line in new.splitlines()[2:]]
    assert [line.split() for line in old.splitlines()[2:]] == told[: len(old.splitlines()) - 2]
    assert at(folder, "audit", "verify", fine=True).out.startswith("The journal is whole")


def test_after_it_the_case_walks_the_new_version_and_keeps_its_days(stage: Stage) -> None:
    folder = stage("nzqa")
    renamed = (*PLAINER, ('label = "Record NZQA\'s outcome"', 'label = "Record the answer"'))
    version(folder, *renamed)
    migrate(folder, "--map", "evaluation=with-nzqa", *NOTE, *ADMIN, fine=True)
    moves = at(folder, "next", APP, "--json", *DAY, fine=True).json
    assert moves["state"] == "with-nzqa"
    shown = at(folder, "show", APP, "--json", fine=True).json
    assert shown["since"] == "2026-06-16"
    walked = at(folder, "workflow", "show", APP, "--json", *DAY, fine=True).json
    here = {row["state"]: (row["position"], row["days"]) for row in walked}
    assert here["with-nzqa"] == ("now", 4)
    assert here["enquiry"] == ("passed", 119)
    assert "evaluation" not in here
    hemi = ("--as", "hemi", *DAY, "--attach", "letter.txt")
    back = at(folder, "move", APP, "record-return", "--set", "reason=pages", *hemi, fine=True)
    assert back.out.startswith(f"{APP}: Being evaluated -> Ready to submit")


def test_a_second_time_it_does_nothing(stage: Stage) -> None:
    folder = stage("nzqa")
    version(folder, *PLAINER)
    words = ("--map", "evaluation=with-nzqa", *NOTE, *ADMIN)
    migrate(folder, *words, fine=True)
    before = rows(folder)
    again = migrate(folder, *words, fine=True)
    assert again.out == f"No running case of {NAME} is on another version.\n"
    assert rows(folder) == before


def test_what_only_a_comment_says_is_no_other_version(stage: Stage) -> None:
    folder = stage("nzqa")
    (folder / "new.toml").write_text(SHIPPED.read_text("utf-8") + "\n# as it was\n", "utf-8")
    assert "No running case" in migrate(folder, "--dry-run", fine=True).out


def test_a_case_on_hold_goes_over_with_the_way_back_that_it_had(stage: Stage) -> None:
    folder = stage("board")
    version(folder, ('"co-design"', '"together"'), ("co-design = {", "together = {"))
    days = ("--today", "2026-06-06")
    reason = ("--set", "reason=Waiting for funding")
    back = ("--set", "to=co-design", *reason, "--as", "mele", *days)
    at(folder, "move", APP, "send-back", *back, fine=True)
    at(folder, "move", APP, "hold", *reason, "--as", "ana", *days, fine=True)
    caught = migrate(folder, "--dry-run", *days)
    assert caught.code == 1
    assert "mend: say where that state went: --map co-design=STATE" in caught.out
    admin = ("--as", "admin", *days)
    migrate(folder, "--map", "co-design=together", *NOTE, *admin, fine=True)
    resumed = at(folder, "move", APP, "resume", "--as", "ana", *days, fine=True)
    assert resumed.out.startswith(f"{APP}: On hold -> Co-design")
    assert at(folder, "show", APP, "--json", fine=True).json["state"] == "together"
    assert at(folder, "audit", "verify").code == 0


def test_a_map_may_be_a_file_and_contradicts_itself_nowhere(stage: Stage) -> None:
    folder = stage("nzqa")
    version(folder, *PLAINER)
    (folder / "map.toml").write_text('evaluation = "with-nzqa"\n', "utf-8")
    migrate(folder, "--map-file", "map.toml", "--dry-run", *DAY, fine=True)
    two = migrate(folder, "--map-file", "map.toml", "--map", "evaluation=submitted", "--dry-run")
    assert two.code == 2
    assert "the map sends evaluation to with-nzqa and to submitted" in two.err
    (folder / "map.toml").write_text("evaluation = 3\n", "utf-8")
    assert migrate(folder, "--map-file", "map.toml", "--dry-run").code == 2
    (folder / "map.toml").write_text("evaluation with", "utf-8")
    assert migrate(folder, "--map-file", "map.toml", "--dry-run").code == 2
    (folder / "map.toml").write_text(f"evaluation = {'9' * 10_000}", "utf-8")
    assert migrate(folder, "--map-file", "map.toml", "--dry-run").code == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--map", "evaluation=approved"), 1, "[STATE-ENDS]"),
        (("--map", "evaluation=nowhere"), 1, "[STATE-UNKNOWN]"),
        (("--map", "evaluation=on-hold"), 1, "[NO-WAY-BACK]"),
        (("--map", "evaluation"), 2, "--map takes OLD=NEW"),
        (("--map", "evalutaion=submitted"), 2, "did you mean"),
        (("--map", "evaluation=submitted", "--effective", "2026-06-15"), 1, "[DAY]"),
        (("--map", "evaluation=submitted", "--effective", "2026-06-21"), 1, "has not come yet"),
        (("--case", "APP-2026-0099"), 2, "there is no APP-2026-0099"),
    ],
)
def test_what_can_not_be_is_told_and_changes_nothing(
    stage: Stage, words: tuple[str, ...], code: int, said: str
) -> None:
    folder = stage("nzqa")
    version(folder, *PLAINER)
    before = rows(folder)
    refused = migrate(folder, *words, *NOTE, *ADMIN)
    assert refused.code == code
    assert said in refused.err
    assert rows(folder) == before


def test_only_an_administrator_does_it_and_only_with_a_reason(stage: Stage) -> None:
    folder = stage("nzqa")
    version(folder, *PLAINER)
    mapped = ("--map", "evaluation=with-nzqa")
    hemi = migrate(folder, *mapped, *NOTE, "--as", "hemi", *DAY)
    assert hemi.code == 1
    assert "this is for the administrator" in hemi.err
    assert migrate(folder, *mapped, *ADMIN).code == 2
    assert migrate(folder, *mapped, "--note", " ", *ADMIN).code == 2
    assert migrate(folder, *mapped, *NOTE, *DAY).code == 2


def test_a_file_of_another_workflow_or_track_or_that_is_not_sound_is_refused(stage: Stage) -> None:
    folder = stage("nzqa")
    words = ("--dry-run", *DAY)
    version(folder, (f'workflow = "{NAME}"', 'workflow = "other"'))
    assert "holds the workflow other" in migrate(folder, *words).err
    version(folder, ('to = "submitted"', 'to = "nowhere"'))
    assert migrate(folder, *words).code == 2
    review = (ROOT / "workflows" / "review.toml").read_text("utf-8")
    text = review.replace('workflow = "review"', f'workflow = "{NAME}"')
    (folder / "new.toml").write_text(text, "utf-8")
    other = migrate(folder, *words)
    assert other.code == 2
    assert "the file is of the track review" in other.err
    version(folder, ('listing = "current"', 'listing = "expiring"'))
    linked = migrate(folder, *words)
    assert linked.code == 2
    assert "LINK-STATE" in linked.err
    assert at(folder, "workflow", "migrate", "none", "--to", "new.toml").code == 2


def test_cases_that_are_named_go_over_and_the_others_stay(stage: Stage) -> None:
    folder = stage("nzqa")
    text = (folder / "draft.yaml").read_text("utf-8")
    (folder / "draft.yaml").write_text(text.replace("title: ", "title: Another "), "utf-8")
    at(folder, "open", "draft.yaml", "--as", "ana", *DAY, fine=True)
    version(folder, *PLAINER)
    admin = (*NOTE, *ADMIN, "--json")
    (second,) = migrate(folder, "--case", "APP-2026-0002", *admin, fine=True).json
    assert (second["ref"], second["to"], second["possible"]) == ("APP-2026-0002", "enquiry", "yes")
    (first,) = migrate(folder, "--dry-run", "--json", *DAY).json
    assert (first["ref"], first["codes"], first["row"]) == (APP, "STATE-DROPPED", None)
    assert at(folder, "next", "APP-2026-0002", *DAY, fine=True).code == 0


def test_new_applications_begin_with_the_version_that_ships(stage: Stage) -> None:
    folder = stage("nzqa")
    version(folder, *PLAINER)
    migrate(folder, "--map", "evaluation=with-nzqa", *NOTE, *ADMIN, fine=True)
    text = (folder / "draft.yaml").read_text("utf-8")
    (folder / "draft.yaml").write_text(text.replace("title: ", "title: Another "), "utf-8")
    at(folder, "open", "draft.yaml", "--as", "ana", *DAY, fine=True)
    states = {
        row["state"] for row in at(folder, "workflow", "show", "APP-2026-0002", "--json").json
    }
    assert "evaluation" in states
    assert "with-nzqa" not in states


DUE = 'clock = "board", due = { days = 10 }'


def test_the_clock_of_a_state_that_is_due_otherwise_runs_anew_from_its_first_day(
    stage: Stage,
) -> None:
    folder = stage("board")
    version(folder, ('clock = "board", due = { working_days = 20 }', DUE))
    at_board = ("--today", "2026-06-08", "--as", "admin", *NOTE)
    migrate(folder, *at_board, fine=True)
    due = at(folder, "next", APP, "--json", "--today", "2026-06-08", fine=True).json["due_on"]
    assert due == "2026-06-15"


def test_what_migrate_prints_fits_its_schema(stage: Stage) -> None:
    folder = stage("nzqa")
    version(folder, *PLAINER)
    caught = migrate(folder, "--json", *NOTE, *ADMIN)
    assert caught.code == 1
    fits("workflow-migrate", caught.json)
    assert caught.json[0]["possible"] == "no"
    done = migrate(folder, "--json", "--map", "evaluation=with-nzqa", *NOTE, *ADMIN, fine=True)
    fits("workflow-migrate", done.json)
    assert done.json[0]["row"] == rows(folder)
