"""Content marked as it is drawn: as part of an element, or as an artifact that nobody reads out."""

from __future__ import annotations

from mcapproval.documents.pdf.tagging.tree import Annotation, Content, Element

LAYOUT = "/Artifact <</Type/Layout>> BDC"
FOOT = "/Artifact <</Type/Pagination/Subtype/Footer>> BDC"
END = "EMC"


class Marks:
    """Numbers what is marked on each page. `pages` is their number, known before one is drawn;
    with `on` false nothing is marked, which only measuring wants.
    """

    def __init__(self, pages: int, on: bool = True) -> None:
        self.on = on
        self.owners: list[list[Element]] = []
        self.live: list[Element] = []
        self._pages = pages

    def page(self) -> None:
        """What follows stands on the next page."""
        self.owners.append([])

    def begin(self, element: Element | None, code: list[str]) -> None:
        """Opens content of an element; of none, an artifact. `end` closes it."""
        if not self.on:
            return
        if element is None:
            code.append(LAYOUT)
            return
        here = self.owners[-1]
        code.append(f"/{element.role} <</MCID {len(here)}>> BDC")
        element.kids.append(Content(len(self.owners) - 1, len(here)))
        here.append(element)

    def begin_foot(self, code: list[str]) -> None:
        if self.on:
            code.append(FOOT)

    def end(self, code: list[str]) -> None:
        if self.on:
            code.append(END)

    def key(self) -> int:
        """The entry that the next live place will have in the tree of parents."""
        return self._pages + len(self.live)

    def live_place(self, element: Element, name: str) -> None:
        """Notes that a place that can be followed belongs to an element."""
        element.kids.append(Annotation(len(self.owners) - 1, name, self.key()))
        self.live.append(element)
