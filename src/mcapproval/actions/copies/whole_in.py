"""The same records from what an export wrote, in a place where there are none.

The folder is first held against its own sums, to the last byte. What is then put into the records
is hashed once more, and before they can be opened everything is folded and verified. What was made
for people is summed and otherwise left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from mcapproval.actions.copies.whole_checked import as_it_was, hash_of, lines, parts
from mcapproval.actions.copies.whole_folder import (
    TEXTS,
    Manifest,
    content_name,
    file_name,
    journal_name,
    manifest_in,
    not_as_written,
    summed,
)
from mcapproval.actions.copies.whole_texts import text_row
from mcapproval.batches import batched
from mcapproval.canonical import digest
from mcapproval.errors import NotWhole, Refused
from mcapproval.progress import HowFar
from mcapproval.store.addresses import shown
from mcapproval.store.copying import filling as copying
from mcapproval.store.copying.everything import PIECE, made
from mcapproval.store.events import NOT_OURS

READ = 256 * 1024
SOME = 200
"""Contents in a piece; one is some kilobytes."""


def everything_in(
    folder: Path, where: str, checked: HowFar, taken: HowFar, *, dry_run: bool = False
) -> Manifest:
    """Make the records of an export; a run that was stopped is gone on with.

    Raises NotWhole, naming the first file that is not as it was written, Unreadable where this is
    no export, and Refused where there are records at the place already.
    """
    manifest = manifest_in(folder)
    if made(where):
        raise Refused(
            f"{shown(where)} holds records already: an export is taken in where there are none",
            hint="name a new place with --records",
        )
    as_it_was(folder, manifest, checked)
    if not dry_run:
        filling = copying.begin(where, partial(hash_of, folder))
        try:
            _fill(filling, folder, manifest, taken)
        except NotWhole as fault:
            raise _left_alone(filling, fault) from fault
    return manifest


def _left_alone(filling: copying.Filling, fault: NotWhole) -> NotWhole:
    """The fault, and what is in the place now."""
    place = shown(filling.where)
    now = (
        f"nothing of it is in {place}"
        if filling.give_up()
        else f"what an earlier command began is still in {place}: choose an empty place"
    )
    return NotWhole(fault.message, f"take another export of these records; {now}")


def _fill(filling: copying.Filling, folder: Path, manifest: Manifest, tell: HowFar) -> None:
    held = manifest.held
    of, done = held.rows + held.texts + held.contents + held.files, 0
    for many in _pieces(filling, folder, manifest):
        done += many
        tell(done, of)
    counts = {"content": held.contents, "file": held.files}
    for kind, many in counts.items():
        if filling.count(kind) != many:  # erased since an earlier run took it in
            filling.drop_others(kind, set(_names(folder, kind)))
    filling.finish((manifest.number, manifest.head))


def _pieces(filling: copying.Filling, folder: Path, manifest: Manifest) -> Iterator[int]:
    """Put all of it in; gives how many rows, texts, contents and files each piece had."""
    there, _ = filling.head()
    for first, last in parts(manifest.number):
        if last <= there:
            yield last - first + 1
            continue
        rows = ((line, digest(line)) for line in lines(folder, journal_name(first)))
        for piece in batched(rows, PIECE):
            filling.put_journal(piece)
            yield len(piece)
    if filling.count("text"):  # a short name in what was erased may be somebody else's by now
        filling.drop_others("text", set(_names(folder, "text")))
    for some in batched(_texts(folder), PIECE):
        filling.put_texts(some)
        yield len(some)
    for names in batched(_names(folder, "content"), SOME):
        lacking = filling.lacking("content", names)
        bodies = {name: (folder / content_name(name)).read_bytes() for name in lacking}
        filling.put_contents(bodies)
        yield len(names)
    for name in _names(folder, "file"):
        if filling.lacking("file", [name]):
            filling.put_file(name, _read(folder / file_name(name)))
        yield 1


def _texts(folder: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines(folder, TEXTS), 1):
        try:
            row = text_row(line)
        except NOT_OURS as fault:
            raise not_as_written(TEXTS, f"was changed (line {number})") from fault
        yield row


def _names(folder: Path, kind: str) -> Iterator[str]:
    """The names of what is kept of a kind, in order."""
    if kind == "text":
        yield from (row["commitment"] for row in _texts(folder))
        return
    within = "contents/" if kind == "content" else "files/"
    for name, _ in summed(folder):
        if name.startswith(within):
            yield name.rpartition("/")[2].removesuffix(".json")


def _read(place: Path) -> Iterator[bytes]:
    with place.open("rb") as data:
        while piece := data.read(READ):
            yield piece
