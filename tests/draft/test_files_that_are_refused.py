"""Files that can't be understood are refused with a place, a sentence and a remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.draft.reading import FOUR_LINES, read, refused

from mcapproval.draft.reader import read_draft
from mcapproval.draft.source import read_file
from mcapproval.errors import Unreadable

THREE = "format: application/1\nroute: nzqa\nkind: change\n"

FAULTS = {
    "a colon in an unquoted title": (
        THREE + "title: Te reo Māori: an introduction\n",
        (4, 20),
        "the title has a colon in it and isn't in quotes",
        'put the title in quotes: title: "Te reo Māori: an introduction"',
    ),
    "a colon in a title with quotes of its own": (
        THREE + 'title: The "why": an introduction\n',
        (4, 17),
        "the title has a colon in it and isn't in quotes",
        'put the title in quotes: title: "The \\"why\\": an introduction"',
    ),
    "a colon in the text of a list": (
        THREE + "learning_outcomes:\n  - statement: know: why\n",
        (5, 20),
        "the statement has a colon in it and isn't in quotes",
        'put the statement in quotes: statement: "know: why"',
    ),
    "a key indented under a text": (
        THREE + "title: x\n  level: 5\n",
        (5, 8),
        "there is a colon here where a key can't be",
        "put the whole text in quotes, or begin the key in the column of the keys around it",
    ),
    "a tab that indents": (
        THREE + "purpose:\n\tuse_in: [New Zealand]\n",
        (5, 1),
        "there is a tab at the beginning of this line; tabs can't indent",
        "use spaces: two for each level, none of them a tab",
    ),
    "a tab after spaces": (
        THREE + "purpose:\n  know: x\n  \tdo: y\n",
        (6, 3),
        "there is a tab at the beginning of this line; tabs can't indent",
        "use spaces: two for each level, none of them a tab",
    ),
    "a tab after a colon": (
        THREE + "title:\tx\n",
        (4, 7),
        "there is a tab here",
        "put a space in its place",
    ),
    "a key that stands twice": (
        THREE + "title: x\nroute: nzqa\n",
        (5, 1),
        "`route` is here a second time; it already stands on line 2",
        "keep one of the two, and put into it what both say",
    ),
    "a key that stands twice inside": (
        THREE + "purpose: {use_in: [a], use_in: [b]}\n",
        (4, 24),
        "`use_in` is here a second time; it already stands on line 4",
        "keep one of the two, and put into it what both say",
    ),
    "an alias": (
        THREE + "title: *bold*\n",
        (4, 8),
        "a text can't begin with * (`*bold*`): that would mean a copy of a part",
        "put the whole text in quotes, or write the part out again",
    ),
    "an anchor": (
        THREE + "title: &x words\n",
        (4, 8),
        "a text can't begin with & (`&x`): that would mean a copy of a part",
        "put the whole text in quotes, or write the part out again",
    ),
    "a tag": (
        THREE + "title: !!python/object/apply:os.system [id]\n",
        (4, 8),
        "a text can't begin with ! : that would mean a kind of value",
        "put the whole text in quotes",
    ),
    "a second document": (
        FOUR_LINES + "---\ntitle: y\n",
        (5, 1),
        "a second document begins here (`---`)",
        "keep each in a file of its own; delete the line of hyphens",
    ),
    "a directive": (
        "%YAML 1.1\n---\n" + FOUR_LINES,
        (2, 1),
        "the file begins with a line for programs (`%...`) that isn't read here",
        "delete the lines above `---`",
    ),
    "an empty file": (
        "",
        (1, 1),
        "this file is empty",
        "`mcapproval draft new FILE` writes a draft to fill in",
    ),
    "a file of comments": (
        "# nothing yet\n",
        (1, 1),
        "this file is empty",
        "`mcapproval draft new FILE` writes a draft to fill in",
    ),
    "a list at the top": (
        "- title: x\n",
        (1, 1),
        "this file doesn't begin with keys such as `title: ...`",
        "begin with the line `format: application/1`; each key needs a colon and a space after it",
    ),
    "prose": (
        "Dear Sir or Madam\n",
        (1, 1),
        "this file doesn't begin with keys such as `title: ...`",
        "begin with the line `format: application/1`; each key needs a colon and a space after it",
    ),
    "a key without a colon": (
        THREE + "title:x\nlevel: 5\n",
        (4, 1),
        "this line has no colon with a space after it",
        "write it as `key: text`, or indent it under the key it belongs with",
    ),
    "quotes never closed": (
        THREE + "title: 'x\nlevel: 5\n",
        (4, 8),
        "the quotes that open here are never closed",
        "close them at the end of the text",
    ),
    "a backslash in double quotes": (
        THREE + 'title: "C:\\Users"\n',
        (4, 13),
        "inside double quotes a backslash has a meaning of its own",
        "put the text in single quotes ('...'), and write / between folders",
    ),
    "text after quotes": (
        THREE + 'title: "x" and y\n',
        (4, 12),
        "this line doesn't line up with the keys around it, or has text after closing quotes",
        "begin it in the same column as the keys it belongs with, and put the whole text in quotes",
    ),
    "an entry out of line": (
        THREE + "learning_outcomes:\n  - id: LO1\n   level: 5\n",
        (6, 4),
        "this line doesn't line up with the entries of the list around it",
        "begin each entry of a list with `- ` in the same column",
    ),
    "a bracket never closed": (
        THREE + "title: [x, y\nlevel: 5\n",
        (5, 6),
        "a comma or the closing ] is missing",
        "close each [ with ], put commas between, and put texts that have commas in quotes",
    ),
    "a brace never closed": (
        THREE + "title: {x: y\nlevel: 5\n",
        (5, 6),
        "a comma or the closing } is missing",
        "close each { with }, put commas between, and put texts that have commas in quotes",
    ),
    "a text that begins with @": (
        THREE + "title: @home\n",
        (4, 8),
        "a text can't begin with this character",
        "put the whole text in quotes",
    ),
    "text beside the sign of a long text": (
        THREE + "title: | x\n",
        (4, 10),
        "after `|` or `>` the text begins on the next line",
        "put the text on the lines below, indented by two spaces",
    ),
    "a group of keys as a key": (
        THREE + "? [a]\n: b\n",
        (4, 3),
        "a list or a group of keys stands here where a key must be",
        "write a single word before the colon; put texts that begin with [ or { in quotes",
    ),
    "a character that can't be seen": (
        THREE + "title: a\x00b\n",
        (4, 9),
        "there is a character here that can't be seen (U+0000)",
        "delete it, or type the words around it afresh",
    ),
    "a mark that turns text around": (
        THREE + "title: a\u202eb\n",
        (4, 9),
        "there is a character here that can't be seen (U+202E)",
        "delete it, or type the words around it afresh",
    ),
    "an escaped control character": (
        THREE + 'title: "\\x07"\n',
        (4, 8),
        "a control character is written here (U+0007)",
        "delete it",
    ),
    "half of a character": (
        THREE + 'title: "\\ud83d"\n',
        (4, 8),
        "half of a character is written here (`\\ud...` alone)",
        "write the character itself",
    ),
    "an escape beyond all characters": (
        THREE + 'title: "\\UFFFFFFFF"\n',
        (4, 1),
        "this line can't be understood",
        "write `key: text`, put the text in quotes, and indent with spaces",
    ),
}

JSON_FAULTS = {
    "a key that stands twice": (
        '{"route": "nzqa",\n "route": "nzqa"}',
        (2, 2),
        "`route` is here a second time; it already stands on line 1",
    ),
    "a comma too many": ('{"a": 1,\n}', (2, 1), "a key is expected here"),
    "a comma too few": ('{"a": 1\n "b": 2}', (2, 2), "a comma or `}` is missing here"),
    "a list without comma": ('{"a": [1 2]}', (1, 10), "a comma or `]` is missing here"),
    "no colon": ('{"a" 1}', (1, 6), "a colon is missing after `a`"),
    "no value": ('{"a": }', (1, 7), "a value is expected here"),
    "a word": ('{"a": yes}', (1, 7), "a value is expected here"),
    "a text never closed": (
        '{"a": "x\n}',
        (1, 7),
        "this text in double quotes is never closed, or has a line break, tab or \\ in it",
    ),
    "a wrong escape": (
        '{"a": "\\u12"}',
        (1, 7),
        "this text in double quotes is never closed, or has a line break, tab or \\ in it",
    ),
    "text after the end": ('{"a": 1}\n}', (2, 1), "there is more text after the end"),
    "half of a character": (
        '{"a": "\\ud83d"}',
        (1, 7),
        "half of a character is written here (`\\ud...` alone)",
    ),
    "a list": ("[1]", (1, 1), "this file doesn't begin with keys such as `title: ...`"),
    "null": ("null", (1, 1), "this file is empty"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_faulty_file_is_refused_with_place_sentence_and_remedy(what: str) -> None:
    text, place, message, hint = FAULTS[what]
    error = refused(text)
    assert (error.message, error.hint) == (message, hint)
    assert (error.line, error.column) == place


@pytest.mark.parametrize("what", JSON_FAULTS)
def test_faulty_json_is_refused_with_place_and_sentence(what: str) -> None:
    text, place, message = JSON_FAULTS[what]
    error = refused(text, "draft.json")
    assert error.message == message
    assert (error.line, error.column) == place


def test_a_windows_1252_file_is_named_as_such_with_its_line() -> None:
    error = refused((THREE + "title: It’s here\n").encode("cp1252"))
    assert error.message == (
        "this file is saved in an older Windows encoding (the first sign of it is `’`);"
        " save it as UTF-8"
    )
    assert "UTF-8" in error.hint
    assert (error.line, error.column) == (4, 10)


def test_half_of_a_character_is_told_as_such_and_as_no_older_encoding() -> None:
    error = refused(THREE.encode() + b"title: Wai # \xed\xa0\x80\n")
    assert error.message == "there is a character here that can't be seen (U+D800)"
    assert (error.line, error.column) == (4, 14)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(1, 256)),
        b"\x89PNG\r\n\x1a\n" + bytes(13) + b"IHDR\xff",
        b"GIF89a\x01\x02\x03\xff",
    ],
)
def test_bytes_that_no_text_has_are_called_no_text_file(data: bytes) -> None:
    error = refused(data)
    assert error.message == "this is no text file: it holds bytes that no text has"
    assert error.hint.startswith("check the name of the file; what is read here is plain text")


def test_a_page_break_in_an_older_encoding_does_not_make_it_anything_but_text() -> None:
    error = refused((THREE + "title: It’s here\n\f\x0b").encode("cp1252"))
    assert "an older Windows encoding" in error.message


def test_the_column_of_an_encoding_fault_counts_characters_after_a_byte_order_mark() -> None:
    error = refused(b"\xef\xbb\xbf" + "title: Māori ".encode() + b"\x92")
    assert (error.line, error.column) == (1, 14)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_utf_16_file_is_named_as_such(encoding: str) -> None:
    error = refused(FOUR_LINES.encode(encoding))
    assert error.message == "this file is saved as UTF-16 (Windows calls it Unicode), not UTF-8"


@pytest.mark.parametrize(
    ("start", "kind"), [(b"PK\x03\x04", "a Word, spreadsheet or zip file"), (b"%PDF-1.7", "a PDF")]
)
def test_a_file_of_another_kind_is_named(start: bytes, kind: str) -> None:
    assert refused(start + b"\x00\x01").message == f"this is {kind}, not a text file"


def test_a_file_over_a_megabyte_is_refused_before_it_is_parsed() -> None:
    error = refused(b"[" * 1_000_001)
    assert error.message == "this file is over 1 MB, too big for what a person writes"


@pytest.mark.parametrize("text", ["a: " + "[" * 300_000, "- " * 300_000, '{"a":' * 150_000])
def test_more_than_fifty_levels_are_refused_at_the_fifty_first(text: str) -> None:
    assert refused(text).message == "this is more than 50 levels deep"
    assert refused('{"a":' * 150_000, "x.json").column == 251


def test_fifty_levels_are_read() -> None:
    nested = "a: " + "[" * 49 + "]" * 49
    assert [f.code for f in read(FOUR_LINES + nested).findings] == ["FORM-KEY"]


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
    )
    assert (refused(bomb).line, refused(bomb).column) == (1, 4)


@pytest.mark.parametrize("name", ["x.yaml", "x.json"])
def test_a_file_of_very_many_values_is_refused(name: str) -> None:
    text = json.dumps({"a": ["b"] * 25_000})
    assert refused(text, name).message == "this file has more than 20,000 values"


def test_a_missing_file_a_folder_and_an_impossible_name_are_told_apart(tmp_path: Path) -> None:
    said = []
    for path in (tmp_path / "none.yaml", tmp_path, tmp_path / ("x" * 300), tmp_path / "a\0b"):
        with pytest.raises(Unreadable) as caught:
            read_draft(path)
        said.append(caught.value.message)
    assert said[:2] == ["there is no such file", "this is a folder, not a file"]
    assert said[2].startswith("this file can't be read: ")
    assert said[3] in ("this file can't be read: its name can't be used", "there is no such file")


def test_a_file_that_may_not_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", forbidden)  # root may read everything, so no real file does
    with pytest.raises(Unreadable, match="this file may not be read"):
        read_draft(tmp_path / "draft.yaml")


@pytest.mark.parametrize("name", ["~$form.docx", ".~lock.form.docx#"])
def test_the_mark_of_an_open_form_is_told_from_the_form(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x05Hana")
    with pytest.raises(Unreadable, match="only marks that one is open in Word") as error:
        read_draft(tmp_path / name)
    assert error.value.hint.startswith("save and close the form there, and name it")


@pytest.mark.parametrize("asked", ["my-form", "my-form.doc", "my-form.yaml"])
def test_a_name_with_another_ending_is_pointed_to_what_is_there(tmp_path: Path, asked: str) -> None:
    (tmp_path / "my-form.docx").write_bytes(b"x")
    (tmp_path / "other.docx").write_bytes(b"x")
    with pytest.raises(Unreadable, match="there is no such file") as error:
        read_draft(tmp_path / asked)
    assert error.value.hint == "did you mean my-form.docx? Else check the name and the folder"


def test_a_file_is_read_whole_or_refused_and_never_cut(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_bytes(b"a" * 2**20)
    assert len(read_file(file, 2**20)) == 2**20
    with pytest.raises(Unreadable, match="larger than 1 MB"):
        read_file(file, 2**20 - 1)
    with pytest.raises(Unreadable, match="over 1 MB, too big for what a person writes"):
        read_file(file)
