"""The file of saved lists: read whole, changed a line at a time, so that all else stays."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from mcapproval.errors import AskedWrongly, Unreadable
from mcapproval.policy.reader import find_policy

FILE = "mcapproval-lists.toml"
FORMAT = "lists/1"
LARGEST = 100_000
"""Bytes."""

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
HEAD = f"""# Lists that were saved with `mcapproval list --save NAME`, as they are typed.
format = "{FORMAT}"

[lists]
"""


def source_for() -> Path:
    """The nearest file of lists, here or above; where there is none, one beside the policy, or
    here."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return folder / FILE
    policy = find_policy(here)
    return (policy.parent if policy else here) / FILE


def read(place: Path) -> dict[str, str]:
    """What each list asks, by its name. Unreadable where the file is not one of lists."""
    return _parsed(_text(place), place)


def replace(place: Path, name: str, asks: str) -> str | None:
    """Write a list; gives what the name asked before. AskedWrongly for what is no name."""
    if not NAME.fullmatch(name):
        raise AskedWrongly(
            f"{name!r} is no name for a list",
            "use small letters without macrons, digits and hyphens: late-reviews",
        )
    before = read(place)
    told = json.dumps(asks, ensure_ascii=False).replace("\x7f", "\\u007f")
    text = _text(place) or HEAD
    line, there = f"{name} = {told}", _line_of(name)
    if name in before:
        changed = there.sub(lambda _: line, text, count=1)
    else:
        changed = f"{text.rstrip()}\n{line}\n"
    _write(place, changed, {**before, name: asks})
    return before.get(name)


def remove(place: Path, name: str) -> str:
    """Take a list out that is there; gives what it asked."""
    before = read(place)
    text = re.sub(_line_of(name).pattern + r"\n?", "", _text(place), count=1, flags=re.MULTILINE)
    _write(place, text, {key: asks for key, asks in before.items() if key != name})
    return before[name]


def _line_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"""^[ \t]*["']?{re.escape(name)}["']?[ \t]*=.*$""", re.MULTILINE)


def _write(place: Path, text: str, meant: dict[str, str]) -> None:
    """Unreadable, and nothing written, where a line can't be changed by itself."""
    try:
        fits = _parsed(text, place) == meant
    except Unreadable:
        fits = False
    if not fits:
        raise Unreadable(
            "this list stands in the file in a way that can't be changed from here",
            'change it there, on one line: NAME = "--track review"',
            source=str(place),
        )
    fresh = place.with_name(f".{place.name}.new")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(place)
    except OSError as fault:
        raise AskedWrongly(
            f"{place} can't be written: {fault.strerror}", "see that the folder can be written to"
        ) from None


def _text(place: Path) -> str:
    try:
        with place.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except FileNotFoundError:
        return ""
    except OSError as fault:
        raise _unreadable(place, f"these lists can't be read: {fault.strerror}") from None
    if len(data) > LARGEST:
        raise _unreadable(place, "this is too big for a file of lists (over 100 kB)")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(place, "these lists are not saved as UTF-8") from None


def _parsed(text: str, place: Path) -> dict[str, str]:
    if not text:
        return {}
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as fault:
        raise _unreadable(place, f"these lists can't be understood: {fault}") from None
    lists = raw.pop("lists", {})
    if raw != {"format": FORMAT} or not isinstance(lists, dict):
        raise _unreadable(
            place, f'this is no file of lists: it has `format = "{FORMAT}"` and [lists]'
        )
    for name, asks in lists.items():
        if not NAME.fullmatch(name) or not isinstance(asks, str):
            raise _unreadable(place, f"{name!r} is no list: a name, and in quotes what it asks")
    return dict(lists)


def _unreadable(place: Path, said: str) -> Unreadable:
    mend = 'write each list on a line below [lists]: late = "--track review --overdue"'
    return Unreadable(said, mend, source=str(place))
