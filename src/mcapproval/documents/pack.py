"""The pack of one submission: each document in its looks, the annexes, the manifest over them all.

`build` is pure: the same dossier gives the same bytes, so that a pack can be proven by making it
again. `pack_files.py` puts it on a disk and holds it against its manifest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mcapproval.canonical import canonical, digest
from mcapproval.documents.annexes.judging import Included, included
from mcapproval.documents.annexes.volume import Volume, volume
from mcapproval.documents.application.record_copy import content_hash, policy_hash
from mcapproval.documents.catalogue import in_pack, volume_name
from mcapproval.documents.cleaning import clean
from mcapproval.documents.content import Document
from mcapproval.documents.dossier import Dossier, Way
from mcapproval.documents.enclosures import enclosures, read_once
from mcapproval.documents.made_with import made_with
from mcapproval.documents.pack_manifest import DIGEST, FORMAT, LOOKS, MANIFEST, own_digest
from mcapproval.documents.pdf.unprintable import unprintable
from mcapproval.documents.renderers import rendered
from mcapproval.documents.unwritten import unwritten


@dataclass(frozen=True, slots=True)
class PackFile:
    """`name` is a path inside the pack with / between folders; `title` is for the manifest."""

    name: str
    data: bytes
    title: str = ""


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A character that is shown by its code, since no letter of ours is for it, and where."""

    file: str
    character: str
    place: str

    @property
    def code(self) -> str:
        return f"U+{ord(self.character):04X}"


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a pack, its manifest last; `untaken` are the annexes that its volume refused,
    `lacking` what its PDFs could not print, `unwritten` the places that each paper leaves open.
    """

    files: tuple[PackFile, ...]
    untaken: tuple[str, ...]
    lacking: tuple[Unprinted, ...]
    unwritten: Mapping[str, tuple[str, ...]]


def build(dossier: Dossier, looks: Sequence[str] = LOOKS) -> tuple[PackFile, ...]:
    """The files of the pack. NotWhole where an annex has not the bytes of its hash."""
    return make(dossier, looks).files


def make(dossier: Dossier, looks: Sequence[str] = LOOKS) -> Made:
    """Documents in each of the looks, annexes, manifest, and what a person is to be told of them.

    NotWhole where an annex has not the bytes of its hash.
    """
    dossier = read_once(dossier)
    found = included(dossier)
    bound = volume(dossier, found)
    dossier = replace(dossier, ways=_ways(found, bound))
    lacking: list[Unprinted] = []
    made = tuple(_papers(dossier))
    papers = tuple(_documents(made, looks, lacking))
    if bound is not None:
        lacking += [Unprinted(volume_name(dossier), *each) for each in bound.unprinted]
    files = (*papers, *_bound(dossier, bound), *_annexes(dossier))
    manifest = canonical(_manifest(dossier, looks, files, lacking)) + b"\n"
    untaken = tuple(
        f"{one.item.file} is not printed in the volume of annexes: {one.why}"
        for one in found
        if one.how == "kept"
    )
    left = {name: open_ for name, _, paper in made if (open_ := unwritten(paper))}
    whole = (*files, PackFile(MANIFEST, manifest, "Manifest"))
    return Made(whole, untaken, tuple(lacking), left)


def _papers(dossier: Dossier) -> Iterator[tuple[str, str, Document]]:
    """Each paper with its name in the pack and its title: it is put into words once."""
    for number, entry in in_pack(dossier):
        yield f"{number:02}-{entry.slug}", entry.title, entry.make(dossier)


def _documents(
    papers: Iterable[tuple[str, str, Document]], looks: Sequence[str], lacking: list[Unprinted]
) -> Iterator[PackFile]:
    """Each paper is given every look. What no letter of ours is for is added to `lacking`."""
    for called, title, paper in papers:
        for look in looks:
            name = f"{called}.{look}"
            if look == "pdf":
                lacking += [Unprinted(name, *each) for each in unprintable(paper)]
            yield PackFile(name, rendered(paper, look), title)


def _ways(found: Iterable[Included], bound: Volume | None) -> tuple[Way, ...]:
    pages = bound.pages if bound else {}
    return tuple(Way(one.how, one.why, pages.get(one.item.number)) for one in found)


def _bound(dossier: Dossier, bound: Volume | None) -> tuple[PackFile, ...]:
    if bound is None:
        return ()
    return (PackFile(volume_name(dossier), bound.data, "Annexes"),)


def _annexes(dossier: Dossier) -> tuple[PackFile, ...]:
    return tuple(
        PackFile(item.file, item.data, item.title)
        for item in enclosures(dossier)
        if item.data is not None and not item.withheld
    )


def _manifest(
    dossier: Dossier,
    looks: Sequence[str],
    files: tuple[PackFile, ...],
    lacking: Sequence[Unprinted],
) -> dict[str, object]:
    number, row_hash = dossier.row
    told: dict[str, object] = {
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
        "looks": list(looks),
        "annexes": [
            {"number": number, "sha256": annex.sha256, "how": way.how, "page": way.page}
            for number, (annex, way) in enumerate(
                zip(dossier.annexes, dossier.ways or (), strict=True), 1
            )
        ],
        "unprinted": [
            {"file": each.file, "character": each.code, "place": clean(each.place)}
            for each in lacking
        ],
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
    return told | {DIGEST: own_digest(told)}
