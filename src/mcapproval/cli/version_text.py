"""What a new version changed, in words: parts, approvals, what an earlier version said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mcapproval.cli.say import one_line, wrapped

if TYPE_CHECKING:
    from mcapproval.actions.drafts.opened import Given, Opened
    from mcapproval.draft.changed import Changed

HEADS = (("new", "New: "), ("changed", "Changed: "), ("gone", "Taken out: "))
BETWEEN = "; "
"""Parts: some are called by words with a comma."""

WORDS = {"new": "new", "changed": "changed", "gone": "taken out"}


def changes_told(opened: Opened) -> Iterator[str]:
    """Each line; none where nothing is known to have changed, as of a first version."""
    parts = opened.otherwise.parts
    for what, head in HEADS:
        if said := [_part(one) for one in parts if one.what == what]:
            yield wrapped(f"{head}{BETWEEN.join(said)}.")
    if opened.otherwise.was:
        was = one_line(opened.otherwise.was)
        yield wrapped(f'The title was "{was}": is this the draft of {opened.ref}?')
    for number, paths in opened.otherwise.back:
        said = list(dict.fromkeys(map(_part_of, paths)))
        yield wrapped(
            f"As in version {number} again, so what was changed since is taken back: "
            f"{BETWEEN.join(said)}."
        )
    yield from map(_approval, opened.given)


def _part(one: Changed) -> str:
    entries = (("new", one.new), ("changed", one.changed), ("gone", one.gone))
    said = [f"{', '.join(ids)} {WORDS[what]}" for what, ids in entries if ids]
    return f"{_title(one.path)} ({', '.join(said)})" if said else _title(one.path)


def _part_of(path: str) -> str:
    """The part in which a place lies: the evidence of need is one of its own."""
    from mcapproval.draft.changed import EVIDENCE
    from mcapproval.draft.pointer import covers, pointer, tokens

    return _title(EVIDENCE if covers(EVIDENCE, path) else pointer(tokens(path)[:1]))


def _title(path: str) -> str:
    from mcapproval.documents.word_form.naming import place_of, titled
    from mcapproval.draft.pointer import tokens

    return titled(".".join(tokens(path))) or place_of(path)


def _approval(given: Given) -> str:
    made = f"The {given.named}, given for version {given.version},"
    if given.changed:
        return wrapped(f"{made} fell: what it covers has changed ({_keys(given.changed)}).")
    covers = f" ({_keys(given.covers)})" if given.covers else ""
    return wrapped(f"{made} stands: what it covers{covers} is as it was.")


def _keys(keys: Iterable[str]) -> str:
    return BETWEEN.join(_title(f"/{key}") for key in keys)
