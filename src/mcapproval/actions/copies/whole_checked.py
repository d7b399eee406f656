"""Is the folder of an export what it was when it was written? Asked before any of it is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mcapproval.actions.copies.whole_folder import (
    ADDED,
    LARGEST_LINE,
    MANIFEST,
    ROWS,
    SUMS,
    TEXTS,
    Manifest,
    journal_name,
    not_as_written,
    order,
    plain_file,
    sum_of,
    summed,
    walk,
)
from mcapproval.canonical import digest
from mcapproval.progress import HowFar
from mcapproval.store.events import NOT_OURS, read_event

KINDS = ("cases", "contents", "files")
"""What the manifest counts by the names of files."""


def as_it_was(folder: Path, manifest: Manifest, tell: HowFar) -> None:
    """NotWhole, naming the first file that was changed, removed or added."""
    plain_file(folder, SUMS)
    if sum_of(folder / SUMS) != manifest.sums:
        raise not_as_written(SUMS, f"or {MANIFEST} was changed")
    held = manifest.held
    of = held.cases + held.contents + held.files
    counts: Counter[str] = Counter()
    for name in _held_to_the_list(folder):
        counts[_kind(name)] += 1
        done = sum(counts[kind] for kind in KINDS)
        if 0 < done <= of:
            tell(done, of)
    found = (*(counts[kind] for kind in KINDS), counts["journal"])
    told = (held.cases, held.contents, held.files, len(range(0, manifest.number, ROWS)))
    if found != told or not _told_by(folder, manifest):
        raise not_as_written(MANIFEST, "was changed")


def _held_to_the_list(folder: Path) -> Iterator[str]:
    listed = summed(folder)
    wanted = next(listed, None)
    for name, ordinary in walk(folder):
        if name in (MANIFEST, SUMS):
            continue
        if wanted is None or order(name) < order(wanted[0]):
            raise not_as_written(name, ADDED)
        if wanted[0] != name:
            raise not_as_written(wanted[0], "was removed")
        if not ordinary:
            raise not_as_written(name, "was replaced by a link, or what is no file,")
        if sum_of(folder / name) != wanted[1]:
            raise not_as_written(name, "was changed")
        yield name
        wanted = next(listed, None)
    if wanted:
        raise not_as_written(wanted[0], "was removed")


def _kind(name: str) -> str:
    return "drafts" if name.endswith("/draft.yaml") else name.partition("/")[0]


def _told_by(folder: Path, manifest: Manifest) -> bool:
    """Whether the manifest says what the journal and the texts say."""
    last, after = hash_of(folder, manifest.number), hash_of(folder, manifest.number + 1)
    row = next(lines(folder, journal_name(1)), b"")
    try:
        made = read_event(row)
        said = (made.data["name"], made.data["simulated"])
    except NOT_OURS:
        return False
    return (
        (digest(row), last, after) == (manifest.first, manifest.head, None)
        and said == (manifest.records, manifest.simulated)
        and manifest.held.rows == manifest.number
        and manifest.held.texts == sum(1 for _ in lines(folder, TEXTS))
    )


def parts(number: int) -> Iterator[tuple[int, int]]:
    """The first and the last row of each file of a journal that ends with a row."""
    return ((first, min(first + ROWS - 1, number)) for first in range(1, number + 1, ROWS))


def hash_of(folder: Path, number: int) -> str | None:
    """The hash of a row of the journal; None where it has no such row."""
    first = (number - 1) // ROWS * ROWS + 1
    if not (folder / journal_name(first)).is_file():
        return None
    for at, line in enumerate(lines(folder, journal_name(first)), first):
        if at == number:
            return digest(line)
    return None


def lines(folder: Path, name: str) -> Iterator[bytes]:
    """The lines of a file without their ends. NotWhole at one that is longer than any of ours."""
    with (folder / name).open("rb") as data:
        while line := data.readline(LARGEST_LINE):
            if not line.endswith(b"\n"):
                raise not_as_written(name, "was changed")
            yield line[:-1]
