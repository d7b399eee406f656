"""The text of a Word file as paragraphs and tables, in reading order, with what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from mcapproval.documents.word.counts import MOST_COLUMNS, columns_said
from mcapproval.documents.word.names import VAL, m, mc, w
from mcapproval.documents.word.opening import Opened

_TRACKED = {
    w("ins"): "added",
    w("del"): "deleted",
    w("moveFrom"): "moved from here",
    w("moveTo"): "moved to here",
    w("cellIns"): "a cell added",
    w("cellDel"): "a cell deleted",
    w("cellMerge"): "cells merged",
}
"""What somebody has to decide. Changes of looks (`rPrChange` and its like) change no word."""
_GONE = {w("del"), w("moveFrom"), w("instrText"), w("delText"), w("rPr"), w("sdtPr"), w("tblPr")}
_PICTURES = {w("drawing"), w("pict"), w("object"), w("altChunk"), m("oMath"), m("oMathPara")}
"""What is no text that we could read: pictures, objects, formulas."""
_IN_TEXT = {w("t"), w("tab"), w("br"), w("cr"), w("noBreakHyphen"), w("sym")}


@dataclass(slots=True)
class Para:
    """A paragraph: its text, the name of its style, bookmarks in it, tags and titles of fields in
    it. `control` is the number of the field that it is in or has in it, 0 where there is none."""

    text: str = ""
    style: str = ""
    listed: bool = False
    marks: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    control: int = 0
    comments: list[str] = field(default_factory=list)
    tracked: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0
    boxes: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table: its rows of cells, each cell as its paragraphs, those of tables in it included."""

    rows: list[list[list[Para]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """The names of a file's styles, and the number of each of its fields."""

    styles: Mapping[str, str] = field(default_factory=dict)
    controls: Mapping[etree._Element, int] = field(default_factory=dict)


def blocks(file: Opened) -> Iterator[Para | Grid]:
    """What stands in the text of a file, from its beginning to its end."""
    styles = {
        str(style.get(w("styleId"))): str(name.get(VAL))
        for root in file.of("styles")
        for style in root.iter(w("style"))
        for name in style.findall(w("name"))
    }
    body = file.body.find(w("body"))
    if body is not None:
        controls = {control: n for n, control in enumerate(body.iter(w("sdt")), 1)}
        yield from _blocks(body, Known(styles, controls))


def _blocks(holder: etree._Element, known: Known) -> Iterator[Para | Grid]:
    for element in holder:
        if element.tag == w("p"):
            yield _para(element, known)
        elif element.tag == w("tbl"):
            yield _grid(element, known)
        elif element.tag in (w("sdtPr"), w("sdtEndPr"), w("sectPr"), w("tcPr")):
            continue
        elif element.tag in _PICTURES:
            yield Para(pictures=1)
        elif element.tag == w("sdt"):
            content = element.find(w("sdtContent"))
            inner = list(_blocks(content, known)) if content is not None else []
            for one in inner:
                if isinstance(one, Para):
                    _named(one, element, known)
            yield from inner
        elif len(element):
            yield from _blocks(element, known)


def _named(para: Para, control: etree._Element, known: Known) -> None:
    """Of fields in one another the inner counts: it was there first."""
    para.control = para.control or known.controls.get(control, -1)
    for name, found in (("tag", para.tags), ("alias", para.titles)):
        said = control.find(f"{w('sdtPr')}/{w(name)}")
        found += [str(said.get(VAL, ""))] if said is not None else []


def _grid(table: etree._Element, known: Known) -> Grid:
    grid = Grid()
    for row in _below(table, w("tr")):
        cells = []
        for cell in _below(row, w("tc")):
            found: list[Para] = []
            for one in _blocks(cell, known):
                found += [one] if isinstance(one, Para) else _flat(one)
            span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
            wide = columns_said(str(span.get(VAL, "")) if span is not None else "", 1)
            cells.append(found)
            changed = _para_of(cell.find(w("tcPr")))
            found += [changed] if changed else []
            cells += [[] for _ in range(min(wide, MOST_COLUMNS - len(cells) + 1) - 1)]
        changed = _para_of(row.find(w("trPr")))
        if cells and changed:
            cells[0].append(changed)
        grid.rows.append(cells)
    return grid


def _below(holder: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows or cells, also those inside controls and tracked changes around them."""
    for element in holder:
        if element.tag == tag:
            yield element
        elif element.tag in (w("sdt"), w("sdtContent"), w("ins"), w("del"), w("customXml")):
            yield from _below(element, tag)


def _flat(grid: Grid) -> list[Para]:
    return [para for row in grid.rows for cell in row for para in cell]


def _para_of(properties: etree._Element | None) -> Para | None:
    """A row or cell that was added or deleted under tracking, as a paragraph that says so."""
    tags = [e.tag for e in properties if e.tag in _TRACKED] if properties is not None else []
    rows = (w("ins"), w("del"))
    said = [f"a row {_TRACKED[tag]}" if tag in rows else _TRACKED[tag] for tag in tags]
    return Para(tracked=[(how, "") for how in said]) if said else None


def _para(element: etree._Element, known: Known) -> Para:
    para = Para()
    setting = element.find(w("pPr"))
    if setting is not None:
        style = setting.find(w("pStyle"))
        ident = str(style.get(VAL, "")) if style is not None else ""
        para.style = known.styles.get(ident, ident)
        para.listed = setting.find(w("numPr")) is not None or "list" in para.style.casefold()
        for mark in setting.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo")):
            para.tracked.append((f"the end of a paragraph {_TRACKED[mark.tag]}", ""))
    pieces: list[str] = []
    _walk(element, para, pieces, known)
    para.text = "".join(pieces)
    return para


def _walk(element: etree._Element, para: Para, pieces: list[str], known: Known) -> None:
    for inner in element:
        tag = inner.tag
        if tag in _TRACKED:
            para.tracked.append((_TRACKED[tag], _all_text(inner)))
        if tag in _IN_TEXT:
            pieces.append(_piece(inner))
        elif tag == w("bookmarkStart"):
            para.marks.append(str(inner.get(w("name"), "")))
        elif tag in (w("commentRangeStart"), w("commentReference")):
            para.comments.append(str(inner.get(w("id"), "")))
        elif tag in (w("footnoteReference"), w("endnoteReference")):
            kind = "footnotes" if tag == w("footnoteReference") else "endnotes"
            para.notes.append((kind, str(inner.get(w("id"), ""))))
        elif tag in _PICTURES:
            boxes = [_all_text(box) for box in _boxes(inner)]
            para.boxes += [text for text in boxes if text.strip()]
            para.pictures += 0 if boxes else 1
        elif tag == w("sdt"):
            _named(para, inner, known)
            content = inner.find(w("sdtContent"))
            if content is not None:
                _walk(content, para, pieces, known)
        elif tag == mc("AlternateContent"):
            chosen = inner.find(mc("Choice"))
            _walk(chosen if chosen is not None else inner, para, pieces, known)
        elif tag not in _GONE and tag != w("pPr"):
            _walk(inner, para, pieces, known)


def _piece(element: etree._Element) -> str:
    tag = element.tag
    if tag == w("t"):
        return _said(element)
    if tag == w("tab"):
        return "\t"
    if tag == w("noBreakHyphen"):
        return "-"
    if tag == w("sym"):
        return _symbol(element)
    return "" if element.get(w("type")) in ("page", "column") else "\n"


def _symbol(element: etree._Element) -> str:
    """A sign of a font of signs by its code: which letter it shows, only that font knows."""
    return f"[{element.get(w('font'), 'symbol')} {element.get(w('char'), '')}]"


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Text boxes, each once: a file holds them a second time for older programs."""
    for box in element.iter(w("txbxContent")):
        if not any(above.tag == mc("Fallback") for above in box.iterancestors()):
            yield box


def _all_text(element: etree._Element) -> str:
    """Every text below, that of deleted words too."""
    lines = element.iter(w("t"), w("delText"))
    return " ".join("".join(map(_said, lines)).split())


def _said(element: etree._Element) -> str:
    """All letters of an element, also those behind a remark of XML's own that stands among them."""
    return "".join(str(piece) for piece in element.xpath("text()"))


def blocks_text(holder: etree._Element) -> str:
    """The text of a comment, note, head or foot: its paragraphs as lines."""
    lines = (one.text.strip() for one in _blocks(holder, Known()) if isinstance(one, Para))
    return "\n".join(line for line in lines if line)


def lines_text(holder: etree._Element) -> str:
    """The same with each line as it was typed, its blanks and the empty ones too."""
    return "\n".join(one.text for one in _blocks(holder, Known()) if isinstance(one, Para))


def text_in(content: etree._Element) -> str:
    """What a field holds: its paragraphs as lines, or the words of the one that it stands in;
    without what tracked changes took out."""
    if next(content.iter(w("p")), None) is not None:
        return blocks_text(content)
    pieces: list[str] = []
    _walk(content, Para(), pieces, Known())
    return "".join(pieces)
