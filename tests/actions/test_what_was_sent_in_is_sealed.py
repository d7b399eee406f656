"""The very files that were sent in are kept as they were, whatever is made again later."""

from __future__ import annotations

import os
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, delete
from tests.actions.conftest import Staged
from tests.actions.walking import at, go

from mcapproval.actions import audit, looking
from mcapproval.actions.cases.undoing import undo
from mcapproval.actions.papers import pack_proof, packs
from mcapproval.actions.papers.sealed import against_seal, give_back, sealed_bytes, seals
from mcapproval.actions.papers.sealing import seal
from mcapproval.actions.people import delegating, erasing, known
from mcapproval.errors import AskedWrongly, NotWhole, Refused, Unknown
from mcapproval.store import engine as engines
from mcapproval.store import queries
from mcapproval.store.keep import FILE_PIECE

if TYPE_CHECKING:
    from mcapproval.actions.desk import Desk

DAY = "2026-06-20"


def hemi(staged: Staged, day: str = DAY) -> Desk:
    return at(staged.desk, "hemi", day)


@pytest.fixture
def sent(evaluation: Staged, tmp_path: Path) -> Path:
    """A pack of which one paper was edited by hand, with a letter beside it."""
    folder = tmp_path / "sent"
    packs.pack(hemi(evaluation), evaluation.ref, folder, ("pdf",))
    with (folder / "01-application.pdf").open("ab") as out:
        out.write(b"\n% edited by hand")
    (folder / "Letter of Hoani Unheard-Of.txt").write_bytes(b"As promised.\n")
    return folder


def test_what_was_sent_in_comes_back_byte_for_byte(
    evaluation: Staged, sent: Path, tmp_path: Path
) -> None:
    found = seal(hemi(evaluation), evaluation.ref, sent, "Uploaded by Hoani Unheard-Of")
    how = {file.name: file.how for file in found.files}
    assert how.pop("01-application.pdf") == "edited"
    assert how.pop("Letter of Hoani Unheard-Of.txt") == "added"
    assert set(how.values()) == {"made"}
    assert "manifest.json" in how
    go(
        evaluation.desk,
        evaluation.ref,
        "hemi",
        "2026-07-14",
        "record-return",
        reason="x",
        letter=True,
    )
    _, files = sealed_bytes(hemi(evaluation, "2026-08-01"), evaluation.ref)
    give_back(files, tmp_path / "back")
    for path in sent.rglob("*"):
        if path.is_file():
            assert (tmp_path / "back" / path.relative_to(sent)).read_bytes() == path.read_bytes()
    assert len(files) == len(found.files)


def test_the_records_stay_whole_and_say_no_name_in_clear(evaluation: Staged, sent: Path) -> None:
    seal(hemi(evaluation), evaluation.ref, sent, "Uploaded by Hoani Unheard-Of")
    assert audit.audit(evaluation.desk).whole
    with evaluation.desk.reading() as connection:
        rows = [
            e.payload() for e in queries.events(connection, evaluation.ref) if e.act == "sealed"
        ]
    assert len(rows) == 1
    assert b"Unheard" not in rows[0]


def test_a_sealed_file_that_is_gone_or_changed_is_found(evaluation: Staged, sent: Path) -> None:
    seal(hemi(evaluation), evaluation.ref, sent)
    with engines.writing(engines.connect(evaluation.desk.records.where)) as connection:
        with evaluation.desk.reading() as reading:
            files = seals_in(reading, evaluation.ref)
        connection.execute(delete(FILE_PIECE).where(FILE_PIECE.c.sha256 == files[0]))
    assert not audit.audit(evaluation.desk).whole
    with pytest.raises(NotWhole, match="is not what was sealed"):
        sealed_bytes(evaluation.desk, evaluation.ref)


def seals_in(connection: Connection, ref: str) -> list[str]:
    rows = [e for e in queries.events(connection, ref) if e.act == "sealed"]
    return [file["sha256"] for file in rows[-1].data["files"] if file["how"] == "edited"]


def test_a_pack_is_the_same_after_a_seal_as_before(
    evaluation: Staged, sent: Path, tmp_path: Path
) -> None:
    packs.pack(hemi(evaluation), evaluation.ref, tmp_path / "before", ("pdf",))
    seal(hemi(evaluation), evaluation.ref, sent)
    packs.pack(hemi(evaluation), evaluation.ref, tmp_path / "after", ("pdf",))
    for path in (tmp_path / "before").rglob("*.*"):
        same = tmp_path / "after" / path.relative_to(tmp_path / "before")
        assert same.read_bytes() == path.read_bytes()


def test_a_verified_pack_tells_what_differs_from_the_seal(
    evaluation: Staged, sent: Path, tmp_path: Path
) -> None:
    packs.pack(hemi(evaluation), evaluation.ref, tmp_path / "pack", ("pdf",))
    assert against_seal(evaluation.desk, evaluation.ref, tmp_path / "pack") == ()
    seal(hemi(evaluation), evaluation.ref, sent)
    verdict = pack_proof.verify_pack(tmp_path / "pack", evaluation.desk)
    assert verdict.faults == ()
    assert verdict.sealed == (
        "Letter of Hoani Unheard-Of.txt was sent in and is not here",
        "01-application.pdf is not what was sent in",
    )
    assert against_seal(evaluation.desk, evaluation.ref, sent) == ()


def test_one_zip_is_sealed_as_the_one_file_that_it_is(evaluation: Staged, tmp_path: Path) -> None:
    packs.pack(hemi(evaluation), evaluation.ref, tmp_path / "pack.zip", ("pdf",))
    found = seal(hemi(evaluation), evaluation.ref, tmp_path / "pack.zip")
    assert [(file.name, file.how) for file in found.files] == [("pack.zip", "made")]
    other = tmp_path / "other.zip"
    other.write_bytes((tmp_path / "pack.zip").read_bytes() + b" ")
    assert seal(hemi(evaluation), evaluation.ref, other).files[0].how == "added"


def test_the_files_of_a_pack_are_held_to_those_inside_of_the_sealed_zip(
    evaluation: Staged, tmp_path: Path
) -> None:
    folder, archive = tmp_path / "pack", tmp_path / "pack.zip"
    packs.pack(hemi(evaluation), evaluation.ref, folder, ("pdf",))
    packs.pack(hemi(evaluation), evaluation.ref, archive, ("pdf",))
    seal(hemi(evaluation), evaluation.ref, archive)
    again = archive.rename(tmp_path / "again.zip")
    assert against_seal(evaluation.desk, evaluation.ref, folder) == ()
    assert against_seal(evaluation.desk, evaluation.ref, again) == ()
    with (folder / "01-application.pdf").open("ab") as out:
        out.write(b" ")
    (folder / "02-evidence-of-need.pdf").rename(folder / "more.pdf")
    assert against_seal(evaluation.desk, evaluation.ref, folder) == (
        "more.pdf was not sent in",
        "02-evidence-of-need.pdf was sent in and is not here",
        "01-application.pdf is not what was sent in",
    )
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as out:
        out.write(folder / "manifest.json", "manifest.json")
    seal(hemi(evaluation), evaluation.ref, other)
    assert against_seal(evaluation.desk, evaluation.ref, folder) == (
        "other.zip was sent in, and its files can't be compared",
    )


def test_a_zip_among_others_is_a_file_like_any_other(evaluation: Staged, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_text(name, "utf-8")
    with zipfile.ZipFile(folder / "pack.zip", "w") as out:
        out.writestr("a.pdf", "another")
        out.writestr("c.pdf", "c")
    with zipfile.ZipFile(folder / "old.zip", "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("d.pdf", "d")
    seal(hemi(evaluation), evaluation.ref, folder)
    assert against_seal(evaluation.desk, evaluation.ref, folder) == ()
    (folder / "pack.zip").unlink()
    (folder / "old.zip").unlink()
    (folder / "b.pdf").write_text("changed", "utf-8")
    (folder / "extra.pdf").write_text("extra", "utf-8")
    assert against_seal(evaluation.desk, evaluation.ref, folder) == (
        "extra.pdf was not sent in",
        "old.zip was sent in and is not here",
        "pack.zip was sent in and is not here",
        "b.pdf is not what was sent in",
    )


def test_a_second_seal_leaves_the_first(evaluation: Staged, sent: Path) -> None:
    seal(hemi(evaluation), evaluation.ref, sent)
    (sent / "more.txt").write_bytes(b"more")
    seal(hemi(evaluation), evaluation.ref, sent)
    first, second = seals(evaluation.desk, evaluation.ref)
    assert (first.number, second.number) == (1, 2)
    assert len(second.files) == len(first.files) + 1
    earlier, files = sealed_bytes(evaluation.desk, evaluation.ref, 1)
    assert earlier.number == 1
    assert "more.txt" not in files


def test_history_says_that_it_was_sealed(evaluation: Staged, sent: Path) -> None:
    seal(hemi(evaluation), evaluation.ref, sent)
    last = looking.history(evaluation.desk, evaluation.ref)[-1]
    assert "sealed" in str(last)
    assert "1 edited by hand, 1 not of the pack" in str(last)


def test_an_erasure_takes_what_names_the_person_from_a_seal_and_all_stays_whole(
    evaluation: Staged, sent: Path
) -> None:
    admin = at(evaluation.desk, "admin", DAY)
    known.add_person(admin, "hoani", "Hoani Unheard-Of", None, None)
    (sent / "names.txt").write_text("Hoani Unheard-Of came.", "utf-8")
    seal(hemi(evaluation), evaluation.ref, sent)
    erasing.erase(admin, "hoani", "asked for it")
    assert audit.audit(evaluation.desk).whole
    found, files = sealed_bytes(evaluation.desk, evaluation.ref)
    assert sum(not file.there for file in found.files) == 1
    assert {file.name for file in found.files} == {"(erased)"}
    assert len(files) == len(found.files) - 1
    assert not any(b"Unheard" in data for data in files.values())
    assert against_seal(evaluation.desk, evaluation.ref, sent) == ("names.txt was not sent in",)
    (sent / "01-application.pdf").unlink()
    assert "a file whose name was erased was sent in and is not here" in against_seal(
        evaluation.desk, evaluation.ref, sent
    )


def test_sealing_is_for_whoever_may_submit(evaluation: Staged, sent: Path) -> None:
    with pytest.raises(Refused) as refused:
        seal(at(evaluation.desk, "ana", DAY), evaluation.ref, sent)
    assert [reason.code for reason in refused.value.reasons] == ["ROLE"]


def test_nothing_is_sealed_before_it_can_be_submitted(drafting: Staged, sent: Path) -> None:
    with pytest.raises(Refused) as refused:
        seal(at(drafting.desk, "ana", DAY), drafting.ref, sent)
    assert [reason.code for reason in refused.value.reasons] == ["ROLE", "SEAL-EARLY"]


def test_what_is_about_to_be_submitted_may_be_sealed(ready: Staged, tmp_path: Path) -> None:
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent" / "form.docx").write_bytes(b"filled in by hand")
    found = seal(at(ready.desk, "hemi", "2026-06-12"), ready.ref, tmp_path / "sent")
    assert [file.how for file in found.files] == ["added"]


def test_a_link_an_empty_folder_and_nothing_at_all_are_refused(
    evaluation: Staged, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "passwd").symlink_to("/etc/passwd")
    with pytest.raises(Refused) as refused:
        seal(hemi(evaluation), evaluation.ref, tmp_path / "linked")
    assert [reason.code for reason in refused.value.reasons] == ["SEAL-FILE"]
    for name in ("empty", "nowhere"):
        with pytest.raises(AskedWrongly) as wrong:
            seal(hemi(evaluation), evaluation.ref, tmp_path / name)
        assert "folder that was sent in" in wrong.value.hint
    assert seals(evaluation.desk, evaluation.ref) == ()


def test_what_was_not_sealed_is_told(evaluation: Staged, sent: Path) -> None:
    with pytest.raises(Unknown, match="nothing is sealed"):
        sealed_bytes(evaluation.desk, evaluation.ref)
    seal(hemi(evaluation), evaluation.ref, sent)
    with pytest.raises(Unknown, match="no seal 2") as unknown:
        sealed_bytes(evaluation.desk, evaluation.ref, 2)
    assert "seal 1 is there" in unknown.value.hint
    with pytest.raises(Unknown, match="no seal 2"):
        seals(evaluation.desk, evaluation.ref, 2)
    seal(hemi(evaluation), evaluation.ref, sent)
    with pytest.raises(Unknown) as unknown:
        seals(evaluation.desk, evaluation.ref, 3)
    assert "seals 1 to 2 are there" in unknown.value.hint
    assert [each.number for each in seals(evaluation.desk, evaluation.ref, 2)] == [2]


def test_a_seal_says_for_whom_somebody_stood_in(evaluation: Staged, sent: Path) -> None:
    admin = at(evaluation.desk, "admin", DAY)
    delegating.delegate(admin, "hemi", "ana", None, date(2026, 6, 20), date(2026, 6, 21))
    found = seal(at(evaluation.desk, "ana", DAY), evaluation.ref, sent)
    line = looking.history(evaluation.desk, evaluation.ref)[-1]
    assert found.by == line.who == "Ana Rangihuna (for Hemi Parkinson-Te Rau)"


def test_nothing_is_written_over_when_it_is_given_back(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(Refused):
        give_back({"a": b"a"}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_what_can_not_be_given_back_whole_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("no folder", "utf-8")
    with pytest.raises(AskedWrongly, match=r"can't be written to .*kept"):
        give_back({"a": b"a"}, tmp_path / "kept" / "back")
    with pytest.raises(AskedWrongly, match=r"can't be written to .*back"):
        give_back({"a": b"a", "a/b": b"b"}, tmp_path / "back")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    give_back({"a.pdf": b"a"}, tmp_path / "sent.zip")
    assert (tmp_path / "sent.zip" / "a.pdf").read_bytes() == b"a"


def test_a_move_is_taken_back_after_a_seal_all_the_same(ready: Staged, sent: Path) -> None:
    """A seal changes nothing of the case: the last move is the last one still."""
    day = "2026-06-12"
    go(ready.desk, ready.ref, "hemi", day, "submit")
    seal(at(ready.desk, "hemi", day), ready.ref, sent)
    assert undo(at(ready.desk, "hemi", day), ready.ref).move == "submit"


def test_a_name_that_is_not_utf_8_is_refused_by_name(evaluation: Staged, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"M\xe0ori.txt")).write_text("x")
    with pytest.raises(Refused) as refused:
        seal(hemi(evaluation), evaluation.ref, tmp_path)
    assert [reason.code for reason in refused.value.reasons] == ["SEAL-FILE"]
    assert "M[U+DCE0]ori.txt has a name that is not UTF-8" in refused.value.reasons[0].message


def test_what_is_no_ordinary_file_is_not_waited_for(evaluation: Staged, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    with pytest.raises(Refused, match=r"pipe\.zip"):
        seal(hemi(evaluation), evaluation.ref, tmp_path / "pipe.zip")


def test_the_records_are_not_sealed_in_themselves(evaluation: Staged) -> None:
    if engines.is_url(evaluation.desk.records.where):
        pytest.skip("records in a database lie in no folder")
    around = Path(evaluation.desk.records.where).parent
    with pytest.raises(AskedWrongly, match="records themselves"):
        seal(hemi(evaluation), evaluation.ref, around)


@pytest.mark.parametrize("name", ["../b", "a/../../b", "/tmp/b", "..\\b", "c:b", ""])
def test_what_was_sealed_is_put_nowhere_but_in_the_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "back"
    with pytest.raises(NotWhole, match="leads out of the folder"):
        give_back({"a": b"a", name: b"b"}, folder)
    assert list(tmp_path.iterdir()) == []
