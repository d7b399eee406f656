"""The pack of one submission: a PDF for each document, the annexes, and the manifest over them all.

`build` is pure: the same dossier gives the same bytes, so that a pack can be proven by making it
again. `pack_files.py` puts it on a disk and holds it against its manifest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import mcapproval
from mcapproval.canonical import canonical, digest
from mcapproval.documents.annexes.judging import Included, included
from mcapproval.documents.annexes.volume import Volume, volume
from mcapproval.documents.application.record_copy import content_hash, policy_hash
from mcapproval.documents.catalogue import CATALOGUE
from mcapproval.documents.dossier import Dossier, Way
from mcapproval.documents.enclosures import enclosures, read_once
from mcapproval.documents.pack_files import FORMAT, MANIFEST, verify, write

__all__ = ["PackFile", "build", "verify", "write"]


@dataclass(frozen=True, slots=True)
class PackFile:
    """`name` is a path inside the pack with / between folders; `title` is for the manifest."""

    name: str
    data: bytes
    title: str = ""


def build(dossier: Dossier) -> tuple[PackFile, ...]:
    """Documents, annexes, manifest. NotWhole where an annex has not the bytes of its hash."""
    dossier = read_once(dossier)
    found = included(dossier)
    bound = volume(dossier, found)
    dossier = replace(dossier, ways=_ways(found, bound))
    files = (*_documents(dossier), *_bound(bound), *_annexes(dossier))
    return (*files, PackFile(MANIFEST, canonical(_manifest(dossier, files)) + b"\n", "Manifest"))


def _documents(dossier: Dossier) -> tuple[PackFile, ...]:
    from mcapproval.documents.pdf.render import render  # reportlab takes a tenth of a second

    return tuple(
        PackFile(f"{number:02}-{entry.slug}.pdf", render(entry.make(dossier)), entry.title)
        for number, entry in enumerate(CATALOGUE, 1)
        if entry.when(dossier)
    )


def _ways(found: Iterable[Included], bound: Volume | None) -> tuple[Way, ...]:
    pages = bound.pages if bound else {}
    return tuple(Way(one.how, one.why, pages.get(one.item.number)) for one in found)


def _bound(bound: Volume | None) -> tuple[PackFile, ...]:
    if bound is None:
        return ()
    return (PackFile(f"{len(CATALOGUE) + 1:02}-annexes.pdf", bound.data, "Annexes"),)


def _annexes(dossier: Dossier) -> tuple[PackFile, ...]:
    return tuple(
        PackFile(item.file, item.data, item.title)
        for item in enclosures(dossier)
        if item.data is not None and not item.withheld
    )


def _manifest(dossier: Dossier, files: tuple[PackFile, ...]) -> dict[str, object]:
    number, row_hash = dossier.row
    return {
        "format": FORMAT,
        "ref": dossier.ref,
        "version": dossier.version,
        "form": dossier.form,
        "as_at": dossier.as_at.isoformat(),
        "law_day": dossier.law_day.isoformat(),
        "simulated": dossier.simulated,
        "rule_book": dossier.rule_book,
        "policy": policy_hash(dossier),
        "content": content_hash(dossier),
        "row": {"number": number, "hash": row_hash},
        "made_with": made_with(),
        "files": [
            {
                "name": file.name,
                "title": file.title,
                "size": len(file.data),
                "sha256": digest(file.data),
            }
            for file in files
        ],
    }


def made_with() -> dict[str, str]:
    """Bytes are equal only within one release of each: a rebuild under others proves nothing."""
    import reportlab

    from mcapproval.documents.typeface import fingerprint

    return {
        "mcapproval": mcapproval.__version__,
        "reportlab": str(reportlab.__version__),
        "font": fingerprint(),
    }
