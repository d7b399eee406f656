"""What the library gives: frozen values that hold nothing of the records they came from.

They are a promise to programs of others, so they are no part of what the actions hand about.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

from mcapproval.clock import FIRST_YEAR, LAST_YEAR
from mcapproval.errors import AskedWrongly, Reason
from mcapproval.workflow.referred import reference

Place = str | os.PathLike[str]
Track = Literal["application", "listing", "accreditation", "review"]
Look = Literal["pdf", "docx"]

T = TypeVar("T")
NAME = "the draft"
"""Is said of a draft that is in no file."""
LONGEST = 60
"""Signs of a wrong value that a message repeats."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case in a list. `state` is the word of its workflow, `label` as people read it; `number` is
    NZQA's of the micro-credential, empty where there is none. `since` is None where nobody knows
    it. `turn` is the role or outside body whose turn it is, empty where nobody is waited for;
    `due_on` None where no clock runs.
    """

    ref: str
    track: Track
    title: str
    state: str
    label: str
    provider: str
    number: str = ""
    since: date | None = None
    turn: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A re-evaluation still to be decided. `days` are left, negative where it is overdue; `when` is
    overdue, due (near enough to be opened) or upcoming. `number` is NZQA's, empty where it is not
    known, and `version` its version; `owner` the reference of a person, empty where nobody looks
    after it.
    """

    ref: str
    due_on: date
    days: int
    when: str
    form: str
    listing: str
    number: str
    title: str
    state: str
    provider: str
    owner: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a move asks for: the name under which it is given, and what it is in words."""

    name: str
    says: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A move out of the present state. `reasons` has every one against it, and none where it is
    `possible`; `to` are the states it may lead to, `by` the roles that may make it.
    """

    move: str
    label: str
    possible: bool
    reasons: tuple[Reason, ...]
    to: tuple[str, ...]
    by: tuple[str, ...]
    asks: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Next:
    """Where a case stands, whose turn it is (a role or an outside body; empty where nobody is
    waited for), by when, and every move from there.
    """

    ref: str
    title: str
    state: str
    label: str
    turn: str
    due_on: date | None
    steps: tuple[Step, ...]

    def step(self, move: str) -> Step | None:
        """The step of that name; None where no such move leads out of this state."""
        return next((step for step in self.steps if step.move == move), None)


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that was made, or could be: from and to as people read them, the cases that it opened
    and what follows, in sentences. `row` is its row of the journal, 0 where it was only tried.
    """

    ref: str
    move: str
    was: str
    now: str
    row: int
    opened: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an application. `fell` are the approvals that no longer stand because of it, and
    `new` is False where the draft said what stood already.
    """

    ref: str
    number: int
    title: str
    new: bool
    fell: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A submission pack that was made, as of a row of the journal; `told` is what to know of it."""

    ref: str
    place: Path
    files: int
    row: int
    row_hash: str
    told: tuple[str, ...] = ()


def plain(value: Any) -> Any:
    """What a program gives or is given, as a file would hold it: days as text, any list or mapping
    as plain and a fresh one. AskedWrongly for a text that no file can hold.
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {plain(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return any_text(value, "text") if isinstance(value, str) else value


def a_path(asked: Place) -> Path:
    """A file's or folder's name; AskedWrongly for what can be none."""
    told = os.fspath(asked) if isinstance(asked, str | os.PathLike) else None
    if not isinstance(told, str):
        raise AskedWrongly(
            f"{_said(asked)} is no name of a file", "give the name of a file or a folder as text"
        )
    if not told.strip() or "\0" in told:
        raise AskedWrongly(f"{told!r} is no name of a file", "give the name of a file or a folder")
    return Path(told)


def one_of(asked: Iterable[T], known: Sequence[object], what: str) -> list[T]:
    """The words; AskedWrongly for one that is none of those that there are."""
    words = list(a_list(asked))
    if odd := [word for word in words if word not in known]:
        told = " or ".join(map(str, known))
        raise AskedWrongly(f"there is no {what} {odd[0]!r}", f"give {told}")
    return words


def a_day(asked: date | None) -> date | None:
    """The day; AskedWrongly for an instant, which Python takes for a day and can't compare, and for
    a day out of reach.
    """
    if isinstance(asked, datetime):
        raise AskedWrongly(f"{asked.isoformat()} is an instant and no day", "give its .date()")
    if asked is not None and not isinstance(asked, date):
        raise AskedWrongly(f"{_said(asked)} is no day", "give a datetime.date")
    if asked is not None and not FIRST_YEAR <= asked.year <= LAST_YEAR:
        said = f"give a year from {FIRST_YEAR} to {LAST_YEAR}"
        raise AskedWrongly(f"{asked.isoformat()} is out of reach", said)
    return asked


def a_list(asked: Iterable[Any]) -> Iterable[Any]:
    """AskedWrongly for what is no list; a text is one of its signs, which nobody means."""
    if isinstance(asked, str | bytes | Mapping) or not isinstance(asked, Iterable):
        raise AskedWrongly(f"{_said(asked)} is no list", "give a list, also of one alone")
    return asked


def a_mapping(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """AskedWrongly for what has no names."""
    if not isinstance(asked, Mapping) or not all(isinstance(name, str) for name in asked):
        raise AskedWrongly(f"{_said(asked)} is no mapping", "give answers by their names")
    return asked


def a_text(asked: str, what: str) -> str:
    """AskedWrongly for what names nothing: a reference, a move, a person; a blank is none."""
    if not any_text(asked, what).strip():
        raise AskedWrongly(f"{_said(asked)} is no {what}", f"give the {what}")
    return asked


def any_text(asked: str, what: str) -> str:
    """AskedWrongly for what is no text; what no database keeps as text is none either."""
    if not isinstance(asked, str) or "\0" in asked or UNPAIRED.search(asked):
        raise AskedWrongly(f"{_said(asked)} is no {what}", f"give the {what} as text")
    return asked


UNPAIRED = re.compile("[\ud800-\udfff]")
"""Half of a sign: no UTF-8 can be made of it."""


def a_ref(asked: str) -> str:
    """A reference, which may be written in any case."""
    return reference(a_text(asked, "reference of a case"))


def _said(asked: object) -> str:
    """A value as a sentence has it: no longer than a line."""
    told = repr(asked)
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"


def day_of(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
