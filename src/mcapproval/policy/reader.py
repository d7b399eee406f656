"""A provider's policy from its file, `mcapproval.toml`, or from the content that was adopted."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mcapproval.errors import Unreadable
from mcapproval.policy.faults import PolicyFault, faults_of
from mcapproval.policy.model import KEYS, SHIPPED, Policy
from mcapproval.policy.toml_text import line_of

FILE = "mcapproval.toml"
LARGEST = 100_000
"""Bytes."""

TOLD = 10
"""Faults that are told at once; more are counted."""

BACKSLASH = (
    "in double quotes a backslash has a meaning of its own",
    "write / in its place, or single quotes: records = 'C:\\Users\\ana\\records.db'",
)
"""What is wrong where a path is written as Windows has it, and what to do."""

_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


def find_policy(start: Path) -> Path | None:
    """The nearest `mcapproval.toml` in a folder (or a file's folder) or above it."""
    try:
        start = start.resolve()
    except (OSError, RuntimeError):  # links that lead in a circle
        start = start.absolute()
    for folder in (start, *start.parents):
        found = folder / FILE
        with suppress(PermissionError):  # a folder that may not be looked into
            if found.is_file():
                return found
    return None


def read_policy(path: Path) -> Policy:
    """The policy in a file; what it leaves out is as shipped.

    Raises Unreadable for a file that can't be read or has a key that isn't one of a policy. Whether
    it may be used on a day, the law of that day says (`rules/policy_limits.py`).
    """
    return policy_from_bytes(_bytes(path), str(path))


def line_in(path: Path, key: Sequence[str]) -> int | None:
    """The line, from 1, on which a policy's file writes a key; of its section where it does not."""
    return line_of(key, _bytes(path).decode("utf-8-sig", errors="replace"))


def policy_from_bytes(data: bytes, name: str) -> Policy:
    """As `read_policy`; `name` is what errors call the file."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable(
            "this policy isn't saved as UTF-8",
            "save it again as UTF-8",
            source=name,
            line=data[: fault.start].count(b"\n") + 1,
        ) from None
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise _toml_fault(str(fault), text, name) from None
    except (ValueError, RecursionError):
        raise Unreadable(
            "this policy has a number or day that can't be, or brackets without end",
            "compare it with the example in the manual",
            source=name,
        ) from None
    wrong = faults_of(raw, text)
    if wrong:
        raise _faulty(wrong, name)
    if not raw.get("records", "").isprintable():  # "D:\\back" holds a control character
        raise Unreadable(*BACKSLASH, source=name, line=line_of(("records",), text))
    return _policy(raw)


def _faulty(wrong: Sequence[PolicyFault], name: str) -> Unreadable:
    """All faults in one error, which stands at the first; the others name their lines."""
    first, *others = wrong
    messages, mends = [first.message], [first.mend]
    for fault in others[: TOLD - 1]:
        at = f"line {fault.line}: " if fault.line and fault.line != first.line else ""
        messages.append(at + fault.message)
        mends.append(at + fault.mend)
    if len(wrong) > TOLD:
        messages.append(f"and {len(wrong) - TOLD} more")
    return Unreadable("; ".join(messages), "; ".join(mends), source=name, line=first.line)


def policy_from_json(data: Mapping[str, Any]) -> Policy:
    """The policy again from `Policy.as_json`, as the records keep it."""
    return _policy(data)


def _policy(raw: Mapping[str, Any]) -> Policy:
    """What is left out, or was not there yet when it was adopted, is as shipped."""
    written = ((setting, _at(raw, key)) for setting, key in KEYS.items())
    given = {setting: _frozen(setting, value) for setting, value in written if value is not None}
    return Policy(records=raw.get("records"), **given)


def _at(raw: Mapping[str, Any], key: Sequence[str]) -> Any:
    """What stands at a key; None where nothing does."""
    found: Any = raw
    for step in key:
        found = found.get(step) if found else None
    return found


def _frozen(setting: str, value: Any) -> Any:
    """A setting's value as a policy has it, from TOML or JSON."""
    if isinstance(getattr(SHIPPED, setting), bool):
        return value == "yes"
    if setting == "close_down" and isinstance(value, Mapping):
        return value["from"], value["until"]
    return _fixed(value)


def _fixed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return MappingProxyType({key: _fixed(inner) for key, inner in value.items()})
    return tuple(value) if isinstance(value, list) else value


def _bytes(path: Path) -> bytes:
    name = str(path)
    try:
        if path.exists() and not path.is_file():  # to read a pipe could wait without end
            raise Unreadable(
                "the policy can't be read: it is no ordinary file", "name a file", source=name
            )
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or "its name can't be used"
        raise Unreadable(
            f"the policy can't be read: {reason}", "check the name of the file", source=name
        ) from None
    if len(data) > LARGEST:
        raise Unreadable(
            "this is too big for a policy (over 100 kB)", "check the name of the file", source=name
        )
    return data


def _toml_fault(said: str, text: str, name: str) -> Unreadable:
    found = _TOML_PLACE.search(said)
    line = text.count("\n") + 1
    column = None
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    if "overwrite" in said or "twice" in said or "already" in said.lower():
        message, mend = "this key or section stands here a second time", "keep one of the two"
    elif any("\\" in each for each in text.split("\n")[line - 1 : line]):
        message, mend = BACKSLASH
    else:
        message = "this line of the policy can't be understood"
        mend = 'write `key = value`, with texts in double quotes: provider = "otago-polytechnic"'
    return Unreadable(message, mend, source=name, line=line, column=column)
