"""The annex index: every file that the case brought along, how it is in the pack, and its hash."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.documents.annexes.judging import ways
from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import Block, Bullets, Document, Heading, Prose, TableBlock
from mcapproval.documents.dossier import Dossier, Way
from mcapproval.documents.enclosures import Enclosure, enclosures, size_in_words

Row = tuple[Enclosure, Way]
HOW = {
    "printed": "printed in the volume",
    "attached": "attached to the volume",
    "kept": "as a file only",
    "confidential": "left out: confidential",
    "erased": "left out: erased",
}
NONE = "-"


def annex_index(dossier: Dossier) -> Document:
    return paper(
        dossier,
        "ANNEXES",
        "Annex index",
        "The annexes, with the hash of each",
        _blocks(tuple(zip(enclosures(dossier), ways(dossier), strict=True))),
    )


def _blocks(found: tuple[Row, ...]) -> Iterator[Block]:
    if not found:
        yield Prose("There is no annex.")
        return
    yield from _in_the_pack(found)
    why = tuple(f"Annex {i.number}: {way.why}." for i, way in found if way.why)
    if why:
        yield Heading(1, "Why some are not printed")
        yield Bullets(why)
    yield Heading(1, "Files")
    yield Prose("File names in the pack are made by us; the author's own stand beside them.")
    files = tuple(_file(item) for item, _ in found)
    named = ("Annex", "File in the pack", "The author's name of it", "Size")
    yield TableBlock(named, files, shares=(2, 9, 9, 2), dense=True, row_heads=True)
    yield Heading(1, "Hashes")
    yield Prose(
        "A hash is SHA-256 over the bytes of a file: a file with another hash is another file."
    )
    hashes = tuple((str(item.number), item.annex.sha256) for item, _ in found)
    yield TableBlock(("Annex", "SHA-256"), hashes, shares=(1, 10), dense=True, row_heads=True)


def _in_the_pack(found: tuple[Row, ...]) -> Iterator[Block]:
    """With the pages of the volume where one is made along with it."""
    paged = any(way.page for _, way in found)
    if paged:
        yield Prose(
            "The volume is the PDF in which the annexes stand behind cover sheets; the page is "
            "that of the cover sheet."
        )
    elif any(way.how == "printed" for _, way in found):
        yield Prose("On which page of the volume each stands is told in the index of the pack.")
    rows = tuple(
        (str(item.number), item.title, item.serves or NONE, HOW[way.how], str(way.page or NONE))
        for item, way in found
    )
    columns = ("Annex", "Title", "Serves", "In the pack", "Page")
    last = len(columns) if paged else -1
    yield TableBlock(
        columns[:last],
        tuple(row[:last] for row in rows),
        shares=(2, 8, 5, 6, 2)[:last],
        row_heads=True,
    )


def _file(item: Enclosure) -> tuple[str, str, str, str]:
    """Nothing that could name a person of what was erased or is confidential."""
    if item.data is None:
        return str(item.number), "none: erased from the records", NONE, NONE
    if item.withheld:
        return str(item.number), "none: kept in our records", NONE, NONE
    return str(item.number), item.file, item.original, size_in_words(item.annex.size)
