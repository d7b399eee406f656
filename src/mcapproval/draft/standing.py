"""Standing texts in a draft: `see: rpl@3` in the place of a text that a provider keeps once.

The version is part of what is written, so that what was approved is what is printed. Which texts
there are is known to the records alone.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from mcapproval.draft.faults import form_finding
from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import find, pointer, tokens
from mcapproval.findings import Finding, Severity

KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""How a standing text is called: `rpl`, `learner-support`."""

CODE = "FORM-TEXT"
SHOWN = 40
"""Letters of what was written that a finding repeats."""

SEE = re.compile(rf"see:\s*({KEY.pattern})(?:@([1-9][0-9]{{0,5}}))?")
NEARLY = re.compile(rf"see\s*:\s*{KEY.pattern}\s*@\s*(?:[0-9].*)?", re.IGNORECASE | re.DOTALL)
"""What was meant as one, and would be printed as it stands; `see: info@example.nz` is none."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A standing text named at a path; `number` is its version, None where none is written."""

    path: str
    key: str
    number: int | None

    @property
    def named(self) -> str:
        return f"{self.key}@{self.number}" if self.number else self.key


def pin_at(path: str, value: object) -> Pin | None:
    """The standing text that a value names; None for any other value."""
    found = SEE.fullmatch(value.strip()) if isinstance(value, str) else None
    return Pin(path, found[1], int(found[2]) if found[2] else None) if found else None


def only_names(value: str) -> bool:
    """Whether a text is nothing but a standing text's name, rightly written or not."""
    return bool(pin_at("", value) or NEARLY.fullmatch(value.strip()))


def pins(draft: Draft) -> tuple[Pin, ...]:
    """Every standing text that a draft names, in its order."""
    there = (pin_at(path, value) for path, value in _seen(draft.data, ()))
    return tuple(pin for pin in there if pin)


def names_one(draft: Draft) -> bool:
    """Whether it may name a standing text, rightly or not."""
    return any(True for _ in _seen(draft.data, ()))


def _seen(value: Any, steps: tuple[str | int, ...]) -> Iterator[tuple[str, str]]:
    """The texts that begin with `see`, with their paths."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _seen(inner, (*steps, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _seen(inner, (*steps, number))
    elif isinstance(value, str) and value.lstrip()[:3].lower() == "see":
        yield pointer(steps), value.strip()


def placed(draft: Draft, texts: Mapping[str, str]) -> Draft:
    """The draft with the words of standing texts in their places; itself where it names none.

    `texts` has the words by `rpl@3`; one that is not there stays as it is written.
    """
    found = [pin for pin in pins(draft) if pin.named in texts]
    if not found:
        return draft
    data = deepcopy(dict(draft.data))
    for pin in found:
        _put(data, pin.path, texts[pin.named])
    return replace(draft, data=data, pinned={pin.path: pin.named for pin in found})


def as_written(draft: Draft) -> Draft:
    """The draft as it is kept and hashed: with the names of standing texts, not their words."""
    if not draft.pinned:
        return draft
    data = deepcopy(dict(draft.data))
    for path, named in draft.pinned.items():
        _put(data, path, f"see: {named}")
    return replace(draft, data=data, pinned={})


def _put(data: Any, path: str, value: str) -> None:
    holder, _, _ = path.rpartition("/")
    within, last = find(data, holder), tokens(path)[-1]
    within[int(last) if isinstance(within, list) else last] = value


def pin_findings(draft: Draft, known: Mapping[str, int] | None) -> Iterator[Finding]:
    """What is wrong with the standing texts that a draft names.

    `known` has the newest version of each; None where there are no records to look in.
    """
    for pin in pins(draft):
        said = _said(pin, known)
        if said:
            severity, message, mend = said
            yield form_finding(CODE, pin.path, draft.place(pin.path), message, mend, severity)
    for path, value in _seen(draft.data, ()):
        if not pin_at(path, value) and only_names(value):
            shown = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
            message = f"`{shown}` is not how a standing text is named"
            mend = "write its key and its version and nothing else, such as see: rpl@1"
            yield form_finding(CODE, path, draft.place(path), message, mend)


def _said(pin: Pin, known: Mapping[str, int] | None) -> tuple[Severity, str, str] | None:
    if known is None:
        if pin.number is None:
            return Severity.ERROR, f"`see: {pin.key}` names no version", f"write see: {pin.key}@1"
        told = f"the standing text {pin.named} is kept in the records, and none were looked in"
        return Severity.NOTE, told, "name them with --records, and it is read in full"
    newest = known.get(pin.key)
    if newest is None:
        near = difflib.get_close_matches(pin.key, list(known), n=1)
        mend = f"did you mean see: {near[0]}@{known[near[0]]}?" if near else "write the text here"
        return Severity.ERROR, f"there is no standing text `{pin.key}` in the records", mend
    mend = f"write see: {pin.key}@{newest}"
    if pin.number is None:
        return Severity.ERROR, f"`see: {pin.key}` names no version", mend
    if pin.number > newest:
        return Severity.ERROR, f"the standing text {pin.key} has no version {pin.number}", mend
    if pin.number < newest:
        told = f"{pin.named} is named here, and version {newest} is there"
        return Severity.NOTE, told, f"{mend}, where the newer words should hold"
    return None
