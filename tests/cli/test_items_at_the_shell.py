"""Items as a person meets them at a shell: listed, added, answered, put off, shown, left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.living import APP
from tests.cli.shell import Done, at
from tests.cli.test_outputs_for_programs import fits

Stage = Callable[[str], Path]
ACC = "ACC-0001"
PAGE = "<h1>Community-Led Development Facilitation</h1><p>Level 5</p>"


def run(folder: Path, who: str, day: str, *words: str, fine: bool = True) -> Done:
    return at(folder, *words, "--as", who, "--today", day, fine=fine)


def asked(folder: Path) -> None:
    """NZQA asks for two things on 14 July; the second is agreed to follow."""
    run(folder, "hemi", "2026-07-14", "move", APP, "request-information", "--attach", "letter.txt",
        "--set", "items=How is it assessed?; due=2026-07-28; owner=author; touches=approval",
        "--set", "items=Why level 5?")  # fmt: skip
    run(folder, "hemi", "2026-07-15", "item", "agree", APP, "2", "--by", "2026-09-01",
        "--text", "After the hui", "--attach", "letter.txt")  # fmt: skip


def test_a_request_is_followed_from_its_day_to_the_version_that_came_of_it(stage: Stage) -> None:
    folder = stage("nzqa")
    asked(folder)
    run(folder, "hemi", "2026-07-16", "item", "extend", APP, "1", "--due", "2026-08-11",
        "--attach", "letter.txt", "--text", "As we asked")  # fmt: skip
    draft = folder / "draft.yaml"
    draft.write_text(draft.read_text("utf-8").replace("learners: 20\n", "learners: 21\n"), "utf-8")
    run(folder, "ana", "2026-07-17", "update", APP, "draft.yaml", "--answers", "1, 2")
    run(folder, "ana", "2026-07-17", "item", "answer", APP, "1", "--text", "By portfolio")
    told = run(folder, "ana", "2026-09-02", "item", "list", APP).out.splitlines()
    assert " ".join(told[2].split()) == (
        "1 information, round 1 answered author 2026-08-11 approval 1 file"
    )
    assert [line.strip() for line in told[3:6]] == [
        "How is it assessed?",
        "reply: By portfolio",
        "changed: version 2",
    ]
    assert " ".join(told[6].split()) == "2 information, round 1 agreed 2026-09-01 overdue 1 file"
    listed = run(folder, "ana", "2026-09-02", "item", "list", APP, "--json").json
    fits("item-list", listed)
    assert [(row["round"], row["version"], row["overdue"]) for row in listed] == [
        (1, 2, "no"),
        (1, 2, "yes"),
    ]
    history = run(folder, "ana", "2026-09-02", "history", APP).out
    assert "item 1 (information) put off: due 2026-07-28, now 2026-08-11, with 1 file" in history


def test_next_and_show_tell_what_is_open(stage: Stage) -> None:
    folder = stage("nzqa")
    asked(folder)
    run(folder, "mele", "2026-07-16", "item", "add", APP, "--weight", "substantive",
        "--text", "Who moderates?\nAnd \x1b[31mwhen?")  # fmt: skip
    for command in ("next", "show"):
        told = run(folder, "ana", "2026-07-29", command, APP).out
        block = told.partition("\nOpen\n")[2].split("\n\n")[0].splitlines()
        assert block[:3] == [
            "  information 1 (round 1), due 28 July 2026, overdue, author: How is it assessed?",
            "  information 2 (round 1), agreed to follow by 1 September 2026: Why level 5?",
            "  substantive comment 3: Who moderates? And �[31mwhen?",
        ]
        found = run(folder, "ana", "2026-07-29", command, APP, "--json").json
        fits(command, found)
        assert [(row["number"], row["overdue"]) for row in found["items"]] == [
            (1, True),
            (2, False),
            (3, False),
        ]
    tried = at(folder, "next", APP, "reply", "--as", "hemi", "--today", "2026-07-29", "--json")
    fits("next", tried.json)
    assert len(tried.json["items"]) == 3


def test_the_first_delivery_waits_for_what_is_to_be_ready(stage: Stage) -> None:
    folder = stage("outcome")
    late = run(folder, "mele", "2026-08-20", "move", ACC, "deliver", fine=False)
    assert late.code == 1
    assert late.err.count("[READY-OPEN]") == 9
    assert "make-ready (Make ready to deliver) comes first" in late.err
    (folder / "page.html").write_text(PAGE, "utf-8")
    page = ("item", "close", ACC, "published-page", "--attach", "page.html")
    lacks = run(folder, "mele", "2026-08-20", *page, fine=False)
    assert lacks.code == 1
    assert "the page does not say 10 credits, as approved  [PAGE-FACT]" in lacks.err
    (folder / "page.html").write_text(PAGE.replace("Level 5", "Level 5, 10 credits"), "utf-8")
    run(folder, "mele", "2026-08-20", *page)
    run(folder, "mele", "2026-08-20", "item", "not-applicable", ACC, "certificate-and-badge",
        "--text", "The partner gives it out")  # fmt: skip
    never = run(folder, "mele", "2026-08-20", "item", "not-applicable", ACC, "fee", "--text", "-",
                fine=False)  # fmt: skip
    assert never.code == 1
    assert "where no fee is charged, somebody decided so" in never.err
    listed = run(folder, "mele", "2026-08-20", "item", "list", ACC, "--json").json
    for row in listed:
        if row["state"] == "open":
            run(folder, "mele", "2026-08-20", "item", "close", ACC, row["topic"], "--text", "Kept")
    run(folder, "mele", "2026-08-21", "move", ACC, "make-ready")
    assert "Delivering" in run(folder, "mele", "2026-08-22", "move", ACC, "deliver").out
    assert "The journal is whole" in run(folder, "mele", "2026-08-22", "audit", "verify").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("item", "answer", APP, "99", "--text", "x"), 2, "has no item 99"),
        (("item", "answer", APP, "9" * 30, "--text", "x"), 2, "has no item"),
        (("item", "agree", APP, "1", "--text", "x"), 2, "Missing option '--by'"),
        (("item", "add", APP, "--kind", "readiness"), 2, "has a topic"),
        (("item", "add", APP), 2, "an item says something"),
        (("item", "own", APP, "1", "--owner", "dean"), 2, "no role or organisation dean"),
        (("update", APP, "draft.yaml", "--answers", "one"), 2, "numbers of items such as 1,2"),
        (("update", APP, "draft.yaml", "--answers", "7"), 2, "has no item 7"),
        (("item", "extend", APP, "1", "--due", "2026-08-01", "--text", "x"), 1, "LETTER"),
        (("item", "agree", APP, "1", "--by", "2026-08-01", "--text", "x"), 1, "LETTER"),
        (("item", "correct", APP, "1", "--due", "2026-07-29", "--text", "x"), 1, "no earlier than"),
    ],
)
def test_what_can_not_be_done_to_an_item_is_told(
    stage: Stage, words: tuple[str, ...], code: int, said: str
) -> None:
    folder = stage("nzqa")
    asked(folder)
    person = "ana" if words[0] == "update" else "hemi"
    done = run(folder, person, "2026-07-20", *words, fine=False)
    assert (done.code, said in done.err) == (code, True), done.err
