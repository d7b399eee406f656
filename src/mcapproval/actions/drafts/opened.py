"""What came of putting a draft into the records."""

from __future__ import annotations

from dataclasses import dataclass

from mcapproval.errors import Refused


@dataclass(frozen=True, slots=True)
class Opened:
    """A version, `new` or what stands already; `fell` are bodies, `fell_named` what of theirs fell,
    in words; `remarks` the items that were made of comments in a Word form."""

    ref: str
    version: int
    title: str
    fell: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()
    fell_named: tuple[str, ...] = ()
    remarks: tuple[int, ...] = ()
    new: bool = True


class SaysTheSame(Refused):
    """A file with what the version says that stands, which has this number and title."""

    def __init__(self, ref: str, number: int, title: str) -> None:
        said = f"the file says the same as version {number} of {ref}"
        super().__init__(said, hint="nothing was changed; edit the file first")
        self.stands = Opened(ref, number, title, new=False)
