"""The annex index: every file that the case brought along, how it is in the pack, and its hash."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.documents.annexes.judging import ways
from mcapproval.documents.answers import number_of, title_of
from mcapproval.documents.content import Block, Document, Heading, Labelled, Prose
from mcapproval.documents.dossier import Dossier, Way
from mcapproval.documents.enclosures import Enclosure, enclosures, size_in_words


def annex_index(dossier: Dossier) -> Document:
    return Document(
        title=title_of(dossier),
        subtitle="The annexes, with the hash of each",
        kind="Annex index",
        number=number_of(dossier, "ANNEXES"),
        as_at=dossier.as_at,
        simulated=dossier.simulated,
        house=dossier.house,
        blocks=tuple(_blocks(dossier)),
    )


def _blocks(dossier: Dossier) -> Iterator[Block]:
    found = tuple(enclosures(dossier))
    yield Prose(
        "A hash is SHA-256 over the bytes of a file: a file with another hash is another file. "
        "File names in the pack are made by us; the author's own names stand beside them."
    )
    if not found:
        yield Prose("There is no annex.")
    for item, way in zip(found, ways(dossier), strict=True):
        yield from _annex(item, way)


def _annex(item: Enclosure, way: Way) -> Iterator[Block]:
    yield Heading(2, f"Annex {item.number}: {item.title}")
    if item.serves:
        yield Labelled("Serves", item.serves)
    if item.data is None:
        yield Labelled("File", "erased from the records and left out of the pack")
    elif item.withheld:
        yield Labelled("File", "kept in our records, confidential: not in the pack")
    else:
        yield Labelled("File in the pack", item.file, size_in_words(item.annex.size))
        yield Labelled("The author's name of it", item.original)
        yield Labelled("In the volume of annexes", _within(way))
    yield Labelled("SHA-256", item.annex.sha256)


def _within(way: Way) -> str:
    """`printed behind its cover sheet on page 4`, or why it is not printed."""
    cover = f"cover sheet on page {way.page}" if way.page else "cover sheet"
    match way.how:
        case "printed":
            return f"printed behind its {cover}"
        case "attached":
            return f"attached to it, with a {cover}: {way.why}"
        case _:
            return f"a {cover} only: {way.why}"
