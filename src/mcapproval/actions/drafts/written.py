"""A draft as a person wrote it, in a text file or in a Word form: to whoever reads, the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mcapproval.draft.comments import Comment
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.draft.reader import Reading, read_draft_bytes
from mcapproval.draft.source import first_bytes, read_file

_WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".odt")
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")
"""How new and old office files begin, and what else is handed in where a form is meant."""


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as read. `beside` is what else was said in a Word form: comments in its margin and
    texts outside its fields, each in a sentence that says where. `comments` are the same as a text
    file has them, with the notes that came from one. `without` are the questions that a Word form
    may have and this one has not, by their dotted paths."""

    reading: Reading
    beside: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    without: tuple[str, ...] = ()


def is_word(path: Path) -> bool:
    """Whether a file is a Word form, or meant as one. Raises Unreadable as reading it would."""
    return path.suffix.lower() in _WORD or first_bytes(path, 8).startswith(_OFFICE)


def read_written(path: Path, known: frozenset[str] | None = None) -> Written:
    """A draft from a file of either kind. Raises Unreadable where it can't be read or parsed.

    `known` are the keys of organisations in the records; None where there are no records.
    """
    if not is_word(path):
        return Written(read_draft_bytes(read_file(path), str(path), known=known))
    from mcapproval.documents.word_form.reading import read_form  # most drafts are texts

    form = read_form(read_file(path, LARGEST_FILE), str(path), known)
    return Written(form.reading, tuple(map(str, form.remarks)), form.comments, form.without)


def read_any(path: Path, known: frozenset[str] | None = None) -> Reading:
    """The draft alone; what was said beside it stands among its findings."""
    return read_written(path, known).reading
