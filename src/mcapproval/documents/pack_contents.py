"""What lies in a pack, whether it is a folder or one ZIP."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from mcapproval.documents.cleaning import clean
from mcapproval.errors import AskedWrongly

_OURS = re.compile(r"manifest\.json|annexes|[0-9]{2}-[a-z-]+\.(pdf|docx)")

CUT_OFF = "it was cut off or changed, or is none"


def is_archive(place: Path) -> bool:
    """Whether a pack is, or is to be, one ZIP: by its name."""
    return place.suffix.lower() == ".zip" and not place.is_dir()


def is_pack(place: Path) -> bool:
    """Whether a place is a pack, or what is left of one: a ZIP, or a folder in which the manifest,
    a paper or the annexes lie as we name them. Nothing is said of whether it is whole.
    """
    if is_archive(place):
        return place.is_file()
    return place.is_dir() and any(_OURS.fullmatch(path.name) for path in place.iterdir())


def names(place: Path) -> tuple[str, ...]:
    """The files of a pack by NFC path, in order (macOS may decompose names)."""
    if is_archive(place):
        return tuple(sorted(members(place)))
    return tuple(sorted(_below(place)))


def folders(place: Path) -> tuple[str, ...]:
    """The folders inside, by NFC path; a ZIP of ours has none of its own."""
    if is_archive(place):
        return ()
    found = (path for path in sorted(place.rglob("*")) if path.is_dir() and not path.is_symlink())
    return tuple(_named(path, place) for path in found)


def each_file(place: Path) -> Iterator[tuple[str, bytes | None]]:
    """Every file of a pack by NFC path, one after another; None for a link and what is no file."""
    if is_archive(place):
        yield from members(place).items()
        return
    for name, path in _below(place).items():
        yield name, None if path.is_symlink() or not path.is_file() else path.read_bytes()


def contents(place: Path) -> dict[str, bytes | None]:
    """The bytes of every file of a pack, all at once."""
    return dict(each_file(place))


def members(place: Path | bytes) -> dict[str, bytes]:
    """The files in a ZIP by name; AskedWrongly where it can't be read, or is not stored as ours."""
    called = "the ZIP" if isinstance(place, bytes) else place.name
    try:
        with zipfile.ZipFile(BytesIO(place) if isinstance(place, bytes) else place) as packed:
            listed = packed.infolist()
            if listed and all(entry.header_offset for entry in listed):  # of a file inside
                raise zipfile.BadZipFile
            odd = [e for e in listed if e.compress_type != zipfile.ZIP_STORED or e.flag_bits & 1]
            if odd:
                raise AskedWrongly(
                    f"{called} was changed: {clean(odd[0].filename)} is packed in another way than "
                    "mcapproval packs",
                    "unpack it into a folder, and verify that",
                )
            if len({_nfc(entry.filename) for entry in listed}) != len(listed):
                raise AskedWrongly(f"{called} was changed: it holds two files of one name")
            return {_nfc(e.filename): _member(packed, e) for e in listed if not e.is_dir()}
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as fault:
        broken = isinstance(fault, zipfile.BadZipFile)
        said = CUT_OFF if broken else getattr(fault, "strerror", None) or fault
        raise AskedWrongly(f"{called} can't be read as a ZIP: {said}") from fault


def _member(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        return packed.read(entry)
    except zipfile.BadZipFile as fault:
        name = clean(entry.filename)
        raise AskedWrongly(f"{name} was changed: it has not the checksum of its ZIP") from fault


def _below(folder: Path) -> dict[str, Path]:
    """AskedWrongly where two names differ in how their macrons are stored only: of two files one
    would not be seen.
    """
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            name = _named(path, folder)
            if name in found:
                raise AskedWrongly(
                    f"{clean(name)} stands twice in {folder}: the names of two files differ in how "
                    "their macrons are stored, and in nothing that is seen",
                    "keep one of the two",
                )
            found[name] = path
    return found


def _named(path: Path, folder: Path) -> str:
    return _nfc(path.relative_to(folder).as_posix())


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
