"""What is wrong with a Word file of ours as a file: for readers, for screen readers, for Word.

Word shows a file as damaged, or reads it otherwise than meant, over each of these; LibreOffice
forgives most, so that opening it there proves little.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import pairwise
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
A4 = ("11906", "16838")

SHORT = 20
"""What has more paragraphs than a letter has headings."""

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs strike vanish color sz szCs u lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "trPr": "cantSplit tblHeader",
    "sdtPr": "rPr alias tag id lock placeholder showingPlcHdr richText dropDownList text checkbox",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg",
}
"""The order in which the standard wants what is inside these, of what we use."""


def faults(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    trees: dict[str, Any] = {}
    found: list[str] = []
    for name, content in members.items():
        if name.endswith((".xml", ".rels", ".svg")):
            try:
                trees[name] = etree.fromstring(content)
            except etree.XMLSyntaxError as fault:
                found.append(f"{name} is not well-formed: {fault}")
    if found:
        return found
    return [
        *_package(members, trees),
        *_language(trees),
        *_styles(trees),
        *_headings(trees["word/document.xml"]),
        *_lists(trees),
        *_tables(trees["word/document.xml"]),
        *_drawings(trees),
        *_page(trees["word/document.xml"]),
        *_ordered(trees),
        *_leftovers(members),
    ]


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def val(element: Any, path: str) -> str | None:
    found = element.find("/".join(w(part) for part in path.split("/")))
    return None if found is None else found.get(w("val"))


def _package(members: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    named = {e.get("PartName", "")[1:] for e in types if e.tag.endswith("Override")}
    suffixes = {e.get("Extension") for e in types if e.tag.endswith("Default")}
    for name in members:
        if name not in named and name.rpartition(".")[2] not in suffixes:
            yield f"{name} has no content type"
    yield from (f"{name} has a type and is not there" for name in named - set(members))
    reached = {"[Content_Types].xml"}
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        reached.add(name)
        part = join(dirname(dirname(name)), name.rpartition("/")[2].removesuffix(".rels"))
        for relation in tree:
            if relation.get("TargetMode") == "External":
                if not relation.get("Target").startswith(("https://", "mailto:")):
                    yield f"{name} leads to {relation.get('Target')}"
                continue
            target = normpath(join(dirname(dirname(name)), relation.get("Target")))
            reached.add(target)
            if target not in members:
                yield f"{name} names {target}, which is not there"
        ids = {relation.get("Id") for relation in tree}
        if part in trees:
            used = _relations_used(trees[part])
            yield from (f"{part} uses {one}, which {name} lacks" for one in sorted(used - ids))
    for name, tree in trees.items():
        rels = join(dirname(name), "_rels", f"{name.rpartition('/')[2]}.rels")
        if not name.endswith(".rels") and _relations_used(tree) and rels not in members:
            yield f"{name} has relations and no {rels}"
    yield from (f"nothing leads to {name}" for name in sorted(set(members) - reached))


def _relations_used(tree: Any) -> set[str]:
    return {
        value
        for element in tree.iter(etree.Element)
        for key, value in element.attrib.items()
        if key.startswith(f"{{{R}}}")
    }


def _language(trees: Mapping[str, Any]) -> Iterator[str]:
    path = "docDefaults/rPrDefault/rPr/lang"
    if val(trees["word/styles.xml"], path) != "en-NZ":
        yield "the language is not en-NZ"
    core = trees["docProps/core.xml"]
    dc = "{http://purl.org/dc/elements/1.1/}"
    for name in ("title", "subject", "creator", "language"):
        if not (core.findtext(f"{dc}{name}") or "").strip():
            yield f"the file has no {name}"
    for name, tree in trees.items():
        for lang in tree.iter(w("lang")):
            if lang.get(w("val")) not in ("en-NZ", "mi-NZ"):
                yield f"{name} has a run in {lang.get(w('val'))}"


def _styles(trees: Mapping[str, Any]) -> Iterator[str]:
    known = {e.get(w("styleId")) for e in trees["word/styles.xml"].iter(w("style"))}
    for name, tree in trees.items():
        for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            for used in tree.iter(w(kind)):
                if used.get(w("val")) not in known:
                    yield f"{name} uses the style {used.get(w('val'))}, which is not there"
    names = {val(e, "name") for e in trees["word/styles.xml"].iter(w("style"))}
    wanted = {"Title", "heading 1", "heading 2", "heading 3", "List Bullet", "List Number"}
    yield from (f"there is no style {name}" for name in sorted(wanted - names))


def _headings(body: Any) -> Iterator[str]:
    styles = [val(p, "pPr/pStyle") or "" for p in body.iter(w("p"))]
    if styles.count("Title") != 1:
        yield "there is not one title"
    if len(styles) > SHORT and not any(style.startswith("Heading") for style in styles):
        yield "there is no heading"
    yield from (f"a paragraph is of no kind: {p!r}" for p in styles if p in ("", "Normal"))
    depths = [int(style[-1]) for style in styles if style.startswith("Heading")]
    if any(after > before + 1 for before, after in pairwise([0, *depths])):
        yield "headings go down by more than a step"


def _lists(trees: Mapping[str, Any]) -> Iterator[str]:
    numbering = trees["word/numbering.xml"]
    kinds = {e.get(w("abstractNumId")) for e in numbering.iter(w("abstractNum"))}
    lists = [e.get(w("numId")) for e in numbering.iter(w("num"))]
    yield from (f"the list {one} is there twice" for one, n in Counter(lists).items() if n > 1)
    for one in numbering.iter(w("num")):
        if val(one, "abstractNumId") not in kinds:
            yield f"the list {one.get(w('numId'))} is of no kind"
    for name in ("word/document.xml", "word/styles.xml"):
        for used in trees[name].iter(w("numId")):
            if used.get(w("val")) not in lists:
                yield f"{name} uses the list {used.get(w('val'))}, which is not there"


def _tables(body: Any) -> Iterator[str]:
    for number, table in enumerate(body.iter(w("tbl")), 1):
        rows = table.findall(w("tr"))
        heads = [row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows]
        if not heads[0] or any(heads[1:]):
            yield f"table {number} has not one head row, its first"
        if not all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in rows):
            yield f"table {number} has rows that a page breaks"
        if not val(table, "tblPr/tblCaption") or not val(table, "tblPr/tblDescription"):
            yield f"table {number} is not described"
        columns = len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))
        if any(_columns(row) != columns for row in rows):
            yield f"table {number} has rows of other lengths"
        if any(cell[-1].tag != w("p") for row in rows for cell in row.findall(w("tc"))):
            yield f"table {number} has a cell that does not end with a paragraph"
        following = table.getnext()
        if following is None or following.tag != w("p"):
            yield f"nothing parts table {number} from what follows"
    marks = [e.get(w("id")) for e in body.iter(w("bookmarkStart"))]
    names = [e.get(w("name")) for e in body.iter(w("bookmarkStart"))]
    if len(set(marks)) != len(marks) or len(set(names)) != len(names):
        yield "two bookmarks are called alike"


def _columns(row: Any) -> int:
    cells = row.findall(w("tc"))
    return sum(int(val(cell, "tcPr/gridSpan") or 1) for cell in cells)


def _drawings(trees: Mapping[str, Any]) -> Iterator[str]:
    ids: list[str] = []
    for name, tree in trees.items():
        for shape in tree.iter(f"{{{WP}}}docPr"):
            ids.append(shape.get("id"))
            if not (shape.get("descr") or "").strip():
                yield f"{name} has a picture without words"
    yield from (f"two pictures have the id {one}" for one, n in Counter(ids).items() if n > 1)
    controls = [
        e.get(w("val")) for e in trees["word/document.xml"].iterfind(f".//{w('sdtPr')}/{w('id')}")
    ]
    if len(set(controls)) != len(controls):
        yield "two content controls have one id"


def _page(body: Any) -> Iterator[str]:
    for size in body.iter(w("pgSz")):
        if (size.get(w("w")), size.get(w("h"))) != A4:
            yield "the page is not A4"
    if len(list(body.iter(w("sectPr")))) != 1 or body[0][-1].tag != w("sectPr"):
        yield "the section is not the last of the body"
    for name in ("txbxContent", "ins", "del", "pict", "object"):
        if next(body.iter(w(name)), None) is not None:
            yield f"there is a {name}"
    for element in body.iter(etree.Element):
        if any(key.startswith(w("rsid")) for key in element.attrib):
            yield "there are marks of who edited it when"


def _ordered(trees: Mapping[str, Any]) -> Iterator[str]:
    for name, tree in trees.items():
        for kind, told in ORDER.items():
            order = told.split()
            for element in tree.iter(w(kind)):
                inside = [etree.QName(child).localname for child in element]
                strange = [one for one in inside if one not in order]
                if strange:
                    yield f"{name}: {kind} holds {strange[0]}, which is in no order here"
                elif [order.index(one) for one in inside] != sorted(map(order.index, inside)):
                    yield f"{name}: {kind} is out of order: {inside}"


def _leftovers(members: Mapping[str, bytes]) -> Iterator[str]:
    for name, content in members.items():
        if "thumbnail" in name or "theme" in name or "customXml" in name:
            yield f"{name} is left from a template"
        for word in (b"python-docx", b"Calibri Light", b"en-US", b"Cambria", b"12240"):
            if word in content:
                yield f"{name} says {word.decode()}"
