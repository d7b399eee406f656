"""The manifest of a pack: which files it names, and which row it was made as of."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mcapproval.canonical import canonical, digest_of
from mcapproval.clock import read_day
from mcapproval.documents.pack_contents import is_archive, members
from mcapproval.errors import AskedWrongly
from mcapproval.shipped import schema

FORMAT = "pack/1"
MANIFEST = "manifest.json"
DIGEST = "digest"
LOOKS = ("pdf", "docx")
"""The looks that the papers of a pack can have."""
LARGEST_ROW = 2**31 - 1
"""Rows of a journal are numbered up to this."""

_HASH = re.compile(r"[0-9a-f]{64}")
_REF = re.compile(r"[A-Z]+(-[0-9]+)+", re.ASCII)


def manifest_of(place: Path) -> dict[str, Any]:
    """The manifest of a pack, in a folder or a ZIP; AskedWrongly, in a sentence, where it can't be
    read as one.

    Every key that is read has the type that `schemas/pack.schema.json` gives it.
    """
    return read_manifest(_bytes(place))


def read_manifest(data: bytes) -> dict[str, Any]:
    """The manifest of these bytes; AskedWrongly where they are none."""
    try:
        value = json.loads(data)
        whole = canonical(value) + b"\n" == data
    except (ValueError, RecursionError) as fault:
        raise AskedWrongly(f"{MANIFEST} can't be read: it is not JSON of ours") from fault
    if not whole:
        raise AskedWrongly(f"{MANIFEST} was changed: it is not written as mcapproval writes it")
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise AskedWrongly(f"{MANIFEST} is not the manifest of a pack of format {FORMAT}")
    odd = _odd(value)
    if odd:
        raise AskedWrongly(f"{MANIFEST} can't be read: its `{odd}` is not as we write it")
    strange = sorted(value.keys() - schema("pack")["properties"].keys())
    if strange or value.get(DIGEST, own_digest(value)) != own_digest(value):
        raise AskedWrongly(f"{MANIFEST} was changed: it does not say what it said when it was made")
    return value


def own_digest(manifest: Mapping[str, Any]) -> str:
    """SHA-256 over all that a manifest says but this: a slip in it is found without the records.
    Packs made before there was one have none.
    """
    return digest_of({key: value for key, value in manifest.items() if key != DIGEST})


def entries(place: Path) -> dict[str, dict[str, Any]]:
    """The files that the manifest of a pack names, by name."""
    return files_of(manifest_of(place))


def files_of(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The files that a manifest names, by name; AskedWrongly where they are not told as we do."""
    files = manifest.get("files")
    named = [f for f in files if isinstance(f, dict)] if isinstance(files, list) else []
    names = [f.get("name") for f in named]
    if not named or len(named) != len(files or ()) or not all(inside(name) for name in names):
        raise AskedWrongly(f"{MANIFEST} can't be read: its list of files is not as we write it")
    if len(set(names)) != len(names):
        raise AskedWrongly(f"{MANIFEST} can't be read: it names a file twice")
    return {entry["name"]: entry for entry in named}


def looks_of(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """The looks that its papers have: PDF alone where it was made before there were others."""
    return tuple(manifest.get("looks", ("pdf",)))


def is_row(row: Mapping[str, Any]) -> bool:
    """Whether a number and a hash could be those of a journal's row; a journal may be empty."""
    number, row_hash = row.get("number"), row.get("hash")
    if type(number) is not int or not 0 <= number <= LARGEST_ROW:
        return False
    return _fits(_HASH, row_hash) or (number == 0 and row_hash == "")


def _bytes(place: Path) -> bytes:
    if is_archive(place):
        found = members(place).get(MANIFEST)
        if found is None:
            raise AskedWrongly(f"{MANIFEST} can't be read: it is not in the ZIP")
        return found
    file = place / MANIFEST
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise AskedWrongly(f"{MANIFEST} can't be read: it is a link or no ordinary file")
    try:
        return file.read_bytes()
    except OSError as fault:
        raise AskedWrongly(f"{MANIFEST} can't be read: {fault.strerror or fault}") from fault


def _odd(value: Mapping[str, Any]) -> str | None:
    """The first key whose value is missing or of another kind than we write; None for none."""
    if not _fits(_REF, value.get("ref")):
        return "ref"
    for name in ("as_at", "law_day"):
        if not _is_day(value.get(name)):
            return name
    if not isinstance(value.get("rule_book"), str):
        return "rule_book"
    made = value.get("made_with")
    if not isinstance(made, dict) or not all(isinstance(release, str) for release in made.values()):
        return "made_with"
    looks = value.get("looks", ["pdf"])
    if not isinstance(looks, list) or not looks or [x for x in LOOKS if x in looks] != looks:
        return "looks"
    row = value.get("row")
    return None if isinstance(row, dict) and is_row(row) else "row"


def _fits(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(read_day(value))
    except ValueError:
        return False


def inside(name: object) -> bool:
    """Whether a name is a plain path below the pack's folder."""
    if not isinstance(name, str) or not name or "\\" in name or "\0" in name:
        return False
    return not any(part in ("", ".", "..") for part in name.split("/")) and ":" not in name
