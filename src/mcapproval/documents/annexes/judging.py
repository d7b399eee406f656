"""How each annex gets into the pack: printed, attached, as a file only, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mcapproval.documents.annexes import limits
from mcapproval.documents.annexes.active import no_paper
from mcapproval.documents.annexes.images import refused_picture
from mcapproval.documents.annexes.kinds import called, kind_of
from mcapproval.documents.annexes.looking_into_pdf import pages_of
from mcapproval.documents.annexes.texts import read_text
from mcapproval.documents.dossier import Dossier, Way
from mcapproval.documents.enclosures import Enclosure, enclosures

How = Literal["printed", "attached", "kept", "confidential", "erased"]
"""`kept` is an annex that is refused for the volume: its file is in the pack all the same."""


@dataclass(frozen=True, slots=True)
class Included:
    """An annex and how it is in the pack. `why` is the reason where it is not printed; `note` is
    what a reader of its pages should know; `pages` are the pages of a PDF or picture that follow
    its cover sheet; `text` is what is set there of a text.
    """

    item: Enclosure
    how: How
    kind: str = "other"
    why: str = ""
    note: str = ""
    pages: int = 0
    text: str = ""


def included(dossier: Dossier) -> tuple[Included, ...]:
    """Every annex in order, judged by its bytes. What comes after a full volume is kept as a file.

    NotWhole where an annex has not the bytes of its hash.
    """
    return tuple(_within(enclosures(dossier)))


def _within(items: Iterator[Enclosure]) -> Iterator[Included]:
    held = 0
    for item in items:
        found = _judged(item)
        if found.how in ("printed", "attached"):
            held += item.annex.size
            if held > limits.LARGEST_VOLUME:
                held -= item.annex.size
                most = limits.megabytes(limits.LARGEST_VOLUME)
                found = Included(item, "kept", found.kind, f"all annexes before it make {most}")
        yield found


def _judged(item: Enclosure) -> Included:
    if item.data is None:
        return Included(item, "erased")
    if item.withheld:
        return Included(item, "confidential")
    data, path = item.data, item.annex.path
    kind = kind_of(path, data)
    if len(data) > limits.LARGEST_FILE:
        most = limits.megabytes(limits.LARGEST_FILE)
        return Included(item, "kept", kind, f"it is larger than {most}")
    match kind:
        case "pdf":
            pages, fault = pages_of(data)
            return _pages(item, kind, pages, fault)
        case "png" | "jpeg":
            fault = refused_picture(data)
            return _pages(item, kind, 1, fault)
        case "text":
            text, note, fault = read_text(data)
            if not fault and not text:
                fault = "it is empty"
            return Included(item, "kept" if fault else "printed", kind, fault, note, text=text)
    fault = no_paper(path, data)
    if fault:
        return Included(item, "kept", kind, fault)
    return Included(item, "attached", kind, f"{called(path)} can't be printed as pages")


def _pages(item: Enclosure, kind: str, pages: int, fault: str) -> Included:
    if fault:
        return Included(item, "kept", kind, fault)
    return Included(item, "printed", kind, pages=pages)


def ways(dossier: Dossier) -> tuple[Way, ...]:
    """How each annex is in the pack, in order; found out now where no pack is being made."""
    if dossier.ways is not None:
        return dossier.ways
    return tuple(Way(one.how, one.why) for one in included(dossier))
