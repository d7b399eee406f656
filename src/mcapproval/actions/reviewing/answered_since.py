"""Whether the answers of a file would undo what was answered since the file was written."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.drafts.written import is_word
from mcapproval.canonical import canonical
from mcapproval.draft.pointer import pointer
from mcapproval.errors import Reason, Refused, typed
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.keep import content

SHOWN = 3
"""So many of the answers that would be undone are named."""


def not_overtaken(
    connection: Connection,
    ref: str,
    who: str,
    file: Path,
    written_at: int | None,
    answers: Mapping[str, Any],
) -> None:
    """Refused where `answers`, from a file written at a row of the journal, would undo what others
    answered after it, or what `who` answered by another way. A file that says no row is taken where
    it only adds to what stands, or where `who` answered last.
    """
    last, _ = queries.head(connection)
    if (written_at or 0) > last:
        raise Refused(
            f"{file.name} was written at row {written_at}, and these records have {last}: it is "
            "of others",
            hint=f"mcapproval review form {ref} --into NEW{look_of(file)}",
        )
    answered = [event for event in queries.events(connection, ref) if event.act == "answered"]
    since = [event for event in answered if event.seq > (written_at or 0)]
    if not since or (written_at is None and since[-1].by.person == who):
        return
    own = all(event.by.person == who for event in since)
    known = _answers(connection, answered[: len(answered) - len(since)])
    stands = _answers(connection, since)
    undone = [pointer(steps) for steps in lost(known, stands, answers, own)]
    if undone:
        raise _refusal(ref, file, written_at, since[-1], undone)


def _answers(connection: Connection, answered: list[Event]) -> Mapping[str, Any]:
    return (content(connection, answered[-1].data["answers"]) if answered else None) or {}


def _refusal(
    ref: str, file: Path, written_at: int | None, event: Event, undone: list[str]
) -> Refused:
    when = (
        f"and {file.name} does not say when it was written"
        if written_at is None
        else f"after {file.name} was written (row {written_at})"
    )
    named = ", ".join(undone[:SHOWN])
    more = f" and {len(undone) - SHOWN} more" if len(undone) > SHOWN else ""
    return Refused(
        f"{ref} was answered on {event.effective_on} (row {event.seq}), {when}",
        [
            Reason(
                "MOVED-ON",
                f"the file would undo what stands there now: {named}{more}",
                "carry its answers over into a new form, and put that in: "
                f"mcapproval review form {ref} --into NEW{look_of(file)}",
                "you",
            )
        ],
        hint="where it is to stand in place of all that was answered: "
        f"mcapproval review answer {ref} {shlex.quote(typed(str(file)))} --over",
    )


def look_of(file: Path) -> str:
    """How the name of another form of the same kind ends."""
    return ".docx" if is_word(file) else ".yaml"


def lost(
    known: Any, stands: Any, new: Any, own: bool, steps: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """Where `new` has not what `stands` now and was not `known` when its file was written.

    What somebody changed by their `own` hand is lost only where the file has what was known before:
    else it was changed in the file once more.
    """
    if stands in (known, new):
        return
    if all(each is None or isinstance(each, Mapping) for each in (known, stands, new)):
        for key in sorted({**(known or {}), **(stands or {})}):
            was, now, will = ((each or {}).get(key) for each in (known, stands, new))
            yield from lost(was, now, will, own, (*steps, key))
    elif own and new != known:
        return
    elif not (isinstance(stands, list) and isinstance(new, list) and _kept(known, stands, new)):
        yield steps


def _kept(known: Any, stands: list[Any], new: list[Any]) -> bool:
    """Whether each row that stands is among the new ones or is only added to, and none is there
    again that was taken out.
    """
    before, now = _rows(known if isinstance(known, list) else []), _rows(stands)
    told = _rows(new)
    return not (told & before) - now and all(
        canonical(row) in told
        or (
            n < len(new)
            and canonical(new[n]) not in now
            and not any(lost(None, row, new[n], False))
        )
        for n, row in enumerate(stands)
    )


def _rows(rows: list[Any]) -> set[bytes]:
    return {canonical(row) for row in rows}
