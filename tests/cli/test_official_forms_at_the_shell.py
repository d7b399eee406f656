"""Somebody else's Word forms at the shell: looked through, filled, and answered in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.living import APP
from tests.cli.shell import ROOT, Done, at
from tests.cli.test_outputs_for_programs import fits
from tests.documents.filled_forms import lines
from tests.documents.forms_of_ours import request_table

Stage = Callable[[str], Path]

FORMS = ROOT / "samples" / "forms"
FORM, MAP = FORMS / "support-in-tables.docx", FORMS / "support-in-tables.map.yaml"
FILL = ("pack", APP, "--form", str(FORM), "--map", str(MAP), "--into", "filled.docx")


def run(folder: Path, who: str, day: str, *words: str, fine: bool = True) -> Done:
    return at(folder, *words, "--as", who, "--today", day, fine=fine)


def test_a_form_is_filled_and_what_could_not_be_is_told(stage: Stage) -> None:
    folder = stage("board")
    done = at(folder, *FILL, "--today", "2026-06-06", fine=True)
    assert done.out.splitlines() == [
        "filled.docx: 17 boxes filled from APP-2026-0001, version 1",
        "Left empty, as the map says: Decision",
        "Not filled: 3",
        "  Delivery: it does not offer `work-based`, but online, face-to-face, blended  "
        "[not-offered]",
        "      say which is meant: `words: {work-based: ...}`",
        "  Name: the map has no entry for it  [no-entry]",
        "      add it to the map, or say there `leave: yes`",
        "  Name (number 2): the map has no entry for it  [no-entry]",
        "      add it to the map, or say there `leave: yes`",
    ]
    told = lines((folder / "filled.docx").read_bytes())
    assert told[told.index("Title") + 1] == "Community-Led Development Facilitation"
    assert told[told.index("Date of request:") + 1] == "5 June 2026", "its last change"
    again = at(folder, *FILL, fine=False)
    assert (again.code, again.err.splitlines()[0]) == (
        1,
        "refused: filled.docx is there already",
    )
    (folder / "filled.docx").unlink()
    fits("pack-fill", at(folder, *FILL, "--json", fine=True).json)


def test_the_day_in_a_form_is_that_of_the_papers_and_of_no_clock(stage: Stage) -> None:
    folder = stage("nzqa")
    made = []
    for day in ("2026-07-01", "2026-08-02"):
        at(folder, *FILL[:-1], f"{day}.docx", "--today", day, fine=True)
        made.append((folder / f"{day}.docx").read_bytes())
    told = lines(made[0])
    assert told[told.index("Date of request:") + 1] == "16 June 2026"
    assert made[0] == made[1]


def test_a_box_is_filled_with_the_annexes_of_the_records(stage: Stage) -> None:
    folder = stage("board")
    by = MAP.read_text("utf-8").replace("answer: /title", "answer: annexes")
    (folder / "by.yaml").write_text(by, "utf-8")
    at(folder, "pack", APP, "--form", str(FORM), "--map", "by.yaml", "--into", "a.docx", fine=True)
    told = lines((folder / "a.docx").read_bytes())
    assert told[told.index("Title") + 1].startswith("1. ")


def test_filling_a_form_leaves_no_trace_in_the_records(stage: Stage) -> None:
    folder = stage("board")
    before = at(folder, "audit", "verify", "--json", fine=True).json["rows"]
    at(folder, *FILL, fine=True)
    assert at(folder, "audit", "verify", "--json", fine=True).json["rows"] == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--form", str(FORM), "--into", "a.docx"), "Missing option '--map'"),
        (("--map", str(MAP), "--into", "a.docx"), "Missing option '--form'"),
        (
            ("--form", str(FORM), "--map", str(MAP), "--into", "a.pdf"),
            "error: a.pdf is no name of a Word file, and a form stays one",
        ),
        (
            ("--form", "draft.yaml", "--map", str(MAP), "--into", "a.docx"),
            "error: draft.yaml: this is no Word document",
        ),
        (
            ("--form", "nowhere.docx", "--map", str(MAP), "--into", "a.docx"),
            "error: nowhere.docx: there is no such file",
        ),
        (
            ("--form", str(FORM), "--map", "draft.yaml", "--into", "a.docx"),
            "and not the map of a form",
        ),
    ],
)
def test_what_can_t_be_filled_is_said_in_a_sentence(
    stage: Stage, words: tuple[str, ...], said: str
) -> None:
    folder = stage("begun")
    done = at(folder, "pack", APP, *words)
    assert done.code == 2
    assert said in done.err
    assert not (folder / "a.docx").exists()


def test_the_boxes_of_a_form_are_listed_and_a_map_is_begun(tmp_path: Path) -> None:
    done = at(tmp_path, "pack", "form-boxes", str(FORM), "--into", "begun.yaml", fine=True)
    assert "Whom did you work with?" in done.out
    assert "Offers: online, face-to-face, blended" in done.out
    text = (tmp_path / "begun.yaml").read_text("utf-8")
    assert '  - label: "Provider"\n    answer: applicant\n' in text
    assert '  - label: "Name"\n    number: 2\n    answer:\n' in text
    fits("pack-form-boxes", at(tmp_path, "pack", "form-boxes", str(FORM), "--json").json)


def test_a_map_is_held_against_a_form(tmp_path: Path) -> None:
    done = at(tmp_path, "pack", "form-boxes", str(FORM), "--map", str(MAP))
    assert done.code == 1
    assert "the map has no entry for it; add it to the map" in " ".join(done.out.split())
    whole = tmp_path / "whole.yaml"
    entry = "  - {label: Name, leave: yes, every: yes}\n"
    whole.write_text(MAP.read_text("utf-8") + entry, "utf-8")
    fine = at(tmp_path, "pack", "form-boxes", str(FORM), "--map", "whole.yaml", fine=True)
    assert "(left empty)" in fine.out
    fits("pack-form-boxes", at(tmp_path, *fine.words, "--json").json)


def test_a_request_in_a_table_comes_with_its_move_and_is_answered_in_the_same_table(
    stage: Stage,
) -> None:
    folder = stage("nzqa")
    (folder / "rfi.docx").write_bytes(request_table())
    moved = run(
        folder, "hemi", "2026-07-14", "move", APP, "request-information",
        "--attach", "letter.txt", "--items-from", "rfi.docx", "--due", "2026-07-28",
    )  # fmt: skip
    assert "Information requested" in moved.out
    assert moved.err.splitlines()[0] == (
        "columns taken as number: `No`, clause: `Criterion`, asked: `Information required`, "
        "reply: `TEO response`"
    )
    listed = run(folder, "hemi", "2026-07-14", "item", "list", APP, "--json").json
    assert [(row["kind"], row["round"], row["says"]) for row in listed][::2] == [
        ("information", 1, "1. Criterion 2, need: Which employers were asked, and when?"),
        ("information", 1, "3. r6.1(d)(iv): Which certificates credit it?"),
    ]
    assert {row["due"] for row in listed} == {"2026-07-28"}
    answer = ("item", "answer", APP, "1", "--text", "Kōtare & others; <b>April</b>")
    run(folder, "ana", "2026-07-15", *answer)
    reply = ("pack", APP, "--reply", "rfi.docx", "--into")
    done = run(folder, "ana", "2026-07-15", *reply, "reply.docx")
    assert done.out.splitlines()[:2] == [
        "reply.docx: 1 reply of APP-2026-0001",
        "Without a reply: 2",
    ]
    assert "      item 3 is open and has no reply" in done.out.splitlines()
    told = lines((folder / "reply.docx").read_bytes())
    at_it = told.index("Which employers were asked, and when?")
    assert told[at_it + 1] == "Kōtare & others; <b>April</b>"
    fits("pack-reply", run(folder, "ana", "2026-07-15", *reply, "again.docx", "--json").json)
    assert (folder / "again.docx").read_bytes() == (folder / "reply.docx").read_bytes()


def test_a_later_table_is_added_to_the_round_once_and_the_journal_stays_whole(
    stage: Stage,
) -> None:
    folder = stage("nzqa")
    ask = ("--attach", "letter.txt", "--set", "items=How is it assessed?")
    run(folder, "hemi", "2026-07-14", "move", APP, "request-information", *ask)
    asked = [(str(n), f"Criterion {n}", f"How is LO{n} assessed?") for n in (1, 2, 3)]
    (folder / "rfi.docx").write_bytes(request_table(*asked, ("4", "Criterion 4", "")))
    add = ("item", "add", APP, "--from", "rfi.docx", "--due", "2026-07-28", "--owner", "author")
    added = run(folder, "hemi", "2026-07-15", *add)
    assert added.out == "APP-2026-0001: items 2 to 4 added (information)\n"
    passed = "row 4 (4 | Criterion 4): nothing stands in it under `Information required`"
    assert f"no item: {passed}" in added.err.splitlines()
    listed = run(folder, "hemi", "2026-07-15", "item", "list", APP, "--json").json
    assert [(r["number"], r["due"], r["owner"], r["round"]) for r in listed[1:]] == [
        (n, "2026-07-28", "author", 1) for n in (2, 3, 4)
    ]
    twice = run(folder, "hemi", "2026-07-15", *add, fine=False)
    assert twice.code == 1
    assert "APP-2026-0001 has rows of this table already: items 2, 3, 4" in twice.err
    assert at(folder, "audit", "verify", fine=True).code == 0
    history = run(folder, "hemi", "2026-07-15", "history", APP).out
    assert "item 4 added (information), due 2026-07-28" in history


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--from", "rfi.docx", "--text", "x"), 2, "--from takes rows of a request"),
        (("--from", "rfi.docx", "--kind", "action"), 2, "--from takes rows of a request"),
        (
            ("--from", "rfi.docx", "--column", "asked"),
            2,
            "takes WHAT=HEAD; 'asked' is none",
        ),
        (("--from", "rfi.docx", "--column", "why=No."), 2, "--column takes WHAT=HEAD"),
        (("--from", "letter.txt"), 2, "error: letter.txt: this is no Word document"),
        (("--from", "rfi.docx", "--due", "2026-07-01"), 1, "is before 2026-07-15"),
        (("--from", "rfi.docx", "--owner", "nobody"), 2, "nobody"),
    ],
)
def test_rows_that_can_t_be_taken_in_change_nothing(
    stage: Stage, words: tuple[str, ...], code: int, said: str
) -> None:
    folder = stage("nzqa")
    (folder / "rfi.docx").write_bytes(request_table())
    done = run(folder, "hemi", "2026-07-15", "item", "add", APP, *words, fine=False)
    assert done.code == code
    assert said in done.err
    assert "no items" in run(folder, "hemi", "2026-07-15", "item", "list", APP).out
