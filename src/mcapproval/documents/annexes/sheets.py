"""The cover sheets of the annexes: one paper, into which the pages of the annexes are put."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mcapproval.documents.annexes.judging import Included
from mcapproval.documents.annexes.texts import parts
from mcapproval.documents.answers import count
from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import (
    Block,
    Document,
    Heading,
    Labelled,
    Notice,
    OthersPages,
    Prose,
    TableBlock,
)
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import size_in_words

SHORT = {
    "printed": "printed here",
    "attached": "attached to this PDF",
    "kept": "as a file in the pack only",
    "confidential": "confidential: not in the pack",
    "erased": "erased",
}


def covered(found: Sequence[Included]) -> tuple[Included, ...]:
    """The annexes that have a cover sheet: not what was erased, not what is confidential."""
    return tuple(one for one in found if one.how not in ("erased", "confidential"))


def sheets(dossier: Dossier, found: Sequence[Included]) -> Document:
    return paper(
        dossier,
        "VOLUME",
        "Annexes",
        "The annexes, each behind a cover sheet",
        _blocks(found),
    )


def heading(one: Included) -> str:
    """What the cover sheet and its bookmark are called."""
    return f"Annex {one.item.number}: {one.item.title}"


def _blocks(found: Sequence[Included]) -> Iterator[Block]:
    yield Prose(
        "The pages behind a cover sheet are those of the annex as its author made them. A file "
        "that can't be printed as pages is attached to this PDF. All these files stand in the pack "
        "as well."
    )
    rows = [(str(one.item.number), one.item.title, SHORT[one.how]) for one in found]
    shown = covered(found)
    leads = tuple(shown.index(one) + 1 if one in shown else 0 for one in found)
    columns = ("Annex", "Title", "Where it is")
    yield TableBlock(columns, tuple(rows), shares=(1, 6, 3), row_heads=True, leads=leads)
    yield OthersPages(0)
    for one in shown:
        yield from _sheet(one)


def _sheet(one: Included) -> Iterator[Block]:
    item = one.item
    yield Heading(1, heading(one))
    if item.serves:
        yield Labelled("Serves", item.serves)
    yield Labelled("File in the pack", item.file, size_in_words(item.annex.size))
    yield Labelled("The author's name of it", item.original)
    yield Labelled("SHA-256", item.annex.sha256)
    if one.how == "kept":
        yield Notice(f"Not taken into this PDF: {one.why}. The file stands in the pack as it is.")
    elif one.how == "attached":
        yield Labelled("What follows", f"Nothing: {one.why}. The file is attached to this PDF.")
    elif one.text:
        yield Labelled("What follows", f"Its text. {one.note}".strip())
        yield OthersPages(0)
        yield from (Prose(part, lines=True) for part in parts(one.text))
    else:
        what = count(one.pages, "page") if one.kind == "pdf" else "The picture"
        yield Labelled("What follows", f"{what}, as its author made {_it(one)}.")
    yield OthersPages(one.pages if one.how == "printed" else 0)


def _it(one: Included) -> str:
    return "them" if one.pages > 1 else "it"
