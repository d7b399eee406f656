"""A verifier written from docs/journal-format.md alone agrees with `audit verify`.

Down to the line across, it is the stranger's: the standard library, and nothing of ours.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

KEYS = "act by cause data effective_on format prev recorded_at ref ref_seq seq"
KINDS = ("content", "text", "file")
TRIGGERS = ("journal_no_update", "journal_no_delete", "journal_no_replace")
Found = list[tuple[int | None, str]]
Rows = list[dict[str, Any]]


def sha256(data: bytes | str) -> str:
    return hashlib.sha256(data).hexdigest() if isinstance(data, bytes) else "text has none"


def verified(records: Path, head: tuple[int, str] | None = None) -> Found:
    """The rows to blame, where one is, and why."""
    with closing(sqlite3.connect(f"{records.as_uri()}?mode=ro", uri=True)) as db:
        there = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        found: Found = [(None, f"{name} is missing") for name in TRIGGERS if name not in there]
        rows: Rows = []
        broken = chain(db, rows)
        found += broken or [*cut_off(db, len(rows)), *kept(db, rows)]
        return found + (held_to(db, *head) if head else [])


def chain(db: sqlite3.Connection, rows: Rows) -> Found:
    """Section 3. Fills `rows` with the payloads up to the first that fails."""
    head, order = "0" * 64, "SELECT seq, ref, ref_seq, prev, hash, payload FROM journal ORDER BY 1"
    for seq, ref, ref_seq, prev, given, payload in db.execute(order):
        expected = len(rows) + 1
        if seq != expected:
            return [(min(seq, expected), "put in" if seq < expected else "removed")]
        if sha256(payload) != given:
            return [(seq, "edited")]
        try:
            said = json.loads(payload)
        except ValueError:
            said = {}
        if not isinstance(said, dict) or said.get("format") != 1 or " ".join(sorted(said)) != KEYS:
            return [(seq, "replaced by something else")]
        if said["seq"] != seq:
            return [(seq, "reordered")]
        if said["prev"] != head or prev != head:
            return [(seq, "the row before was replaced")]
        if (said["ref"], said["ref_seq"]) != (ref, ref_seq):
            return [(seq, "filed under another case")]
        rows.append(said)
        head = given
    return []


def cut_off(db: sqlite3.Connection, last: int) -> Iterator[tuple[int | None, str]]:
    """Section 5, the counter."""
    row = db.execute("SELECT value FROM counter WHERE series = 'journal'").fetchone()
    if row and row[0] > last:
        yield last + 1, "cut off"


def kept(db: sqlite3.Connection, rows: Rows) -> Iterator[tuple[int | None, str]]:
    """Section 4."""
    first: dict[tuple[str, str], int] = {}
    gone: set[tuple[str, str]] = set()
    about = {}
    for row in rows:
        data = row["data"]
        if row["act"] == "erased":
            gone |= {(kind, name) for kind in KINDS for name in data["erased"][kind]}
        for kind, names in data.get("keeps", {}).items():
            for name in names:
                first.setdefault((kind, name), row["seq"])
                gone.discard((kind, name))
        if row["act"] in ("person-entered", "person-changed", "contact-given"):
            about[data["commitment"]] = row["ref"]
    contents = db.execute("SELECT hash, body FROM content")
    there = {("content", name): sha256(body) == name for name, body in contents}
    texts = "SELECT commitment, salt, body, about, handle FROM personal_text"
    for name, salt, body, of, handle in db.execute(texts):
        sound = isinstance(salt, bytes) and isinstance(body, bytes)
        if not sound or hmac.new(salt, body, hashlib.sha256).hexdigest() != name:
            there["text", name] = False
            continue
        own = value.get("handle") if isinstance(value := json.loads(body), dict) else None
        bound = ("text", name) not in first or of == about.get(name)
        there["text", name] = bound and handle == own
    for name, size in db.execute("SELECT sha256, size FROM evidence_file").fetchall():
        pieces = "SELECT body FROM evidence_piece WHERE sha256 = ? ORDER BY number"
        bodies = [body for (body,) in db.execute(pieces, (name,))]
        whole = b"".join(body if isinstance(body, bytes) else b"" for body in bodies)
        there["file", name] = sha256(whole) == name and len(whole) == size
    yield from ((first.get(key), "changed") for key, sound in there.items() if not sound)
    yield from ((seq, "gone") for key, seq in first.items() if key not in there.keys() | gone)


def held_to(db: sqlite3.Connection, number: int, expected: str) -> Found:
    """Section 6."""
    last = db.execute("SELECT max(seq) FROM journal").fetchone()[0] or 0
    found = db.execute("SELECT hash FROM journal WHERE seq = ?", (number,)).fetchone()
    if last < number:
        return [(last + 1, "cut off")]
    return [] if found == (expected,) else [(number, "written again")]


# ----------------------------------------------------------------------------------------------
# Here the stranger's verifier ends.

KIND = "listing-approval-and-accreditation"
ENQUIRY = (
    "enquiry: {organisation: te-koanga, asked_for: Hui, for: Staff, learners: 9, by: 2026-10}",
    "organisations: {te-koanga: {name: Te Kōanga, type: community}}",
)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "journal-format.md"
Attack = Callable[[sqlite3.Connection], object]


def fenced(page: str) -> list[str]:
    return re.findall(r"```json\n(.*?)\n```", page, re.DOTALL)


def test_the_rows_on_the_page_have_the_hashes_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    first, second, *_ = fenced(page)
    said = re.findall(r"has the hash `([0-9a-f]{64})`", page)
    assert [sha256(first.encode()), sha256(second.encode())] == said
    assert json.loads(second)["prev"] == said[0]
    assert " ".join(json.loads(first)) == KEYS


def test_the_text_on_the_page_has_the_commitment_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    text = next(part for part in fenced(page) if '"handle"' in part)
    salt = re.search(r"With the salt `([0-9a-f]{64})`", page)
    named = re.search(r"has the commitment `([0-9a-f]{64})`", page)
    assert salt
    assert named
    told = hmac.new(bytes.fromhex(salt[1]), text.encode(), hashlib.sha256).hexdigest()
    assert told == named[1] == json.loads(fenced(page)[1])["data"]["commitment"]


def test_the_page_names_every_act_and_no_other() -> None:
    from mcapproval.store.folding.fold import ACTS

    section = PAGE.read_text("utf-8").split("## 5.")[1].split("What each act does")[0]
    assert re.findall(r"`([a-z-]+)`", section) == list(ACTS)


def test_the_page_names_the_columns_of_the_journal_in_their_order(records: Path) -> None:
    section = PAGE.read_text("utf-8").split("## 1.")[1].split("## 2.")[0]
    with closing(sqlite3.connect(records)) as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(journal)")]
    assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == columns


def test_the_verifier_is_short_and_knows_nothing_of_ours() -> None:
    own = Path(__file__).read_text("utf-8").split("# ---")[0]
    assert own.count("\n") < 120
    assert not re.search(r"^\s*(from|import) mcapproval", own, re.MULTILINE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records with people, a case of two versions, files, a refusal, and somebody erased."""
    from datetime import date

    from tests.simulated import SAMPLES, peopled

    from mcapproval.actions.cases import moves
    from mcapproval.actions.desk import as_person
    from mcapproval.actions.drafts import applications
    from mcapproval.actions.people import erasing, known
    from mcapproval.errors import Refused

    where = tmp_path_factory.mktemp("made") / "records.db"
    desk = peopled(str(where))
    draft = SAMPLES / "community-led-development-facilitation" / "draft.yaml"
    ana = as_person(desk, "ana").on(date(2026, 6, 1))
    call = where.with_name("call.yaml")
    lines = ("format: application/1", "route: nzqa", f"kind: {KIND}", "title: Hui", *ENQUIRY)
    call.write_text("\n".join(lines), "utf-8")
    ref = applications.open_application(ana, call).ref
    moves.move(ana, ref, "show-need", moves.Said(note="Kua tīmata: it has begun"))
    with pytest.raises(Refused):
        moves.move(ana, ref, "accept-need", moves.Said())
    applications.update_application(ana, ref, draft)
    (consulted,) = (p.ref for p in known.list_people(desk) if p.name.startswith("Pānia"))
    gone = erasing.erase(desk, consulted, "asked for by letter")
    assert gone.texts
    assert gone.files
    with closing(sqlite3.connect(where)) as source:
        whole = where.with_name("whole.db")
        with closing(sqlite3.connect(whole)) as target:
            source.backup(target)
    return whole


@pytest.fixture
def records(made: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "records.db"
    copy.write_bytes(made.read_bytes())
    return copy


def ours(records: Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[int | None]:
    """The rows that `audit verify` names, and that its exit code says the same."""
    from mcapproval.cli.main import run

    code = run(["audit", "verify", "--json", "--records", str(records), *more])
    said = json.loads(capsys.readouterr().out)
    assert said["whole"] == (code == 0)
    assert code == (1 if said["faults"] else 0)
    return [fault["row"] for fault in said["faults"]]


def theirs(records: Path, head: tuple[int, str] | None = None) -> list[int | None]:
    return [row for row, _ in verified(records, head)]


def attacked(records: Path, attack: Attack) -> None:
    """With the triggers dropped for a moment, as whoever owns the file can."""
    with closing(sqlite3.connect(records)) as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        kept_apart = triggers.fetchall()
        for name, _ in kept_apart:
            db.execute(f"DROP TRIGGER {name}")
        attack(db)
        for _, sql in kept_apart:
            db.execute(sql)
        db.commit()


def rehashed(db: sqlite3.Connection, seq: int, change: Callable[[dict[str, Any]], object]) -> str:
    """Write a row again with a change, and a hash that fits."""
    said = json.loads(db.execute("SELECT payload FROM journal WHERE seq = ?", (seq,)).fetchone()[0])
    change(said)
    parts = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    payload = json.dumps(said, **parts).encode()  # type: ignore[arg-type]
    update = "UPDATE journal SET payload = ?, hash = ?, prev = ? WHERE seq = ?"
    db.execute(update, (payload, sha256(payload), said["prev"], seq))
    return sha256(payload)


def whole_chain_again(db: sqlite3.Connection) -> None:
    """Row 5 and all after it, with another channel: a chain without a fault, but not the same."""
    last = db.execute("SELECT max(seq) FROM journal").fetchone()[0]
    head = rehashed(db, 5, lambda said: said["by"].update(channel="nobody"))
    for seq in range(6, last + 1):
        head = rehashed(db, seq, lambda said, head=head: said.update(prev=head))  # type: ignore[misc]


def swapped(db: sqlite3.Connection) -> None:
    rows = db.execute("SELECT seq, payload, hash FROM journal WHERE seq IN (7, 8)").fetchall()
    for (seq, _, _), (_, payload, given) in zip(rows, reversed(rows), strict=True):
        db.execute("UPDATE journal SET payload=?, hash=? WHERE seq=?", (payload, given, seq))


def script(*statements: str) -> Attack:
    def attack(db: sqlite3.Connection) -> None:
        for statement in statements:
            db.execute(statement)

    return attack


ATTACKS: dict[str, tuple[Attack, list[int | None]]] = {
    "a letter is changed": (
        script(
            "UPDATE journal SET payload = CAST(replace(CAST(payload AS TEXT), 'author', 'aubhor') "
            "AS BLOB) WHERE seq = 5"
        ),
        [5],
    ),
    "the sqlite3 shell leaves text where bytes were": (
        script("UPDATE journal SET payload = replace(payload, 'author', 'aubhor') WHERE seq = 5"),
        [5],
    ),
    "it leaves the same text where the same bytes were": (
        script("UPDATE journal SET payload = CAST(payload AS TEXT) WHERE seq = 5"),
        [5],
    ),
    "it leaves text where a name's bytes were": (
        script("UPDATE personal_text SET body = replace(body, 'Bo', 'Jo') WHERE handle = 'bo'"),
        [],
    ),
    "a row is edited and hashed again": (
        lambda db: rehashed(db, 5, lambda said: said["by"].update(channel="web")),
        [6],
    ),
    "a row is removed": (script("DELETE FROM journal WHERE seq = 6"), [6]),
    "three rows are removed": (script("DELETE FROM journal WHERE seq IN (4, 5, 6)"), [4]),
    "two rows change places": (swapped, [7]),
    "a row is put in before the first": (
        script("INSERT INTO journal VALUES (0, 'RECORDS', 0, 'x', 'y', CAST('{}' AS BLOB))"),
        [0],
    ),
    "a row is no JSON": (
        script(
            f"UPDATE journal SET payload = CAST('no' AS BLOB), hash = '{sha256(b'no')}' "
            "WHERE seq = 3"
        ),
        [3],
    ),
    "a row is filed under another case": (
        script("UPDATE journal SET ref = 'APP-2026-0009' WHERE seq = 9"),
        [9],
    ),
    "the first row begins elsewhere": (
        lambda db: rehashed(db, 1, lambda said: said.update(prev="1" * 64)),
        [1],
    ),
    "a file is changed": (
        script(
            "UPDATE evidence_piece SET body = CAST('other' AS BLOB) WHERE sha256 = "
            "(SELECT min(sha256) FROM evidence_file)"
        ),
        [],
    ),
    "a content is gone": (
        script("DELETE FROM content WHERE hash = (SELECT min(hash) FROM content)"),
        [],
    ),
    "a name is changed": (
        script("UPDATE personal_text SET body = CAST('{}' AS BLOB) WHERE handle = 'bo'"),
        [],
    ),
    "a name is put under another person": (
        script("UPDATE personal_text SET about = 'PER-0001' WHERE handle = 'bo'"),
        [],
    ),
    "a salt is gone without a word": (script("DELETE FROM personal_text WHERE handle = 'bo'"), []),
}


def test_whole_records_are_whole_for_both(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verified(records) == []
    assert ours(records, capsys) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_both_name_the_same_rows(
    records: Path, attack: str, capsys: pytest.CaptureFixture[str]
) -> None:
    do, rows = ATTACKS[attack]
    attacked(records, do)
    found = theirs(records)
    assert found
    assert found == ours(records, capsys)
    assert not rows or found == rows


def test_both_see_that_the_end_was_cut_off(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(records)) as db:
        last = db.execute("SELECT max(seq) FROM journal").fetchone()[0]
    attacked(records, script(f"DELETE FROM journal WHERE seq > {last - 2}"))
    assert last - 1 in theirs(records)
    assert last - 1 in ours(records, capsys)


def test_both_see_only_by_a_kept_head_that_all_was_written_again(
    records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from mcapproval.cli.main import run

    kept_outside = tmp_path / "head.json"
    assert run(["audit", "head", "--to", str(kept_outside), "--records", str(records)]) == 0
    capsys.readouterr()
    text = kept_outside.read_text("utf-8")
    said = json.loads(text)
    page = PAGE.read_text("utf-8")
    assert [set(json.loads(part)) for part in fenced(page) if "head/1" in part] == [set(said)]
    head = (said["number"], said["hash"])
    assert theirs(records, head) == ours(records, capsys, "--against", str(kept_outside)) == []
    attacked(records, whole_chain_again)
    assert theirs(records) == ours(records, capsys) == []
    named = ours(records, capsys, "--against", str(kept_outside))
    assert theirs(records, head) == named == [said["number"]]


def test_both_miss_a_trigger(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(records)) as db:
        db.execute("DROP TRIGGER journal_no_delete")
    assert theirs(records) == ours(records, capsys) == [None]
