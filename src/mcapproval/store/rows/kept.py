"""What is kept beside the journal, by the hashes that the journal holds, and what things are found
by: words made from the tables, the contents and the texts, and again at any time.

None of the words is in the journal, and nothing is decided by them.
"""

from typing import NamedTuple


class Content(NamedTuple):
    hash: str
    body: bytes


class TextRow(NamedTuple):
    """A personal text apart: the salt goes with it when it is erased."""

    commitment: str
    salt: bytes
    body: bytes
    about: str | None
    handle: str | None


class FileRow(NamedTuple):
    sha256: str
    size: int


class FilePiece(NamedTuple):
    sha256: str
    number: int
    body: bytes


class FindingCache(NamedTuple):
    """What a check said of a content under one rule book, policy and law day."""

    content: str
    book: str
    policy: str
    day: str
    body: str


class SearchText(NamedTuple):
    """A text that can be found, and where it stands: `part` of the case `ref`.

    One that stands in several cases has a row for each. `source` is the hash of the content that
    has it or the commitment of the personal text: with either, it goes.
    """

    text: int
    ref: str
    part: str
    source: str | None


class SearchTerm(NamedTuple):
    """A word of a text, in small letters without macrons."""

    term: str
    text: int


class SearchCase(NamedTuple):
    """How a case is put in order: `title` is its words as they are searched.

    `since` is the day of its state where that is another than the case's `entered_on`: of what was
    imported, the day that was told, and empty where nobody knows it.
    """

    ref: str
    title: str
    since: str | None
