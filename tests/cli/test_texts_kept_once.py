"""`text`: kept, listed, shown, and told of when it changes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry
from tests.cli.shell import at

from mcapproval.shipped import schema

Stage = Callable[[str], Path]
ADMIN = ("--as", "admin", "--today", "2026-06-01")
RPL = "recognition_of_prior_learning"


def fits(name: str, value: object) -> None:
    contract = Draft202012Validator(schema(f"output-{name}"), registry=Registry())
    assert [error.message for error in contract.iter_errors(value)] == []


def kept(folder: Path, said: str = "Shown by a portfolio, mā te mahi.") -> None:
    (folder / "rpl.txt").write_text(said, "utf-8")
    at(folder, "text", "add", "rpl", "rpl.txt", "--question", RPL, *ADMIN, fine=True)


def test_a_text_is_kept_listed_and_shown(stage: Stage) -> None:
    folder = stage("begun")
    kept(folder)
    shown = at(folder, "text", "show", "rpl", "--json", fine=True).json
    fits("text-show", shown)
    assert (shown["name"], shown["title"], shown["uses"]) == (
        "rpl@1",
        "Recognition of prior learning and credit transfer",
        [],
    )
    (row,) = at(folder, "text", "list", "--json", fine=True).json
    fits("text-list", [row])
    assert row["used"] == 0
    assert list(csv.DictReader(io.StringIO(at(folder, "text", "list", "--csv", fine=True).out)))


def test_what_is_added_is_told_with_who_says_it(stage: Stage) -> None:
    folder = stage("begun")
    kept(folder)
    kept(folder, "Shown in an interview.")
    done = at(folder, "text", "add", "rpl", "rpl.txt", *ADMIN)
    assert done.code == 1
    assert "rpl@2 says just that already" in done.err
    (folder / "rpl.txt").write_text("Otherwise.", "utf-8")
    told = at(folder, "text", "add", "rpl", "rpl.txt", *ADMIN, "--json", fine=True).json
    fits("text-show", told)
    assert told["version"] == 3


def test_a_new_draft_has_the_texts_in_their_places(stage: Stage) -> None:
    folder = stage("begun")
    kept(folder)
    at(folder, "draft", "new", "new.yaml", "--records", "records.db", fine=True)
    assert f'{RPL}: "see: rpl@1"' in (folder / "new.yaml").read_text("utf-8").splitlines()


def test_a_new_or_converted_form_has_their_words_to_be_read(stage: Stage) -> None:
    folder = stage("begun")
    kept(folder)
    named = ("--records", "records.db")
    at(folder, "draft", "new", "mine.docx", *named, fine=True)
    at(folder, "draft", "convert", "mine.docx", "mine.yaml", *named, fine=True)
    at(folder, "draft", "convert", "mine.yaml", "again.docx", *named, fine=True)
    assert f"{RPL}: 'see: rpl@1'" in (folder / "mine.yaml").read_text("utf-8").replace('"', "'")
    for name in ("mine.docx", "again.docx"):
        assert b"Shown by a portfolio, " in (folder / name).read_bytes()


def test_a_text_that_is_no_text_is_refused_by_name(stage: Stage) -> None:
    folder = stage("begun")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    for name in ("photo.png", "nowhere.txt"):
        done = at(folder, "text", "add", "rpl", name, *ADMIN)
        assert done.code == 2
        assert name in done.err
