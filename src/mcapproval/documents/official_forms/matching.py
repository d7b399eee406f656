"""The entries of a map and the boxes of a form, each found for the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from mcapproval.documents.official_forms.box import ROWS, Box
from mcapproval.documents.official_forms.form_map import Entry, FormMap
from mcapproval.documents.official_forms.seen import folded
from mcapproval.documents.word.names import Element

_SEE = "see what the form holds with: mcapproval pack form-boxes FILE"


@dataclass(frozen=True, slots=True)
class Match:
    """A box with its entry; with one of them missing, or a fault between them, `code` and `why`."""

    called: str
    box: Box | None = None
    entry: Entry | None = None
    code: str = ""
    why: str = ""
    mend: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    """The boxes of a form, with their labels and choices folded once for every entry of a map."""

    boxes: Sequence[Box]
    labels: tuple[str, ...]
    choices: tuple[frozenset[str], ...]


def matched(boxes: Sequence[Box], by: FormMap) -> tuple[Match, ...]:
    """Every box to be told and every entry, in the form's order; entries without a box last.

    A table with one empty row is also a box for each of its cells: whichever the map names counts.
    """
    form = _Form(
        boxes,
        tuple(folded(box.label) for box in boxes),
        tuple(frozenset(map(folded, box.choices if box.kind == ROWS else ())) for box in boxes),
    )
    taken: dict[int, Match] = {}
    in_rows = {
        element
        for entry in by.entries
        if entry.by == "rows"
        for at in _fits(form, entry, frozenset())
        for element in boxes[at].covers
    }
    lost: list[Match] = []
    for entry in by.entries:
        found = _fits(form, entry, in_rows)
        name = entry.name if entry.number is None else f"{entry.name} (number {entry.number})"
        if not found:
            said = f"the form has no {_sort(entry)} of this name"
            lost.append(Match(name, None, entry, "no-box", said, _SEE))
        elif len(found) > 1 and not entry.every:
            said = f"the form has {len(found)} boxes of this {_sort(entry)}"
            mend = f"say which with `number:`, from 1 to {len(found)}, or `every: yes`"
            for at in found:
                taken[at] = Match(boxes[at].called, None, entry, "ambiguous", said, mend)
        else:
            for at in found:
                taken[at] = _match(boxes[at], entry, taken.get(at))
    used = {boxes[at].element for at in taken}
    covered = {
        element
        for at, box in enumerate(boxes)
        if at in taken or used.isdisjoint(box.covers)
        for element in box.covers
    }
    told = [
        taken.get(at) or _unnamed(box)
        for at, box in enumerate(boxes)
        if at in taken or (box.told and box.element not in covered and used.isdisjoint(box.covers))
    ]
    return (*told, *lost)


def _sort(entry: Entry) -> str:
    return {"rows": "table with these heads"}.get(entry.by, entry.by)


def _fits(form: _Form, entry: Entry, in_rows: Set[Element]) -> list[int]:
    """The places of the boxes that an entry names: by its number, else the empty ones that are no
    part of a table which the map fills by rows.
    """
    boxes, found = form.boxes, list(_named(form, entry))
    if entry.number is not None:
        if entry.by == "label":
            return [at for at in found if boxes[at].number == entry.number]
        return found[entry.number - 1 : entry.number]
    alone = [at for at in found if boxes[at].element not in in_rows]
    found = alone or found
    empty = [at for at in found if not boxes[at].held]
    return found if entry.replace else empty or found


def _named(form: _Form, entry: Entry) -> Iterator[int]:
    """The places of the boxes that are called as an entry calls them."""
    name, heads = folded(entry.name), frozenset(map(folded, entry.columns))
    for at, box in enumerate(form.boxes):
        if entry.by == "rows":
            found = box.kind == ROWS and heads <= form.choices[at]
        elif entry.by == "label":
            found = bool(box.label) and form.labels[at] == name
        else:
            same = (entry.by == "bookmark") == (box.style != "control")
            found = same and entry.name in box.names
        if found:
            yield at


def _match(box: Box, entry: Entry, former: Match | None) -> Match:
    if former is not None:
        said = "the map has two entries for it"
        return Match(box.called, None, entry, "ambiguous", said, "keep one of them")
    if entry.leave:
        return Match(box.called, box, entry)
    if box.shut:
        return Match(box.called, None, entry, "shut", box.shut, "fill it by hand, in Word")
    if box.held and not entry.replace:
        said = f"it holds text already: {box.held[:60]}"
        return Match(
            box.called, None, entry, "holds-text", said, "say `replace: yes` to put it out"
        )
    if not entry.gives:
        said = "the map names no answer for it"
        return Match(box.called, None, entry, "no-entry", said, "add `answer:`, or `leave: yes`")
    return Match(box.called, box, entry)


def _unnamed(box: Box) -> Match:
    if box.shut:
        return Match(box.called, None, None, "shut", box.shut, "fill it by hand, in Word")
    mend = "add it to the map, or say there `leave: yes`"
    why = "the map has no entry for it"
    if box.held:
        why += f"; it holds: {box.held[:60]}"
    return Match(box.called, None, None, "no-entry", why, mend)
