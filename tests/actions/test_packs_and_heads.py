"""A pack is what the records give for its row; it and a kept head show what was cut off."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from sqlalchemy import delete
from tests.actions.conftest import REF, SAMPLE, STAGES, Staged, at_stage
from tests.actions.walking import at, edited, go, opened, walk
from tests.simulated import START, peopled
from tests.store.attacking import edited as edited_row
from tests.store.attacking import read_rows, rechained, write_rows

from mcapproval.actions import audit, setup
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.drafts import applications
from mcapproval.actions.papers import pack_proof, packs, subjects
from mcapproval.actions.people import known
from mcapproval.canonical import canonical, digest
from mcapproval.documents.pack_manifest import own_digest
from mcapproval.errors import AskedWrongly, Refused, Unknown, Unreadable
from mcapproval.store import engine as engines
from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import Journal
from mcapproval.store.triggers import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Places

DAY = "2026-06-20"


@pytest.fixture(scope="module")
def packed(files: Places, tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Path]:
    """A pack of an application in evaluation, and the records; nobody changes either."""
    desk = sit_down(at_stage(files, "evaluation"), "admin", date(2026, 6, 20))
    folder = tmp_path_factory.mktemp("pack") / "pack"
    packs.pack(at(desk, "hemi", DAY), REF, folder)
    return desk, folder


@pytest.fixture
def pack(packed: tuple[Desk, Path], tmp_path: Path) -> tuple[Desk, Path]:
    """A copy of the pack, to be tampered with."""
    copy = tmp_path / "pack"
    shutil.copytree(packed[1], copy)
    return packed[0], copy


def manifest(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "manifest.json").read_bytes())
    return found


def put_manifest(folder: Path, told: dict[str, Any]) -> None:
    """A manifest that somebody made to fit what they changed."""
    fitting = told | {"digest": own_digest(told)}
    (folder / "manifest.json").write_bytes(canonical(fitting) + b"\n")


def test_a_pack_is_whole_by_its_manifest_and_by_the_records(
    pack: tuple[Desk, Path],
) -> None:
    desk, folder = pack
    assert pack_proof.verify_pack(folder, None).faults == ()
    assert pack_proof.verify_pack(folder, desk).faults == ()
    assert audit.audit(desk, folder).whole
    assert audit.audit(desk, folder / "manifest.json").whole


@pytest.mark.parametrize("what", ["changed", "removed", "added"])
def test_a_tampered_file_is_named_by_the_manifest_alone(pack: tuple[Desk, Path], what: str) -> None:
    _, folder = pack
    file = next(folder.glob("01-*.pdf"))
    if what == "changed":
        file.write_bytes(file.read_bytes() + b" ")
    elif what == "removed":
        file.unlink()
    else:
        file = folder / "another.pdf"
        file.write_bytes(b"%PDF")
    found = pack_proof.verify_pack(folder, None).faults
    assert len(found) == 1
    assert file.name in found[0]


def test_a_file_changed_with_its_manifest_is_named_by_the_records(
    pack: tuple[Desk, Path],
) -> None:
    desk, folder = pack
    file = next(folder.glob("01-*.pdf"))
    data = file.read_bytes() + b" "
    file.write_bytes(data)
    changed = manifest(folder)
    for row in changed["files"]:  # type: ignore[attr-defined]
        if row["name"] == file.name:
            row |= {"size": len(data), "sha256": digest(data)}
    put_manifest(folder, changed)
    assert pack_proof.verify_pack(folder, None).faults == ()
    found = pack_proof.verify_pack(folder, desk).faults
    assert any(file.name in fault for fault in found)
    assert any("manifest.json" in fault for fault in found)


def test_a_file_taken_out_of_pack_and_manifest_is_found_by_the_records(
    pack: tuple[Desk, Path],
) -> None:
    desk, folder = pack
    file = next(folder.glob("02-*.pdf"))
    file.unlink()
    changed = manifest(folder)
    rows = changed["files"]
    assert isinstance(rows, list)
    changed["files"] = [row for row in rows if row["name"] != file.name]
    put_manifest(folder, changed)
    assert pack_proof.verify_pack(folder, None).faults == ()
    assert pack_proof.verify_pack(folder, desk).faults != ()


def _other(where: str) -> None:
    """The same life in other records: other salts, so other hashes."""
    desk = peopled(where)
    ref = opened(desk, SAMPLE)
    for steps in STAGES.values():
        walk(desk, ref, steps)


def test_other_records_say_that_it_is_not_theirs(pack: tuple[Desk, Path], files: Places) -> None:
    other = sit_down(files.made("other records", _other), "admin", START)
    found = pack_proof.verify_pack(pack[1], other).faults
    assert len(found) == 1
    assert "is not the pack's row" in found[0]
    assert not audit.audit(other, pack[1]).whole


def test_a_pack_is_made_of_the_newest_version_whether_a_move_followed_or_not(
    ready: Staged, draft: Path, tmp_path: Path
) -> None:
    edited(draft, "Open to people already working", "Open to all who are already working")
    applications.update_application(at(ready.desk, "ana", "2026-06-12"), ready.ref, draft)
    made = packs.pack(at(ready.desk, "hemi", "2026-06-12"), ready.ref, tmp_path / "pack")
    assert manifest(made.folder)["version"] == 2
    assert pack_proof.verify_pack(made.folder, ready.desk).faults == ()


def test_a_refused_move_is_not_the_row_of_a_pack(ready: Staged, tmp_path: Path) -> None:
    with ready.desk.reading() as connection:
        before = packs.dossier(connection, ready.ref, date(2026, 6, 12)).row
    with pytest.raises(Refused):
        go(ready.desk, ready.ref, "ana", "2026-06-12", "submit")
    with ready.desk.reading() as connection:
        assert packs.dossier(connection, ready.ref, date(2026, 6, 12)).row == before


def test_a_pack_stays_provable_after_the_case_went_on(evaluation: Staged, tmp_path: Path) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    folder = tmp_path / "pack"
    packs.pack(at(desk, "hemi", DAY), ref, folder)
    go(desk, ref, "hemi", "2026-07-14", "request-information", letter=True, items=["One thing"])
    known.add_person(desk, "kiri", "Kiri Newcomer", None, None)
    setup.add_organisation(desk, "another", "Another", "other", None)
    later = at(desk, "hemi", "2026-08-01")
    assert pack_proof.verify_pack(folder, later).faults == ()
    assert audit.audit(later, folder).whole


def test_nothing_that_is_no_application_is_packed(approved: Staged, tmp_path: Path) -> None:
    with pytest.raises(Unknown, match="MC-0001 is no application"):
        packs.pack(at(approved.desk, "hemi", "2026-10-01"), "MC-0001", tmp_path / "pack")
    assert not (tmp_path / "pack").exists()


def test_a_pack_never_goes_over_other_files(packed: tuple[Desk, Path], tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(Refused):
        packs.pack(at(packed[0], "hemi", DAY), REF, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def packed_otherwise(folder: Path, name: str, change: Callable[[Any], None]) -> None:
    """One of its PDFs packed in another way, and the manifest made to fit, as by another zlib."""
    with pikepdf.open(folder / name, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(recompress_flate=True, fix_metadata_version=False, deterministic_id=True)
    changed: Any = manifest(folder)
    data = (folder / name).read_bytes()
    for row in changed["files"]:
        if row["name"] == name:
            row |= {"size": len(data), "sha256": digest(data)}
    changed["made_with"] = {**changed["made_with"], "zlib": "1.3.1.zlib-ng"}
    put_manifest(folder, changed)


def test_a_pack_of_another_zlib_is_compared_unpacked_and_that_is_said(
    pack: tuple[Desk, Path],
) -> None:
    desk, folder = pack
    packed_otherwise(folder, "01-application.pdf", lambda pdf: None)
    verdict = pack_proof.verify_pack(folder, desk)
    assert (verdict.faults, verdict.notes) == ((), ())
    assert "zlib 1.3.1.zlib-ng" in verdict.said[0]


def test_what_was_changed_is_found_under_another_zlib_too(pack: tuple[Desk, Path]) -> None:
    desk, folder = pack

    def drawn_over(pdf: Any) -> None:
        pdf.pages[0].contents_add(pdf.make_stream(b"0 0 9 9 re f"))

    packed_otherwise(folder, "01-application.pdf", drawn_over)
    (fault,) = pack_proof.verify_pack(folder, desk).faults
    assert fault.startswith("01-application.pdf is not what the records give")


def test_a_photograph_of_a_hui_is_kept_and_named_and_is_not_in_the_pack(
    ready: Staged, draft: Path, tmp_path: Path
) -> None:
    photo = draft.parent / "evidence" / "who-came.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n no picture, and still one by its name")
    edited(draft, "evidence/h1-hui-notes.md", "evidence/who-came.png")
    applications.update_application(at(ready.desk, "ana", "2026-06-12"), ready.ref, draft)
    desk = at(ready.desk, "hemi", "2026-06-12")
    packs.pack(desk, ready.ref, tmp_path / "pack", ("pdf",))
    found: Any = manifest(tmp_path / "pack")
    held = [one["sha256"] for one in found["annexes"] if one["how"] == "confidential"]
    assert held == [digest(photo.read_bytes())]
    assert not list((tmp_path / "pack").rglob("*who-came*"))
    assert pack_proof.verify_pack(tmp_path / "pack", desk).faults == ()
    edited(draft, "evidence/who-came.png", 'evidence/who-came.png\n      confidential: "no"')
    applications.update_application(at(ready.desk, "ana", "2026-06-13"), ready.ref, draft)
    told = packs.pack(at(desk, "hemi", "2026-06-13"), ready.ref, tmp_path / "open", ("pdf",)).told
    (photo_there,) = (tmp_path / "open").rglob("*who-came.png")
    assert photo_there.read_bytes() == photo.read_bytes()
    assert told == (
        f"annexes/{photo_there.name} is not printed in the volume of annexes: "
        "it is damaged, or no picture",
    )


# --- heads kept outside -----------------------------------------------------------------------


def cut_off(desk: Desk, rows: int) -> None:
    """The journal ends earlier, and the counter with it: nothing in the records shows it."""
    with engines.writing(engines.connect(desk.records.where)) as connection:
        write_rows(connection, read_rows(connection)[:-rows])


def test_a_head_that_was_kept_holds_the_journal_to_it(desk: Desk, tmp_path: Path) -> None:
    kept = audit.keep_head(desk, tmp_path / "head.json")
    assert (kept["number"], kept["hash"], kept["first"]) == audit.read_head(tmp_path / "head.json")
    setup.add_organisation(desk, "new", "New", "other", None)
    assert audit.audit(desk, tmp_path / "head.json").whole
    cut_off(desk, 3)
    verdict = audit.audit(desk, tmp_path / "head.json")
    assert {fault.row for fault in verdict.faults} == {kept["number"] - 1}
    assert sum("cut off" in fault.message for fault in verdict.faults) == 2


def test_a_journal_written_again_is_held_to_the_head_and_to_the_pack(
    evaluation: Staged, tmp_path: Path
) -> None:
    desk = evaluation.desk
    audit.keep_head(desk, tmp_path / "head.json")
    packs.pack(at(desk, "hemi", DAY), evaluation.ref, tmp_path / "pack")
    with engines.writing(engines.connect(desk.records.where)) as connection:
        rows = read_rows(connection)
        write_rows(connection, rechained([*rows[:20], edited_row(rows[20]), *rows[21:]]))
    for kept in ("head.json", "pack"):
        verdict = audit.audit(desk, tmp_path / kept)
        assert any("written again" in fault.message for fault in verdict.faults), kept


def test_a_head_is_written_whole_or_not_at_all(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "head.json"
    audit.keep_head(desk, file)
    before = file.read_bytes()
    audit.keep_head(desk, file)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*head*")] == ["head.json"]
    with pytest.raises((AskedWrongly, OSError)):
        audit.keep_head(desk, tmp_path / "nowhere" / "head.json")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"number": "x", "hash": "y"}', "\x00", '{"number": 3}']
)
def test_what_is_no_head_is_told(desk: Desk, tmp_path: Path, text: str) -> None:
    file = tmp_path / "head.json"
    file.write_text(text, "utf-8")
    with pytest.raises(Unreadable, match="is no head and no pack"):
        audit.audit(desk, file)


def test_a_missing_head_and_a_folder_without_a_pack_are_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        audit.audit(desk, tmp_path / "nothing.json")
    with pytest.raises(AskedWrongly):
        audit.audit(desk, tmp_path)


def test_an_emptied_journal_is_not_whole(desk: Desk) -> None:
    with engines.writing(engines.connect(desk.records.where)) as connection:
        on = " ON journal" if connection.dialect.name == "postgresql" else ""
        for name in NAMES[connection.dialect.name]:
            connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
        connection.execute(delete(table(Journal)))
    verdict = audit.audit(desk)
    assert verdict.rows == 0
    assert any("cut off" in fault.message for fault in verdict.faults)
    assert any("trigger" in fault.message for fault in verdict.faults)


def test_what_was_submitted_is_packed_alike_on_every_day(
    evaluation: Staged, tmp_path: Path
) -> None:
    assert _alike_on_two_days(evaluation, tmp_path)


def test_a_draft_is_packed_alike_on_every_day(drafting: Staged, tmp_path: Path) -> None:
    assert _alike_on_two_days(drafting, tmp_path)


def _alike_on_two_days(case: Staged, folder: Path) -> bool:
    for day in ("2026-07-20", "2026-11-02"):
        packs.pack(at(case.desk, "hemi", day), case.ref, folder / day)
    first, later = (_bytes(folder / day) for day in ("2026-07-20", "2026-11-02"))
    return first == later


def test_a_draft_is_packed_as_of_its_last_change_and_what_was_found_since_is_told(
    drafting: Staged, tmp_path: Path
) -> None:
    soon = packs.pack(at(drafting.desk, "ana", "2026-06-03"), drafting.ref, tmp_path / "soon")
    late = packs.pack(at(drafting.desk, "ana", "2029-06-02"), drafting.ref, tmp_path / "late")
    assert manifest(tmp_path / "late")["as_at"] == "2026-06-02"
    assert "today other things are found in it" not in "\n".join(soon.told)
    assert late.told[0].startswith("it is of 2 June 2026, when APP-2026-0001 was last changed; ")
    for day, told in (("2026-06-03", ()), ("2029-06-02", late.told[:1])):
        desk = at(drafting.desk, "ana", day)
        paper = subjects.made(desk, "criteria-checklist", drafting.ref)
        assert subjects.judged_since(desk, drafting.ref, paper) == told


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
