"""What people read, held whole: `pytest tests/cli --renew-golden` writes the texts afresh.

Every command that an output names is run where it was printed: a hint must be true.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from tests.cli.living import APP, MC, REV, STAGES, papers, walk
from tests.cli.meddling import meddled
from tests.cli.shell import BAD, Done, at, copied

Golden = Callable[[str, str], None]
Stage = Callable[[str], Path]

MEANT = {
    "FILE": "draft.yaml",
    "ROLE": "author",
    "SHORT-NAME": "zoe",
    "YOUR-NAME": "zoe",
    "NAME": "Zoë Tāmaki",
    "PERSON": "ana",
    "TEXT": "In our own words",
    "ITEMS": "One thing",
    "PEOPLE": "bo",
    "REFERENCE": "AC-2026-12",
    "CODE": "AC-2026-12",
    "DAY": "2026-08-11",
    "NUMBER": "1",
    "FOUR-DIGITS": "9901",
    "WHO": "quality-manager",
    "PROVIDERS": "otago-polytechnic",
    "CHOICE": "meeting",
    "STATE": "drafting",
    "WHOEVER-MAY": "admin",
    "PLACE": "elsewhere.db",
    "REASON": "asked by letter",
}
"""What a person would write where a hint has a word in capitals."""

CAPITALS = re.compile(rf"(?<![A-Za-z-])({'|'.join(sorted(MEANT, key=len, reverse=True))})(?![\w-])")


def filled(command: str) -> list[str]:
    """The words of a hint, with what a person would write for its placeholders."""
    words = shlex.split(command)[1:]
    if words[:2] == ["review", "answer"]:
        words = [word.replace("FILE", "review.yaml") for word in words]
    if words[:2] == ["audit", "head"]:
        words = [word.replace("FILE", "head.json") for word in words]
    if words[:2] == ["rules", "explain"]:
        words = [word.replace("CODE", "CRED-MAX") for word in words]
    words = [word.replace("support=CHOICE", "support=supported") for word in words]
    return [CAPITALS.sub(lambda found: MEANT[found[1]], word) for word in words]


class Hints:
    """Runs each command that was printed, once, in a copy of the folder in which it was."""

    def __init__(self, folder: Path, beside: Path) -> None:
        self.folder, self.beside = folder, beside
        self.ran: set[str] = set()

    def hold(self, done: Done) -> Done:
        for command in done.commands():
            if command in self.ran:
                continue
            self.ran.add(command)
            copy = copied(self.folder, self.beside / f"hint-{len(self.ran)}")
            ran = at(copy, *filled(command))
            assert ran.code != 2, f"{shlex.join(done.words)} hints at: {command}\n{ran.err}"
        return done


def transcript(steps: Iterable[Done]) -> str:
    return "\n".join(done.transcript() for done in steps)


def test_a_case_is_walked_at_the_shell_and_every_hint_on_the_way_is_true(
    tmp_path: Path, golden: Golden
) -> None:
    folder = papers(tmp_path / "work")
    hints = Hints(folder, tmp_path)
    steps = [hints.hold(done) for done in walk(folder)]
    golden("walk.txt", transcript(steps))
    assert len(hints.ran) >= len(STAGES)


def test_what_can_be_done_next_is_told_to_the_author_to_others_and_to_nobody_in_particular(
    stage: Stage, tmp_path: Path, golden: Golden
) -> None:
    folder = stage("board")
    hints = Hints(folder, tmp_path)
    day = ("--today", "2026-06-06")
    steps = [
        hints.hold(at(folder, "next", APP, "--as", "ana", *day, fine=True)),
        hints.hold(at(folder, "next", APP, "--as", "bo", *day, fine=True)),
        hints.hold(at(folder, "next", APP, *day, fine=True)),
    ]
    golden("next.txt", transcript(steps))


def test_what_is_missing_is_told_with_who_can_mend_it(
    stage: Stage, tmp_path: Path, golden: Golden
) -> None:
    """An enquiry of a few lines: every unmet condition of the move that is blocked."""
    folder = stage("begun")
    (folder / "small.yaml").write_text(
        "format: application/1\nroute: nzqa\nkind: listing-and-approval\n"
        "title: Rongoā in Practice\n"
        "enquiry: {organisation: te-koanga, asked_for: A course, for: Healers, learners: 9,"
        " by: 2026-10}\norganisations: {te-koanga: {name: Te Kōanga, type: community}}\n",
        "utf-8",
    )
    day = ("--today", "2026-03-02")
    at(folder, "open", "small.yaml", "--as", "ana", *day, fine=True)
    at(folder, "move", APP, "show-need", "--as", "ana", *day, fine=True)
    hints = Hints(folder, tmp_path)
    done = hints.hold(at(folder, "next", APP, "--as", "mele", *day, fine=True))
    golden("next-not-yet.txt", transcript([done]))


def test_a_refused_move_says_everything_that_stands_against_it(
    stage: Stage, tmp_path: Path, golden: Golden
) -> None:
    folder = stage("board")
    hints = Hints(folder, tmp_path)
    day = ("--today", "2026-06-06")
    steps = [
        at(folder, "move", APP, "approve", "--as", "ana", *day),
        at(folder, "move", APP, "submit", "--as", "bo", *day),
        at(folder, "next", APP, "submit", "--as", "hemi", *day),
        at(folder, "move", APP, "hold", "--as", "mele", "--set", "reson=holidays", *day),
    ]
    assert [done.code for done in steps] == [1, 1, 1, 2]
    golden("refused.txt", transcript([hints.hold(done) for done in steps]))


def test_history_shows_both_days_where_they_differ(
    stage: Stage, tmp_path: Path, golden: Golden
) -> None:
    folder = stage("outcome")
    done = at(folder, "history", APP, fine=True)
    assert "2026-08-11  2026-08-13" in done.out
    golden("history.txt", transcript([Hints(folder, tmp_path).hold(done)]))


def test_what_the_records_hold_reads_well(stage: Stage, tmp_path: Path, golden: Golden) -> None:
    folder = stage("outcome")
    hints = Hints(folder, tmp_path)
    day = ("--today", "2027-07-01")
    asked = (
        ("list",),
        ("list", "--track", "review"),
        ("list", "--state", "lapsed"),
        ("show", APP),
        ("show", "990011"),
        ("item", "list", APP),
        ("people", "list"),
        ("organisation", "list"),
        ("policy", "show"),
        ("evidence", "list", APP),
        ("diff", APP),
        ("check", APP),
        ("report", "portfolio"),
        ("report", "list"),
    )
    steps = [hints.hold(at(folder, *words, *day, fine=True)) for words in asked]
    golden("looking.txt", transcript(steps))


def test_what_falls_due_is_told_with_the_reason_for_its_day(
    stage: Stage, tmp_path: Path, golden: Golden
) -> None:
    folder = stage("outcome")
    hints = Hints(folder, tmp_path)
    steps = [
        at(folder, "review", "due", "--within", "60d", "--today", "2027-07-01"),
        at(folder, "review", "due", "--today", "2027-09-01"),
        at(folder, "review", "due", "--today", "2027-01-01"),
        at(folder, "review", "explain", MC, "--today", "2027-07-01"),
        at(folder, "review", "open", MC, "--as", "mele", "--today", "2027-07-01"),
        at(folder, "review", "answer", REV, "review.yaml", "--as", "mele", "--today", "2027-07-02"),
        at(folder, "next", REV, "--as", "mele", "--today", "2027-07-02"),
    ]
    assert [done.code for done in steps] == [0] * len(steps)
    golden("review.txt", transcript([hints.hold(done) for done in steps]))


def test_findings_show_where_they_are_and_who_asks(tmp_path: Path, golden: Golden) -> None:
    folder = copied(BAD, tmp_path / "drafts")
    names = ("forty-one-credits", "misspelt-key", "tab", "wdc-in-2026", "four-credits")
    files = [f"{name}.yaml" for name in names]
    done = at(folder, "check", *files, "--on", "2026-06-15")
    assert done.code == 2
    concise = at(folder, "check", *files, "--on", "2026-06-15", "--format", "concise")
    fine = at(
        folder, "check", "four-credits.yaml", "--on", "2026-06-15", "--policy", "lower-floor.toml"
    )
    golden("check.txt", transcript([done, concise, fine]))


def test_a_rule_is_explained_in_whole_sentences(tmp_path: Path, golden: Golden) -> None:
    hints = Hints(tmp_path / "none", tmp_path)
    (tmp_path / "none").mkdir()
    steps = [
        at(tmp_path, "rules", "explain", "CRED-MIN-5", fine=True),
        at(tmp_path, "rules", "explain", "ROLE-ERA", fine=True),
        hints.hold(at(tmp_path, "rules", "list", "--on", "2020-07-15", fine=True)),
        hints.hold(at(tmp_path, "rules", "explain", "CRED-MIM-5")),
    ]
    golden("rules.txt", transcript(steps))


def test_a_journal_is_told_to_be_whole_or_where_it_is_broken(
    stage: Stage, tmp_path: Path, golden: Golden
) -> None:
    folder = stage("outcome")
    hints = Hints(folder, tmp_path)
    steps = [
        hints.hold(at(folder, "audit", "verify", fine=True)),
        hints.hold(at(folder, "audit", "head", "--to", "head.json", fine=True)),
        hints.hold(at(folder, "audit", "verify", "--against", "head.json", fine=True)),
    ]
    meddled(
        folder,
        "UPDATE journal SET payload = CAST(replace(CAST(payload AS TEXT), '2026-06-10', "
        "'2026-06-11') AS BLOB) WHERE instr(payload, '\"effective_on\":\"2026-06-10\"');",
    )
    broken = at(folder, "audit", "verify")
    assert broken.code == 1
    golden("audit.txt", transcript([*steps, broken]))


def test_what_was_asked_wrongly_is_told_with_what_to_ask_instead(
    stage: Stage, tmp_path: Path, golden: Golden
) -> None:
    folder = stage("outcome")
    hints = Hints(folder, tmp_path)
    day = ("--today", "2026-09-01")
    asked = (
        ("nexxt",),
        ("people", "lisst"),
        ("list", "--today", "2026-99-99"),
        ("show", "APP-2026-0009"),
        ("show", APP, "--records", "none.db"),
        ("list", "--as", "nobody"),
        ("open", "draft.yaml", *day),
        ("people", "grant", "ana", "chief", "--as", "admin", *day),
        ("people", "add", "zoe", "--name", "Z", "--organisation", "nowhere", "--as", "admin", *day),
        ("move", APP, "finnish", "--as", "hemi", *day),
        ("diff", APP, "1", "7"),
        ("waive", APP, "HOURS-11", "--note", "as agreed", "--as", "mele", *day),
        ("audit", "verify", "--against", "letter.txt"),
        ("review", "due", "--within", "soon"),
        ("check", "none.yaml"),
        ("check", "draft.yaml", "--on", "2018-08-21"),
    )
    steps = [at(folder, *words) for words in asked]
    assert [done.code for done in steps] == [2] * len(steps)
    golden("asked-wrongly.txt", transcript([hints.hold(done) for done in steps]))


@pytest.mark.parametrize("hint", ["mcapproval next ROLE-ERA", "`mcapproval list` shows"])
def test_a_hint_is_found_in_a_sentence(hint: str) -> None:
    assert Done((), 0, f"see: {hint}\n", "").commands()[0].startswith("mcapproval ")


def test_what_somebody_else_can_do_is_not_told_as_if_the_asker_could(stage: Stage) -> None:
    folder = stage("begun")
    day = ("--today", "2026-02-02")
    refused = at(folder, "organisation", "add", "x", "--name", "X", "--as", "ana", *day)
    (grant,) = [command for command in refused.commands() if "people grant" in command]
    assert (
        grant == "mcapproval people grant PERSON administrator --as WHOEVER-MAY --today 2026-02-02"
    )
