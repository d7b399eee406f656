"""Everything that records hold goes out as plain files, comes in elsewhere, and is the same."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import shutil
import sqlite3
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import inspect, text
from tests.actions.conftest import at_stage, staged
from tests.actions.walking import at
from tests.conftest import Places
from tests.simulated import SAMPLES, START, peopled

from mcapproval.actions import setup
from mcapproval.actions.audit import audit
from mcapproval.actions.cases.items.of_case import add_item
from mcapproval.actions.copies.whole_folder import (
    FORMS,
    MANIFEST,
    SUMS,
    UNDER_WAY,
    Manifest,
    manifest_in,
)
from mcapproval.actions.copies.whole_in import everything_in
from mcapproval.actions.copies.whole_out import everything_out
from mcapproval.actions.copies.whole_texts import COLUMNS
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.people import erasing, known
from mcapproval.draft.reader import read_draft
from mcapproval.errors import NotWhole, OtherRecords, Refused, Unreadable
from mcapproval.shipped import schema
from mcapproval.store import queries
from mcapproval.store.engine import connect, is_url
from mcapproval.store.rows.folded import FOLDED
from mcapproval.store.rows.kept import TextRow
from mcapproval.store.rows.places import PLACES
from mcapproval.store.tables.all import TABLES
from mcapproval.store.verifying.verdict import Head
from mcapproval.store.verifying.verify import verify

APPROVED = "approved"
POLICY = sorted((SAMPLES.parent / "policies").glob("*.toml"))[0]


def silent(done: int, of: int) -> None:
    assert 0 < done <= of


def out(desk: Desk, folder: Path) -> Manifest:
    return everything_out(desk, folder, silent)


def into(folder: Path, where: str) -> Desk:
    everything_in(folder, where, silent, silent)
    return sit_down(where, "admin", START)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def summed_up(folder: Path, **said: object) -> None:
    """What somebody does who wants a change not to show: sums and manifest made anew."""
    lines = []
    for name in sorted(tree(folder), key=lambda name: name.split("/")):
        if name not in (MANIFEST, SUMS):
            lines.append(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n")
    (folder / SUMS).write_text("".join(lines))
    manifest = json.loads((folder / MANIFEST).read_bytes())
    manifest |= {"sums": hashlib.sha256((folder / SUMS).read_bytes()).hexdigest(), **said}
    (folder / MANIFEST).write_text(f"{json.dumps(manifest, ensure_ascii=False, indent=2)}\n")


@pytest.fixture
def elsewhere(places: Places, files: Places, databases: Places) -> Places:
    """The other engine."""
    return databases if places is files else files


@pytest.fixture
def approved_desk(places: Places) -> Desk:
    return sit_down(at_stage(places, APPROVED), "admin", START)


@pytest.fixture(autouse=True)
def synced(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Nothing here outlives the tests, so that none need wait for the disk of the machine."""
    times: list[int] = []
    monkeypatch.setattr(os, "sync", lambda: times.append(1))
    return times


@pytest.fixture(scope="session")
def written_once(files: Places, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written") / "all"
    out(sit_down(at_stage(files, APPROVED), "admin", START), folder)
    return folder


@pytest.fixture(name="written")
def written_folder(written_once: Path, tmp_path: Path) -> Path:
    """An export of one engine, for what does not hang on which."""
    return Path(shutil.copytree(written_once, tmp_path / "all"))


def test_what_goes_out_comes_in_on_the_other_engine_and_goes_out_as_the_same_bytes(
    approved_desk: Desk, elsewhere: Places, tmp_path: Path
) -> None:
    manifest = out(approved_desk, tmp_path / "all")
    desk = into(tmp_path / "all", elsewhere.empty())
    again = out(desk, tmp_path / "again")
    elsewhere.tidy()
    assert again == manifest
    assert tree(tmp_path / "again") == tree(tmp_path / "all")
    assert min(manifest.held.files, manifest.held.texts, manifest.held.cases) > 1


def test_the_records_that_come_of_it_are_whole_and_have_the_same_rows(
    approved_desk: Desk, places: Places, tmp_path: Path
) -> None:
    out(approved_desk, tmp_path / "all")
    desk = into(tmp_path / "all", places.empty())
    with approved_desk.reading() as theirs, desk.reading() as ours:
        assert verify(ours, Head(*queries.head(theirs))).whole
        asked = text("SELECT * FROM journal ORDER BY seq")
        assert list(map(tuple, ours.execute(asked))) == list(map(tuple, theirs.execute(asked)))
        asked = text("SELECT * FROM personal_text ORDER BY commitment")
        assert list(map(tuple, ours.execute(asked))) == list(map(tuple, theirs.execute(asked)))


WRITTEN = {"journal", "content", "personal_text", "evidence_file", "evidence_piece"}
MADE_AGAIN = {"finding_cache", "search_case", "search_term", "search_text"}


def test_every_table_is_written_out_or_made_again_from_what_is() -> None:
    folded = {PLACES[model].table for model in FOLDED}
    assert TABLES.keys() == WRITTEN | MADE_AGAIN | folded
    assert set(TextRow._fields) - {"body"} == COLUMNS - {"text"}


def test_people_go_on_working_in_the_records_that_come_of_it(written: Path, files: Places) -> None:
    desk = into(written, files.empty())
    known.add_person(desk, "tui", "Tui Hāmi-Ross", None, None)
    with desk.reading() as connection:
        assert verify(connection).whole
    files.tidy()


def test_neither_the_day_nor_whoever_asks_changes_a_byte(places: Places, tmp_path: Path) -> None:
    desk = at(staged(places, APPROVED).desk, "admin", "2027-03-01")
    add_item(desk, "APP-2026-0001", "action", "Renew the letters", "author", date(2028, 3, 1))
    out(desk, tmp_path / "all")
    assert "due: 2028-03-01" in (tmp_path / "all/cases/APP-2026-0001/case.yaml").read_text()
    out(at(desk, "admin", "2031-05-05"), tmp_path / "later")
    assert tree(tmp_path / "later") == tree(tmp_path / "all")


def test_the_manifest_is_as_its_schema_says(written: Path) -> None:
    Draft202012Validator(schema("export")).validate(json.loads((written / MANIFEST).read_bytes()))


def test_every_form_of_name_is_written_and_the_sums_are_in_the_order_of_the_forms(
    files: Places, tmp_path: Path
) -> None:
    desk, folder = staged(files, APPROVED).desk, tmp_path / "all"
    setup.adopt_policy(at(desk, "admin", "2027-03-01"), POLICY, None, None)
    out(desk, folder)
    names = [line.partition("  ")[2] for line in (folder / SUMS).read_text().splitlines()]
    shown = [next(n for n, form in enumerate(FORMS) if form.fullmatch(name)) for name in names]
    assert shown == sorted(shown)
    assert {*range(len(FORMS))} == set(shown)
    assert set(names) == tree(folder).keys() - {SUMS, MANIFEST}
    files.tidy()


def test_the_manifest_waits_for_the_disk(
    files: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, synced: list[int]
) -> None:
    folder = tmp_path / "all"
    monkeypatch.setattr(os, "sync", lambda: synced.append((folder / MANIFEST).exists()))
    out(sit_down(at_stage(files, APPROVED), "admin", START), folder)
    assert synced == [False]


def test_a_standard_library_and_the_readme_are_enough_to_see_that_it_is_whole(
    written: Path,
) -> None:
    """As README.txt tells it."""
    head, number, kept, erased = "0" * 64, 0, set(), set()
    for part in sorted((written / "journal").iterdir()):
        for line in part.read_bytes().splitlines():
            row = json.loads(line)
            number += 1
            assert (row["seq"], row["prev"]) == (number, head)
            head = hashlib.sha256(line).hexdigest()
            kept |= {name for names in row["data"]["keeps"].values() for name in names}
            erased |= {n for names in row["data"].get("erased", {}).values() for n in names}
    manifest = json.loads((written / MANIFEST).read_bytes())
    assert manifest["head"] == {"number": number, "hash": head}
    there = set()
    for path in (*(written / "contents").rglob("*"), *(written / "files").rglob("*")):
        if path.is_file():
            assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name.split(".")[0]
            there.add(path.name.split(".")[0])
    for line in (written / "texts.jsonl").read_bytes().splitlines():
        row = json.loads(line)
        body = json.dumps(row["text"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        key = bytes.fromhex(row["salt"])
        assert hmac.new(key, body.encode(), hashlib.sha256).hexdigest() == row["commitment"]
        there.add(row["commitment"])
    assert kept - erased <= there
    for listed in (written / SUMS).read_text().splitlines():
        told, name = listed.split("  ")
        assert hashlib.sha256((written / name).read_bytes()).hexdigest() == told


def test_the_draft_that_comes_out_says_what_was_kept(written: Path) -> None:
    said = read_draft(written / "cases" / "APP-2026-0001" / "draft.yaml")
    manifest = json.loads((written / MANIFEST).read_bytes())
    assert manifest["counts"]["cases"] == len([*(written / "cases").iterdir()])
    kept = [json.loads(path.read_bytes()) for path in (written / "contents").rglob("*.json")]
    without = {key: value for key, value in said.draft.data.items() if key != "people"}
    assert without in kept


def test_nobody_else_on_the_machine_reads_it(written: Path) -> None:
    assert written.stat().st_mode & 0o077 == 0
    assert not [n for n in tree(written) if (written / n).stat().st_mode & 0o077]


def test_only_an_administrator_takes_everything_out(files: Places, tmp_path: Path) -> None:
    desk = sit_down(at_stage(files, APPROVED), "hemi", START)
    with pytest.raises(Refused, match="administrator"):
        out(desk, tmp_path / "all")
    assert not (tmp_path / "all").exists()


def others(files: Places) -> Desk:
    return setup.init(files.empty(), "zed", provider="the-mind-lab", simulated=True, day=START)


class Stopped(Exception):
    pass


def stopping(after: int) -> Callable[[int, int], None]:
    def tell(done: int, of: int) -> None:
        if done >= after:
            raise Stopped

    return tell


def test_an_export_that_is_stopped_goes_on_without_making_again_what_is_there(
    written: Path, files: Places, tmp_path: Path
) -> None:
    desk, folder = sit_down(at_stage(files, APPROVED), "admin", START), tmp_path / "stopped"
    made: dict[str, int] = {}
    for after in (1, 3, 5, 9, 14, 20):
        with pytest.raises(Stopped):
            everything_out(desk, folder, stopping(after))
        assert not (folder / MANIFEST).exists()
        with pytest.raises(Refused, match="not finished"):
            everything_in(folder, files.empty(), silent, silent)
        now = {
            name: (folder / name).stat().st_ino
            for name in tree(folder)
            if name.startswith(("cases", "contents", "files"))
        }
        assert made.items() <= now.items(), "what was there was written again"
        made = now
    assert len(made) > 15
    out(desk, folder)
    assert tree(folder) == tree(written)
    files.tidy()


def test_what_a_stopped_run_left_half_written_or_spoilt_is_made_again(
    written: Path, files: Places, tmp_path: Path
) -> None:
    desk, folder = sit_down(at_stage(files, APPROVED), "admin", START), tmp_path / "stopped"
    with pytest.raises(Stopped):
        everything_out(desk, folder, stopping(14))
    left = sorted(name for name in tree(folder) if name.startswith(("cases", "contents")))
    (folder / left[0]).write_bytes(b"")
    (folder / left[-1]).write_bytes(b"spoilt")
    (folder / f"{left[1]}.part").write_bytes(b"half")
    with (folder / UNDER_WAY).open("a") as log:
        log.write("0123")
    out(desk, folder)
    assert tree(folder) == tree(written)


def test_records_that_went_on_meanwhile_come_out_as_they_are_now(
    files: Places, tmp_path: Path
) -> None:
    desk, folder = staged(files, APPROVED).desk, tmp_path / "all"
    desk = at(desk, "admin", "2027-03-01")
    with pytest.raises(Stopped):
        everything_out(desk, folder, stopping(5))
    known.add_person(desk, "tui", "Tui Hāmi-Ross", None, None)
    out(desk, folder)
    known.add_person(desk, "kea", "Kea Hāmi-Ross", None, None)
    with pytest.raises(Stopped):
        everything_out(desk, folder, stopping(5))
    assert not (folder / MANIFEST).exists(), "it would vouch for what is half another"
    out(desk, folder)
    out(desk, tmp_path / "afresh")
    assert tree(folder) == tree(tmp_path / "afresh")
    files.tidy()


def test_nothing_of_a_person_who_was_erased_is_in_it_even_where_it_was(
    files: Places, tmp_path: Path
) -> None:
    desk = at(staged(files, APPROVED).desk, "admin", "2027-03-01")
    known.add_person(desk, "tui", "Tui Hāmi-Ross", None, None)
    out(desk, tmp_path / "all")
    assert [n for n, data in tree(tmp_path / "all").items() if "Hāmi-Ross".encode() in data]
    erasing.erase(desk, "tui", "asked by letter")
    out(desk, tmp_path / "all")
    assert not [n for n, data in tree(tmp_path / "all").items() if "Hāmi-Ross".encode() in data]
    there = into(tmp_path / "all", files.empty())
    out(there, tmp_path / "again")
    assert tree(tmp_path / "again") == tree(tmp_path / "all")
    files.tidy()


def test_a_folder_of_others_is_left_alone(files: Places, tmp_path: Path, written: Path) -> None:
    desk = sit_down(at_stage(files, APPROVED), "admin", START)
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "a.txt").write_text("mine")
    (tmp_path / "link").symlink_to(written)
    (tmp_path / "file").write_text("mine")
    (written / "contents" / "ab").mkdir(exist_ok=True)
    (written / "contents" / "ab" / "notes.txt").write_text("mine")
    before = tree(tmp_path)
    for name, said in (
        ("mine", "was not made"),
        ("link", "a link"),
        ("file", "no folder"),
        ("all", "contents/ab/notes.txt"),
    ):
        with pytest.raises(Refused, match=said):
            out(desk, tmp_path / name)
    assert tree(tmp_path) == before
    (written / "contents" / "ab" / "notes.txt").unlink()
    (written / "journal" / "there").symlink_to("/etc")
    with pytest.raises(Refused, match="journal/there"):
        out(desk, written)


def test_the_export_of_other_records_or_of_later_rows_is_not_written_over(
    files: Places, tmp_path: Path, written: Path
) -> None:
    before = tree(written)
    with pytest.raises(Refused, match="other records"):
        out(others(files), written)
    desk = at(staged(files, APPROVED).desk, "admin", "2027-03-01")
    known.add_person(desk, "tui", "Tui Hāmi-Ross", None, None)
    out(desk, tmp_path / "later")
    with pytest.raises(Refused, match="not in these records"):
        out(sit_down(at_stage(files, APPROVED), "admin", START), tmp_path / "later")
    assert tree(written) == before
    files.tidy()


DAMAGE = {
    "row": "UPDATE journal SET payload = payload || x'20' WHERE seq = 3",
    "gone": "DELETE FROM journal WHERE seq = 3",
    "content": "UPDATE content SET body = CAST(body || x'20' AS BLOB)",
    "content that is none": "UPDATE content SET body = body || x'20'",
    "text": "UPDATE personal_text SET salt = x'00'",
    "file": "DELETE FROM evidence_piece",
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damaged_records_are_not_written_out(what: str, files: Places, tmp_path: Path) -> None:
    where = staged(files, APPROVED).desk.records.where
    with sqlite3.connect(where) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(DAMAGE[what])
    with pytest.raises(NotWhole):
        out(sit_down(where, "admin", START), tmp_path / "all")
    assert not (tmp_path / "all" / MANIFEST).exists()
    files.tidy()


def _first(folder: Path, under: str) -> Path:
    return next(path for path in sorted((folder / under).rglob("*")) if path.is_file())


def _swap(folder: Path) -> str:
    file = _first(folder, "journal")
    one, two, three, *rest = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join((one, three, two, *rest)))
    return "journal/0000000001.jsonl was changed"


def _edit(under: str) -> Callable[[Path], str]:
    def spoil(folder: Path) -> str:
        file = _first(folder, under) if (folder / under).is_dir() else folder / under
        file.write_bytes(file.read_bytes() + b" ")
        return f"{file.relative_to(folder).as_posix()} was changed"

    return spoil


def _remove(under: str) -> Callable[[Path], str]:
    def spoil(folder: Path) -> str:
        file = _first(folder, under) if (folder / under).is_dir() else folder / under
        file.unlink()
        return f"{file.relative_to(folder).as_posix()} was removed"

    return spoil


def _add(name: str) -> Callable[[Path], str]:
    def spoil(folder: Path) -> str:
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(b"{}")
        return f"{name} was added"

    return spoil


def _link(folder: Path) -> str:
    (folder / "texts.jsonl").rename(folder.parent / "texts")
    (folder / "texts.jsonl").symlink_to(folder.parent / "texts")
    return "texts.jsonl was replaced by a link"


def _link_of_a_folder(folder: Path) -> str:
    (folder / "cases").rename(folder.parent / "cases")
    (folder / "cases").symlink_to(folder.parent / "cases")
    return "cases was added"


def _pipe(folder: Path) -> str:
    (folder / "texts.jsonl").unlink()
    os.mkfifo(folder / "texts.jsonl")
    return "texts.jsonl was replaced by a link, or what is no file,"


def _listed_twice(folder: Path) -> str:
    lines = (folder / SUMS).read_text().splitlines(keepends=True)
    (folder / SUMS).write_text("".join((lines[0], *lines)))
    return "SHA256SUMS or manifest.json was changed"


def _said(key: str, value: object) -> Callable[[Path], str]:
    def spoil(folder: Path) -> str:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        there = manifest["counts"] if key in manifest["counts"] else manifest
        there[key] = value
        (folder / MANIFEST).write_text(f"{json.dumps(manifest, ensure_ascii=False, indent=2)}\n")
        return "manifest.json was changed"

    return spoil


SPOILT: dict[str, Callable[[Path], str]] = {
    "a row": _edit("journal"),
    "a row swapped": _swap,
    "a content": _edit("contents"),
    "a file": _edit("files"),
    "a text": _edit("texts.jsonl"),
    "a paper": _edit("cases"),
    "the readme": _edit("README.txt"),
    "the sums": _listed_twice,
    "a content removed": _remove("contents"),
    "a file removed": _remove("files"),
    "the journal removed": _remove("journal"),
    "the texts removed": _remove("texts.jsonl"),
    "added first": _add("A.txt"),
    "added last": _add("zz"),
    "added within": _add("contents/00/zz.json"),
    "added hidden": _add(".x"),
    "added deep": lambda folder: _add("files/00/a/b/c")(folder) and "files/00/a was added",
    "more rows": _add("journal/0000010001.jsonl"),
    "a link": _link,
    "a link of a folder": _link_of_a_folder,
    "a pipe": _pipe,
    "manifest white space": _edit(MANIFEST),
    "manifest key": _said("more", 1),
    "manifest name": _said("records", "Others"),
    "manifest simulated": _said("simulated", False),
    "manifest first": _said("first", "0" * 64),
    "manifest head": _said("head", {"number": 2, "hash": "0" * 64}),
    "manifest head far": _said("head", {"number": 10**12, "hash": "0" * 64}),
    "manifest rows": _said("rows", 3),
    "manifest contents": _said("contents", 1),
    "manifest texts": _said("texts", 1),
    "manifest files": _said("files", 1),
    "manifest cases": _said("cases", 1),
}


@pytest.mark.parametrize("how", SPOILT)
def test_an_export_that_is_not_as_it_was_is_refused_by_the_name_of_the_file(
    how: str, written: Path, files: Places
) -> None:
    said, where = SPOILT[how](written), files.empty()
    with pytest.raises(NotWhole) as refusal:
        everything_in(written, where, silent, silent)
    assert refusal.value.message.startswith(said)
    assert not Path(where).exists(), "nothing is made"
    files.tidy()


def test_what_a_desktop_lays_into_a_folder_is_passed_over_and_left_there(
    files: Places, tmp_path: Path
) -> None:
    folder, desk = tmp_path / "seen", sit_down(at_stage(files, APPROVED), "admin", START)
    laid = (".DS_Store", "cases/Thumbs.db", "contents/00/Desktop.ini", "files/._README.txt")
    folder.mkdir()
    (folder / laid[0]).touch()
    for _ in range(2):
        out(desk, folder)
        for name in laid:
            _add(name)(folder)
    assert audit(into(folder, files.empty())).whole
    assert all((folder / name).exists() for name in laid)
    _link_of_a_desktop(folder)
    with pytest.raises(NotWhole, match=r"Thumbs\.db was added") as refusal:
        into(folder, files.empty())
    assert "take that file out of the folder" in refusal.value.hint
    files.tidy()


def _link_of_a_desktop(folder: Path) -> None:
    (folder / "cases/Thumbs.db").unlink()
    (folder / "cases/Thumbs.db").symlink_to(folder / MANIFEST)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"\xff", b"[" * 100_000, b"7"])
def test_what_is_no_manifest_is_told_in_a_sentence(
    data: bytes, written: Path, files: Places
) -> None:
    (written / MANIFEST).write_bytes(data)
    with pytest.raises(Unreadable, match="no manifest"):
        everything_in(written, files.empty(), silent, silent)
    (written / MANIFEST).unlink()
    with pytest.raises(Unreadable, match="not there"):
        everything_in(written, files.empty(), silent, silent)
    (written / MANIFEST).mkdir()
    with pytest.raises(Unreadable, match="no ordinary file"):
        everything_in(written, files.empty(), silent, silent)
    files.tidy()


def test_no_more_of_a_manifest_is_read_than_one_has(written: Path) -> None:
    os.truncate(written / MANIFEST, 64 * 1024 * 1024)
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match="no manifest"):
            manifest_in(written)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 1024 * 1024


def _other_bytes(folder: Path, under: str) -> None:
    file = _first(folder, under)
    file.write_bytes(file.read_bytes().replace(b"e", b"a"))


def _rewritten_row(folder: Path) -> None:
    file = _first(folder, "journal")
    file.write_bytes(file.read_bytes().replace(b'"act":"granted"', b'"act":"grantxd"', 1))


def _other_text(folder: Path) -> None:
    file = folder / "texts.jsonl"
    file.write_bytes(file.read_bytes().replace(b"Mele", b"Mela"))


def _of_another(folder: Path) -> None:
    """A text told to be about somebody else, so that an erasure of them would miss it."""
    file = folder / "texts.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"about":"PER-0003"', b'"about":"PER-0004"'))


def _of_another_handle(folder: Path) -> None:
    file = folder / "texts.jsonl"
    data = file.read_bytes()
    file.write_bytes(data.replace(b'"handle":"mele","salt"', b'"handle":"mala","salt"'))


def _text(folder: Path, **said: object) -> None:
    """The text with a short name says something else beside what its commitment binds."""
    file = folder / "texts.jsonl"
    rows = [json.loads(line) for line in file.read_bytes().splitlines()]
    next(row for row in rows if row["handle"]).update(said)
    _put_texts(file, rows)


def _one_name_for_two(folder: Path) -> None:
    file = folder / "texts.jsonl"
    rows = [json.loads(line) for line in file.read_bytes().splitlines()]
    first, second = [row for row in rows if row["handle"]][:2]
    second["handle"] = first["handle"]
    _put_texts(file, rows)


def _put_texts(file: Path, rows: list[dict[str, object]]) -> None:
    lines = (json.dumps(row, sort_keys=True, separators=(",", ":")) for row in rows)
    file.write_text("".join(f"{line}\n" for line in lines))


def _last_row(folder: Path, **said: object) -> dict[str, object]:
    """The last row of the journal says something else; gives what the manifest says then."""
    file = _first(folder, "journal")
    *rows, last = file.read_bytes().splitlines()
    changed = json.dumps(json.loads(last) | said, sort_keys=True, separators=(",", ":")).encode()
    file.write_bytes(b"\n".join([*rows, changed, b""]))
    assert changed != last
    return {"head": {"number": len(rows) + 1, "hash": hashlib.sha256(changed).hexdigest()}}


def _last_data(folder: Path, **said: object) -> dict[str, object]:
    *_, last = _first(folder, "journal").read_bytes().splitlines()
    return _last_row(folder, data=json.loads(last)["data"] | said)


FORGED: dict[str, Callable[[Path], object]] = {
    "a content": lambda folder: _other_bytes(folder, "contents"),
    "a file": lambda folder: _other_bytes(folder, "files"),
    "a row": _rewritten_row,
    "rows swapped": _swap,
    "a text": _other_text,
    "whom a text is about": _of_another,
    "a handle": _of_another_handle,
    "a handle that is a number": lambda folder: _text(folder, handle=5),
    "a handle with half a letter": lambda folder: _text(folder, handle="\ud800"),
    "a handle with a nought": lambda folder: _text(folder, handle="me\0le"),
    "one handle for two": _one_name_for_two,
    "a text about no person": lambda folder: _text(folder, about={"a": 1}),
    "a row numbered as another": lambda folder: _last_row(folder, ref="RECORDS", ref_seq=1),
    "a row of no case": lambda folder: _last_row(folder, ref="APP\0"),
    "a row of what is no case": lambda folder: _last_row(folder, ref={"a": 1}),
    "a row with a group for a word": lambda folder: _last_data(folder, to={"a": 1}),
    "a row with nothing for a word": lambda folder: _last_data(folder, to=None),
    "a row with half a letter": lambda folder: _last_data(folder, to="\ud800"),
    "a row without a number": lambda folder: _last_row(folder, seq="last"),
    "a row of a case that was never opened": lambda folder: _last_row(folder, ref="APP-9999-1"),
    "a row far on": lambda folder: _last_row(folder, ref_seq=2**40),
    "a row much too far on": lambda folder: _last_row(folder, ref_seq=2**80),
    "a row not numbered": lambda folder: _last_row(folder, ref_seq="one"),
    "a row without a case": lambda folder: _last_row(folder, ref=None),
}


@pytest.mark.parametrize("how", FORGED)
def test_one_whose_sums_were_made_anew_to_fit_is_refused_by_the_journal(
    how: str, written: Path, places: Places
) -> None:
    before = tree(written)
    said = FORGED[how](written)
    assert tree(written) != before
    summed_up(written, **(said if isinstance(said, dict) else {}))
    where = places.empty()
    with pytest.raises(NotWhole) as refused:
        everything_in(written, where, silent, silent)
    assert "nothing of it is in " in refused.value.hint
    if is_url(where):
        with connect(where).connect() as connection:
            assert inspect(connection).get_table_names() == []
    else:
        assert list(Path(where).parent.iterdir()) == []


def test_what_an_earlier_command_began_is_left_there_when_an_export_is_refused(
    written: Path, files: Places
) -> None:
    where = files.empty()
    with pytest.raises(Stopped):
        everything_in(written, where, silent, stopping(1))
    _other_bytes(written, "contents")
    summed_up(written)
    with pytest.raises(NotWhole) as refused:
        everything_in(written, where, silent, silent)
    assert "choose an empty place" in refused.value.hint
    with pytest.raises(OtherRecords, match="not whole yet"):
        sit_down(where, None, START)
    files.tidy()


@pytest.mark.parametrize("kind", ["contents", "files"])
def test_one_that_keeps_something_back_is_refused_by_the_journal(
    kind: str, written: Path, files: Places
) -> None:
    _first(written, kind).unlink()
    counts = json.loads((written / MANIFEST).read_bytes())["counts"]
    summed_up(written, counts=counts | {kind: counts[kind] - 1})
    with pytest.raises(NotWhole, match="gone without a word"):
        everything_in(written, files.empty(), silent, silent)
    files.tidy()


def listed_anew(folder: Path, lines: str) -> None:
    (folder / SUMS).write_text(lines)
    manifest = json.loads((folder / MANIFEST).read_bytes())
    manifest["sums"] = hashlib.sha256(lines.encode()).hexdigest()
    (folder / MANIFEST).write_text(f"{json.dumps(manifest, ensure_ascii=False, indent=2)}\n")


def test_names_in_the_sums_are_never_followed_out_of_the_folder(
    written: Path, files: Places
) -> None:
    for name in ("../outside", "/etc/passwd", "files/../../x", "a\\b", "cases/../README.txt"):
        listed_anew(written, f"{'0' * 64}  {name}\n" + (written / SUMS).read_text())
        with pytest.raises(NotWhole, match=r"SHA256SUMS was changed \(line 1\)"):
            everything_in(written, files.empty(), silent, silent)
    files.tidy()


def test_a_list_in_another_order_or_that_says_a_file_twice_is_none_of_ours(
    written: Path, files: Places
) -> None:
    one, two, *rest = (written / SUMS).read_text().splitlines(keepends=True)
    for lines in ((two, one, *rest), (one, one, two, *rest), (one, *rest, two)):
        listed_anew(written, "".join(lines))
        with pytest.raises(NotWhole, match=r"SHA256SUMS was changed|was added"):
            everything_in(written, files.empty(), silent, silent)
    files.tidy()


def test_an_import_that_is_stopped_cannot_be_opened_and_goes_on(
    approved_desk: Desk, places: Places, tmp_path: Path
) -> None:
    out(approved_desk, tmp_path / "all")
    where = places.empty()
    with pytest.raises(Stopped):
        everything_in(tmp_path / "all", where, stopping(10), silent)
    steps: list[int] = []
    other = places.empty()
    everything_in(tmp_path / "all", other, silent, lambda done, of: steps.append(done))
    assert len(steps) > 10
    for after in steps:
        with pytest.raises(Stopped):
            everything_in(tmp_path / "all", where, silent, stopping(after))
        with pytest.raises(OtherRecords):
            sit_down(where, None, START)
    desk = into(tmp_path / "all", where)
    out(desk, tmp_path / "again")
    assert tree(tmp_path / "again") == tree(tmp_path / "all")


@pytest.mark.parametrize("since", [(), ("Tui Reweti",)])
def test_an_import_that_goes_on_from_a_later_export_forgets_who_was_erased(
    since: tuple[str, ...], files: Places, tmp_path: Path
) -> None:
    """Their short name may be somebody else's by now."""
    desk = at(staged(files, APPROVED).desk, "admin", "2027-03-01")
    known.add_person(desk, "tui", "Tui Hāmi-Ross", None, None)
    where = files.empty()
    held = out(desk, tmp_path / "all").held
    with pytest.raises(Stopped):
        everything_in(tmp_path / "all", where, silent, stopping(held.rows + held.texts))
    erasing.erase(desk, "tui", "asked by letter")
    for name in since:
        known.add_person(desk, "tui", name, None, None)
    out(desk, tmp_path / "all")
    out(into(tmp_path / "all", where), tmp_path / "again")
    assert tree(tmp_path / "again") == tree(tmp_path / "all")
    files.tidy()


def test_nothing_is_taken_in_where_there_are_records(written: Path, places: Places) -> None:
    for where in (staged(places, APPROVED).desk.records.where, places.copy("peopled", peopled)):
        with pytest.raises(Refused, match="holds records already"):
            everything_in(written, where, silent, silent)


def test_an_import_that_was_begun_is_not_gone_on_with_from_other_records(
    written: Path, files: Places, tmp_path: Path
) -> None:
    out(others(files), tmp_path / "other")
    where = files.empty()
    with pytest.raises(Stopped):
        everything_in(tmp_path / "other", where, silent, stopping(1))
    with pytest.raises(Refused, match="other records"):
        everything_in(written, where, silent, silent)
    files.tidy()


def test_a_dry_run_looks_and_makes_nothing(written: Path, files: Places) -> None:
    where = files.empty()
    everything_in(written, where, silent, silent, dry_run=True)
    assert not Path(where).exists()
    files.tidy()
