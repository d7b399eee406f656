"""What a Word form of a re-evaluation no longer asks, since its user deleted it, is no answer: what
stands in the records of it stays.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mcapproval.actions.drafts.written_answers import WrittenAnswers
from mcapproval.actions.reviewing.answered_since import look_of
from mcapproval.canonical import canonical
from mcapproval.draft.pointer import find, pointer
from mcapproval.draft.review_places import review_place
from mcapproval.errors import Reason, Refused, typed


def kept(
    answers: Mapping[str, Any], before: Mapping[str, Any], without: Iterable[str]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The answers with what stands of the questions that the form is without (dotted paths), and
    the paths of those that it would have emptied.
    """
    new, stays = dict(answers), []
    for dotted in without:
        path = _at(dotted)
        stands = find(before, path)
        if stands is not None and find(new, path) != stands:
            new = _put(new, dotted.split("."), stands)
            stays.append(path)
    return new, tuple(stays)


def _put(data: Mapping[str, Any], steps: list[str], value: Any) -> dict[str, Any]:
    first, *others = steps
    return {**data, first: _put(data.get(first) or {}, others, value) if others else value}


def places(paths: Iterable[str], without: Iterable[str]) -> tuple[str, ...]:
    """Where these paths are in a form: the part of it that is gone, or each question where others
    of its part are still there.
    """
    from mcapproval.documents.review_form.plan import review_plan  # few forms have lost anything
    from mcapproval.documents.word_form.plan import asked

    there = {one.path for one in asked(review_plan({}))} - set(without)
    parts = {dotted.partition(".")[0] for dotted in there}
    of = {path: path.split("/")[1] for path in paths}
    told = (review_place(path if part in parts else _at(part)) for path, part in of.items())
    return tuple(dict.fromkeys(told))


def nothing_lost(
    ref: str,
    answers: Mapping[str, Any],
    before: Mapping[str, Any],
    written: WrittenAnswers,
    file: Path,
) -> None:
    """Refused where answers of a list would go since its form has no more their column, the line of
    an entry or its whole small table: which of the entries they were of is not known.
    """
    reasons = [*_columns(ref, answers, before, written, file), *_cards(answers, before, written)]
    if reasons:
        raise Refused(
            f"{file.name} has lost fields or tables in which answers stand",
            reasons,
            hint="where those answers are to go: "
            f"mcapproval review answer {ref} {shlex.quote(typed(str(file)))} --over",
        )


def _columns(
    ref: str,
    answers: Mapping[str, Any],
    before: Mapping[str, Any],
    written: WrittenAnswers,
    file: Path,
) -> Iterator[Reason]:
    for where, key in written.columns:
        if _values(before, where, key) - _values(answers, where, key):
            yield Reason(
                "GONE",
                f"{review_place(_at(where, '0', key))} is no longer in the form, or not in each "
                "entry, and what stands there would go",
                "carry its answers over into a new form, and put that in: "
                f"mcapproval review form {ref} --into NEW{look_of(file)}",
                "you",
            )


def _cards(
    answers: Mapping[str, Any], before: Mapping[str, Any], written: WrittenAnswers
) -> Iterator[Reason]:
    """A form is written with a small table for each entry and one to spare."""
    for where, many in written.cards:
        stand, will = (len(find(data, _at(where)) or []) for data in (before, answers))
        if will < stand and many <= stand:
            yield Reason(
                "GONE",
                f"{review_place(_at(where))}: the form no longer has a small table for each entry "
                "that stands",
                "leave the small table of an entry that is to go, and empty its fields",
                "you",
            )


def _values(data: Mapping[str, Any], where: str, key: str) -> Counter[bytes]:
    rows = find(data, _at(where)) or []
    values = (find(row, _at(key)) for row in rows)
    return Counter(canonical(value) for value in values if value is not None)


def _at(*dotted: str) -> str:
    return pointer(step for each in dotted for step in each.split("."))
