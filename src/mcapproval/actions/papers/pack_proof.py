"""Whether a pack is as it was made: by its own manifest, and by the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mcapproval.actions.desk import Desk
from mcapproval.actions.papers.packs import dossier
from mcapproval.documents.pack import build, made_with
from mcapproval.documents.pack_files import manifest_of, verify
from mcapproval.rules.book import book_hash
from mcapproval.store import queries

OTHER_PROGRAM = (
    "its documents, which were made by another version of mcapproval or of the rule book and can't "
    "be built again here; its row and its annexes are those of the records"
)


@dataclass(frozen=True, slots=True)
class PackVerdict:
    """What is wrong with a pack; `notes` say what could not be compared, and why."""

    faults: tuple[str, ...]
    notes: tuple[str, ...] = ()


def verify_pack(folder: Path, desk: Desk | None) -> PackVerdict:
    """A pack's files by its manifest; with records, rebuilt as of its row and compared."""
    faults = verify(folder)
    if desk is None or faults:
        return PackVerdict(faults)
    manifest = manifest_of(folder)
    with desk.reading() as connection:
        row = queries.journal_row(connection, manifest["row"]["number"])
        if row is None or row[1] != manifest["row"]["hash"]:
            number = manifest["row"]["number"]
            return PackVerdict((f"row {number} of these records is not the pack's row",))
        as_at = date.fromisoformat(manifest["as_at"])
        made = dossier(connection, manifest["ref"], as_at, row[0])
        rebuilt = {file.name: file.data for file in build(made)}
        erased = queries.erasures_after(connection, row[0])
    if (manifest["made_with"], manifest["rule_book"]) != (made_with(), book_hash()):
        rebuilt = {name: data for name, data in rebuilt.items() if name.startswith("annexes/")}
        notes: tuple[str, ...] = (OTHER_PROGRAM,)
    else:
        notes = ()
    since = f"; texts were erased since (row {erased[0]}): make the pack again" if erased else ""
    return PackVerdict(
        tuple(
            f"{name} is not what the records give for that row{since}"
            for name in sorted(rebuilt)
            if not (folder / name).is_file() or (folder / name).read_bytes() != rebuilt[name]
        ),
        notes,
    )
