"""What came of putting a draft into the records."""

from __future__ import annotations

from dataclasses import dataclass

from mcapproval.draft.changed import Changed
from mcapproval.errors import Refused


@dataclass(frozen=True, slots=True)
class Given:
    """An approval that stood, and whether it still does: `named` in words, the version for which it
    was given, the parts that it `covers` and those of them that `changed`. It fell where any did.
    """

    seq: int
    body: str
    named: str
    version: int
    covers: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What a version says otherwise than the one before; `was` is the title where it was wholly
    another. `back` has by the number of an earlier version the paths that are as there again.
    """

    parts: tuple[Changed, ...]
    was: str = ""
    back: tuple[tuple[int, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A version, `new` or what stands already. `lapsed` are waivers by their codes, `remarks` the
    items that were made of comments in a Word form, `slips` what is odd about the file's text, and
    `listed` what is listed under the same title already.
    """

    ref: str
    version: int
    title: str
    given: tuple[Given, ...] = ()
    lapsed: tuple[str, ...] = ()
    remarks: tuple[int, ...] = ()
    new: bool = True
    otherwise: Otherwise = Otherwise(())
    slips: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()

    @property
    def fell(self) -> tuple[str, ...]:
        """The bodies whose approval fell."""
        return tuple(one.body for one in self.given if one.changed)

    @property
    def fell_named(self) -> tuple[str, ...]:
        """The same in words: `approval by the Senate`."""
        return tuple(one.named for one in self.given if one.changed)


class SaysTheSame(Refused):
    """A file with what the version says that stands, which has this number and title."""

    def __init__(self, ref: str, number: int, title: str) -> None:
        said = f"the file says the same as version {number} of {ref}"
        super().__init__(said, hint="nothing was changed; edit the file first")
        self.stands = Opened(ref, number, title, new=False)
