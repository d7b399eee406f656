"""The files that a draft names: `check` looks for each of them, `open` and `update` take it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.draft.words import shown

LARGEST_FILE = 25 * 1024 * 1024
"""Bytes. A larger annex is refused by name."""

MET = ("hui", "meeting", "advisory-group")
"""The types of evidence that are records of people who met."""

_DRIVE = re.compile(r"[A-Za-z]:")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file named in a draft.

    `path_in_draft` is the JSON pointer of the value, `file` the path inside the draft's folder,
    `serves` a slug such as `need` or what the author wrote under `for:`, `about` the id of the
    person whose paper it is (it goes when that person is erased), `confidential` what the author
    said of that (`yes`, `no` or nothing), and `of_meeting` whether it belongs to the record of a
    hui, meeting or workshop, so that a picture in it shows who came.
    """

    path_in_draft: str
    file: str
    title: str
    serves: str
    about: str | None
    confidential: str = ""
    of_meeting: bool = False


def named_files(draft: Draft) -> tuple[NamedFile, ...]:
    """Every file with a path that can be used, in the draft's order."""
    return tuple(named for named in _named(draft) if named.file and not path_fault(named.file))


def path_fault(file: str) -> tuple[str, str] | None:
    """Why a file's name can't be used, and what to write: a path inside the draft's own folder."""
    inside = "put the file in the draft's folder and write its path from there: evidence/letter.pdf"
    if _ADDRESS.match(file):
        return (
            f"`{shown(file)}` is a web address, not a file",
            f"save it as a file; {inside}",
        )
    if "\\" in file:
        return (
            f"`{shown(file)}` has a backslash in it; folders are parted by /",
            f"write {shown(file.replace(chr(92), '/'))}" if not _DRIVE.match(file) else inside,
        )
    if file.startswith(("/", "~")) or _DRIVE.match(file):
        return f"`{shown(file)}` isn't inside the draft's folder", inside
    if any(part in ("", ".", "..") for part in file.split("/")):
        return f"`{shown(file)}` isn't a plain path inside the draft's folder", inside
    return None


def files_of_answers(draft: Draft) -> tuple[NamedFile, ...]:
    """Every file that the answers of a re-evaluation name: those of their evidence of need."""
    return tuple(named for named in _evidence(draft) if named.file)


def _evidence(draft: Draft) -> Iterator[NamedFile]:
    for path, row in draft.rows("/need/evidence"):
        about = _text(row.get("from") or {}, "person")
        title = f"{_text(row, 'id')} {_text(row, 'type').replace('-', ' ')}"
        met = _text(row, "type") in MET
        yield _file(f"{path}/file", row, title, "need", about, of_meeting=met)


def _named(draft: Draft) -> Iterator[NamedFile]:
    yield from _evidence(draft)
    for path, row in draft.rows("/co_design/partners"):
        title = f"{_text(row, 'id')} agreement with {_text(row, 'organisation') or 'the partner'}"
        yield _file(f"{path}/agreement", row, title, "co-design")
    for path, row in draft.rows("/co_design/meetings"):
        title = f"{_text(row, 'id')} {_text(row, 'kind') or 'meeting'} {_text(row, 'date')}"
        yield _file(f"{path}/file", row, title, "co-design", of_meeting=True)
    support = draft.get("/industry_support") or {}
    title = f"Industry support: {_text(support, 'outcome') or 'answer'}"
    yield _file("/industry_support/file", support, title, "industry-support")
    for path, row in draft.rows("/third_parties"):
        title = f"Agreement with {_text(row, 'organisation') or 'a third party'}"
        yield _file(f"{path}/agreement", row, title, "third-parties")
    for path, row in draft.rows("/attachments"):
        serves = _text(row, "for") or "attachment"
        title = _text(row, "title") or serves
        met = serves == "co-design"
        yield _file(f"{path}/file", row, title, serves, _text(row, "about"), of_meeting=met)


def _file(
    path: str,
    row: dict[str, Any],
    title: str,
    serves: str,
    about: str = "",
    *,
    of_meeting: bool = False,
) -> NamedFile:
    return NamedFile(
        path,
        _text(row, path.rpartition("/")[2]),
        " ".join(title.split()),
        serves,
        about or None,
        _text(row, "confidential"),
        of_meeting,
    )


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    return value.strip() if isinstance(value, str) else ""
