"""The hash over all that the rule book says: no rule is loaded for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mcapproval.shipped import in_room

STANDS_ON = (
    ("", "clock.py"),
    ("", "findings.py"),
    ("draft", "differences.py"),
    ("draft", "model.py"),
    ("draft", "named.py"),
    ("draft", "pointer.py"),
    ("policy", "lead.py"),
    ("policy", "model.py"),
    ("policy", "readiness.py"),
)
"""Modules of lower floors by which rules read and count: what these do, findings depend on."""


@cache
def book_hash() -> str:
    """SHA-256 over texts, values and modules of the rules, and what these stand on: findings kept
    under it stay true of it.

    Line ends count as one kind, so that a checkout on Windows has the same book.
    """
    whole = hashlib.sha256()
    for name, data in _pages():
        content = data.replace(b"\r\n", b"\n")
        whole.update(f"{name} {len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()


def _pages() -> Iterator[tuple[str, bytes]]:
    data = ("texts", "values", "advice", "changes", "levels")
    for folder, ending in ((".", ".py"), *((folder, ".toml") for folder in data)):
        for file in _files(in_room("rules", folder) if folder != "." else in_room("rules", "")):
            if file.name.endswith(ending):
                yield f"{folder}/{file.name}", file.read_bytes()
    for room, name in STANDS_ON:
        yield f"../{room}/{name}", in_room(room, "").joinpath(name).read_bytes()


def _files(folder: Path) -> list[Path]:
    return sorted((item for item in folder.iterdir() if item.is_file()), key=lambda f: f.name)
