"""The errors that stop a piece of work, and the exit code of each.

    Trouble                    what a person is told, in a sentence; never a traceback
    ├── Unmet             1    the user's world is not as it must be
    │   ├── Refused       1    a move, or another act, that may not happen now: all reasons
    │   ├── Busy          1    records in which others write just now
    │   └── NotWhole      1    a journal, a pack or a file that does not verify
    ├── AskedWrongly      2    the question can't be answered as put
    │   ├── Unreadable    2    a file that can't be read or parsed: where and why
    │   ├── Unknown       2    no such reference, move, person, rule
    │   ├── NotInForce    2    no law on that day
    │   └── OtherRecords  2    records that are missing, newer than this program, or closed to us
    │       ├── OlderRecords   records that an upgrade brings up to this program
    │       └── OnlyRead       records in which nothing can be written by us
    └── OurFault          3    a fault of the program

Findings on a draft are values (`findings.py`), not errors: a draft with faults raises nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an act is not possible now, what would make it so, and who can do that."""

    code: str
    message: str
    mend: str
    who: str


def typed(name: str) -> str:
    """A file's name as a command in a hint names it: one that begins with a dash would be taken for
    an option.
    """
    return f"./{name}" if name.startswith("-") else name


class Trouble(Exception):
    """A sentence on what, where and why; `hint` says what can be done now."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Unmet(Trouble):
    exit_code = 1


class Refused(Unmet):
    """An act that may not happen now; `reasons` holds every one of them."""

    def __init__(self, message: str, reasons: Sequence[Reason] = (), hint: str = "") -> None:
        super().__init__(message, hint)
        self.reasons = tuple(reasons)


class Busy(Unmet):
    pass


class TextErased(Unmet):
    """What was asked for was erased with a person; its hash is kept."""


class NotWhole(Unmet):
    pass


class AskedWrongly(Trouble):
    exit_code = 2


class Unreadable(AskedWrongly):
    """A file that can't be read or parsed; `line` and `column` from 1 where they are known."""

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        source: str = "",
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(message, hint)
        self.source = source
        self.line = line
        self.column = column

    @property
    def place(self) -> str:
        """The file with line and column, where the sentence does not name it itself."""
        if not self.source or self.message.startswith(self.source):
            return ""
        return f"{self.source}:{self.line}:{self.column or 1}" if self.line else self.source

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class Unknown(AskedWrongly):
    pass


class NotInForce(AskedWrongly):
    pass


class OtherRecords(AskedWrongly):
    pass


class OlderRecords(OtherRecords):
    pass


class OnlyRead(OtherRecords):
    pass


class OurFault(Trouble):
    pass
