"""Why a draft can't be taken in, at its place and in the words that its author has before them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mcapproval.draft.model import Draft
from mcapproval.errors import Reason, Refused
from mcapproval.findings import Finding, Severity

THE_DRAFT = "the draft"


def understood(findings: Iterable[Finding], file: str) -> None:
    """Refused where a part of the file can't be understood: taking in the rest would lose it."""
    faults = [f for f in findings if f.asked_by == "form" and f.severity is Severity.ERROR]
    if faults:
        raise Refused(
            f"{file} can't be taken in: part of it is not understood",
            [reason(fault) for fault in faults],
            hint=f"mcapproval check {file}" if file != THE_DRAFT else "",
        )


def reason(fault: Finding) -> Reason:
    """A finding on the form as a reason why not, with its line, its place in a Word form, else its
    path: a refusal shows no file."""
    where = f"line {fault.line}" if fault.line else fault.place or fault.path
    said = f"{where}: {fault.message}" if where else fault.message
    return Reason(fault.code, said, fault.mend, "whoever writes the draft")


def called(draft: Draft) -> str:
    """What a refusal calls a draft: its file, where it came from one."""
    return Path(draft.source).name or THE_DRAFT
