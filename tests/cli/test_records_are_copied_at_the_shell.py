"""`backup`, `restore`, `move-records` and `init --upgrade` as somebody types them."""

from __future__ import annotations

import gzip
import os
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from tests.cli.shell import SOURCE, Done, at
from tests.conftest import Places

from mcapproval.actions.copies import moving, restoring
from mcapproval.store.addresses import shown, without_password
from mcapproval.store.setting_aside import commands

EARLIER = Path(__file__).resolve().parents[1] / "store" / "earlier"
ADMIN = ("--as", "admin", "--today", "2027-09-01")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with new records in which two people are."""
    at(tmp_path, "init", "--simulated", *ADMIN, fine=True)
    at(tmp_path, "people", "add", "mele", "--name", "Mele Tupou", *ADMIN, fine=True)
    return tmp_path


def typed(folder: Path, said: Done, beginning: str) -> Done:
    """What comes of a command that was said, as it stands."""
    found = next(line for line in said.commands() if line.startswith(f"mcapproval {beginning}"))
    return at(folder, *shlex.split(found)[1:])


def test_a_backup_is_made_and_put_back_by_the_commands_that_are_said(here: Path) -> None:
    made = at(here, "backup", *ADMIN, fine=True)
    assert made.out.startswith("records-2027-09-01-090000.db: whole, up to row 4 of the journal")
    at(here, "people", "add", "zed", "--name", "Zed Zuckerbrot", *ADMIN, fine=True)
    at(here, "people", "erase", "zed", "--note", "asked", "--yes", *ADMIN, fine=True)
    looked = typed(here, made, "restore")
    assert "would be as records-2027-09-01-090000.db has it" in looked.out
    assert "LOST: rows 5 to 6 of the journal, which came after row 4 of the backup" in looked.out
    assert f"mcapproval people erase PER-0003 --note REASON {shlex.join(ADMIN)}" in looked.out
    assert "Zed" not in looked.out
    refused = at(here, "restore", "records-2027-09-01-090000.db", *ADMIN)
    assert refused.code == 1
    assert "rows 5 to 6 of the journal came after the backup  [ROWS]" in refused.err
    assert "PER-0003: erased after the backup, which still has their names" in refused.err
    done = typed(here, looked, "restore")
    assert done.code == 0
    assert "kept in records.db.before-restore" in done.out
    assert typed(here, done, "audit verify").code == 0
    assert "zed" not in at(here, "people", "list").out
    back = at(here, "restore", "records.db.before-restore", "--dry-run", *ADMIN)
    assert "nothing is lost: the backup has every row that was there" in back.out


def test_a_restoring_that_is_only_looked_at_writes_in_neither_folder(here: Path) -> None:
    folders = [here / name for name in ("far", "empty")]
    for folder in folders:
        folder.mkdir()
    at(here, "backup", "--into", "far/b.db", *ADMIN, fine=True)
    with closing(sqlite3.connect(here / "far" / "b.db")) as backup:
        backup.execute("PRAGMA journal_mode = DELETE")  # to read it then, SQLite needs no file
    for folder in folders:
        os.utime(folder, (0, 0))
    restore = ("restore", "far/b.db", "--records", "empty/r.db", *ADMIN)
    looked = at(here, *restore, "--dry-run", fine=True)
    assert "empty/r.db would be as far/b.db has it, which is whole" in looked.out
    assert [folder.stat().st_mtime for folder in folders] == [0, 0]
    at(here, *restore, fine=True)
    assert (here / "empty" / "r.db").is_file()


def test_a_backup_in_a_folder_has_the_instant_in_its_name(here: Path) -> None:
    (here / "disk").mkdir()
    made = at(here, "backup", "--into", "disk", *ADMIN, fine=True)
    assert made.out.startswith("disk/records-2027-09-01-090000.db: whole")
    assert (here / "disk" / "records-2027-09-01-090000.db").is_file()


def test_a_restoring_that_is_stopped_says_where_what_it_replaced_is(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*given: object) -> None:
        raise KeyboardInterrupt

    made = at(here, "backup", "--into", "b.db", *ADMIN, fine=True)
    assert made.code == 0
    with monkeypatch.context() as patched:
        patched.setattr(restoring, "put_in_file", stops)
        stopped = at(here, "restore", "b.db", *ADMIN)
    assert stopped.code == 130
    assert "wholly as it was, or wholly as the backup has it" in stopped.err
    assert typed(here, stopped, "audit verify").code == 0


def test_what_is_not_found_by_its_words_is_made_anew_by_the_command_that_is_said(
    here: Path,
) -> None:
    with sqlite3.connect(here / "records.db") as raw:
        raw.execute("INSERT INTO search_term VALUES ('never', 9999)")
    raw.close()
    found = at(here, "audit", "verify")
    assert found.code == 1
    assert "BROKEN  words are kept for searching that stand in no case" in found.out
    assert "were made anew" in typed(here, found, "init --upgrade").out
    assert at(here, "audit", "verify").code == 0


def test_a_move_says_what_is_in_both_places_and_what_to_do_then(here: Path) -> None:
    done = at(here, "move-records", "records.db", "new/records.db", *ADMIN, fine=True)
    assert "new/records.db holds all that records.db holds, and it verifies:" in done.out
    assert "head in both: row 4, " in done.out
    assert 'records = "new/records.db"' in done.err
    assert at(here, "audit", "verify", "--records", "new/records.db").code == 0
    assert "password" not in done.err
    assert "chmod a-w records.db" in done.err
    assert "chmod u+w records.db" in done.err
    same = at(here, "move-records", "records.db", "./records.db", *ADMIN)
    assert (same.code, "both are the same records" in same.err) == (2, True)


@pytest.mark.parametrize(
    ("where", "aside"),
    [
        ("rec ords.db", "chmod a-w 'rec ords.db'"),
        ("-old.db", "chmod a-w ./-old.db"),
        (
            "postgresql://ana:secret@example.ac.nz/records",
            "psql postgresql://ana@example.ac.nz/records -c "
            "'ALTER DATABASE \"records\" SET default_transaction_read_only = on'",
        ),
    ],
)
def test_an_old_place_is_set_aside_by_a_command_that_holds_no_password(
    where: str, aside: str
) -> None:
    assert commands(where).aside == aside


def test_who_goes_on_in_an_old_database_is_refused_and_reads_until_it_is_taken_up_again(
    databases: Places, tmp_path: Path
) -> None:
    old = databases.empty()
    at(tmp_path, "init", "--simulated", "--records", old, *ADMIN, fine=True)
    told = commands(old)
    people = ("people", "add", "mele", "--name", "Mele Tupou", "--records", old, *ADMIN)

    def said(command: str) -> None:
        _, address, *statements = shlex.split(command)
        with psycopg.connect(address, autocommit=True) as connection:
            for statement in statements[1::2]:
                connection.execute(statement.encode())

    said(told.aside)
    refused = at(tmp_path, *people)
    assert refused.code == 2
    assert "are not open to this user for that" in refused.err
    assert "where they moved, use the new place" in refused.err
    assert "PER-0001" in at(tmp_path, "people", "list", "--records", old, fine=True).out
    assert at(tmp_path, "move-records", old, "new.db", *ADMIN).code == 0
    said(told.back)
    at(tmp_path, *people, fine=True)


def test_a_move_from_what_is_no_records_says_which_word_names_them(here: Path) -> None:
    (here / "letter.db").write_text("Kia ora " * 200, "utf-8")
    with sqlite3.connect(here / "theirs.db") as raw:
        raw.execute("CREATE TABLE lunch (what TEXT)")
    raw.close()
    (here / "empty.db").touch()
    for name in ("letter.db", "theirs.db", "empty.db", "nowhere.db"):
        refused = at(here, "move-records", name, "new.db", *ADMIN)
        assert refused.code == 2
        assert "hint: FROM names the records that are copied" in refused.err
        assert "--records" not in refused.err
    assert not (here / "new.db").exists()
    refused = at(here, "move-records", "records.db", "letter.db", *ADMIN)
    assert refused.code == 2
    assert "hint: TO is where they are copied to: choose an empty place" in refused.err


def test_an_address_is_no_file_to_copy_to_or_from_and_its_password_is_not_told(here: Path) -> None:
    for words in (("backup", "--into"), ("restore",)):
        refused = at(here, *words, "postgresql://ana:sesame@h/d", *ADMIN)
        assert refused.code == 2
        assert "an address is no file and no folder" in refused.err
        assert "move-records FROM TO" in refused.err
        assert "sesame" not in refused.err


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("mele", "refused: only an administrator of the records in b.db may put them back"),
        ("nobody", "error: the records in b.db know no person nobody"),
    ],
)
def test_who_may_not_put_a_backup_where_nothing_is_is_sent_to_the_people_of_the_backup(
    here: Path, who: str, said: str
) -> None:
    at(here, "backup", "--into", "b.db", *ADMIN, fine=True)
    refused = at(here, "restore", "b.db", "--records", "new.db", "--as", who)
    assert said in refused.err
    assert "new.db" not in refused.err
    assert "admin" in typed(here, refused, "people list").out


def test_a_move_that_is_stopped_goes_on_by_the_command_that_it_says(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(moving, "_texts", stops)
        stopped = at(here, "move-records", "records.db", "new.db", *ADMIN)
    assert stopped.code == 130
    closed = at(here, "list", "--records", "new.db")
    assert closed.code == 2
    assert "not whole yet" in closed.err
    assert typed(here, stopped, "move-records").code == 0
    assert at(here, "audit", "verify", "--records", "new.db").code == 0


@pytest.mark.parametrize("number", ["0001", "0005"])
def test_an_upgrade_says_how_to_go_back_and_that_goes_back(tmp_path: Path, number: str) -> None:
    place = tmp_path / "records.db"
    with sqlite3.connect(place) as raw:
        raw.executescript(gzip.decompress((EARLIER / f"{number}.sql.gz").read_bytes()).decode())
    raw.close()
    done = at(tmp_path, "init", "--upgrade", *ADMIN, fine=True)
    assert "As it was: records.db.before-upgrade" in done.out
    assert at(tmp_path, "audit", "verify").code == 0
    back = typed(tmp_path, done, "restore")
    assert back.code == 0
    assert "made by an older mcapproval" in back.err
    assert at(tmp_path, "list").code == 2
    assert typed(tmp_path, back, "init --upgrade").code == 0
    assert at(tmp_path, "list").code == 0


@pytest.mark.parametrize(
    ("where", "again", "named"),
    [
        ("records.db", "records.db", "records.db"),
        ("postgresql://h/d", "postgresql://h/d", "postgresql://h/d"),
        ("postgresql://u:s3@h/d", "postgresql://u:PASSWORD@h/d", "h/d"),
        ("postgresql://u:@h/d", "postgresql://u:@h/d", "h/d"),
        ("postgresql://u:s@3@h/d", "postgresql://u:PASSWORD@h/d", "h/d"),
        (
            "postgresql://u@h/d?password=s3&sslmode=require",
            "postgresql://u@h/d?password=PASSWORD&sslmode=require",
            None,
        ),
        (
            "postgresql://h/d?user=u&passwordd=s3",
            "postgresql://h/d?user=u&passwordd=PASSWORD",
            None,
        ),
    ],
)
def test_no_password_is_said_again(where: str, again: str, named: str | None) -> None:
    assert without_password(where) == again
    assert named is None or shown(where) == named
    assert "s3" not in shown(where)


def test_no_password_stands_in_what_is_said_of_a_server_that_is_not_there(here: Path) -> None:
    secret = "postgresql://ana:geheim@localhost:1/records"
    for words in (
        ("move-records", "records.db", secret),
        ("move-records", secret, "new.db"),
        ("restore", "records.db", "--records", secret),
        ("backup", "--records", secret),
        ("restore", secret),
    ):
        done = at(here, *words, *ADMIN)
        assert done.code == 2
        assert "geheim" not in done.out + done.err


@pytest.mark.parametrize(
    "mistyped",
    [
        "postgresql:/ana:S3CRETpw@h/x",
        "postgresql:ana:S3CRETpw@h/x",
        "ana:S3CRETpw@h/x",
        "host=127.0.0.1 port=1 password=S3CRETpw",
        "password='S3CRET pw' host=h",
        "postgresql://ana:S3CRETpw@127.0.0.1:x/r",
        "postgresql://ana:S3CRETpw@[::1/r",
        "postgresql://ana:S3CRET@pw@127.0.0.1:1/x",
        "POSTGRESQL://ana:S3CRETpw@h/x",
    ],
)
def test_a_mistyped_address_is_no_name_of_a_file_and_no_password_is_said(
    here: Path, mistyped: str
) -> None:
    before = sorted(here.iterdir())
    for words in (
        ("move-records", "records.db", mistyped),
        ("move-records", mistyped, "new.db"),
        ("list", "--records", mistyped),
        ("people", "list", "--records", mistyped),
        ("backup", "--records", mistyped),
        ("init", "--simulated", "--records", mistyped),
        ("restore", "records.db", "--records", mistyped),
        ("restore", mistyped),
        ("backup", "--into", mistyped),
    ):
        refused = at(here, *words, *ADMIN)
        assert refused.code == 2, refused.transcript()
        assert "S3CRET" not in refused.out + refused.err
        assert "pw@" not in refused.out + refused.err
        assert "address" in refused.err
        assert sorted(here.iterdir()) == before


def test_a_mistyped_address_in_a_policy_is_no_name_of_a_file(here: Path) -> None:
    told = 'format = "policy/1"\nprovider = "a"\nrecords = "postgresql:/ana:S3CRETpw@h/x"\n'
    (here / "mcapproval.toml").write_text(told)
    refused = at(here, "list", *ADMIN)
    assert refused.code == 2
    assert "is no address of records" in refused.err
    assert "S3CRET" not in refused.err


def test_what_is_made_beside_records_stands_beside_the_file_that_a_link_leads_to(
    here: Path,
) -> None:
    (here / "kept").mkdir()
    (here / "records.db").rename(here / "kept" / "records.db")
    (here / "records.db").symlink_to("kept/records.db")
    at(here, "backup", "--into", "b.db", *ADMIN, fine=True)
    at(here, "backup", *ADMIN, fine=True)
    at(here, "people", "add", "zed", "--name", "Zed Zuckerbrot", *ADMIN, fine=True)
    at(here, "restore", "b.db", "--yes", *ADMIN, fine=True)
    assert sorted(each.name for each in (here / "kept").glob("*.db*")) == [
        "records-2027-09-01-090000.db",
        "records.db",
        "records.db.before-restore",
    ]
    assert (here / "records.db").is_symlink()
    (here / "kept" / "records.db").write_bytes(b"spoilt" * 100)
    at(here, "restore", "b.db", "--yes", *ADMIN, fine=True)
    assert (here / "records.db").is_symlink()
    (here / "kept" / "records.db").unlink()
    at(here, "restore", "b.db", "--yes", *ADMIN, fine=True)
    assert (here / "records.db").is_symlink()
    assert at(here, "audit", "verify").code == 0


def after(code: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own that has this code before it."""
    run = f"{code}\nfrom mcapproval.__main__ import main; main()"
    return subprocess.run(
        [sys.executable, "-c", run, *words, *ADMIN],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


FULL_ON_THE_WAY = """
import resource
from mcapproval.actions.copies import moving
as_ever = moving._texts
def full(*given):
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    as_ever(*given)
moving._texts = full
"""


def test_a_move_for_which_there_is_no_more_room_goes_on_once_there_is(here: Path) -> None:
    words = ("move-records", "records.db", "new.db")
    done = after(FULL_ON_THE_WAY, here, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the records at new.db can't be written: " in done.stderr
    assert "hint: what is in new.db already stays: make room on the disk, then" in done.stderr
    assert "nothing was half done" not in done.stderr
    at(here, *words, *ADMIN, fine=True)


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_copy_for_which_there_is_no_room_is_told_as_that(here: Path, command: str) -> None:
    at(here, "backup", "--into", "b.db", *ADMIN, fine=True)
    words = {"backup": ("--into", "full/lim.db"), "restore": ("b.db", "--records", "full/r.db")}
    (here / "full").mkdir()
    limit = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (40_000, 40_000))"
    done = after(limit, here, command, *words[command])
    of = {"backup": "records.db", "restore": "b.db"}[command]
    assert f"error: a copy of {of} can't be written in {here / 'full'}: " in done.stderr
    assert (done.returncode, done.stdout) == (2, "")
    assert not list((here / "full").iterdir())


def test_an_erasure_names_the_files_beside_the_records_that_still_hold_the_person(
    here: Path,
) -> None:
    at(here, "backup", "--into", "without.db", *ADMIN, fine=True)
    at(here, "people", "add", "zed", "--name", "Zed Zuckerbrot", *ADMIN, fine=True)
    at(here, "backup", *ADMIN, fine=True)
    at(here, "backup", "--into", "with.db", *ADMIN, fine=True)
    put = at(here, "restore", "with.db", "--yes", *ADMIN, fine=True)
    assert "It has everybody's names, also of who is erased later" in put.out
    (here / "records.db.before-upgrade").write_bytes(b"spoilt")
    (here / "notes.db").write_bytes(b"of others")
    done = at(here, "people", "erase", "zed", "--note", "asked", "--yes", *ADMIN, fine=True)
    assert [line for line in done.out.splitlines() if "still holds them" in line] == [
        f"{name} was made before and still holds them: remove it."
        for name in (
            "records-2027-09-01-090000.db",
            "records.db.before-restore",
            "records.db.before-upgrade",
            "with.db",
        )
    ]
    assert "make those that are needed again: mcapproval backup" in done.err


def test_a_backup_that_is_no_file_is_told_as_what_it_is(here: Path) -> None:
    os.mkfifo(here / "pipe")
    for name, is_ in (
        ("pipe", "a pipe or a device"),
        ("/dev/zero", "a pipe or a device"),
        (".", "a folder"),
    ):
        refused = at(here, "restore", name, *ADMIN)
        assert (refused.code, f"{name} is no file but {is_}" in refused.err) == (2, True)


@pytest.mark.parametrize("text", ["# Read me\n", ""])
def test_a_file_that_is_no_backup_is_not_told_to_be_the_place_of_records(
    here: Path, text: str
) -> None:
    (here / "README.md").write_text(text, "utf-8")
    refused = at(here, "restore", "README.md", *ADMIN)
    assert refused.code == 2
    assert "README.md is " in refused.err
    assert "hint: name the file of a backup\n" in refused.err
    assert "--records" in at(here, "list", "--records", "README.md").err


def mode(place: Path) -> int:
    return place.stat().st_mode & 0o777


def test_nobody_reads_a_copy_who_could_not_read_the_records(here: Path) -> None:
    source = here / "records.db"
    source.chmod(0o640)
    at(here, "move-records", "records.db", "shared.db", *ADMIN, fine=True)
    source.chmod(0o600)
    at(here, "move-records", "records.db", "own.db", *ADMIN, fine=True)
    at(here, "export", "all/", *ADMIN, fine=True)
    at(here, "import", "all/", "--records", "back.db", *ADMIN, fine=True)
    assert [mode(here / f"{name}.db") for name in ("shared", "own", "back")] == [
        0o640,
        0o600,
        0o600,
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_records_and_sheets_are_their_owners_alone_and_papers_are_as_files_are(
    tmp_path: Path,
) -> None:
    before = os.umask(0o022)
    try:
        at(tmp_path, "init", "--as", "admin", "--simulated", fine=True)
        at(tmp_path, "export", "all.xlsx", "--as", "admin", fine=True)
        at(tmp_path, "export", "micro-credentials.csv", "--as", "admin", fine=True)
        at(tmp_path, "report", "portfolio", "--pdf", "portfolio.pdf", fine=True)
    finally:
        os.umask(before)
    modes = {place.name: mode(place) for place in tmp_path.iterdir()}
    assert modes == {
        "records.db": 0o600,
        "all.xlsx": 0o600,
        "micro-credentials.csv": 0o600,
        "portfolio.pdf": 0o644,
    }


def test_a_path_that_is_too_long_for_a_copy_is_told(here: Path) -> None:
    deep = here.joinpath(*["d" * 200] * 5)
    deep.mkdir(parents=True)
    at(here, "backup", "--into", "kept.db", *ADMIN, fine=True)
    for words in (
        ("backup", "--into", str(deep / "b.db")),
        ("restore", "kept.db", "--records", str(deep / "r.db")),
    ):
        done = at(here, *words, *ADMIN)
        assert done.code == 2
        assert "the copy can't be begun where it is to be" in done.err
    assert list(deep.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_a_backup_is_made_where_new_files_are_closed_to_everybody(here: Path) -> None:
    before = os.umask(0o777)
    try:
        at(here, "backup", "--into", "kept.db", *ADMIN, fine=True)
    finally:
        os.umask(before)


@pytest.mark.parametrize(
    "words",
    [
        ("export",),
        ("credential", "--all", "--into"),
        ("pack", "APP-2026-0001", "--into"),
        ("audit", "head", "--to"),
        ("import",),
        ("check",),
        ("open",),
        ("draft", "new"),
        ("report", "portfolio", "--pdf"),
        ("show",),
        ("list",),
        ("init",),
        ("tick", "--from", "a@example.org", "--mail"),
    ],
)
def test_an_address_where_a_file_is_meant_makes_nothing_and_no_password_is_said(
    here: Path, words: tuple[str, ...]
) -> None:
    done = at(here, *words, "postgresql://owner:SECRETpw@h/db", *ADMIN)
    assert "secretpw" not in (done.out + done.err).lower()
    assert done.code == (0 if words == ("list",) else 2)
    assert {path.name.partition("-")[0] for path in here.iterdir()} == {"records.db"}


def test_a_sign_in_a_password_that_ends_it_too_early_says_no_part_of_it(here: Path) -> None:
    done = at(here, "list", "--records", "postgresql://owner:SECRET@pw/@h/x")
    assert "is not written as an address" in done.err
    assert "pw" not in done.err.replace("~/.pgpass", "")
