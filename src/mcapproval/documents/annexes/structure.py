"""The place of others' pages and pictures in the structure of the volume, so that a screen reader
comes to them where they stand.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mcapproval.documents.annexes.marking import marked

THEIRS = "/P <</MCID 0>> BDC /Theirs Do EMC"
SCANNED = "/Figure <</MCID 0>> BDC /Theirs Do EMC"

MOST_MARKED = 1_000_000
"""Bytes of pages that are looked through for their paragraphs, in a second: some 200 letters."""


@dataclass(slots=True)
class Told:
    """What is to be woven into the structure of a PDF: parts each with its page, and what the tree
    of parents gets for pages and for notes on them. `left` is what may be looked through yet.
    """

    pdf: Any
    parts: list[tuple[Any, Any]] = field(default_factory=list)
    pages: dict[tuple[int, int], Any] = field(default_factory=dict)
    notes: list[tuple[Any, Any]] = field(default_factory=list)
    left: int = MOST_MARKED

    @property
    def top(self) -> Any:
        """The element in which all parts of our papers are."""
        from pikepdf import Dictionary

        inner = self.pdf.Root.StructTreeRoot.K
        return inner if isinstance(inner, Dictionary) else inner[0]


def tell_of_page(told: Told, page: Any, said: str) -> None:
    """A page of somebody else's as parts of ours: what is on it is read in its author's order, by
    paragraphs where its gaps show them.

    Else its content is put into one form as it is, with all that it names. A page without letters
    is a picture of one, and told by `said`. What ties it had to a structure of its own are undone.
    """
    from pikepdf import Array, Dictionary, Name

    pdf = told.pdf
    for key in ("/StructParents", "/B", "/Thumb", "/PieceInfo"):
        if key in page:
            del page[key]
    resources = page.get("/Resources", Dictionary())
    page.contents_coalesce()
    drawn = page.obj.Contents.read_bytes() if "/Contents" in page else b""
    letters = _letters(resources)
    found = None
    if letters and len(drawn) <= told.left:
        told.left -= len(drawn)
        found = marked(page)
    if found:
        code, paragraphs = found
        page.obj.Contents = _packed(pdf, code)
    else:
        paragraphs = [[0]]
        form = _packed(pdf, drawn)
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox, form.Resources = Array([*page.mediabox]), resources
        page.obj.Resources = Dictionary(XObject=Dictionary(Theirs=form))
        page.obj.Contents = pdf.make_stream((THEIRS if letters else SCANNED).encode("ascii"))
    page.obj.Tabs = Name.S
    _add(told, page, "" if letters else said, paragraphs)
    if "/Annots" in page:
        page.obj.Annots = Array([note for note in page.Annots if isinstance(note, Dictionary)])
        for note in page.Annots:
            if "/StructParent" in note:
                del note["/StructParent"]
            if note.get("/Subtype") == "/Link":
                _add_link(told, page, note)


def _packed(pdf: Any, data: bytes) -> Any:
    from pikepdf import Name

    stream = pdf.make_stream(b"")
    stream.write(zlib.compress(data), filter=Name.FlateDecode, type_check=False)
    return stream


def tell_of_picture(told: Told, page: Any, title: str) -> None:
    """A picture that the page's content marks as number 0, told by its title."""
    _add(told, page, title)


def _letters(resources: Any, depth: int = 3) -> bool:
    """Whether a page, or a form on it, names a font. What is no such thing names none."""
    from pikepdf import Dictionary, Stream

    if not isinstance(resources, Dictionary):
        return False
    fonts, inner = resources.get("/Font"), resources.get("/XObject")
    if isinstance(fonts, Dictionary) and len(fonts):
        return True
    forms = inner.values() if isinstance(inner, Dictionary) else ()
    return depth > 0 and any(
        _letters(each.get("/Resources"), depth - 1)
        for each in forms
        if isinstance(each, Stream) and each.get("/Subtype") == "/Form"
    )


def _add(
    told: Told, page: Any, alternative: str, paragraphs: Sequence[Sequence[int]] = ((0,),)
) -> None:
    """What the page marks, as parts of their own; each of `paragraphs` has its marks' numbers."""
    from pikepdf import Array, Dictionary, Name

    by_mark: dict[int, Any] = {}
    for marks in paragraphs:
        part = Dictionary(Type=Name.StructElem, S=Name.P, P=told.top, Pg=page.obj, K=Array(marks))
        if alternative:
            part.S, part.Alt = Name.Figure, alternative
            part.A = Dictionary(O=Name.Layout, BBox=Array([*page.mediabox]), Placement=Name.Block)
        held = told.pdf.make_indirect(part)
        told.parts.append((page, held))
        by_mark |= dict.fromkeys(marks, held)
    told.pages[page.obj.objgen] = told.pdf.make_indirect(Array([*by_mark.values()]))


def _add_link(told: Told, page: Any, note: Any) -> None:
    """A link of somebody else's, behind what its page says."""
    from pikepdf import Array, Dictionary, Name

    if not note.is_indirect:
        return
    seen = Dictionary(Type=Name.OBJR, Obj=note, Pg=page.obj)
    link = told.pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Link, Pg=page.obj, K=Array([seen]))
    )
    link.P = told.pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.P, P=told.top, Pg=page.obj, K=Array([link]))
    )
    told.parts.append((page, link.P))
    told.notes.append((note, link))
    if not str(note.get("/Contents", "")):
        action = note.get("/A")
        address = action.get("/URI") if isinstance(action, Dictionary) else None
        note.Contents = str(address or "a place in this file")


def weave(told: Told) -> None:
    """Puts the parts where their pages stand in the order of reading, and writes the tree of
    parents in the order of the pages: each page's key is its number, as in our papers.
    """
    from pikepdf import Array

    pdf, root = told.pdf, told.pdf.Root.StructTreeRoot
    order = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    ours, here = [], 0
    for part in told.top.K:
        here = max(here, order.get(_page_of(part), 0))
        ours.append((here, part))
    theirs = [(order[page.obj.objgen], part) for page, part in told.parts]
    told.top.K = Array([part for _, part in sorted((*ours, *theirs), key=_first)])
    numbers = root.ParentTree.Nums
    held = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    added = {note.objgen: link for note, link in told.notes}
    fresh: list[tuple[int, Any]] = []
    notes: list[tuple[Any, Any]] = []
    for number, page in enumerate(pdf.pages):
        mine = told.pages.get(page.obj.objgen)
        if mine is not None or "/StructParents" in page:
            fresh.append((number, mine or held[int(page.obj.StructParents)]))
            page.obj.StructParents = number
        for note in page.get("/Annots", ()):
            if note.objgen in added:
                notes.append((note, added[note.objgen]))
            elif "/StructParent" in note:
                notes.append((note, held[int(note.StructParent)]))
    for key, (note, link) in enumerate(notes, len(pdf.pages)):
        fresh.append((key, link))
        note.StructParent = key
    root.ParentTree.Nums = Array([part for pair in fresh for part in pair])
    root.ParentTreeNextKey = len(pdf.pages) + len(notes)


def _first(pair: tuple[int, Any]) -> int:
    return pair[0]


def _page_of(part: Any) -> tuple[int, int]:
    """The page on which a part of the structure begins."""
    from pikepdf import Array, Dictionary

    while isinstance(part, Dictionary):
        if "/Pg" in part:
            found: tuple[int, int] = part.Pg.objgen
            return found
        kids = part.get("/K")
        part = kids[0] if isinstance(kids, Array) and len(kids) else kids
    return (0, 0)
