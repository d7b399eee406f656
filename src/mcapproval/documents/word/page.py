"""The page of every Word file we write: A4, its margins, what stands at its head and foot."""

from __future__ import annotations

from dataclasses import dataclass

from mcapproval.documents.word.markup import Piece, Xml, joined, tag, text, w
from mcapproval.documents.word.pen import Pen, Relation

WIDE, HIGH = 11906, 16838
"""A4 in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Margins:
    """In twentieths of a point; `head` and `foot` from the edge of the paper."""

    side: int
    top: int
    bottom: int
    head: int
    foot: int
    lying: bool = False

    @property
    def between(self) -> int:
        """The width that is left for text."""
        return (HIGH if self.lying else WIDE) - 2 * self.side


def section(margins: Margins, *references: Piece, first_differs: bool = False) -> Xml:
    """The one section of a file, the same heads and feet throughout but for a first page."""
    return w(
        "sectPr",
        *references,
        w("pgSz", w=HIGH, h=WIDE, orient="landscape")
        if margins.lying
        else w("pgSz", w=WIDE, h=HIGH),
        w(
            "pgMar",
            top=margins.top,
            right=margins.side,
            bottom=margins.bottom,
            left=margins.side,
            header=margins.head,
            footer=margins.foot,
            gutter=0,
        ),
        w("titlePg") if first_differs else None,
    )


def reference(pen: Pen, kind: str, place: str) -> Xml:
    """To the part `default-footer` and the like, which the page then has."""
    relation = pen.related(Relation(kind, f"{place}-{kind}.xml"))
    return tag(f"w:{kind}Reference", {"w:type": place, "r:id": relation})


def counted(what: str) -> Xml:
    """PAGE or NUMPAGES, which Word fills by itself in a head or foot."""
    asked = Xml(f'<w:instrText xml:space="preserve"> {what} </w:instrText>')
    return joined(
        w("r", w("fldChar", fldCharType="begin")),
        w("r", asked),
        w("r", w("fldChar", fldCharType="separate")),
        w("r", text("1")),
        w("r", w("fldChar", fldCharType="end")),
    )
