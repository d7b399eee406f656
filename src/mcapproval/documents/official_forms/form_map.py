"""The map of a form: which box gets which answer. It names things; nothing in it is worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mcapproval.documents.official_forms.ready_made import READY
from mcapproval.documents.official_forms.values import ROW_WORDS, holds_several, part_at
from mcapproval.draft.answers import NO_KEYS
from mcapproval.draft.model import Place
from mcapproval.draft.reader import read_shaped
from mcapproval.errors import Unreadable

FORMAT = "form-map/1"
BY = ("label", "control", "bookmark")
TOLD = 10
"""Faults that are told at once; more are counted."""

_BEGIN = "begin one from the form's boxes: mcapproval pack form-boxes FORM.docx --into MAP.yaml"
_ANSWERS = "see the answers that there are with: mcapproval pack form-answers"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a map: the box, by label, control or bookmark, and what it gets.

    `answer` is a path of the draft or the name of a ready-made answer, `text` a fixed one; `ticked`
    are the values for which a box is ticked; `words` give the form's word for one of the draft's.
    `rows` is a list of the draft, with the `columns` of the form's table: head to path in the row.
    """

    by: str
    name: str
    number: int | None = None
    every: bool = False
    answer: str = ""
    text: str = ""
    leave: bool = False
    replace: bool = False
    ticked: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    rows: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def gives(self) -> str:
        """What it gives, in a word."""
        return self.rows or self.answer or ("a fixed text" if self.text else "")


@dataclass(frozen=True, slots=True)
class FormMap:
    entries: tuple[Entry, ...]


def form_map(data: bytes, name: str) -> FormMap:
    """A map from its file. Unreadable, with every fault and its line, where it is none."""
    try:
        shaped = read_shaped(data, name, "form-map")
    except Unreadable as fault:
        if fault.message.startswith(NO_KEYS):
            raise Unreadable(fault.message, _BEGIN, source=name, line=1, column=1) from None
        raise
    faults = [(f.line, f.column, f.message, f.mend) for f in shaped.findings]
    entries = []
    for number, row in enumerate(shaped.data.get("boxes", [])):
        entry = _entry(row)
        for key, message, mend in _faults(row, entry):
            at = f"/boxes/{number}"
            place = shaped.places.get(f"{at}/{key}") or shaped.places.get(at) or Place(1, 1)
            faults.append((place.line, place.column, message, mend))
        entries.append(entry)
    if faults:
        raise _unreadable(sorted(faults, key=lambda f: (f[0] or 0, f[1] or 0)), name)
    return FormMap(tuple(entries))


def _entry(row: Mapping[str, Any]) -> Entry:
    by = next((key for key in BY if key in row), "rows" if "rows" in row else "")
    columns: dict[str, str] = dict(row.get("columns", {}))
    ticked = row.get("ticked_for", ())
    return Entry(
        by=by,
        name=" | ".join(columns) if by == "rows" else str(row.get(by, "")),
        number=row.get("number"),
        every=row.get("every") == "yes",
        answer=str(row.get("answer", "")),
        text=str(row.get("text", "")),
        leave=row.get("leave") == "yes",
        replace=row.get("replace") == "yes",
        ticked=tuple(ticked),
        words=dict(row.get("words", {})),
        rows=str(row.get("rows", "")),
        columns=columns,
    )


def _faults(row: Mapping[str, Any], entry: Entry) -> Iterator[tuple[str, str, str]]:
    """The key at which a fault stands, what it is, and what mends it."""
    named = [key for key in (*BY, "rows") if key in row]
    if len(named) != 1:
        said = f"this names its box by {' and by '.join(named)}" if named else "this names no box"
        yield "", said, "name it by one of label, control, bookmark, or rows with columns"
    given = [key for key in ("answer", "text", "rows") if key in row]
    if len(given) > 1 or (entry.leave and given):
        given += ["leave"] if entry.leave else []
        yield given[0], f"this gives {' and '.join(given)}", "keep one of them"
    if entry.rows and not entry.columns:
        yield "rows", "rows have columns", "add `columns:` with each head and what stands below it"
    if entry.columns and not entry.rows:
        yield "columns", "columns belong to rows", "add `rows:` and a list such as /assessments"
    if entry.answer:
        yield from _no_answer(entry.answer)
    if entry.rows:
        yield from _no_rows(entry)


def _no_answer(answer: str) -> Iterator[tuple[str, str, str]]:
    if not answer.startswith("/"):
        if answer not in READY:
            yield "answer", f"there is no answer `{answer}`", _ANSWERS
        return
    part = part_at(answer)
    if part is None:
        yield "answer", f"a draft has no place {answer}", "check its keys, from the top, with /"
    elif answer.startswith(("/people", "/organisations")):
        said = f"{answer} is kept apart from the content"
        yield "answer", said, "name who is meant, such as /applicant/contact"
    elif holds_several(part):
        said = f"{answer} holds several answers"
        yield "answer", said, "name one of them, a ready-made answer, or rows"


def _no_rows(entry: Entry) -> Iterator[tuple[str, str, str]]:
    part = part_at(entry.rows)
    if part is None or part.get("type") != "array" or not holds_several(part):
        said = f"{entry.rows} is no list of a draft with several answers in each row"
        yield "rows", said, "name one such as /learning_outcomes or /assessments"
        return
    for head, key in entry.columns.items():
        inner = part_at(f"{entry.rows}/0/{key}")
        if key not in ROW_WORDS and (inner is None or holds_several(inner)):
            said = f"a row of {entry.rows} has no `{key}`"
            yield "columns", f"{head}: {said}", f"name a key of it, or {', '.join(ROW_WORDS)}"


def _unreadable(faults: list[tuple[int | None, int | None, str, str]], name: str) -> Unreadable:
    line, column, message, mend = faults[0]
    messages, mends = [message], [mend]
    for at, _, further, mended in faults[1:TOLD]:
        messages.append(f"line {at}: {further}" if at != line else further)
        mends.append(f"line {at}: {mended}" if at != line else mended)
    if len(faults) > TOLD:
        messages.append(f"and {len(faults) - TOLD} more")
    told = "; ".join(dict.fromkeys(mends))
    return Unreadable("; ".join(messages), told, source=name, line=line, column=column)
