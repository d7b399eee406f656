"""The structure written into reportlab's file: elements, the tree of parents, language, title.

No claim to conform to PDF/UA is written: that is for whoever has had a file validated.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObject, PDFStream

from mcapproval.documents.pdf.tagging.marks import Marks
from mcapproval.documents.pdf.tagging.tree import Annotation, Content, Element

_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
    "<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
    '<?xpacket end="w"?>'
)


class Raw(PDFObject):  # type: ignore[misc]
    """An object of the file in its own bytes."""

    def __init__(self, data: str) -> None:
        self.data = data

    def format(self, _document: Any) -> bytes:
        return self.data.encode("ascii")


def text_string(text: str) -> str:
    """A text as a string of the file, in digits, so that no character of it can end the string."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def mark_page(made: Any, page: int) -> None:
    """Called with reportlab's page, from 0, when it was closed: its entry in the tree of parents,
    and tabbing in the order of the structure. It knows neither name."""
    made.__NoDefault__ = [*made.__NoDefault__, "StructParents", "Tabs"]
    made.StructParents, made.Tabs = page, PDFName("S")


def write_structure(canvas: Any, root: Element, marks: Marks, title: str, language: str) -> None:
    """Into the file, before it is saved and after its last page was closed."""
    document = canvas._doc
    writer = _Writer(document)
    top = writer.register(Raw(""))
    parents = writer.register(Raw(""))
    first = writer.elements(root, writer.number(top))
    entries = [
        f"{page} [{' '.join(f'{writer.numbers[id(owner)]} 0 R' for owner in owners)}]"
        for page, owners in enumerate(marks.owners)
    ]
    keys = range(len(marks.owners), len(marks.owners) + len(marks.live))
    entries += [
        f"{key} {writer.numbers[id(element)]} 0 R"
        for key, element in zip(keys, marks.live, strict=True)
    ]
    parents.data = f"<</Nums [{' '.join(entries)}]>>"
    top.data = (
        f"<</Type/StructTreeRoot/K [{first} 0 R]/ParentTree {writer.number(parents)} 0 R"
        f"/ParentTreeNextKey {len(entries)}>>"
    )
    catalog = document.Catalog
    catalog.StructTreeRoot = document.Reference(top)
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    xmp = _XMP.format(title=escape(title), language=language).encode("utf-8")
    kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    catalog.Metadata = document.Reference(PDFStream(kind, xmp, filters=[]))


class _Writer:
    def __init__(self, document: Any) -> None:
        self.numbers: dict[int, int] = {}
        self._document = document
        self._pages: dict[int, str] = {}

    def register(self, made: Raw) -> Raw:
        self._document.Reference(made)
        return made

    def number(self, made: Raw) -> int:
        return int(self._document.idToObjectNumberAndVersion[made.__InternalName__][0])

    def elements(self, element: Element, parent: int) -> int:
        """Writes an element and all below it; its number among the file's objects."""
        made = self.register(Raw(""))
        own = self.numbers[id(element)] = self.number(made)
        kids = []
        first = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(f"{self.elements(kid, own)} 0 R")
            elif isinstance(kid, Annotation):
                number = self._document.idToObjectNumberAndVersion[f"Annot.{kid.name}"][0]
                kids.append(f"<</Type/OBJR/Obj {number} 0 R/Pg {self._page(kid.page)}>>")
            elif kid.page == first:
                kids.append(str(kid.number))
            else:
                kids.append(f"<</Type/MCR/Pg {self._page(kid.page)}/MCID {kid.number}>>")
        place = "" if first is None else f"/Pg {self._page(first)}"
        inside = kids[0] if len(kids) == 1 and kids[0].isdigit() else f"[{' '.join(kids)}]"
        made.data = f"<</S/{element.role}/P {parent} 0 R{place}{_attributes(element)}/K {inside}>>"
        return own

    def _page(self, page: int) -> str:
        if page not in self._pages:
            number = self._document.idToObjectNumberAndVersion[f"Page{page + 1}"][0]
            self._pages[page] = f"{number} 0 R"
        return self._pages[page]


def _attributes(element: Element) -> str:
    parts = []
    if element.language:
        parts.append(f"/Lang({element.language})")
    if element.alternative:
        parts.append(f"/Alt{text_string(element.alternative)}")
    if element.spoken:
        parts.append(f"/ActualText{text_string(element.spoken)}")
    if element.scope:
        parts.append(f"/A<</O/Table/Scope/{element.scope}>>")
    if element.span > 1:
        parts.append(f"/A<</O/Table/ColSpan {element.span}>>")
    if element.numbering:
        parts.append(f"/A<</O/List/ListNumbering/{element.numbering}>>")
    if element.box:
        parts.append("/A<</O/Layout/BBox[{:.2f} {:.2f} {:.2f} {:.2f}]>>".format(*element.box))
    return "".join(parts)
