"""The very files that were sent in, kept as they are: those edited by hand and those added too.

A seal is a row of the case's journal. No rebuild touches what it holds: the bytes are kept by hash
beside the evidence, and an erasure that finds a name in them removes them as it does any file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.desk import Desk, settled
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import application_row, case_row
from mcapproval.actions.papers.packs import dossier, packed_on
from mcapproval.actions.papers.sealed import Seal, files_at, seals_of
from mcapproval.actions.people.roles import actor
from mcapproval.canonical import digest
from mcapproval.documents.cleaning import clean
from mcapproval.documents.file_names import ill_named
from mcapproval.documents.made_with import made_with
from mcapproval.documents.pack import PackFile, build
from mcapproval.documents.pack_contents import members
from mcapproval.documents.pack_manifest import MANIFEST, files_of, looks_of, read_manifest
from mcapproval.errors import AskedWrongly, Reason, Refused, Trouble
from mcapproval.rules.book_hash import book_hash
from mcapproval.store import engine as engines
from mcapproval.store import queries
from mcapproval.store.keep import Text
from mcapproval.store.rows.folded import Case
from mcapproval.stored_zip import stored_zip
from mcapproval.workflow.acting import part
from mcapproval.workflow.answers import readable
from mcapproval.workflow.model import Definition

SUBMIT = "submit"
NAME_IT = "name the folder that was sent in"
MOST_FILES = 2000
LARGEST_SEAL = 1024 * 2**20
"""Bytes of all files of a seal: a volume of annexes, or a pack in one ZIP, may be some 400 MB."""


def seal(desk: Desk, ref: str, place: Path, note: str = "") -> Seal:
    """Keep every file of a folder, or the one file named, as it is.

    Refused before the case can be submitted, and to whoever may not submit it.
    """
    _apart(place, desk.records.where)
    readable(note, "the note")
    found = _read(place)

    def attempt() -> Seal:
        with desk.reading() as connection:
            case = case_row(connection, ref)
            application_row(connection, case.ref)
            definition = definition_of(connection, case)
            acts_for = _may(connection, desk, case, definition)
            how = _how(connection, desk, case, found)
        with desk.writing(acts_for) as writer:
            rows = [
                {"sha256": writer.file(data), "size": len(data), "how": how[name]}
                for name, data in found.items()
            ]
            data = {
                "files": rows,
                "names": writer.text(Text(list(found), desk.salt())),
                "note": writer.text(Text(note.strip(), desk.salt())) if note.strip() else None,
            }
            row = writer.add(case.ref, "sealed", desk.today, data, seen=case.version)
        with desk.reading() as connection:
            return next(each for each in seals_of(connection, case.ref) if each.row == row.seq)

    return settled(ref, attempt)


def _apart(place: Path, where: str) -> None:
    """AskedWrongly where the records lie in the folder: they would be kept in themselves for ever,
    as where a shell puts nothing in the place of the folder's name.
    """
    if not engines.is_url(where) and Path(where).resolve().is_relative_to(place.resolve()):
        raise AskedWrongly(f"the records themselves lie in {place.resolve()}", NAME_IT)


def _read(place: Path) -> dict[str, bytes]:
    """The files that were sent in, by name and in order; nothing is sealed that can't be, and of
    that nothing is read.
    """
    try:
        reasons = tuple(_in_the_way(place))
        if reasons:
            raise Refused(f"{place} can't be sealed", reasons)
        found = files_at(place)
    except OSError as fault:
        said = f"{fault.filename or place} can't be read: {fault.strerror or fault}"
        raise AskedWrongly(said, NAME_IT) from fault
    if not found:
        raise AskedWrongly(f"{place} has no file in it", NAME_IT)
    return {name: data for name, data in found.items() if data is not None}


def _in_the_way(place: Path) -> Iterator[Reason]:
    """By what the disk says of the files: a wrong folder may hold any number of any size. A folder
    inside that may not be read would be left out in silence.
    """
    inside = (p for p in place.rglob("*") if p.is_symlink() or not p.is_dir() or _shut(p))
    whole = place.is_dir() and not _shut(place)
    paths = list(islice(inside, MOST_FILES + 1)) if whole else [place]
    if len(paths) > MOST_FILES:
        said = f"{place} holds more than {MOST_FILES} files, which are not taken"
        yield Reason("SEAL-FILE", said, NAME_IT, "you")
        return
    called = {
        path: path.relative_to(place).as_posix() if path != place else place.name
        for path in sorted(paths)
    }
    for path, name in called.items():
        if why := _unfit(path):
            said, mend = f"{clean(name)} {why}", "take it out, or put the file there"
            yield Reason("SEAL-FILE", said, mend, "you")
    for name, why in ill_named(called.values()):
        mend = "give it another name: what is sealed can be written into any folder again"
        yield Reason("SEAL-FILE", f"{clean(name)} {clean(why)}", mend, "you")
    if sum(path.stat().st_size for path in paths if path.is_file()) > LARGEST_SEAL:
        said = f"the files of {place} are larger than {LARGEST_SEAL // 2**20} MB together"
        yield Reason("SEAL-FILE", said, NAME_IT, "you")


def _unfit(path: Path) -> str:
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return "has a name that is not UTF-8"
    if path.is_symlink() or (path.exists() and not path.is_file() and not path.is_dir()):
        return "is a link or no ordinary file"
    why = _shut(path) if path.exists() else ""
    return f"can't be read: {why}" if why else ""


def _shut(path: Path) -> str:
    """Why a file or folder can't be read, as the disk says it; empty where it can."""
    try:
        if path.is_dir():
            next(path.iterdir(), None)
        else:
            path.open("rb").close()
    except OSError as fault:
        return fault.strerror or str(fault)
    return ""


def _may(connection: Connection, desk: Desk, case: Case, definition: Definition) -> str | None:
    """For whom somebody seals; Refused with every reason against it."""
    policy = policy_for(connection, case.provider, desk.today)
    moves = definition.called(SUBMIT)
    by = {role for move in moves for role in move.by}
    who = actor(connection, desk, case, definition)
    acting = part(who, by)
    reasons = list(acting.reasons)
    if not reasons and acting.roles.isdisjoint(by):
        may = ", ".join(policy.title(role) for role in sorted(by)) or "nobody"
        mend = "ask somebody who holds the role"
        reasons.append(Reason("ROLE", f"sealing is for whoever may submit: {may}", mend, may))
    events = queries.holding(queries.events(connection, case.ref))
    sent = any(event.act == "moved" and event.data["move"] == SUBMIT for event in events)
    if not sent and not any(case.state in move.sources for move in moves):
        label = definition.label(case.state)
        said = f"{case.ref} is in '{label}': it was not submitted, and can't be yet"
        mend = f"seal what is sent in when it is sent: mcapproval next {case.ref}"
        reasons.append(Reason("SEAL-EARLY", said, mend, "whoever may submit"))
    if reasons:
        raise Refused(f"nothing can be sealed on {case.ref}", reasons)
    return acting.acts_for


def _how(
    connection: Connection, desk: Desk, case: Case, found: Mapping[str, bytes]
) -> dict[str, str]:
    """How each file stands to the pack that its own manifest names, else to the pack of today."""
    whole = _expected(connection, desk, case, _manifest(found))
    as_made = set(whole.values())

    def stands(name: str, data: bytes) -> str:
        if digest(data) in as_made:
            return "made"
        return "edited" if name in whole else "added"

    return {name: stands(name, data) for name, data in found.items()}


def _manifest(found: Mapping[str, bytes]) -> bytes:
    """The manifest among the files that were sent in, or within the one ZIP that was."""
    if len(found) == 1 and next(iter(found)).lower().endswith(".zip"):
        try:
            return members(next(iter(found.values()))).get(MANIFEST, b"")
        except AskedWrongly:
            return b""
    return found.get(MANIFEST, b"")


def _now(connection: Connection, desk: Desk, case: Case) -> dict[str, str]:
    """The hashes of the pack that would be made today."""
    as_at = packed_on(connection, case.ref)
    return _hashes(build(dossier(connection, case.ref, as_at)))


def _expected(connection: Connection, desk: Desk, case: Case, manifest: bytes) -> dict[str, str]:
    """The hashes of the files of a pack as it was made, by name, and of the one ZIP of them: made
    again from the records, and as its manifest says where another program made it.
    """
    try:
        told = read_manifest(manifest)
        files = files_of(told)
    except Trouble:
        return _now(connection, desk, case)
    row = (told["row"]["number"], told["row"]["hash"])
    if told["ref"] != case.ref or queries.journal_row(connection, row[0]) != row:
        return _now(connection, desk, case)
    if told["made_with"] != made_with() or told["rule_book"] != book_hash():
        named = {name: str(file.get("sha256")) for name, file in files.items()}
        return named | {MANIFEST: digest(manifest)}
    as_at = date.fromisoformat(told["as_at"])
    return _hashes(build(dossier(connection, case.ref, as_at, row[0]), looks_of(told)))


def _hashes(files: Iterable[PackFile]) -> dict[str, str]:
    held = tuple(files)
    archive = digest(stored_zip((file.name, file.data) for file in held))
    return {file.name: digest(file.data) for file in held} | {"": archive}
