"""A Word form as it was handed in, of which only the parts that are filled are written again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from mcapproval.documents.official_forms.zip_members import with_members
from mcapproval.documents.word.names import Element
from mcapproval.documents.word.opening import Opened, opened
from mcapproval.errors import Unreadable


@dataclass(frozen=True, slots=True)
class WordFile:
    """The file, and the parts with boxes in them: the text first, then headers and footers."""

    opened: Opened
    parts: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.opened.name

    @property
    def data(self) -> bytes:
        return self.opened.data

    def trees(self) -> dict[str, Element]:
        """Each part parsed afresh, to be filled."""
        return self.opened.trees(self.parts)

    def with_trees(self, trees: Mapping[str, Element]) -> bytes:
        """The file with these parts in the place of its own; the same bytes each time."""
        return with_members(self.data, {part: _written(tree) for part, tree in trees.items()})


def word_file(data: bytes, name: str) -> WordFile:
    """Unreadable for whatever is no sound Word document, or can't be filled as it is."""
    found = opened(data, name)
    if any(part.startswith("_xmlsignatures/") for part in found.members()):
        raise Unreadable(
            "this file is signed, and filling it would break the signature",
            "ask for the form unsigned, or save it as a new Word document (.docx), and give that",
            source=name,
        )
    return WordFile(found, (found.main, *found.named("header", "footer")))


def _written(tree: Element) -> bytes:
    written: bytes = etree.tostring(
        tree, xml_declaration=True, encoding="UTF-8", standalone=tree.docinfo.standalone
    )
    return written
