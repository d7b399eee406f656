"""What a Word file gathers while it is written: relations, pictures, numbers that must differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

BULLETS = 1
"""The list of all bullets; each list of steps has one of its own, so that it begins with 1."""


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the end of the address that names its sort; `outside` one that leads elsewhere."""

    kind: str
    target: str
    outside: bool = False


@dataclass(slots=True)
class Numbers:
    """Numbers that are given once in a file, whichever of its parts asks."""

    last: dict[str, int] = field(default_factory=dict)

    def next(self, what: str) -> int:
        self.last[what] = self.last.get(what, 0) + 1
        return self.last[what]


@dataclass(slots=True)
class Pen:
    """Writes one part; the media and the numbers are those of the whole file. Its pages
    are wider than high where it is `lying`."""

    numbers: Numbers = field(default_factory=Numbers)
    media: dict[str, bytes] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    lying: bool = False

    def another(self) -> Pen:
        """For another part of the same file."""
        return Pen(self.numbers, self.media)

    def related(self, relation: Relation) -> str:
        """The id by which a part names what it is related to; the same for the same thing."""
        if relation not in self.relations:
            self.relations.append(relation)
        return f"rId{self.relations.index(relation) + 1}"

    def link(self, address: str) -> str:
        """A live address; what an address can't hold is written by its code, since Word takes a
        file for damaged in which one is no address."""
        safe = quote(address, safe="/:?#@!$&'()*+,;=%~-._")
        return self.related(Relation("hyperlink", safe, outside=True))

    def picture(self, data: bytes, suffix: str) -> str:
        name = f"image{self.numbers.next('image')}.{suffix}"
        self.media[f"word/media/{name}"] = data
        return self.related(Relation("image", f"media/{name}"))

    def steps(self) -> int:
        """The number of a list of steps of its own."""
        return BULLETS + self.numbers.next("steps")
