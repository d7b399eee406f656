"""Meddle with the records by sqlite3: `audit verify` ends with 1 and names the first place."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.living import APP
from tests.cli.meddling import meddled, rows, unguarded
from tests.cli.shell import at

Stage = Callable[[str], Path]

EDIT = (
    "UPDATE journal SET payload = CAST(replace(CAST(payload AS TEXT), 'AC-2026-11', 'AC-2026-12') "
    "AS BLOB) WHERE instr(payload, 'AC-2026-11');"
)
SWAP = """
CREATE TEMP TABLE two AS SELECT * FROM journal WHERE seq IN (30, 31);
DELETE FROM journal WHERE seq IN (30, 31);
INSERT INTO journal SELECT 61 - seq, ref, ref_seq, prev, hash, payload FROM two;
"""

ATTACKS = {
    "an edited row": (EDIT, "row 33"),
    "a removed row": ("DELETE FROM journal WHERE seq = 30;", "row 30"),
    "two rows swapped": (SWAP, "row 30"),
    "another hash": ("UPDATE journal SET hash = substr(hash, 2) || 'a' WHERE seq = 12;", "row 12"),
    "a row put in place of another": (
        "UPDATE journal SET payload = (SELECT payload FROM journal WHERE seq = 29) WHERE seq = 30;",
        "row 30",
    ),
    "the first row removed": ("DELETE FROM journal WHERE seq = 1;", "row 1"),
    "an edited table": ("UPDATE application SET title = 'Other' WHERE 1;", APP),
    "an edited level": ("UPDATE listing SET level = 9 WHERE 1;", "MC-0001"),
    "an edited file": (
        "UPDATE evidence_piece SET body = CAST('other' AS BLOB) WHERE number = "
        "(SELECT min(number) FROM evidence_piece);",
        "file",
    ),
    "an edited name": (
        "UPDATE personal_text SET body = CAST(replace(CAST(body AS TEXT), 'Ana R', 'Ina R') "
        "AS BLOB) WHERE handle = 'ana';",
        "text",
    ),
    "a role given past the journal": (
        "UPDATE grant_of_role SET role = 'administrator' WHERE role = 'author';",
        "",
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_meddled_with_is_named(stage: Stage, attack: str) -> None:
    folder = stage("outcome")
    script, named = ATTACKS[attack]
    meddled(folder, script)
    done = at(folder, "audit", "verify")
    assert done.code == 1, done.out
    first = done.out.splitlines()[0]
    assert first.startswith("BROKEN  ")
    assert named in first
    told = at(folder, "audit", "verify", "--json")
    assert told.code == 1
    assert told.json["whole"] is False


def test_missing_triggers_are_reported(stage: Stage) -> None:
    folder = stage("begun")
    unguarded(folder)
    done = at(folder, "audit", "verify")
    assert done.code == 1
    assert "journal_no_update" in done.out


def test_the_journal_refuses_slips_by_itself(stage: Stage) -> None:
    folder = stage("begun")
    with closing(sqlite3.connect(folder / "records.db")) as raw:
        for slip in ("DELETE FROM journal", "UPDATE journal SET ref = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                raw.execute(slip)


def test_rows_cut_off_at_the_end_are_named(stage: Stage) -> None:
    folder = stage("outcome")
    meddled(folder, f"DELETE FROM journal WHERE seq > {rows(folder) - 2};")
    done = at(folder, "audit", "verify")
    assert done.code == 1
    assert done.out.startswith("BROKEN  ")


def test_an_end_cut_off_with_its_tables_shows_against_a_head_and_a_pack_kept_outside(
    stage: Stage, tmp_path: Path
) -> None:
    """The older file is whole in itself: only what was kept elsewhere tells."""
    older, folder = stage("nzqa"), stage("outcome")
    head = tmp_path / "head.json"
    at(folder, "audit", "head", "--to", str(head), fine=True)
    pack = tmp_path / "pack"
    at(folder, "pack", APP, "--into", str(pack), fine=True)
    number = rows(folder)
    for kept in (head, pack):
        assert at(folder, "audit", "verify", "--against", str(kept)).code == 0
    (folder / "records.db").write_bytes((older / "records.db").read_bytes())
    assert at(folder, "audit", "verify").code == 0
    for kept in (head, pack):
        done = at(folder, "audit", "verify", "--against", str(kept))
        assert done.code == 1
        assert f"row {number}" in done.out
    verified = at(folder, "pack", "verify", str(pack))
    assert verified.code == 1


def names_in(folder: Path, name: str) -> list[Path]:
    """The files of a folder in whose bytes a name stands, in any encoding that text has."""
    spellings = {
        part.encode(encoding)
        for part in (name, *name.split())
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    }
    return [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and any(spelt in file.read_bytes() for spelt in spellings)
    ]


def test_an_erased_person_is_in_no_byte_of_the_folder_of_the_records(
    stage: Stage, tmp_path: Path
) -> None:
    folder = stage("outcome")
    away = tmp_path / "away"
    away.mkdir()
    (folder / "records.db").rename(away / "records.db")
    (person,) = [
        line
        for line in at(away, "people", "list", "--json", fine=True).json
        if line["name"].startswith("Pānia")
    ]
    assert names_in(away, person["name"])
    day = ("--as", "admin", "--today", "2026-09-01")
    done = at(
        away,
        "people",
        "erase",
        person["ref"],
        "--note",
        "asked by letter",
        "--yes",
        *day,
        fine=True,
    )
    assert f"{person['ref']} is erased" in done.out
    assert names_in(away, person["name"]) == []
    assert at(away, "audit", "verify").code == 0
    listed = {line["ref"]: line for line in at(away, "people", "list", "--json").json}
    assert listed[person["ref"]]["name"] == "(erased)"
    assert at(away, "people", "erase", person["ref"], "--note", "again", "--yes", *day).code == 1
    assert at(away, "pack", APP, "--into", "pack", fine=True).code == 0
    assert at(away, "pack", "verify", "pack").code == 0


def test_erasing_tells_of_packs_made_before_and_how_to_make_them_again(stage: Stage) -> None:
    folder = stage("outcome")
    at(folder, "pack", APP, "--into", "our pack", fine=True)
    day = ("--as", "admin", "--today", "2026-09-01")
    done = at(
        folder, "people", "erase", "mele", "--note", "asked by letter", "--yes", *day, fine=True
    )
    assert "our pack was made before and may hold the name" in done.out
    assert f"mcapproval pack {APP} --into '{folder}/our pack'" in done.out


def test_a_damaged_file_is_named(stage: Stage) -> None:
    folder = stage("outcome")
    assert at(folder, "evidence", "verify", APP).code == 0
    (first, *_) = at(folder, "evidence", "list", APP, "--json", fine=True).json
    meddled(
        folder,
        "UPDATE evidence_piece SET body = CAST('other' AS BLOB) "
        f"WHERE sha256 = '{first['sha256']}';",
    )
    done = at(folder, "evidence", "verify", APP)
    assert done.code == 1
    assert f"{first['name']} is not what was taken in" in done.err
    assert at(folder, "evidence", "list", APP).code == 0
