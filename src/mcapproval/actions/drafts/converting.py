"""A draft from one kind of file to the other: text to Word form, Word form to text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mcapproval.actions.drafts.refusing import understood
from mcapproval.actions.drafts.written import Written, is_word, read_written
from mcapproval.draft.comments import Comment
from mcapproval.draft.help import NO_WORDS, Own
from mcapproval.draft.reader import Reading, read_draft_bytes
from mcapproval.draft.sections import is_enquiry
from mcapproval.draft.source import read_file
from mcapproval.draft.yaml_comments import comments_in, without_help
from mcapproval.draft.yaml_text import yaml_text
from mcapproval.errors import AskedWrongly, OurFault
from mcapproval.findings import Finding

WORD, TEXT = (".docx",), (".yaml", ".yml")
NO_TEXTS: Mapping[str, str] = MappingProxyType({})
_HARMLESS = ("FORM-MISSING", "FORM-LONG", "FORM-REFERENCE", "FORM-NAME", "FORM-PATH", "FORM-TEXT")
"""What is said of a value that is there and is carried over as it is."""


@dataclass(frozen=True, slots=True)
class Converted:
    """The new file's bytes, and what the person is told of what could not go along."""

    data: bytes
    told: tuple[str, ...]


def look_of(file: Path) -> str:
    """The end of its name; AskedWrongly where no draft has such a name, as that of a PDF."""
    suffix = file.suffix.lower()
    if suffix not in (*WORD, *TEXT):
        raise AskedWrongly(
            f"{file} is no kind of file that a draft has",
            "end its name in .docx for a Word form, or in .yaml for a text",
        )
    return suffix


def converted(
    source: Path, to: Path, own: Own = NO_WORDS, texts: Mapping[str, str] = NO_TEXTS
) -> Converted:
    """The content of a draft as the other kind of file. `own` are a provider's words in a form,
    `texts` the words of its standing texts by `rpl@3`, to be read there.

    Refused where a part of it can't be understood, for that would be lost. Raises OurFault where
    the new file would not say the same.
    """
    suffix = look_of(to)
    written = read_written(source)
    reading = written.reading
    unasked = suffix in WORD and not reading.draft.text("/kind")
    understood((f for f in reading.told if not _harmless(f, unasked)), source)
    content, comments = reading.draft.data, _comments(source, written)
    if suffix in WORD:
        from mcapproval.documents.word_form.writing import form  # only where a form is asked for

        kept = tuple(without_help(comments, own))
        data = form(content, own, texts=texts, enquiry=is_enquiry(reading.draft), comments=kept)
        told = _noted(sum(not comment.author for comment in kept), source, to)
    else:
        data = yaml_text(content, comments=comments).encode()
        told = [f"kept as a comment in {to.name}: {said}" for said in written.beside]
    again = _read(data, to.name)
    if plain(again.draft.data) != plain(content):
        raise OurFault(f"{to.name} would not say the same as {source.name}; nothing was written")
    return Converted(data, tuple(told))


def _harmless(found: Finding, unasked: bool) -> bool:
    """Where it is `unasked` what kind it is, it is not known which questions a form has."""
    if unasked and not found.path and "`kind`" in found.message:
        return False
    return found.code in _HARMLESS


def _noted(many: int, source: Path, to: Path) -> list[str]:
    notes = f"{many} note{'' if many == 1 else 's'} of {source.name} (what follows a #)"
    stand = "stands" if many == 1 else "stand"
    said = f"{notes} {stand} in the margin of {to.name}, and not in the records"
    return [said] if many else []


def _comments(source: Path, written: Written) -> tuple[Comment, ...]:
    if is_word(source) or source.suffix.lower() == ".json":
        return written.comments
    return comments_in(read_file(source), source.name)


def _read(data: bytes, name: str) -> Reading:
    if not name.lower().endswith(WORD):
        return read_draft_bytes(data, name, json=False)
    from mcapproval.documents.word_form.reading import read_form

    return read_form(data, name).reading


def plain(value: Any) -> Any:
    """A content without what says nothing: groups in which nothing stands, lists of only such."""
    if isinstance(value, Mapping):
        inner = {key: plain(each) for key, each in value.items()}
        return {key: each for key, each in inner.items() if each != {}}
    if isinstance(value, list):
        kept = [each for each in map(plain, value) if each != {}]
        return {} if value and not kept else kept
    return value
