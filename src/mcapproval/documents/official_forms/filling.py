"""A form filled by its map: which box got which answer, and every box that got none, with why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mcapproval.documents.answers import words as said_as
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.official_forms.box import CHOICE, ROWS, TICK, TICKS, Box
from mcapproval.documents.official_forms.boxes import boxes_of
from mcapproval.documents.official_forms.form_map import Entry, FormMap
from mcapproval.documents.official_forms.matching import matched
from mcapproval.documents.official_forms.ready_made import READY, ready_made
from mcapproval.documents.official_forms.seen import folded
from mcapproval.documents.official_forms.values import Answer, answer_at, answer_in_row
from mcapproval.documents.official_forms.word_file import WordFile
from mcapproval.documents.word_form.naming import place_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A box that was filled, and from what; `characters` of all that was written."""

    box: str
    style: str
    answer: str
    characters: int


@dataclass(frozen=True, slots=True)
class NotFilled:
    """A box, or an entry of the map, that came to nothing: a short code, why, and what mends it."""

    box: str
    code: str
    why: str
    mend: str


@dataclass(frozen=True, slots=True)
class Filled:
    """`left` are the boxes that the map leaves empty on purpose."""

    data: bytes
    placed: tuple[Placed, ...]
    left: tuple[str, ...]
    not_filled: tuple[NotFilled, ...]


class _Unfit(Exception):
    """An answer that can't go into its box; never leaves this module."""

    def __init__(self, code: str, why: str, mend: str) -> None:
        super().__init__(why)
        self.code, self.why, self.mend = code, why, mend


_Writing = tuple[Placed, Callable[[], None]]


def fill(form: WordFile, by: FormMap, dossier: Dossier) -> Filled:
    """The form with the answers of a dossier in its boxes; all else in it stays as it was."""
    trees = form.trees()
    boxes = boxes_of(trees)
    found = matched(boxes, by)
    writings: list[tuple[Box, _Writing]] = []
    given: list[tuple[Entry, Box]] = []
    nothing: list[NotFilled] = []
    left: list[str] = []
    for match in found:
        if match.box is None or match.entry is None or match.code:
            nothing.append(NotFilled(match.called, match.code, match.why, match.mend))
        elif match.entry.leave:
            left.append(match.box.called)
        else:
            try:
                writings.append((match.box, _writing(dossier, match.entry, match.box)))
                given.append((match.entry, match.box))
                nothing.extend(_in_part(dossier, match.entry, match.box))
            except _Unfit as unfit:
                nothing.append(NotFilled(match.called, unfit.code, unfit.why, unfit.mend))
            nothing.extend(_bare_columns(match.entry, match.box))
    nothing.extend(_unticked(dossier, given))
    lines = [write for box, (_, write) in writings if box.style == "line"]
    others = [write for box, (_, write) in writings if box.style != "line"]
    for write in (*reversed(lines), *others):  # what is written in a line moves what is behind it
        write()
    touched = {box.part: trees[box.part] for box, _ in writings}
    data = form.with_trees(touched) if touched else form.data
    return Filled(data, tuple(w[0] for _, w in writings), tuple(left), tuple(nothing))


def _writing(dossier: Dossier, entry: Entry, box: Box) -> _Writing:
    """What will be written, as an act that can't fail any more."""
    if box.kind == ROWS:
        rows = _rows(dossier, entry, box)
        size = sum(len(word) for row in rows for word in row)
        write_rows = box.write_rows
        assert write_rows is not None
        return Placed(box.called, box.style, entry.rows, size), lambda: write_rows(rows)
    if entry.rows:
        raise _Unfit("wrong-kind", "it is no table with rows", "give it an answer")
    words = _words(entry, box, _answer(dossier, entry))
    size = sum(len(word) for word in words)
    return Placed(box.called, box.style, entry.gives, size), lambda: box.write(words)


def _answer(dossier: Dossier, entry: Entry) -> Answer:
    if entry.text:
        return Answer(entry.text, (entry.text,))
    if entry.answer.startswith("/"):
        found = answer_at(dossier, entry.answer)
        if found is None:
            raise _nothing(place_of(entry.answer))
        return found
    text = ready_made(dossier, entry.answer)
    if not text:
        raise _nothing(READY[entry.answer].says)
    return Answer(text, (text,))


def _nothing(of: str) -> _Unfit:
    """Of a question as the form calls it, or of what a ready-made answer says."""
    return _Unfit("no-answer", f"the draft has nothing to say here: {of}", "write it in the draft")


def _words(entry: Entry, box: Box, answer: Answer) -> tuple[str, ...]:
    """What goes into a box of its kind."""
    if box.kind == TICK:
        wanted = entry.ticked or ("yes",)
        if not entry.ticked and not {*answer.values} <= {"yes", "no"}:
            why = f"it is ticked for yes or no, and the answer is `{answer.text[:60]}`"
            raise _Unfit("wrong-kind", why, "say for which answers it is: `ticked_for: [...]`")
        return ("yes" if any(value in wanted for value in answer.values) else "no",)
    if box.kind in (CHOICE, TICKS):
        return _chosen(entry, box, answer)
    if len(answer.values) == 1 and answer.values[0] in entry.words:
        said = entry.words[answer.values[0]]
    else:
        said = _offered(box, (answer.text,)) or answer.text
    if why := box.unfit(said):
        raise _Unfit("wrong-kind", why, "say what fits: `text: ...`, or fill it by hand, in Word")
    return (said,)


def _chosen(entry: Entry, box: Box, answer: Answer) -> tuple[str, ...]:
    """The form's own words for the values: every one in a list to choose from, and at least one
    where several can be ticked.
    """
    words, lacking = _offers(entry, box, answer)
    if lacking and (box.kind == CHOICE or not words):
        raise lacking[0]
    if box.kind == CHOICE and len(words) > 1:
        raise _Unfit("not-offered", f"it takes one word, and there are {len(words)}", "choose one")
    return tuple(words)


def _offers(entry: Entry, box: Box, answer: Answer) -> tuple[list[str], list[_Unfit]]:
    """The words of the form for the values, and what is to be said of those that have none."""
    found, lacking = [], []
    for value in answer.values:
        said = answer.text if len(answer.values) == 1 else said_as(value)
        word = _offered(box, (entry.words.get(value, value), said))
        if word is not None:
            found.append(word)
            continue
        told = entry.words.get(value, said)
        why = f"it does not offer `{told}`, but {', '.join(box.choices)}"
        mend = f"say which is meant: `words: {{{value}: ...}}`"
        lacking.append(_Unfit("not-offered", why, mend))
    return found, lacking


def _in_part(dossier: Dossier, entry: Entry, box: Box) -> Iterator[NotFilled]:
    """The values for which a box that was ticked for others has no word."""
    for unfit in _offers(entry, box, _answer(dossier, entry))[1] if box.kind == TICKS else ():
        yield NotFilled(box.called, unfit.code, unfit.why, unfit.mend)


def _unticked(dossier: Dossier, given: Sequence[tuple[Entry, Box]]) -> Iterator[NotFilled]:
    """The values of an answer for which none of its boxes is ticked, where each box is a tick of
    its own. One such box with one value is a yes or a no, and says as much without its tick.
    """
    for answer in dict.fromkeys(entry.answer for entry, _ in given if entry.answer):
        about = [(entry, box) for entry, box in given if entry.answer == answer]
        values = _answer(dossier, about[0][0]).values
        if any(box.kind != TICK for _, box in about) or len(about) + len(values) == 2:
            continue
        wanted = {value for entry, _ in about for value in entry.ticked or ("yes",)}
        for value in values:
            if value not in wanted:
                yield NotFilled(
                    " | ".join(box.called for _, box in about),
                    "not-offered",
                    f"none of them is ticked for `{said_as(value)}`",
                    f"add `{value}` to `ticked_for:` of one of them, or say it by hand, in Word",
                )


def _offered(box: Box, words: Sequence[str]) -> str | None:
    """The word of the form for one of ours: `5` is `Level 5` in the box `Level`."""
    for word in words:
        for offered in box.choices:
            if folded(offered) in (folded(word), folded(f"{box.label} {word}")):
                return offered
    return None


def _rows(dossier: Dossier, entry: Entry, box: Box) -> list[tuple[str, ...]]:
    keys = {folded(head): key for head, key in entry.columns.items()}
    rows = dossier.draft.rows(entry.rows)
    if not rows:
        raise _nothing(place_of(entry.rows))
    if not entry.columns:
        raise _Unfit("wrong-kind", "it is a table with rows", "give it rows, with their columns")
    return [
        tuple(_in_row(dossier, entry, row, keys.get(folded(head)), number) for head in box.choices)
        for number, (_, row) in enumerate(rows, 1)
    ]


def _in_row(
    dossier: Dossier, entry: Entry, row: dict[str, object], key: str | None, number: int
) -> str:
    if key is None:
        return ""
    if key == "number":
        return str(number)
    found = answer_in_row(dossier, entry.rows, row, key)
    if found is None:
        return ""
    return entry.words.get(found.text, found.text) if len(found.values) == 1 else found.text


def _bare_columns(entry: Entry, box: Box) -> Iterator[NotFilled]:
    """The columns of a table that the map says nothing of."""
    named = {folded(head) for head in entry.columns}
    for head in box.choices if box.kind == ROWS and entry.columns else ():
        if folded(head) not in named:
            mend = "add it to `columns:`, or fill it by hand"
            yield NotFilled(f"{box.called}: {head}", "no-entry", "the map has no such column", mend)
