"""Whether a pack is as it was made: by its own manifest, and by the records."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from mcapproval.actions.desk import Desk
from mcapproval.actions.papers.packs import dossier
from mcapproval.actions.papers.sealed import against_seal
from mcapproval.documents.made_with import made_with
from mcapproval.documents.pack import build
from mcapproval.documents.pack_comparing import same_unpacked
from mcapproval.documents.pack_contents import contents, is_pack
from mcapproval.documents.pack_files import verify
from mcapproval.documents.pack_manifest import looks_of, manifest_of
from mcapproval.errors import Unknown
from mcapproval.rules.book_hash import book_hash
from mcapproval.store import queries

OTHER_PROGRAM = (
    "its documents, which were made by another version of mcapproval or of the rule book and can't "
    "be built again here; its row and its annexes are those of the records"
)
OTHER_ZLIB = (
    "its PDFs were packed by zlib {theirs} and here zlib {ours} runs, so what is in them was "
    "compared, and not their bytes"
)


@dataclass(frozen=True, slots=True)
class PackVerdict:
    """What is wrong with a pack; `notes` say what could not be compared, and why; `said` how the
    rest was compared, where that was not byte for byte; `sealed` how its files differ from those
    that were sent in.
    """

    faults: tuple[str, ...]
    notes: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()


def verify_pack(place: Path, desk: Desk | None) -> PackVerdict:
    """A pack's files by its manifest; with records, rebuilt as of its row and compared. Unknown for
    what is no pack.
    """
    if not is_pack(place):
        what = "is no pack" if os.path.lexists(place) else "is not there"
        raise Unknown(f"{place} {what}", "name the folder or the ZIP that `pack --into` wrote")
    faults = verify(place)
    if desk is None or faults:
        return PackVerdict(faults)
    manifest = manifest_of(place)
    with desk.reading() as connection:
        row = queries.journal_row(connection, manifest["row"]["number"])
        if row is None or row[1] != manifest["row"]["hash"]:
            number = manifest["row"]["number"]
            return PackVerdict((f"row {number} of these records is not the pack's row",))
        as_at = date.fromisoformat(manifest["as_at"])
        made = dossier(connection, manifest["ref"], as_at, row[0])
        rebuilt = {file.name: file.data for file in build(made, looks_of(manifest))}
        erased = [event.seq for event in queries.erasures_after(connection, row[0])]
    since = f"; texts were erased since (row {erased[0]}): make the pack again" if erased else ""
    verdict = _compared(manifest, contents(place), rebuilt, since)
    return replace(verdict, sealed=against_seal(desk, manifest["ref"], place))


def _compared(
    manifest: dict[str, Any],
    found: dict[str, bytes | None],
    rebuilt: dict[str, bytes],
    since: str,
) -> PackVerdict:
    ours, theirs = made_with(), dict(manifest["made_with"])
    notes: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    unpacked = False
    if theirs != ours or manifest["rule_book"] != book_hash():
        if manifest["rule_book"] == book_hash() and _but_zlib(theirs) == _but_zlib(ours):
            unpacked = True
            said = (OTHER_ZLIB.format(theirs=theirs.get("zlib"), ours=ours["zlib"]),)
        else:
            rebuilt = {name: data for name, data in rebuilt.items() if name.startswith("annexes/")}
            notes = (OTHER_PROGRAM,)

    def same(name: str) -> bool:
        data = found.get(name)
        if data is None:
            return False
        return same_unpacked(name, data, rebuilt[name]) if unpacked else data == rebuilt[name]

    faults = (
        f"{name} is not what the records give for that row{since}"
        for name in sorted(rebuilt)
        if not same(name)
    )
    return PackVerdict(tuple(faults), notes, said)


def _but_zlib(made: dict[str, str]) -> dict[str, str]:
    return {name: release for name, release in made.items() if name != "zlib"}
