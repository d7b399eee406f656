"""A PDF looked at as a screen reader does: what would be read, in which order, and what is wrong.

It is no validator of PDF/UA. It finds the faults that tagged PDFs usually have.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from tests.documents.pdf_reading import (
    Found,
    attribute,
    dictionary,
    kids_of,
    page_of,
    place_of,
)

INSIDE = {
    "Document": {"H1", "H2", "H3", "H4", "P", "L", "Table", "Figure"},
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
    "Table": {"Caption", "THead", "TBody"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
}
"""What may stand directly in an element; in any other only text, stretches of it and links."""
IN_TEXT = {"Span", "Link"}


def faults(data: bytes) -> list[str]:
    """Every fault, each once; none for a PDF that can be read aloud."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = list(_of_the_file(pdf))
        if "/StructTreeRoot" not in pdf.Root:
            return [*found, "no structure: untagged"]
        pages = [page_of(page) for page in pdf.pages]
        parents = _parents(pdf)
        for number, (page, seen) in enumerate(zip(pdf.pages, pages, strict=True)):
            found += [f"page {number + 1}: {fault}" for fault in seen.faults]
            found += [f"page {number + 1}: {f}" for f in _of_a_page(page, seen, parents)]
        found += _of_the_structure(pdf, pages, parents)
    return list(dict.fromkeys(found))


def _of_the_file(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    if "/MarkInfo" not in root or not root.MarkInfo.get("/Marked"):
        yield "MarkInfo does not say that it is marked"
    if not str(root.get("/Lang", "")):
        yield "no language of the document"
    if "/ViewerPreferences" not in root or not root.ViewerPreferences.get("/DisplayDocTitle"):
        yield "the title is not shown"
    title = str(pdf.docinfo.get("/Title", ""))
    told = root.Metadata.read_bytes().decode("utf-8") if "/Metadata" in root else ""
    found = re.search("<dc:title>.*?<rdf:li[^>]*>(.+?)</rdf:li>", told, re.DOTALL)
    if not found:
        yield "XMP has no title"
    elif not title:
        yield "no title"
    if "<pdfuaid:" in told or "www.aiim.org/pdfua" in told:
        yield "claims PDF/UA"


def _of_a_page(page: Any, seen: Found, parents: dict[int, Any]) -> Iterator[str]:
    if page.get("/Tabs") != pikepdf.Name.S:
        yield "tabbing does not follow the structure"
    entry = parents.get(int(page.get("/StructParents", -1)))
    entries = list(entry) if isinstance(entry, pikepdf.Array) else []
    if sorted(seen.texts) != list(range(len(entries))):
        yield "marked content without an entry in the tree of parents, or the other way round"
    for font in (page.get("/Resources", {}).get("/Font", {}) or {}).values():
        yield from _of_a_font(font)
    for note in page.get("/Annots", []):
        if note.Subtype != "/Link":
            continue
        key = int(note.get("/StructParent", -1))
        if not str(note.get("/Contents", "")):
            yield "a link without words"
        if key not in parents:
            yield "a link outside the structure"
        elif parents[key].get("/S") != "/Link":
            yield "a link whose element is none"


def _of_a_font(font: Any) -> Iterator[str]:
    name = font.get("/BaseFont")
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    told = inner.get("/FontDescriptor", {})
    if not any(f"/FontFile{kind}" in told for kind in ("", "2", "3")):
        yield f"font {name} is not embedded"
    if "/ToUnicode" not in font:
        yield f"font {name} can't be read back"


def _of_the_structure(
    pdf: pikepdf.Pdf, pages: list[Found], parents: dict[int, Any]
) -> Iterator[str]:
    root: Any = pdf.Root.StructTreeRoot
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    seen = [place for kid in kids_of(root) for place in _places(kid, numbers)]
    heads: list[int] = []
    named: list[str] = []
    live: set[Any] = set()
    for element, owner in _elements(root):
        role = str(element.S)[1:]
        yield from _of_an_element(element, role, owner)
        if re.fullmatch("H[1-6]", role):
            heads.append(int(role[1]))
            told = " ".join("".join(_words(element, pages, numbers)).split())
            named += [told] if heads[1:] else []
        for kid in kids_of(element):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                live.add(kid.Obj.objgen)
                continue
            place = place_of(element, kid, numbers)
            if place is None:
                continue
            entry = parents.get(place[0])
            if place[1] not in pages[place[0]].texts:
                yield f"{role}: marked content that no page draws"
            elif isinstance(entry, pikepdf.Array) and not _named(entry, place[1], element):
                yield f"{role}: the tree of parents names another element"
    if heads[:1] != [1] or heads.count(1) != 1:
        yield "not one heading of the first level, or not first"
    for before, after in itertools.pairwise(heads):
        if after > before + 1:
            yield f"heading level jumps from {before} to {after}"
    with pdf.open_outline() as outline:
        if list(_entries(outline.root)) != named:
            yield "the outline is not that of the headings below the title"
    drawn = {(number, mcid) for number, page in enumerate(pages) for mcid in page.texts}
    if drawn - set(seen):
        yield "marked content that no element holds"
    if len(seen) != len(set(seen)):
        yield "marked content that two elements hold"
    for number in range(len(pages)):
        order = [mcid for page, mcid in seen if page == number]
        if order != sorted(order):
            yield f"page {number + 1}: read in another order than it is drawn"
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if note.Subtype == "/Link" and note.objgen not in live:
                yield "a link that no element holds"


def _reach(cell: Any) -> int:
    """Over how many columns a cell reaches."""
    return int(attribute(cell, "/ColSpan") or 1)


def _of_an_element(element: Any, role: str, owner: str) -> Iterator[str]:
    allowed = INSIDE.get(owner, IN_TEXT if owner else {"Document"})
    if role not in allowed:
        yield f"{role} in {owner or 'the root'}"
    if role == "Figure" and not str(element.get("/Alt", "")):
        yield "a figure without a text alternative"
    if role == "Figure" and not attribute(element, "/BBox"):
        yield "a figure without its place"
    if role == "TH" and not attribute(element, "/Scope"):
        yield "a head cell without scope"
    if role == "L" and not attribute(element, "/ListNumbering"):
        yield "a list that does not tell its numbering"
    if role == "Span" and not str(element.get("/Lang", "")):
        yield "a stretch that says nothing of itself"
    kids = [str(kid.S)[1:] for kid in kids_of(element) if "/S" in dictionary(kid)]
    if role == "LI" and kids != ["Lbl", "LBody"]:
        yield "a list item without its sign or its text"
    if role == "Table":
        rows = [row for row, _ in _below(element) if row.S == "/TR"]
        if len({sum(map(_reach, kids_of(row))) for row in rows}) > 1:
            yield "rows of different lengths"
        if not any(cell.S == "/TH" for row in rows for cell in kids_of(row)):
            yield "a table without head cells"


def _elements(root: Any) -> Iterator[tuple[Any, str]]:
    for kid in kids_of(root):
        if "/S" in dictionary(kid):
            yield kid, ""
            yield from _below(kid)


def _named(entry: pikepdf.Array, number: int, element: Any) -> bool:
    return number >= len(entry) or entry[number].objgen == element.objgen


def _places(element: Any, numbers: dict[Any, int]) -> Iterator[tuple[int, int]]:
    """Where the content of an element stands, as it is read."""
    for kid in kids_of(element):
        if "/S" in dictionary(kid):
            yield from _places(kid, numbers)
        else:
            place = place_of(element, kid, numbers)
            if place is not None:
                yield place


def _words(element: Any, pages: list[Found], numbers: dict[Any, int]) -> Iterator[str]:
    for page, mcid in _places(element, numbers):
        yield pages[page].texts.get(mcid, "")


def _entries(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _entries(item.children)


def _below(element: Any) -> Iterator[tuple[Any, str]]:
    for kid in kids_of(element):
        if "/S" in dictionary(kid):
            yield kid, str(element.S)[1:]
            yield from _below(kid)


def _parents(pdf: pikepdf.Pdf) -> dict[int, Any]:
    root: Any = pdf.Root.StructTreeRoot
    told = list(root.get("/ParentTree", {}).get("/Nums", []))
    return {int(told[at]): told[at + 1] for at in range(0, len(told), 2)}
