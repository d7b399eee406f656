"""Contents, texts and files beside the journal: kept once, in pieces, and gone when erased."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Connection, LargeBinary, func, select
from sqlalchemy.exc import IntegrityError
from tests.actions.walking import LETTER, at, copied, edited, go, opened
from tests.simulated import SAMPLES
from tests.store.attacking import undone
from tests.store.conftest import Lived
from tests.store.lived import ERASED

from mcapproval.actions import audit
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items import answering, of_case
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts import applications
from mcapproval.actions.people import erasing, known
from mcapproval.actions.people.what_goes import Erased
from mcapproval.canonical import digest
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.errors import Refused
from mcapproval.store import keep, queries
from mcapproval.store.clauses import table
from mcapproval.store.events import Author
from mcapproval.store.keep import PIECE_BYTES, Text
from mcapproval.store.records import make
from mcapproval.store.rows.kept import Content, FilePiece, FileRow, TextRow
from mcapproval.store.tables.all import METADATA

AT = datetime(2026, 6, 1, tzinfo=UTC)
WHO = Author("PER-0001", "shell")


def many(desk: Desk, model: type[NamedTuple]) -> int:
    with desk.reading() as connection:
        return queries.count(connection, model)


def test_a_row_names_what_it_keeps_once_though_a_draft_names_it_in_three_places(
    lived: Lived,
) -> None:
    with lived.records.reading() as connection:
        row = next(e for e in queries.events(connection) if e.act == "opened")
    places = [file["sha256"] for file in row.data["content"]["files"]]
    kept = row.data["keeps"]["file"]
    assert len(places) > len(set(places)) == len(kept)
    assert set(kept) == set(places)


@pytest.mark.parametrize(
    "size",
    [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES + 5],
    ids=lambda size: f"{size} bytes",
)
def test_a_file_comes_back_as_it_went_in_pieces_of_a_settled_size(lived: Lived, size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    with undone(lived.where) as connection:
        name = keep.keep_file(connection, data)
        assert name == digest(data)
        assert keep.file_bytes(connection, name) == data
        pieces = list(keep.file_pieces(connection, name))
        assert all(len(piece) == PIECE_BYTES for piece in pieces[:-1])
        assert len(pieces) == -(-size // PIECE_BYTES)


def test_the_same_bytes_are_kept_once(lived: Lived) -> None:
    data = b"letter " * PIECE_BYTES
    with undone(lived.where) as connection:
        files, pieces = (select(func.count()).select_from(table(m)) for m in (FileRow, FilePiece))
        assert keep.keep_file(connection, data) == keep.keep_file(connection, bytes(data))
        before = connection.execute(files).scalar(), connection.execute(pieces).scalar()
        keep.keep_file(connection, data)
        assert (connection.execute(files).scalar(), connection.execute(pieces).scalar()) == before
        one = keep.keep_content(connection, {"a": "ā", "b": 1})
        other = keep.keep_content(connection, {"b": 1, "a": "a\u0304"})
        assert one == other
        assert keep.content(connection, one) == {"a": "ā", "b": 1}
        assert keep.content_bytes(connection, one) == '{"a":"ā","b":1}'.encode()


def test_what_is_not_there_is_none_and_an_empty_file_is_not(lived: Lived) -> None:
    with undone(lived.where) as connection:
        assert keep.content(connection, "0" * 64) is None
        assert keep.file_bytes(connection, "0" * 64) is None
        assert keep.texts(connection, {"0" * 64}) == {}
        assert keep.texts(connection, set()) == {}
        assert keep.file_bytes(connection, keep.keep_file(connection, b"")) == b""


def test_the_same_words_twice_are_two_texts_that_do_not_show_it(lived: Lived) -> None:
    with undone(lived.where) as connection:
        one, other = (Text("She agreed.", bytes([n]) * 32) for n in (1, 2))
        names = {keep.keep_text(connection, text) for text in (one, other)}
        assert len(names) == 2
        assert set(keep.texts(connection, names).values()) == {"She agreed."}


def test_two_people_never_have_one_short_name(lived: Lived) -> None:
    with (
        undone(lived.where) as connection,
        pytest.raises(IntegrityError),
        connection.begin_nested(),
    ):
        keep.keep_text(connection, Text({"name": "X"}, b"1" * 32, handle="ana"))


def test_bytes_stand_in_tables_of_their_own_that_no_list_reads() -> None:
    with_bytes = {
        name
        for name, target in METADATA.tables.items()
        if any(isinstance(column.type, LargeBinary) for column in target.columns)
    }
    assert with_bytes == {"journal", "content", "personal_text", "evidence_piece"}


# --- how large a file may be ------------------------------------------------------------------


def test_a_letter_that_is_too_large_is_refused_by_name_and_nothing_of_it_kept(
    file_desk: Desk, sample: Path
) -> None:
    ref = opened(file_desk, sample)
    before = many(file_desk, FileRow), many(file_desk, FilePiece)
    letter = {"huge letter.pdf": bytes(LARGEST_FILE + 1)}
    with pytest.raises(Refused, match=r"huge letter\.pdf is larger than 25 MB"):
        moves.move(at(file_desk, "ana", "2026-06-02"), ref, "show-need", Said({}, {}, letter))
    assert (many(file_desk, FileRow), many(file_desk, FilePiece)) == before


def test_proof_of_an_item_that_is_too_large_is_refused_by_name(
    file_desk: Desk, sample: Path
) -> None:
    ref = opened(file_desk, sample)
    ana = at(file_desk, "ana", "2026-06-02")
    number = of_case.add_item(ana, ref, "comment", "Look at this")
    with pytest.raises(Refused, match=r"huge\.pdf is larger than 25 MB"):
        answering.change_item(
            ana, ref, number, "closed", files={"huge.pdf": bytes(LARGEST_FILE + 1)}
        )
    assert of_case.list_items(ana, ref)[0].state == "open"


def test_a_file_of_a_draft_may_have_25_mb_and_not_one_byte_more(
    file_desk: Desk, sample: Path, tmp_path: Path
) -> None:
    draft = copied(sample, tmp_path)
    annex = draft.parent / "evidence" / "moderation-plan.md"
    with annex.open("r+b") as out:
        out.truncate(LARGEST_FILE + 1)
    with pytest.raises(Refused) as refusal:
        opened(file_desk, draft)
    said = [reason.message for reason in refusal.value.reasons]
    assert said == ["line 413: evidence/moderation-plan.md: it is larger than 25 MB"]
    assert many(file_desk, FileRow) == 0
    with annex.open("r+b") as out:
        out.truncate(LARGEST_FILE)
    opened(file_desk, draft)
    with file_desk.reading() as connection:
        largest = connection.execute(select(func.max(table(FileRow).c.size))).scalar()
    assert largest == LARGEST_FILE


# --- erased for good --------------------------------------------------------------------------

NAME = "Zoë Quillfeather-Brontë"
CONTACT = "zoe.q@brontequill.example"
WRITTEN = {
    "composed": NAME.encode(),
    "decomposed": unicodedata.normalize("NFD", NAME).encode(),
    "capitals": NAME.upper().encode(),
    "UTF-16": NAME.encode("utf-16"),
    "UTF-16 the other way": NAME.encode("utf-16-be"),
    "Windows": NAME.encode("cp1252"),
    "contact": CONTACT.encode(),
    "contact in UTF-16": CONTACT.encode("utf-16-le"),
}
"""How the name may stand in a file."""


def traces(folder: Path) -> set[str]:
    """Which spellings of her stand in any file of the folder of the records."""
    parts = [NAME, "Quillfeather", "Brontë", CONTACT, "brontequill"]
    spelt = {
        spelling
        for part in parts
        for form in ("NFC", "NFD")
        for spelling in (
            unicodedata.normalize(form, part),
            unicodedata.normalize(form, part).lower(),
            unicodedata.normalize(form, part).upper(),
        )
    }
    return {
        f"{file.name}: {spelling} in {encoding}"
        for file in folder.iterdir()
        if file.is_file()
        for data in [file.read_bytes()]
        for spelling in spelt
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252")
        if spelling.encode(encoding, "ignore") in data
    }


@pytest.fixture
def named(file_desk: Desk, tmp_path: Path) -> Desk:
    """Records in which she is named: as a person, in words, in letters, in old versions."""
    drafts = tmp_path / "drafts"
    draft = copied(SAMPLES / "community-led-development-facilitation" / "draft.yaml", drafts)
    edited(draft, "Mererangi Pōtae-Quill", NAME)
    edited(draft, "person3@inspiring-communities.example", CONTACT)
    for number, data in enumerate(WRITTEN.values()):
        letter = draft.parent / f"letter-{number}.txt"
        letter.write_bytes(b"A letter by " * 30_000 * (number % 2) + data)
    attached = "".join(
        f"  - {{for: letter, title: Letter {n}, file: letter-{n}.txt}}\n"
        for n in range(len(WRITTEN))
    )
    with draft.open("a", encoding="utf-8") as out:
        out.write(attached)
    place = Path(file_desk.records.where)
    assert place.parent == tmp_path
    ref = opened(file_desk, draft)
    desk = at(file_desk, "ana", "2026-06-02")
    of_case.add_item(desk, ref, "comment", f"{NAME} rang about it")
    decomposed = unicodedata.normalize("NFD", NAME).upper()
    go(file_desk, ref, "ana", "2026-06-02", "hold", reason=f"Waiting for {decomposed}")
    said = Said(note=f"Ask {CONTACT}", files={f"from {NAME}.txt": NAME.encode("utf-16")})
    moves.move(desk, ref, "resume", said)
    edited(draft, "  assessment: 12\n", "  assessment: 11\n")
    applications.update_application(desk, ref, draft)
    return at(file_desk, "admin", "2026-06-03")


def test_of_an_erased_person_not_one_byte_is_left_in_the_records(
    named: Desk, tmp_path: Path
) -> None:
    assert {path.name for path in tmp_path.iterdir()} == {"drafts", "records.db"}
    before = traces(tmp_path)
    for spelling in (f"{NAME} in utf-8", f"{NAME} in utf-16-le", f"{NAME} in utf-16-be", CONTACT):
        assert any(spelling in trace for trace in before), "the search finds what is there"
    ref = next(line.ref for line in known.list_people(named) if line.name == NAME)
    erased = erasing.erase(named, ref, "She asked for it")
    assert len(erased.files) >= len(WRITTEN)
    assert len(erased.texts) == 4
    assert traces(tmp_path) == set()
    assert audit.audit(named).whole
    assert [line.name for line in known.list_people(named) if line.ref == ref] == ["(erased)"]
    with named.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA freelist_count").scalar() == 0


def test_what_is_written_while_files_are_searched_goes_too(
    named: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    search, written = erasing._found, list[str]()

    def slower(connection: Connection, *asked: Any) -> Erased:
        found = search(connection, *asked)
        if not written:
            written.append("while the search went on")
            mele = at(named, "mele", "2026-06-03")
            of_case.add_item(mele, "APP-2026-0001", "comment", f"{NAME} rang once more")
        return found

    ref = next(line.ref for line in known.list_people(named) if line.name == NAME)
    monkeypatch.setattr(erasing, "_found", slower)
    erasing.erase(named, ref, "She asked for it")
    assert [line.says for line in of_case.list_items(named, "APP-2026-0001")] == ["(erased)"] * 2
    assert audit.audit(named).whole


def test_removed_text_is_overwritten_even_before_the_file_is_rewritten(tmp_path: Path) -> None:
    """`secure_delete` from the first connection on: no free page keeps what stood there."""
    where = tmp_path / "records.db"
    records = make(str(where))
    canary = b"canary-" * 40_000
    with records.writing(WHO, AT) as writer:
        name = keep.keep_file(writer.connection, canary)
    assert b"canary-canary" in where.read_bytes()
    with records.writing(WHO, AT) as writer:
        keep.forget_files(writer.connection, {name})
    assert b"canary-canary" not in where.read_bytes()


def test_what_was_erased_is_gone_on_both_engines_and_all_still_verifies(lived: Lived) -> None:
    with lived.records.reading() as connection:
        bodies = [
            bytes(row.body)
            for model in (Content, TextRow, FilePiece)
            for row in connection.execute(select(table(model)))
        ]
        assert not [body for body in bodies if "Tūroa-Ellis".encode() in body]
        assert [body for body in bodies if b"Otago Polytechnic" in body]
        erased = [e for e in queries.events(connection) if e.act == "erased"]
        assert [list(map(bool, e.data["erased"].values())) for e in erased] == [[False, True, True]]
        assert ERASED not in "".join(str(event.data) for event in queries.events(connection))


def test_the_journal_never_holds_a_name_or_a_word_of_anybody(named: Desk) -> None:
    with named.reading() as connection:
        for event in queries.events(connection):
            payload = event.payload().decode().casefold()
            for word in ("quillfeather", "brontequill", "rang about", "waiting for", "ana rang"):
                assert word not in payload


def test_an_erased_file_that_comes_again_is_kept_again(lived: Lived) -> None:
    with undone(lived.where) as connection:
        name = keep.keep_file(connection, LETTER["letter.txt"])
        keep.forget_files(connection, {name})
        assert keep.file_bytes(connection, name) is None
        assert keep.keep_file(connection, LETTER["letter.txt"]) == name
        assert keep.file_bytes(connection, name) == LETTER["letter.txt"]
