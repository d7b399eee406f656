"""The evidence of an application: listed, added as a new version, and its hashes checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.applications import update_with
from mcapproval.actions.drafts.opened import Opened
from mcapproval.actions.drafts.refusing import understood
from mcapproval.actions.lookup import (
    application_row,
    case_row,
    draft_of,
    files_of,
    people_of,
    version_of,
)
from mcapproval.canonical import canonical, digest
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.draft.reader import read_draft_bytes
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.keep import file_bytes
from mcapproval.store.rows.folded import Organisation, Person


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A file of the newest version. `there` is `yes`, `erased`, or `damaged`."""

    name: str
    title: str
    serves: str
    size: int
    sha256: str
    there: str


def list_evidence(desk: Desk, ref: str) -> list[EvidenceLine]:
    """Every file of the newest version, each hashed as it stands in the records."""
    with desk.reading() as connection:
        application = application_row(connection, case_row(connection, ref).ref)
        version = version_of(connection, application.ref, application.number)
        found = []
        for file in files_of(connection, version):
            data = file_bytes(connection, file.sha256)
            there = "erased" if data is None else "yes"
            if data is not None and digest(data) != file.sha256:
                there = "damaged"
            found.append(
                EvidenceLine(file.name, file.title, file.serves, file.size, file.sha256, there)
            )
        return found


def add_evidence(
    desk: Desk,
    ref: str,
    file: Path,
    item: Mapping[str, Any],
    effective: date | None = None,
) -> Opened:
    """Append an item to `need.evidence`, or fill the file of the one that has the id given."""
    data = _bytes(file)
    with desk.reading() as connection:
        application = application_row(connection, case_row(connection, ref).ref)
        version = version_of(connection, application.ref, application.number)
        content = deepcopy(dict(draft_of(connection, version).data))
        bound = json.loads(version.people)
        organisations = {
            person.ref: person.organisation
            for person in queries.among(
                connection, Person, "ref", {entry["person"] for entry in bound.values()}
            )
        }
        people = {
            key: dict(facts) | _of(organisations[bound[key]["person"]])
            for key, facts in people_of(connection, version).items()
            if facts
        }
        known = frozenset(row.key for row in queries.many(connection, Organisation))
        files = {
            row.name: file_bytes(connection, row.sha256) for row in files_of(connection, version)
        }
    name = _place(content, item, file)
    if people:
        content["people"] = people
    reading = read_draft_bytes(
        canonical(content), f"{ref} with {file.name}", json=True, known=known
    )
    understood(reading.findings, f"the evidence of {ref}")
    kept = {key: body for key, body in files.items() if body is not None} | {name: data}
    missing = [key for key, body in files.items() if body is None and key != name]
    if missing:
        raise Refused(
            f"{missing[0]} was erased, so the version can't be made from the records",
            hint=f"take it out of your draft, then: mcapproval update {ref} FILE",
        )
    return update_with(desk, ref, reading.draft, kept, application.number, effective)


def _of(organisation: str | None) -> dict[str, str]:
    return {"organisation": organisation} if organisation else {}


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise AskedWrongly(
            f"{file} can't be read: {fault.strerror}", "check the name of the file"
        ) from fault
    if len(data) > LARGEST_FILE:
        raise Refused(f"{file} is larger than 25 MB")
    return data


def _place(content: dict[str, Any], item: Mapping[str, Any], file: Path) -> str:
    """Put the item into the content; gives the name under which its file is kept.

    The name is ours: the file's own might be a person's.
    """
    need = content.setdefault("need", {})
    rows = need.setdefault("evidence", [])
    ending = file.suffix.lower() if file.suffix[1:].isalnum() else ""
    wanted = item.get("id")
    row = next((row for row in rows if row.get("id") == wanted), None) if wanted else None
    if wanted and row is None:
        raise Unknown(f"there is no item {wanted} among the evidence", "leave --id out to add one")
    if row is None:
        used = {row.get("id") for row in rows}
        number = next(n for n in range(1, len(rows) + 2) if f"N{n}" not in used)
        row = {"id": f"N{number}"}
        rows.append(row)
    row |= {key: value for key, value in item.items() if key != "id" and value is not None}
    row["file"] = f"evidence/{str(row['id']).lower()}{ending}"
    return str(row["file"])
