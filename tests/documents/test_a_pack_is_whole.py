"""A pack built, put on a disk, and held against its manifest."""

from __future__ import annotations

import json
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from tests.documents.dossier_fixture import LETTER, NOTES, annex, dossier

from mcapproval.canonical import canonical, digest
from mcapproval.documents.catalogue import CATALOGUE
from mcapproval.documents.dossier import Annex
from mcapproval.documents.enclosures import enclosures, read_once
from mcapproval.documents.pack import PackFile, build
from mcapproval.documents.pack_comparing import same_unpacked
from mcapproval.documents.pack_files import verify, write
from mcapproval.documents.pack_manifest import manifest_of
from mcapproval.errors import AskedWrongly, NotWhole, Refused
from mcapproval.shipped import schema
from mcapproval.stored_zip import stored_zip


@cache
def built() -> tuple[PackFile, ...]:
    return build(dossier())


NAMES = (
    *(
        f"{number:02}-{entry.slug}.{look}"
        for number, entry in enumerate(CATALOGUE, 1)
        for look in ("pdf", "docx")
    ),
    f"{len(CATALOGUE) + 1:02}-annexes.pdf",
    "annexes/01-letter-ō-te-awa.txt",
    "annexes/03-agreement.pdf",
    "manifest.json",
)


def test_a_pack_has_its_documents_its_annexes_and_its_manifest() -> None:
    assert tuple(file.name for file in built()) == NAMES


def test_an_annex_keeps_its_bytes_and_an_erased_one_is_left_out() -> None:
    files = {file.name: file.data for file in built()}
    assert files["annexes/01-letter-ō-te-awa.txt"] == LETTER
    assert files["annexes/03-agreement.pdf"] == NOTES
    assert not any(name.startswith("annexes/02") for name in files)


def test_an_annex_with_other_bytes_than_its_hash_stops_the_pack() -> None:
    false = Annex("a.txt", "A", "need", digest(b"this"), 4, lambda: b"that")
    with pytest.raises(NotWhole, match="annex 1"):
        build(dossier(annexes=(false,)))
    with pytest.raises(NotWhole, match="annex 1"):
        list(enclosures(read_once(dossier(annexes=(false,)))))


def test_an_annex_is_read_once() -> None:
    read: list[int] = []

    def reader() -> bytes:
        read.append(1)
        return b"x"

    case = dossier(annexes=(Annex("a.txt", "A", "need", digest(b"x"), 1, reader),))
    build(case)
    assert len(read) == 1
    once = read_once(case)
    assert len(read) == 1, "only when somebody asks for it"
    assert [item.data for _ in range(2) for item in enclosures(once)] == [b"x", b"x"]
    assert len(read) == 2


def test_two_annexes_of_one_name_have_two_files() -> None:
    two = (annex("a/x.txt", "", "need", b"1"), annex("b/x.txt", "", "need", b"2"))
    names = [file.name for file in build(dossier(annexes=two)) if "annexes/" in file.name]
    assert names == ["annexes/01-x.txt", "annexes/02-x.txt"]


def test_the_manifest_keeps_to_its_schema_and_names_every_file() -> None:
    *files, last = built()
    manifest = json.loads(last.data)
    checker = Draft202012Validator.FORMAT_CHECKER
    Draft202012Validator(schema("pack"), registry=Registry(), format_checker=checker).validate(
        manifest
    )
    assert last.data == canonical(manifest) + b"\n"
    assert [(f["name"], f["sha256"], f["size"]) for f in manifest["files"]] == [
        (file.name, digest(file.data), len(file.data)) for file in files
    ]
    assert manifest["row"] == {"number": 17, "hash": "b" * 64}


def test_a_pack_on_a_disk_verifies(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "pack"
    write(built(), folder)
    assert verify(folder) == ()
    assert sorted(p.name for p in folder.parent.iterdir()) == ["pack"]


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_byte_in_any_file_is_found(name: str, tmp_path: Path) -> None:
    write(built(), tmp_path / "pack")
    file = tmp_path / "pack" / name
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    problems = verify(tmp_path / "pack")
    assert problems
    assert any(name in problem for problem in problems) or name == "manifest.json"


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_gone_is_found(name: str, tmp_path: Path) -> None:
    write(built(), tmp_path / "pack")
    (tmp_path / "pack" / name).unlink()
    (problem,) = verify(tmp_path / "pack")
    assert name in problem


def test_a_file_too_many_is_found(tmp_path: Path) -> None:
    write(built(), tmp_path / "pack")
    (tmp_path / "pack" / "annexes" / "99-more.txt").write_text("more")
    assert verify(tmp_path / "pack") == ("annexes/99-more.txt is not in the manifest",)


def test_a_link_in_the_place_of_a_file_is_found(tmp_path: Path) -> None:
    write(built(), tmp_path / "pack")
    file = tmp_path / "pack" / NAMES[0]
    file.rename(tmp_path / "elsewhere.pdf")
    file.symlink_to(tmp_path / "elsewhere.pdf")
    assert [problem.split(":")[0] for problem in verify(tmp_path / "pack")] == [
        f"{NAMES[0]} was changed"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '{"format":"pack/1"}\n',
        '{"format":"pack/2"}\n',
        '{"files":[{"name":"../../etc/passwd"}],"format":"pack/1"}\n',
        '{"files":[{"name":"a"},{"name":"a"}],"format":"pack/1"}\n',
        '{"files":[3],"format":"pack/1"}\n',
        '{"files":[{"name":3}],"format":"pack/1"}\n',
        '{"format": "pack/1"}\n',
    ],
    ids=range(11),
)
def test_a_manifest_that_is_none_is_said_to_be_so(text: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(text)
    (problem,) = verify(tmp_path)
    assert "manifest.json" in problem


def test_a_folder_that_is_not_there_has_a_problem_and_no_traceback(tmp_path: Path) -> None:
    (problem,) = verify(tmp_path / "nowhere")
    assert "can't be read" in problem


def test_a_former_pack_gives_way_to_a_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    write(built(), folder)
    fewer = build(dossier(annexes=()))
    write(fewer, folder)
    assert verify(folder) == ()
    assert not (folder / "annexes").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pack"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    write(built(), tmp_path / "pack")
    assert verify(tmp_path / "pack") == ()


@pytest.mark.parametrize("inside", ["thesis.docx", "annexes/thesis.docx"])
@pytest.mark.parametrize("pack_too", [True, False])
def test_a_folder_with_something_of_somebody_else_is_refused(
    inside: str, pack_too: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "pack"
    if pack_too:
        write(built(), folder)
    (folder / inside).parent.mkdir(parents=True, exist_ok=True)
    (folder / inside).write_text("years of work")
    with pytest.raises(Refused) as refused:
        write(built(), folder)
    assert refused.value.hint
    assert (folder / inside).read_text() == "years of work"


def test_a_file_or_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for name in ("file", "link"):
        with pytest.raises(Refused, match="not a folder"):
            write(built(), tmp_path / name)


def test_a_write_that_fails_leaves_the_former_pack(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    write(built(), folder)
    broken = (*built(), PackFile("01-application.pdf/below-a-file", b"x"))
    with pytest.raises(AskedWrongly, match="can't be written"):
        write(broken, folder)
    assert verify(folder) == ()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pack"]


def test_a_move_that_fails_brings_the_former_pack_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pack"
    write(built(), folder)
    rename = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(AskedWrongly, match="No space left"):
        write(build(dossier(annexes=())), folder)
    assert verify(folder) == ()
    assert (folder / "annexes").is_dir()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pack"]


def test_what_lies_beside_a_pack_is_left_alone(tmp_path: Path) -> None:
    beside = (".pack.new", ".pack.old")
    for name in beside:
        (tmp_path / name).mkdir()
        (tmp_path / name / "01-application.pdf").write_text("mine")
    for _ in range(2):
        write(built(), tmp_path / "pack")
    assert verify(tmp_path / "pack") == ()
    assert sorted(p.name for p in tmp_path.iterdir()) == [*beside, "pack"]
    assert (tmp_path / ".pack.old" / "01-application.pdf").read_text() == "mine"


def test_a_pack_may_be_read_by_whoever_may_read_other_folders(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    write(built(), tmp_path / "pack")
    assert (tmp_path / "pack").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_name_too_long_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AskedWrongly, match="can't be written"):
        write(built(), tmp_path / ("a" * 300))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_too_many_is_found(tmp_path: Path) -> None:
    write(built(), tmp_path / "pack")
    (tmp_path / "pack" / "more").mkdir()
    assert verify(tmp_path / "pack") == ("the folder more is not in the manifest",)


def test_a_manifest_that_is_a_link_is_none(tmp_path: Path) -> None:
    write(built(), tmp_path / "pack")
    file = tmp_path / "pack" / "manifest.json"
    file.rename(tmp_path / "elsewhere.json")
    file.symlink_to(tmp_path / "elsewhere.json")
    (problem,) = verify(tmp_path / "pack")
    assert "is a link" in problem


ODD: tuple[tuple[str, object], ...] = (
    ("ref", None),
    ("ref", 7),
    ("ref", "../APP"),
    ("as_at", "tomorrow"),
    ("as_at", "20260408"),
    ("as_at", 5),
    ("as_at", "9999-12-31"),
    ("law_day", None),
    ("rule_book", None),
    ("rule_book", [1]),
    ("made_with", None),
    ("made_with", "mcapproval 9"),
    ("made_with", {"mcapproval": []}),
    ("looks", ["docx", "pdf"]),
    ("looks", ["html"]),
    ("looks", []),
    ("looks", "pdf"),
    ("row", None),
    ("row", []),
    ("row", {}),
    ("row", {"number": "17", "hash": "b" * 64}),
    ("row", {"number": True, "hash": "b" * 64}),
    ("row", {"number": 10**30, "hash": "b" * 64}),
    ("row", {"number": -1, "hash": "b" * 64}),
    ("row", {"number": 17, "hash": 5}),
    ("row", {"number": 17, "hash": "B" * 64}),
)


@pytest.mark.parametrize(("key", "value"), ODD, ids=range(len(ODD)))
def test_a_manifest_with_an_odd_value_is_told_by_its_key(
    key: str, value: object, tmp_path: Path
) -> None:
    write(built(), tmp_path / "pack")
    file = tmp_path / "pack" / "manifest.json"
    manifest = json.loads(file.read_bytes())
    without = {k: v for k, v in manifest.items() if k != key}
    for odd in ({**manifest, key: value}, {**manifest, key: value} if key == "looks" else without):
        file.write_bytes(canonical(odd) + b"\n")
        (problem,) = verify(tmp_path / "pack")
        assert f"`{key}`" in problem


def test_a_manifest_written_in_another_way_is_not_taken_for_ours(tmp_path: Path) -> None:
    write(built(), tmp_path / "pack")
    file = tmp_path / "pack" / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_bytes()), indent=1), "utf-8")
    (problem,) = verify(tmp_path / "pack")
    assert "was changed" in problem


def test_a_manifest_can_be_read_for_the_row_it_names(tmp_path: Path) -> None:
    write(built(), tmp_path / "pack")
    assert manifest_of(tmp_path / "pack")["row"]["number"] == 17


# --- one ZIP ------------------------------------------------------------------------------------


def test_a_pack_in_one_zip_verifies_and_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    write(built(), tmp_path / "pack.zip")
    write(built(), tmp_path / "again" / "pack.zip")
    assert verify(tmp_path / "pack.zip") == ()
    first = (tmp_path / "pack.zip").read_bytes()
    assert first == (tmp_path / "again" / "pack.zip").read_bytes()
    assert manifest_of(tmp_path / "pack.zip")["row"]["number"] == 17


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_byte_of_any_file_in_a_zip_is_found_and_named(name: str, tmp_path: Path) -> None:
    write(built(), tmp_path / "pack.zip")
    data = bytearray((tmp_path / "pack.zip").read_bytes())
    with zipfile.ZipFile(tmp_path / "pack.zip") as packed:
        entry = packed.getinfo(name)
    data[entry.header_offset + 30 + len(name.encode()) + entry.file_size // 2] ^= 1
    (tmp_path / "pack.zip").write_bytes(data)
    (problem,) = verify(tmp_path / "pack.zip")
    assert name in problem


def test_a_changed_byte_anywhere_else_in_a_zip_is_found(tmp_path: Path) -> None:
    write(build(dossier(annexes=()), ("pdf",)), tmp_path / "pack.zip")
    whole = (tmp_path / "pack.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "pack.zip") as packed:
        start = packed.start_dir
    for at in (*range(30), *range(start, len(whole))):
        data = bytearray(whole)
        data[at] ^= 1
        (tmp_path / "pack.zip").write_bytes(data)
        assert verify(tmp_path / "pack.zip"), at


def test_a_zip_that_is_no_pack_is_told_and_never_written_over(tmp_path: Path) -> None:
    place = tmp_path / "pack.zip"
    place.write_bytes(b"years of work")
    assert "can't be read as a ZIP" in verify(place)[0]
    with pytest.raises(Refused):
        write(built(), place)
    assert place.read_bytes() == b"years of work"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", "{}" * 50)
    assert "packed in another way" in verify(place)[0]


def test_a_former_zip_gives_way_to_a_new_one(tmp_path: Path) -> None:
    write(built(), tmp_path / "pack.zip")
    write(build(dossier(annexes=()), ("pdf",)), tmp_path / "pack.zip")
    assert verify(tmp_path / "pack.zip") == ()
    assert [path.name for path in tmp_path.iterdir()] == ["pack.zip"]


# --- another zlib -------------------------------------------------------------------------------


def repacked(data: bytes) -> bytes:
    """The same PDF, its streams packed in another way."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(out, recompress_flate=True, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def test_a_pdf_packed_by_another_zlib_says_the_same_and_a_changed_one_does_not() -> None:
    files = {file.name: file.data for file in built()}
    ours = files["01-application.pdf"]
    theirs = repacked(ours)
    assert theirs != ours
    assert same_unpacked("01-application.pdf", theirs, ours)
    assert not same_unpacked("01-application.pdf", files["07-record-copy.pdf"], ours)
    assert not same_unpacked("01-application.pdf", b"no PDF", ours)


def test_an_annex_is_never_compared_but_by_its_bytes() -> None:
    data = built()[0].data
    assert not same_unpacked("annexes/01-a.pdf", repacked(data), data)


def test_a_word_file_is_compared_by_what_is_in_it() -> None:
    data = next(file.data for file in built() if file.name.endswith(".docx"))
    again, other = BytesIO(), BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    for out, change in ((again, b""), (other, b"<!-- x -->")):
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packing:
            for name, body in members.items():
                packing.writestr(name, body + (change if name == "word/document.xml" else b""))
    assert same_unpacked("01-a.docx", again.getvalue(), data)
    assert not same_unpacked("01-a.docx", other.getvalue(), data)


@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_word_file_that_can_not_be_unpacked_is_not_the_same(how: int) -> None:
    ours = stored_zip([("word/document.xml", b"<w:document/>" * 90), ("a.png", b"no picture")])
    out = BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        archive.writestr("word/document.xml", b"<w:document/>" * 90)
        archive.writestr("a.png", b"no picture")
    theirs = bytearray(out.getvalue())
    theirs[30 + len("word/document.xml") + 4] ^= 0xFF
    assert not same_unpacked("01-a.docx", bytes(theirs), ours)
    assert not same_unpacked("01-a.docx", ours, bytes(theirs))


def test_a_changed_byte_of_the_manifest_itself_is_found_without_the_records(tmp_path: Path) -> None:
    """In every place: a hash of an annex, a release, a title, the name of a key."""
    place = tmp_path / "pack"
    write(build(dossier()), place)
    manifest = place / "manifest.json"
    whole = manifest.read_bytes()
    for at in range(0, len(whole), 7):
        manifest.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        (told,) = verify(place)
        assert told.startswith("manifest.json"), whole[at - 20 : at + 20]
    manifest.write_bytes(whole)
    assert verify(place) == ()


def test_a_zip_that_was_cut_off_is_told_as_such(tmp_path: Path) -> None:
    """Cut behind a Word file inside of it, it would be read as that file: both end alike."""
    inside = stored_zip([("word/document.xml", b"<w/>")])
    whole = stored_zip([("01-application.docx", inside), ("manifest.json", b"{}")])
    place = tmp_path / "pack.zip"
    for end in (0, 40, whole.index(b"manifest.json"), len(whole) - 1):
        place.write_bytes(whole[:end])
        assert "cut off" in verify(place)[0]
