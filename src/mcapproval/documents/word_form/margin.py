"""Comments in the margin of a form, each beside the field that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mcapproval.documents.word.markup import Xml, joined, root, w
from mcapproval.documents.word.words import Paragraph, typed
from mcapproval.documents.word_form.pieces import FormPen
from mcapproval.documents.word_form.values import value_at
from mcapproval.draft.comments import Comment
from mcapproval.draft.pointer import pointer

NOTE = "Note in the draft"
"""Whose the comments are that are notes of a text file: by this they become notes again, and are
never kept in the records as what somebody said of the draft."""


@dataclass(frozen=True, slots=True)
class Within:
    """What a form is written of: a draft, or the entry `number` of its list at `above`."""

    data: Any
    above: str = ""
    number: int = 0

    def value(self, path: str) -> Any:
        return value_at(self.data, path, tuple(self.above.split(".")) if self.above else ())

    def at(self, path: str) -> str:
        """The path of a question as the draft's values have it."""
        steps: list[object] = [*path.split(".")]
        if self.above:
            steps.insert(len(self.above.split(".")), self.number)
        return pointer(steps)


@dataclass(slots=True)
class Margin:
    """The comments to be set, by path; `asked` are the paths at which one could stand."""

    comments: Mapping[str, Sequence[Comment]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    made: list[Xml] = field(default_factory=list)

    def at(self, pen: FormPen, *paths: str) -> Xml | None:
        """The signs of all comments on what stands here, which has these paths."""
        self.asked.update(paths)
        here = [comment for path in paths for comment in self.comments.get(path, ())]
        return joined(self._set(pen, comment) for comment in here) if here else None

    def _set(self, pen: FormPen, comment: Comment) -> Xml:
        number = pen.pen.numbers.next("comment")
        lines = comment.text.split("\n")
        said = (Paragraph("Normal", typed(line)).xml() for line in lines)
        author = comment.author or NOTE
        initials = "".join(word[0] for word in author.split()[:3])
        day = f"{comment.on}T00:00:00Z" if comment.on else None
        told = w("comment", *said, id=number, author=author, date=day, initials=initials)
        self.made.append(told)
        return w("r", w("commentReference", id=number))

    def part(self) -> bytes:
        return root("w:comments", *self.made)


def settled(comments: Iterable[Comment], asked: set[str]) -> dict[str, list[Comment]]:
    """The comments by what they are about, or where the form has no place for that, by what holds
    it."""
    found: dict[str, list[Comment]] = {}
    for comment in comments:
        path = comment.path
        while path and path not in asked:
            path = path.rpartition("/")[0]
        found.setdefault(path, []).append(comment)
    return found
