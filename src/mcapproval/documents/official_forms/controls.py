"""Content controls: boxes that a form marks as such, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from lxml import etree

from mcapproval.documents.official_forms.box import CHOICE, TEXT_BOX, TICK, Box
from mcapproval.documents.official_forms.labels import after, before, beside
from mcapproval.documents.official_forms.seen import (
    blank,
    folded,
    label_text,
    runs,
    text_of,
    value_of,
    within,
)
from mcapproval.documents.official_forms.writing import (
    into_line,
    into_paragraphs,
    look_of,
    plain_look,
)
from mcapproval.documents.word.names import (
    CELL,
    CONTENT,
    CONTROL,
    PARAGRAPH,
    RUN,
    TEXT,
    Element,
    w,
    w14,
    w15,
)

_LOCKED = ("contentLocked", "sdtContentLocked")
_NO_BOXES = tuple(
    [w(n) for n in ("group", "docPartObj", "docPartList", "bibliography", "citation", "equation")]
    + [w15("repeatingSection"), w15("repeatingSectionItem")]
)
_CHECKBOX = w14("checkbox")
_ASKS = re.compile(
    r"\W*(please )?(choose|select|pick)( (one|an? (item|option|value)|from (the )?list))?\W*",
    re.IGNORECASE,
)
"""What a list to choose from shows before anything is chosen, though it is not marked as such."""


def controls(root: Element) -> Iterator[Box]:
    """Every content control that takes something, not those that only hold others."""
    for control in root.iter(CONTROL):
        about, content = control.find(w("sdtPr")), control.find(CONTENT)
        if about is None or content is None or any(about.find(n) is not None for n in _NO_BOXES):
            continue
        if next(content.iter(CONTROL), None) is None:
            yield _box(control, about, content)


def _box(control: Element, about: Element, content: Element) -> Box:
    tag, alias = value_of(about, "tag"), value_of(about, "alias")
    names = tuple(dict.fromkeys(name for name in (tag, alias) if name))
    lock = value_of(about, "lock") in _LOCKED
    shut = "the form locks it" if lock else ""
    if about.find(_CHECKBOX) is not None:
        label = after(control) or before(control) or beside(control) or alias or tag
        write = partial(_tick, control)
        return Box(TICK, "control", label_text(label), control, write, names, shut=shut)
    label = label_text(before(control) or beside(control) or alias or tag)
    if about.find(w("picture")) is not None:
        shut = "it takes a picture"
    text = "" if about.find(w("showingPlcHdr")) is not None else text_of(content)
    held = "" if blank(text) else " ".join(text.split())
    if about.find(w("dropDownList")) is not None and _ASKS.fullmatch(held):
        held = ""
    for choices in (about.find(w("dropDownList")), about.find(w("comboBox"))):
        if choices is not None:
            offered = tuple(_offered(choices))
            only = choices.tag == w("dropDownList")
            kind = CHOICE if only else TEXT_BOX
            write = partial(_choose if only else write_control, control)
            return Box(kind, "control", label, control, write, names, offered, held, shut)
    write = partial(write_control, control)
    return Box(TEXT_BOX, "control", label, control, write, names, held=held, shut=shut)


def _offered(choices: Element) -> Iterator[str]:
    for item in choices.findall(w("listItem")):
        told = item.get(w("displayText")) or item.get(w("value")) or ""
        if told and item.get(w("value")) and not blank(told) and not _ASKS.fullmatch(told):
            yield told


def _choose(control: Element, words: Sequence[str]) -> None:
    choices = control.find(f"{w('sdtPr')}/{w('dropDownList')}")
    for item in choices.findall(w("listItem")):
        told = item.get(w("displayText")) or item.get(w("value")) or ""
        if folded(told) == folded(words[0]):
            choices.set(w("lastValue"), item.get(w("value"), told))
    write_control(control, words)


def write_control(control: Element, words: Sequence[str]) -> None:
    """The text in place of what the control holds; it is no prompt any more, and no longer bound
    to data elsewhere in the file, from which Word would take another text.
    """
    about, content = control.find(w("sdtPr")), control.find(CONTENT)
    look = _look(about, content)
    for name in ("showingPlcHdr", "dataBinding"):
        for found in about.findall(w(name)):
            about.remove(found)
    for found in about.findall(w15("dataBinding")):
        about.remove(found)
    text = words[0]
    plain = about.find(w("text"))
    if "\n" in text and plain is not None:
        plain.set(w("multiLine"), "1")
    cell = content.find(CELL)
    if cell is not None:
        into_paragraphs(cell, text, look)
    elif within(control, PARAGRAPH) is not None and content.find(PARAGRAPH) is None:
        into_line(content, text, look)
    elif plain is not None:
        own = content.findall(PARAGRAPH)
        for other in own[1:]:
            content.remove(other)
        into_line(own[0] if own else etree.SubElement(content, PARAGRAPH), text, look)
    else:
        for other in content.findall(PARAGRAPH)[1:]:
            content.remove(other)
        into_paragraphs(content, text, look)


def _look(about: Element, content: Element) -> Element | None:
    """The look that the form gives the answer: the control's own, else that of what it holds."""
    own = plain_look(about.find(w("rPr")))
    prompted = about.find(w("showingPlcHdr")) is not None
    return own if prompted and own is not None else look_of(content)


def _tick(control: Element, words: Sequence[str]) -> None:
    """Both what Word keeps of a tick and the sign that is shown for it."""
    on = words[0] == "yes"
    box, content = control.find(f"{w('sdtPr')}/{_CHECKBOX}"), control.find(CONTENT)
    state = box.find(w14("checked"))
    if state is None:
        state = etree.Element(w14("checked"))
        box.insert(0, state)
    state.set(w14("val"), "1" if on else "0")
    sign = box.find(w14("checkedState" if on else "uncheckedState"))
    shown = sign.get(w14("val"), "") if sign is not None else ""
    font = sign.get(w14("font"), "") if sign is not None else ""
    glyph = _glyph(shown) or ("\u2612" if on else "\u2610")
    run = next(runs(content), None)
    if run is None:
        holder = next(content.iter(PARAGRAPH), content)
        run = etree.SubElement(holder, RUN)
    for child in [child for child in run if child.tag != w("rPr")]:
        run.remove(child)
    etree.SubElement(run, TEXT).text = glyph
    if font and font != _font(run):
        _set_font(run, font)


def _glyph(code: str) -> str:
    try:
        return chr(int(code, 16)) if code else ""
    except (ValueError, OverflowError):
        return ""


def _font(run: Element) -> str:
    found = run.find(f"{w('rPr')}/{w('rFonts')}")
    return "" if found is None else str(found.get(w("ascii"), ""))


def _set_font(run: Element, font: str) -> None:
    look = run.find(w("rPr"))
    if look is None:
        look = etree.Element(w("rPr"))
        run.insert(0, look)
    fonts = look.find(w("rFonts"))
    if fonts is None:
        fonts = etree.Element(w("rFonts"))
        look.insert(1 if look.find(w("rStyle")) is not None else 0, fonts)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(w(name), font)
    fonts.set(w("hint"), "eastAsia")
