"""Form fields of older Word: a text, a tick or a list to choose from, named by a bookmark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from lxml import etree

from mcapproval.documents.official_forms.box import CHOICE, TEXT_BOX, TICK, Box
from mcapproval.documents.official_forms.labels import beside
from mcapproval.documents.official_forms.seen import (
    blank,
    folded,
    label_text,
    run_text,
    runs,
    value_of,
    within,
)
from mcapproval.documents.official_forms.writing import as_text, plain_look, runs_of
from mcapproval.documents.word.names import PARAGRAPH, RUN, Element, w

_MARK, _ABOUT = w("fldChar"), w("ffData")
_NUMBER = re.compile(r"[-+]?\$? ?[0-9][0-9, ]*(\.[0-9]+)? ?%?")
_BY_WORD = ("calculated", "currentDate", "currentTime")


def old_fields(root: Element) -> Iterator[Box]:
    for mark in root.iter(_MARK):
        about = mark.find(_ABOUT)
        if about is not None:
            yield _box(within(mark, RUN), about)


def holds_field(element: Element) -> bool:
    return next(element.iter(_ABOUT), None) is not None


def _box(begin: Element, about: Element) -> Box:
    name = value_of(about, "name")
    names = (name,) if name else ()
    lead, behind = _around(begin)
    label = label_text(lead or beside(begin) or name)
    tick, choices = about.find(w("checkBox")), about.find(w("ddList"))
    if tick is not None:
        label = label_text(behind or lead or beside(begin) or name)
        return Box(TICK, "field", label, begin, partial(_tick, tick), names)
    if choices is not None:
        offered = tuple(str(e.get(w("val"), "")) for e in choices.findall(w("listEntry")))
        write = partial(_choose, choices, offered)
        return Box(CHOICE, "field", label, begin, write, names, offered)
    inside = _result(begin)
    text = "".join(run_text(run) for run in inside or ())
    held = "" if blank(text) else " ".join(text.split())
    asked = about.find(w("textInput"))
    shut = "" if inside is not None else "its field has no place for a text"
    if _holds_another(begin):
        shut = "another field stands within it"
    elif value_of(asked, "type") in _BY_WORD:
        shut = "Word itself fills it"
    write, unfit = partial(_write, begin), partial(_unfit, asked)
    return Box(TEXT_BOX, "field", label, begin, write, names, held=held, shut=shut, unfit=unfit)


def _unfit(asked: Element | None, text: str) -> str:
    """Why Word would not let anybody type a text there."""
    most = value_of(asked, "maxLength")
    if most.isdecimal() and 0 < int(most) < len(as_text(text)):
        return f"it takes at most {most} characters, and there are {len(as_text(text))}"
    if value_of(asked, "type") == "number" and not _NUMBER.fullmatch(as_text(text)):
        return f"it takes a number, and `{as_text(text)[:60]}` is none"
    return ""


def _holds_another(begin: Element) -> bool:
    """Whether another field begins before it ends: what is written would put that out."""
    kinds = (_kind(run) for run in begin.itersiblings(RUN))
    return next((kind for kind in kinds if kind in ("begin", "end")), "") == "begin"


def _around(begin: Element) -> tuple[str, str]:
    """The text of the paragraph before a field, since the last, and after it, up to the next."""
    parts, depth, at = [""], 0, 0
    for run in runs(within(begin, PARAGRAPH)):
        if run is begin:
            at = len(parts)
        kind = _kind(run)
        if kind == "begin":
            depth += 1
        elif kind == "end":
            depth -= 1
            parts.append("")
        elif not depth:
            parts[-1] += run_text(run)
    behind = parts[at] if at < len(parts) else ""
    lead = parts[at - 1]
    return ("" if blank(lead) else lead), ("" if blank(behind) else behind)


def _kind(run: Element) -> str:
    mark = run.find(_MARK)
    return "" if mark is None else str(mark.get(w("fldCharType"), ""))


def _result(begin: Element) -> list[Element] | None:
    """The runs that the field shows; None where it ends without any place for them."""
    found: list[Element] | None = None
    for run in begin.itersiblings(RUN):
        kind = _kind(run)
        if kind == "end":
            return found
        if kind == "separate":
            found = []
        elif found is not None:
            found.append(run)
    return None


def _write(begin: Element, words: Sequence[str]) -> None:
    inside = _result(begin) or []
    shown = inside[0] if inside else begin
    look = plain_look(shown.find(w("rPr")))
    end = next(run for run in begin.itersiblings(RUN) if _kind(run) == "end")
    for run in inside:
        run.getparent().remove(run)
    for fresh in runs_of(as_text(words[0]).split("\n"), look):
        end.addprevious(fresh)


def write_field(holder: Element, words: Sequence[str]) -> None:
    """Into the first text field of a cell."""
    begin = within(next(holder.iter(_ABOUT)), RUN)
    _write(begin, words)


def _tick(tick: Element, words: Sequence[str]) -> None:
    _set(tick, "checked", "1" if words[0] == "yes" else "0")


def _choose(choices: Element, offered: Sequence[str], words: Sequence[str]) -> None:
    at = next(n for n, word in enumerate(offered) if folded(word) == folded(words[0]))
    _set(choices, "result", str(at), first=True)


def _set(holder: Element, name: str, value: str, first: bool = False) -> None:
    found = holder.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        holder.insert(0 if first else len(holder), found)
    found.set(w("val"), value)
