"""The checker of PDFs is itself checked: each fault, planted in a good file, is found."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.documents.every_block import EVERY
from tests.documents.pdf_structure import faults

from mcapproval.documents.pdf.render import render


@cache
def good() -> bytes:
    return render(EVERY)


def planted(spoil: Callable[[Any], None]) -> list[str]:
    with pikepdf.open(BytesIO(good())) as pdf:
        spoil(pdf)
        out = BytesIO()
        pdf.save(out)
    return faults(out.getvalue())


def first(pdf: Any, role: str) -> Any:
    """The first element of a role."""
    waiting = list(pdf.Root.StructTreeRoot.K)
    while waiting:
        element = waiting.pop(0)
        if isinstance(element, Dictionary) and "/S" in element:
            if f"/{role}" == element.S:
                return element
            kids: Any = element.get("/K", [])
            waiting = [*(kids if isinstance(kids, Array) else [kids]), *waiting]
    raise AssertionError(f"no {role}")


def page_code(pdf: Any, change: Callable[[bytes], bytes], page: int = 0) -> None:
    content = pdf.pages[page].Contents
    before = content.read_bytes()
    after = change(before)
    assert after != before
    content.write(after)


def link(pdf: Any) -> Any:
    return next(note for page in pdf.pages for note in page.get("/Annots", []))


def font(pdf: Any) -> Any:
    return next(iter(pdf.pages[0].Resources.Font.values()))


def _jump(pdf: Any) -> None:
    first(pdf, "H2").S = Name.H4


def _no_first(pdf: Any) -> None:
    first(pdf, "H1").S = Name.H2


def _swap(pdf: Any) -> None:
    kids = pdf.Root.StructTreeRoot.K[0].K
    kids[0], kids[1] = kids[1], kids[0]


def _forget(pdf: Any) -> None:
    kids = pdf.Root.StructTreeRoot.K[0].K
    del kids[3]


def _twice(pdf: Any) -> None:
    kids = pdf.Root.StructTreeRoot.K[0].K
    kids.append(pdf.make_indirect(Dictionary(S=Name.P, Pg=kids[0].Pg, K=kids[0].K)))


def _of_no_page(pdf: Any) -> None:
    first(pdf, "H1").K = 999


def _short_tree(pdf: Any) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums[1] = Array(
        list(pdf.Root.StructTreeRoot.ParentTree.Nums[1])[:-1]
    )


def _wrong_parent(pdf: Any) -> None:
    entry = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    entry[0] = entry[1]


def _no_live(pdf: Any) -> None:
    element = first(pdf, "Link")
    element.K = Array([kid for kid in element.K if not isinstance(kid, Dictionary)])


def _link_of_a_paragraph(pdf: Any) -> None:
    first(pdf, "Link").S = Name.Span


def _claim(pdf: Any) -> None:
    told = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(
        told.replace(b"<dc:title>", b"<pdfuaid:part>1</pdfuaid:part><dc:title>")
    )


def _no_xmp_title(pdf: Any) -> None:
    pdf.Root.Metadata.write(b"<x/>")


def _item_without_body(pdf: Any) -> None:
    item = first(pdf, "LI")
    item.K = Array([item.K[0]])


def _short_row(pdf: Any) -> None:
    row = first(pdf, "TBody").K[0]
    row.K = Array(list(row.K)[:-1])


def _no_heads(pdf: Any) -> None:
    for part in (first(pdf, "THead"), first(pdf, "TBody")):
        for row in part.K:
            for cell in row.K:
                cell.S = Name.TD


def _unreadable(pdf: Any) -> None:
    table = font(pdf).ToUnicode
    table.write(table.read_bytes().replace(b"<45> <0045>", b"<45> <0000>"))


PLANTED: dict[str, Callable[[Any], None]] = {
    "MarkInfo does not say that it is marked": lambda pdf: pdf.Root.__delitem__("/MarkInfo"),
    "no language of the document": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "the title is not shown": lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"),
    "XMP has no title": _no_xmp_title,
    "no title": lambda pdf: pdf.docinfo.__delitem__("/Title"),
    "claims PDF/UA": _claim,
    "no structure: untagged": lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
    "tabbing does not follow the structure": lambda pdf: pdf.pages[0].__delitem__("/Tabs"),
    "without an entry in the tree of parents": _short_tree,
    "the tree of parents names another element": _wrong_parent,
    "is not embedded": lambda pdf: font(pdf).FontDescriptor.__delitem__("/FontFile2"),
    "can't be read back": lambda pdf: font(pdf).__delitem__("/ToUnicode"),
    "a letter that can't be read back": _unreadable,
    "a link without words": lambda pdf: link(pdf).__delitem__("/Contents"),
    "a link outside the structure": lambda pdf: link(pdf).__delitem__("/StructParent"),
    "a link whose element is none": _link_of_a_paragraph,
    "a link that no element holds": _no_live,
    "marked content that no page draws": _of_no_page,
    "marked content that no element holds": _forget,
    "marked content that two elements hold": _twice,
    "read in another order than it is drawn": _swap,
    "heading level jumps": _jump,
    "not one heading of the first level": _no_first,
    "the outline is not that of the headings": lambda pdf: pdf.Root.__delitem__("/Outlines"),
    "a figure without a text alternative": lambda pdf: first(pdf, "Figure").__delitem__("/Alt"),
    "a figure without its place": lambda pdf: first(pdf, "Figure").__delitem__("/A"),
    "a head cell without scope": lambda pdf: first(pdf, "TH").__delitem__("/A"),
    "a list that does not tell its numbering": lambda pdf: first(pdf, "L").__delitem__("/A"),
    "a list item without its sign or its text": _item_without_body,
    "a stretch that says nothing of itself": lambda pdf: first(pdf, "Span").__delitem__("/Lang"),
    "rows of different lengths": _short_row,
    "a table without head cells": _no_heads,
    "P in L": lambda pdf: setattr(first(pdf, "LI"), "S", Name.P),
    "content neither tagged nor artifact": lambda pdf: page_code(
        pdf, lambda code: code + b"\n0 0 9 9 re f\n"
    ),
    "marked content without an end": lambda pdf: page_code(
        pdf, lambda code: code.replace(b"EMC", b"", 1)
    ),
    "an end of marked content too many": lambda pdf: page_code(pdf, lambda code: code + b"\nEMC\n"),
    "marked content within marked content": lambda pdf: page_code(
        pdf, lambda code: code.replace(b"EMC", b"/P <</MCID 900>> BDC EMC EMC", 1)
    ),
    "marked content with a number that is taken": lambda pdf: page_code(
        pdf, lambda code: code.replace(b"/MCID 1>>", b"/MCID 0>>", 1)
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str) -> None:
    assert any(fault in told for told in planted(PLANTED[fault])), planted(PLANTED[fault])


def test_a_good_file_that_was_only_saved_again_has_no_fault() -> None:
    assert planted(lambda pdf: setattr(pdf.docinfo, "Keywords", String("x"))) == []


def test_every_fault_that_the_checker_knows_is_planted() -> None:
    sources = "".join(
        Path(__file__).with_name(name).read_text("utf-8")
        for name in ("pdf_structure.py", "pdf_reading.py")
    )
    known = re.findall(r'(?:yield|append\(|\*found,) f?"([^"]+)"', sources)
    said = ["".join(re.split(r"\{[^}]*\}", fault)).strip(": ") for fault in known]
    assert len(said) > 30
    missing = [f for f in said if not any(p in f or f in p for p in PLANTED) and f != "in"]
    assert missing == []
