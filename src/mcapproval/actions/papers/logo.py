"""The logo that a policy names, read once when the policy is adopted: it is what it says, and small
enough to stand at the head of every paper.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from mcapproval.actions.drafts.inside import read_inside
from mcapproval.documents.logo import WIDEST, looked_at
from mcapproval.errors import Unreadable
from mcapproval.policy.paper import LOGOS
from mcapproval.policy.reader import line_in

LARGEST = 1_000_000
"""Bytes."""

KEY = ("paper", "logo")


def logo_of(policy: Path, name: str) -> bytes:
    """The bytes of a logo beside a policy's file; Unreadable, at its line, where it is none."""
    fault, data = read_inside(policy.parent, name)
    if fault is None:
        fault = _wrong(name, data)
    if fault:
        said, mend = fault
        raise Unreadable(
            f"the logo {name} can't be used: {said}",
            mend,
            source=str(policy),
            line=line_in(policy, KEY),
        )
    return data


def _wrong(name: str, data: bytes) -> tuple[str, str] | None:
    if len(data) > LARGEST:
        return "it is larger than 1 MB", "save it smaller: 600 pixels a side are plenty on paper"
    wanted = LOGOS[PurePosixPath(name).suffix.lower()]
    known, wide, high = looked_at(data)
    if known != wanted:
        is_so = f"a {known} file" if known else "no picture that can be read"
        return (
            f"by its name it is a {wanted} file, and it is {is_so}",
            f"save it as a {wanted} file",
        )
    if max(wide, high) > WIDEST:
        said = f"it has {wide} by {high} pixels, and {WIDEST} a side are the most"
        return said, "save it smaller: 600 pixels a side are plenty on paper"
    return None
