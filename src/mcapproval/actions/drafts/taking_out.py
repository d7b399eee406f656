"""The draft of an application out of the records, with the files that it names, to work on.

So an application that a re-evaluation opened, filled with what stands approved, gets its author.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import (
    application_row,
    case_row,
    draft_of,
    files_of,
    people_of,
    version_of,
)
from mcapproval.documents.pack import PackFile
from mcapproval.documents.pack_files import write
from mcapproval.draft.help import NO_WORDS, Own, parts
from mcapproval.draft.yaml_text import yaml_text
from mcapproval.store import queries
from mcapproval.store.keep import file_bytes
from mcapproval.store.rows.folded import Person, Version

NAME = "draft"


def take_out(desk: Desk, ref: str, folder: Path, word: bool, own: Own = NO_WORDS) -> list[str]:
    """Write it into a folder that is new or empty; gives the names of the files, the draft first.

    A file that was erased is left out. Raises TextErased where the text was.
    """
    with desk.reading() as connection:
        application = application_row(connection, case_row(connection, ref).ref)
        version = version_of(connection, application.ref, application.number)
        content = whole_content(connection, version)
        kept = {
            file.name: file_bytes(connection, file.sha256) for file in files_of(connection, version)
        }
    if word:
        from mcapproval.documents.word_form.writing import form  # only where a form is asked for

        draft = PackFile(f"{NAME}.docx", form(content, own))
    else:
        draft = PackFile(f"{NAME}.yaml", yaml_text(content).encode())
    files = [draft, *(PackFile(name, data) for name, data in kept.items() if data is not None)]
    write(files, folder, new=True)
    return [file.name for file in files]


def whole_content(connection: Connection, version: Version) -> dict[str, Any]:
    """What a version says with the people that it names. TextErased where it was."""
    people = _people(connection, version)
    content: dict[str, Any] = {**draft_of(connection, version).data}
    found: dict[str, Any] = in_order(content | ({"people": people} if people else {}))
    return found


def _people(connection: Connection, version: Version) -> dict[str, dict[str, Any]]:
    """The people of a version as its file has them: whose they are stands in the register."""
    bound = json.loads(version.people)
    rows = queries.among(connection, Person, "ref", {each["person"] for each in bound.values()})
    whose = {row.ref: row.organisation for row in rows if row.organisation}
    found = {key: dict(told) for key, told in people_of(connection, version).items()}
    for key, told in found.items():
        if told and (organisation := whose.get(bound[key]["person"])):
            told["organisation"] = organisation
    return found


def in_order(value: Any, *names: str) -> Any:
    """Its keys in the order in which a draft asks for them: what is kept has them by alphabet."""
    if isinstance(value, list):
        return [in_order(each, *names) for each in value]
    if not isinstance(value, Mapping):
        return value
    asked = {path: number for number, path in enumerate(parts())}
    keys = sorted(value, key=lambda key: asked.get(".".join((*names, key)), len(asked)))
    return {key: in_order(value[key], *names, key) for key in keys}
