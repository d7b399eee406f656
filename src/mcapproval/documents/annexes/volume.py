"""The volume of annexes: our cover sheets, and behind each what it stands for.

What is on the pages of others is taken over as it is, each page as parts of our structure.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from mcapproval.documents.annexes.images import put_on_page
from mcapproval.documents.annexes.judging import Included
from mcapproval.documents.annexes.sheets import covered, sheets
from mcapproval.documents.annexes.structure import Told, tell_of_page, tell_of_picture, weave
from mcapproval.documents.dossier import Dossier

OLDEST = ("1.7", 0)
"""The version of PDF that a volume says it is: pages of others may need what older ones lack."""
TYPES = {
    "eml": "message/rfc822",
    "msg": "application/vnd.ms-outlook",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "heic": "image/heic",
}


@dataclass(frozen=True, slots=True)
class Volume:
    """Its bytes, the page of each annex's cover sheet by the annex's number, and the characters
    that could not be printed, each with its place.
    """

    data: bytes
    pages: dict[int, int]
    unprinted: tuple[tuple[str, str], ...]


def volume(dossier: Dossier, found: Sequence[Included]) -> Volume | None:
    """The volume; None where no annex gets a cover sheet. Equal for equal annexes."""
    import pikepdf

    from mcapproval.documents.pdf.render import render
    from mcapproval.documents.pdf.unprintable import unprintable

    shown = covered(found)
    if not shown:
        return None
    paper = sheets(dossier, found)
    with ExitStack() as held:
        pdf = held.enter_context(pikepdf.open(BytesIO(render(paper))))
        starts = _starts(pdf, len(shown))
        ends = [*starts[1:], len(pdf.pages)]
        told, pages, before = Told(pdf), {}, 0
        for one, start, end in zip(shown, starts, ends, strict=True):
            pages[one.item.number] = start + before + 1
            added = _put_in(told, one, end + before, held)
            if added != one.pages:
                raise AssertionError(f"annex {one.item.number}: {added} pages, not {one.pages}")
            before += added
        weave(told)
        lacking = tuple((each.character, each.place) for each in unprintable(paper))
        return Volume(_saved(pdf), pages, lacking)


def _starts(pdf: Any, wanted: int) -> list[int]:
    """The pages, from 0, on which cover sheets begin: those to which the bookmarks of ours lead."""
    with pdf.open_outline() as outline:
        first = [_page(pdf, item) for item in outline.root]
    if len(first) != wanted:
        raise AssertionError(f"{len(first)} bookmarks for {wanted} cover sheets")
    return first


def _page(pdf: Any, item: Any) -> int:
    place = item.destination if item.destination is not None else item.action.D
    return int(pdf.pages.index(place[0]))


def _put_in(told: Told, one: Included, at: int, held: ExitStack) -> int:
    """What stands behind a cover sheet, put in before page `at`; how many pages that were."""
    import pikepdf

    pdf, data = told.pdf, one.item.data
    assert data is not None
    if one.how == "attached":
        _attach(pdf, one, data)
        return 0
    if one.how == "kept" or one.kind == "text":
        return 0
    if one.kind == "pdf":
        theirs = held.enter_context(pikepdf.open(BytesIO(data), suppress_warnings=True))
        for number, page in enumerate(theirs.pages):
            pdf.pages.insert(at + number, page)
            said = f"Page {number + 1} of annex {one.item.number}: {one.item.title}"
            tell_of_page(told, pdf.pages[at + number], said)
        return len(theirs.pages)
    page = put_on_page(pdf, data, at)
    tell_of_picture(told, page, one.item.title)
    return 1


def _attach(pdf: Any, one: Included, data: bytes) -> None:
    from pikepdf import AttachedFileSpec

    name = one.item.file.rpartition("/")[2]
    pdf.attachments[name] = AttachedFileSpec(
        pdf,
        data,
        filename=name,
        description=f"Annex {one.item.number}: {one.item.title}",
        mime_type=TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream"),
    )


def _saved(pdf: Any) -> bytes:
    """Nothing is packed here: qpdf brings a zlib of its own, and ours is the one that we name."""
    import pikepdf

    out = BytesIO()
    pdf.save(
        out,
        min_version=OLDEST,
        fix_metadata_version=False,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        deterministic_id=True,
    )
    return out.getvalue()
