"""A part that was deleted from a Word form is not emptied in the records: nobody answered it so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.drafts.refusing import THE_AUTHOR
from mcapproval.actions.drafts.written import Written
from mcapproval.actions.lookup import draft_of, people_of, version_of
from mcapproval.draft.pointer import pointer
from mcapproval.errors import Reason, Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Application


def nothing_emptied(connection: Connection, ref: str, written: Written, file: Path) -> None:
    """Refused where a question is no longer in a Word form and an answer of it stands."""
    application = queries.one(connection, Application, ref=ref) if written.without else None
    if application is None:
        return
    version = version_of(connection, ref, application.number)
    stands = {
        **draft_of(connection, application).data,
        "people": people_of(connection, version) or None,
    }
    now = written.reading.draft.data
    gone = [
        path for path in written.without if _answered(stands, path) and not _answered(now, path)
    ]
    if gone:
        raise Refused(
            f"{file.name} is without parts in which answers of {ref} stand",
            list(_reasons(gone)),
            hint=f"take out what stands: mcapproval draft take {ref} FOLDER; then make a form of "
            "it: mcapproval draft convert FOLDER/draft.yaml FORM.docx",
        )


def _reasons(gone: list[str]) -> Iterator[Reason]:
    from mcapproval.documents.word_form.naming import place_of  # few forms have lost anything

    for path in gone:
        yield Reason(
            "GONE",
            f"{place_of(pointer(path.split('.')))} is no longer in the form, and would be emptied",
            "copy it from a form of what stands; where it is to be empty, empty its fields there",
            THE_AUTHOR,
        )


def _answered(data: Any, path: str) -> bool:
    return any(answer not in (None, "") for answer in _answers(data, path.split(".")))


def _answers(data: Any, steps: list[str]) -> Iterator[Any]:
    """Every answer at a path, in whichever entries of the lists on the way."""
    if isinstance(data, list | tuple):
        for entry in data:
            yield from _answers(entry, steps)
    elif not steps:
        yield data
    elif isinstance(data, Mapping):
        yield from _answers(data.get(steps[0]), steps[1:])
