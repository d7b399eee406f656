"""The annex index: every file of the pack that the case brought along, with its hash."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.documents.answers import number_of, title_of
from mcapproval.documents.content import Block, Document, Heading, Labelled, Prose
from mcapproval.documents.dossier import Dossier
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
    for item in found:
        yield from _annex(item)


def _annex(item: Enclosure) -> Iterator[Block]:
    yield Heading(2, f"Annex {item.number}: {item.title}")
    if item.serves:
        yield Labelled("Serves", item.serves)
    if item.data is None:
        yield Labelled("File", "erased from the records and left out of the pack")
    else:
        yield Labelled("File in the pack", item.file, size_in_words(item.annex.size))
        yield Labelled("The author's name of it", item.original)
    yield Labelled("SHA-256", item.annex.sha256)
