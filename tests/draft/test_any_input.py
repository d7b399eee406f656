"""Whatever the bytes, the reader gives a reading or says Unreadable, and never anything else."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from mcapproval.draft.reader import Reading, read_draft_bytes
from mcapproval.errors import Unreadable
from mcapproval.shipped import shipped

SAMPLE = Path(
    str(shipped("samples").joinpath("good", "digital-accessibility", "draft.yaml"))
).read_bytes()[:6000]
PIECES = [b"\t", b": ", b"- ", b"[", b"]", b"{", b"}", b"&a ", b"*a", b"!", b"|", b">", b"#"]
PIECES += [b"%", b"@", b"'", b'"', b"\\", b"\n", b"\r", b"---\n", b"? ", b"\xff", b"\x00", b"~"]
PIECES += [b"\xe2\x80\xa8", b"\xc2\x85", b"\xef\xbb\xbf", b"9" * 400, b"<<: ", b"...\n", b"2026"]


def reading_or_error(data: bytes, name: str) -> Reading | Unreadable:
    try:
        return read_draft_bytes(data, name)
    except Unreadable as error:
        return error


def reads_or_refuses(data: bytes, name: str) -> None:
    reading = reading_or_error(data, name)
    if isinstance(reading, Unreadable):
        assert reading.message
        assert reading.hint
        assert reading.source == name
        assert reading.line is None or reading.line >= 1
        assert reading.column is None or reading.column >= 1
        return
    for found in reading.findings:
        assert found.message
        assert found.mend
        assert found.line is not None
        assert "is not of type" not in found.message
        assert "required property" not in found.message
    json.dumps(dict(reading.draft.data))


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["x.yaml", "x.json", "x"]))
@example(b'a: "\\UFFFFFFFF"', "x.yaml")
@example(b"\xef\xbb\xbf\xff", "x.yaml")
@example(b"%YAML 1\n---\n", "x.yaml")
@example(b"? ", "x.yaml")
@example(b": x", "x.yaml")
@example(b"[" * 2000, "x.json")
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    reads_or_refuses(data, name)


@settings(deadline=None)
@given(st.text(max_size=200), st.sampled_from(["x.yaml", "x.json"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    reads_or_refuses(text.encode("utf-8", "surrogatepass"), name)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SAMPLE)), st.sampled_from(PIECES), st.integers(0, 12)),
        min_size=1,
        max_size=4,
    )
)
def test_a_draft_with_bytes_put_in_and_taken_out_is_read_or_refused(
    edits: list[tuple[int, bytes, int]],
) -> None:
    data = SAMPLE
    for at, piece, gone in edits:
        data = data[:at] + piece + data[at + gone :]
    reads_or_refuses(data, "x.yaml")


VISIBLE = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Zl", "Zp"],
        exclude_characters=[chr(c) for c in (*range(0x2028, 0x202F), *range(0x2066, 0x206A))]
        + ["\ufeff", "\ufffe", "\uffff"],
    ),
    min_size=1,
    max_size=60,
)
HEAD = 'format: application/1\nroute: nzqa\nkind: change\ntitle: "x"\n'


@settings(deadline=None)
@given(VISIBLE)
@example("Māori: ā ē ī ō ū")
@example("Ma\u0304ori")
@example("yes")
@example("0x1F")
@example("- a")
def test_any_text_in_quotes_arrives_as_its_composed_self(text: str) -> None:
    single = "'" + text.replace("'", "''") + "'"
    for quoted in (single, json.dumps(text), json.dumps(text, ensure_ascii=False)):
        reading = read_draft_bytes(f"{HEAD}structure: {quoted}\n".encode(), "x.yaml")
        assert reading.draft.get("/structure") == unicodedata.normalize("NFC", text)


@settings(deadline=None)
@given(VISIBLE)
def test_any_text_in_json_arrives_as_its_composed_self(text: str) -> None:
    data = {"format": "application/1", "route": "nzqa", "kind": "change", "title": "x"}
    written = json.dumps({**data, "structure": text}).encode()
    reading = read_draft_bytes(written, "x.json")
    assert reading.findings == ()
    assert reading.draft.get("/structure") == unicodedata.normalize("NFC", text)


@settings(deadline=None)
@given(st.integers(1, 400))
def test_any_depth_is_read_or_refused(depth: int) -> None:
    for text in ("a: " + "[" * depth + "]" * depth, '{"a":' * depth + "1" + "}" * depth):
        reads_or_refuses(text.encode(), "x.yaml")
        reads_or_refuses(text.encode(), "x.json")
