"""Everything out and in at the shell: `export FOLDER/`, wipe, `import FOLDER/`, `export` again."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from filecmp import dircmp
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.cli.shell import Done, at

from mcapproval.cli.say import Progress
from mcapproval.shipped import schema

Stage = Callable[[str], Path]
ADMIN = ("--as", "admin")
LATER = ("--as", "admin", "--today", "2029-02-01")


@pytest.fixture(autouse=True)
def _not_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sync", lambda: None)


def same(one: Path, other: Path) -> bool:
    """As `diff -r` sees it; what is compared is bytes."""
    compared = dircmp(one, other)
    strange = [*compared.left_only, *compared.right_only, *compared.funny_files]
    files = compared.common_files
    differ = [n for n in files if (one / n).read_bytes() != (other / n).read_bytes()]
    return (
        not strange and not differ and all(same(one / n, other / n) for n in compared.common_dirs)
    )


def stopped_after(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    """Ctrl-C when so many are done, of whatever it is that is counted."""

    def tell(self: Progress, done: int, of: int) -> None:
        if done >= many:
            raise KeyboardInterrupt

    monkeypatch.setattr(Progress, "tell", tell)


def test_out_wiped_in_and_out_again_is_the_same(stage: Stage) -> None:
    folder = stage("outcome")
    head = at(folder, "audit", "verify", fine=True).out
    gone_out = at(folder, "export", "all/", *ADMIN, fine=True)
    assert "all has everything up to row" in gone_out.out
    assert "keep it as safe as the records" in gone_out.err
    (folder / "records.db").unlink()
    come_in = at(folder, "import", "all/", fine=True)
    assert "records.db has everything of all, up to row" in come_in.out
    at(folder, "export", "again", *LATER, fine=True)
    assert same(folder / "all", folder / "again")
    assert at(folder, "audit", "verify", fine=True).out == head


def test_what_is_said_to_do_next_does_it(stage: Stage) -> None:
    folder = stage("board")
    done = at(folder, "export", "all/", *ADMIN, fine=True)
    (said,) = done.commands()
    next_words = shlex.split(said.replace("NEW-PLACE", "new.db"))[1:]
    told = at(folder, *next_words, fine=True)
    (said,) = told.commands()
    at(folder, *shlex.split(said)[1:], fine=True)


def test_the_manifest_is_printed_for_programs(stage: Stage) -> None:
    folder = stage("board")
    at(folder, "export", "all/", *ADMIN, fine=True)
    told = at(folder, "import", "all/", "--records", "new.db", "--dry-run", "--json", fine=True)
    Draft202012Validator(schema("export")).validate(told.json)
    assert not (folder / "new.db").exists()
    said = at(folder, "import", "all/", "--records", "new.db", "--dry-run", fine=True).out
    assert "is as it was written" in said
    assert "nothing was taken in" in said


def test_ctrl_c_is_told_how_it_goes_on_and_it_does(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = stage("outcome")
    at(folder, "export", "whole/", *ADMIN, fine=True)
    with monkeypatch.context() as here:
        stopped_after(here, 6)
        told = at(folder, "export", "all/", *ADMIN)
        assert (told.code, "goes on where it stopped" in told.err) == (130, True)
        unfinished = at(folder, "import", "all/", "--records", "new.db")
        assert (unfinished.code, "is not finished" in unfinished.err) == (1, True)
        assert "give the export again that began it, into the same folder" in unfinished.err
    at(folder, "export", "all/", *ADMIN, fine=True)
    assert same(folder / "all", folder / "whole")
    with monkeypatch.context() as here:
        stopped_after(here, 45)
        told = at(folder, "import", "all/", "--records", "new.db")
        assert (told.code, "goes on where it stopped" in told.err) == (130, True)
    assert at(folder, "list", "--records", "new.db").code == 2
    at(folder, "import", "all/", "--records", "new.db", fine=True)
    at(folder, "list", "--records", "new.db", fine=True)


REFUSED = {
    ("export", "all/", "--as", "hemi"): (1, "the role administrator"),
    ("export", "all/"): (2, "who you are"),
    ("export", "draft.yaml", "--as", "admin"): (2, "ends in .xlsx or .csv"),
    ("export", ".", "--as", "admin"): (1, "was not made by mcapproval export"),
    ("export", "records.db/", "--as", "admin"): (1, "is no folder"),
    ("export", "evidence", "--as", "admin"): (1, "was not made by mcapproval export"),
    ("export", "new/", "--sheet", "cohorts", "--as", "admin"): (2, "--sheet asks for one sheet"),
    ("import", "evidence", "--records", "new.db"): (2, "its manifest.json is not there"),
    ("import", "whole", "--records", "records.db"): (1, "holds records already"),
    ("import", "whole", "--records", "draft.yaml"): (2, "is not a database of records"),
    ("import", "whole", "--records", "new.db", "--map", "m.toml"): (2, "leave --map"),
    ("import", "whole", "--records", "new.db", "--add-organisations"): (2, "leave --map"),
}


def test_what_cannot_be_is_told_in_a_sentence_and_nothing_is_made(stage: Stage) -> None:
    folder = stage("board")
    at(folder, "export", "whole/", *ADMIN, fine=True)
    before = sorted(folder.rglob("*"))
    for words, (code, said) in REFUSED.items():
        done: Done = at(folder, *words)
        assert (done.code, said in done.err) == (code, True), done
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("name", ["everything.zip", "everything.tar.gz", "EVERYTHING.ZIP"])
def test_what_is_packed_is_to_be_unpacked_whatever_records_are_there(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"PK")
    done = at(tmp_path, "import", name, "--records", "new.db", *ADMIN)
    assert done.code == 2
    assert f"error: {name} is packed" in done.err
    assert "mcapproval import FOLDER/" in done.err


def test_a_file_that_was_changed_is_named(stage: Stage) -> None:
    folder = stage("board")
    at(folder, "export", "all/", *ADMIN, fine=True)
    file = folder / "all" / "people.yaml"
    file.write_bytes(file.read_bytes().replace(b"Mele", b"Mela"))
    done = at(folder, "import", "all/", "--records", "new.db")
    assert done.code == 1
    assert "people.yaml was changed after the export was written" in done.err
