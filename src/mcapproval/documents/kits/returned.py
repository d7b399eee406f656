"""A kit that came back in Word: what was written and ticked in its places, found by their names, or
by the words before them where a program dropped the names.

Nothing in the file is obeyed. What stands outside the places is not read: whoever takes it in keeps
the file itself as the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from mcapproval.documents.cleaning import clean
from mcapproval.documents.kits.asked import PREFIX
from mcapproval.documents.kits.by_words import found_by_words
from mcapproval.documents.word.body import Para, blocks, text_in
from mcapproval.documents.word.names import w, w14
from mcapproval.documents.word.opening import opened
from mcapproval.errors import Unreadable

TICKED = "\u2611\u2612\u2713\u2714\u2716Xx"
"""Signs that people and programs tick a box with."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What one kit came back with: `ticked` are the names of ticked boxes, `written` the texts."""

    kit: str
    ticked: frozenset[str]
    written: Mapping[str, str]

    def text(self, key: str) -> str:
        return self.written.get(key, "")


def read_back(data: bytes, name: str) -> Answers:
    """The answers of a kit. Raises Unreadable for a file that is no kit of ours."""
    file = opened(data, name)
    ticked: set[str] = set()
    written: dict[str, str] = {}
    kits: set[str] = set()
    for kit, key, control in _places(file.body):
        kits.add(kit)
        told = _text(control)
        if _is_box(control, told):
            ticked |= {key} if _ticked(control, told) else set()
        elif told:
            written[key] = told
    if len(kits) == 1:
        return Answers(kits.pop(), frozenset(ticked), written)
    lines = [clean(block.text) for block in blocks(file) if isinstance(block, Para)]
    found = None if kits else found_by_words(lines)
    if found is None:
        raise _no_kit(kits, name)
    return Answers(found[0], frozenset(found[1]), found[2])


def _no_kit(kits: set[str], name: str) -> Unreadable:
    said = (
        f"this holds more than one kit: {', '.join(sorted(kits))}"
        if kits
        else "this is no kit of ours that came back"
    )
    return Unreadable(
        said,
        "read the Word file that was filled in; add any other paper by hand: "
        "mcapproval evidence add REF FILE --kind KIND",
        source=name,
    )


def _places(body: etree._Element) -> Iterator[tuple[str, str, etree._Element]]:
    """Kit and name of each place, with its control."""
    for control in body.iter(w("sdt")):
        tag = control.find(f"{w('sdtPr')}/{w('tag')}")
        named = str(tag.get(w("val"), "")) if tag is not None else ""
        prefix, _, rest = named.partition(":")
        kit, _, key = rest.partition(":")
        if prefix == PREFIX and kit and key:
            yield kit, key, control


def _box(control: etree._Element) -> etree._Element | None:
    return control.find(f"{w('sdtPr')}/{w14('checkbox')}")


def _is_box(control: etree._Element, told: str) -> bool:
    return _box(control) is not None or told in ("\u2610", "\u2611", "\u2612")


def _ticked(control: etree._Element, told: str) -> bool:
    """By the sign that people see, since a program may change one and not the other."""
    if told:
        return told[0] in TICKED
    box = _box(control)
    state = box.find(w14("checked")) if box is not None else None
    return state is not None and str(state.get(w14("val"), "1")) in ("1", "true", "on")


def _text(control: etree._Element) -> str:
    """What was written, without the line that it was to be written on."""
    content = control.find(w("sdtContent"))
    told = "" if content is None else text_in(content).replace("\t", " ")
    return clean("\n".join(line.strip() for line in told.split("\n"))).strip(" \n_")
