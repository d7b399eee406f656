"""What stands in the records and is no longer in a file: it goes only when somebody says so.

Evidence is put into the records by `evidence add` too, so the file on somebody's desk may never
have had it.
"""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from mcapproval.actions.drafts.refusing import THE_AUTHOR, called
from mcapproval.draft.changed import another_title
from mcapproval.draft.model import Draft
from mcapproval.draft.sections import FRAME
from mcapproval.errors import AskedWrongly, Reason, Refused, typed

NEED = "need"


def nothing_left_out(
    ref: str, number: int, old: Draft, new: Draft, without: Collection[str]
) -> None:
    """Refused where a part of version `number`, or a piece of its evidence, is not in the new draft
    and not named by `without`. A part whose key stands there with nothing behind it was emptied on
    purpose. AskedWrongly where `without` names what is not gone.
    """
    gone = {**_parts(old, new), **_evidence(old, new)}
    if odd := [name for name in without if name not in gone]:
        raise AskedWrongly(
            f"{', '.join(odd)}: not among what {called(new)} leaves out of {ref}",
            f"it leaves out {', '.join(gone)}" if gone else "it leaves nothing out",
        )
    if left := {name: what for name, what in gone.items() if name not in without}:
        file = shlex.quote(typed(new.source)) if Path(new.source).name else "FILE"
        raise Refused(
            f"{called(new)} is without what stands in version {number} of {ref}",
            [_reason(name, what) for name, what in left.items()],
            hint=f"{_foreign(ref, old, new)}take out what stands and go on with that: "
            f"mcapproval draft take {ref} FOLDER; where it is to go: "
            f"mcapproval update {ref} {file} --without {','.join((*without, *left))}",
        )


def _foreign(ref: str, old: Draft, new: Draft) -> str:
    title, now = old.text("/title"), new.text("/title")
    if not another_title(title, now):
        return ""
    return f'is it the draft of {ref}? Its title is "{now}", there it is "{title}". If it is, '


def _reason(name: str, what: str) -> Reason:
    return Reason(
        "GONE",
        f"{what} is not in the file, and would be taken out",
        f"put it into the file, or say that it is to go: --without {name}",
        THE_AUTHOR,
    )


def _parts(old: Draft, new: Draft) -> dict[str, str]:
    """Parts of several answers by their key. One answer alone goes with its line: that is told."""
    from mcapproval.documents.word_form.naming import titled  # most files leave nothing out

    return {
        key: f"the part {titled(key) or key} ({key})"
        for key, value in old.data.items()
        if key not in FRAME and isinstance(value, Mapping | list) and value
        if not new.get(f"/{key}") and f"/{key}" not in new.places
    }


def _evidence(old: Draft, new: Draft) -> dict[str, str]:
    """Pieces of evidence by their id; with the whole part they are told as that part."""
    if NEED in _parts(old, new):
        return {}
    now = [row for _, row in new.rows("/need/evidence")]
    return {
        row["id"]: f"evidence {' '.join(_facts(row))}"
        for _, row in old.rows("/need/evidence")
        if not _there(row, now)
    }


def _there(row: Mapping[str, Any], now: Collection[Mapping[str, Any]]) -> bool:
    """Whether a piece of evidence is still there, though it has another id or another file: another
    piece may have been given its id meanwhile."""
    if row.get("file") and any(row["file"] == other.get("file") for other in now):
        return True
    same = next((other for other in now if other.get("id") == row.get("id")), None)
    if same is None or not row.get("file"):
        return same is not None
    facts = ("type", "from")
    return bool(same.get("file")) and all(row.get(key) == same.get(key) for key in facts)


def _facts(row: Mapping[str, Any]) -> Iterator[str]:
    yield row["id"]
    told = [str(row[key]).replace("-", " ") for key in ("type",) if row.get(key)]
    told += [f"of {row['dated']}"] if row.get("dated") else []
    told += [row["file"]] if row.get("file") else []
    yield from [f"({', '.join(told)})"] if told else []
