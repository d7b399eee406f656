"""Why a draft can't be taken in, at its place and in the words that its author has before them."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path

from mcapproval.draft.model import Draft
from mcapproval.draft.slips import SLIPS
from mcapproval.errors import Reason, Refused, typed
from mcapproval.findings import Finding, Severity

THE_DRAFT = "the draft"
THE_AUTHOR = "whoever writes the draft"


def understood(findings: Iterable[Finding], what: Path | str, who: str = THE_AUTHOR) -> None:
    """Refused where a part can't be understood: taking in the rest would lose it. `what` is the
    file, or words for what came from none; `who` mends it.
    """
    faults = [f for f in findings if f.asked_by == "form" and f.severity is Severity.ERROR]
    if faults:
        named = what.name if isinstance(what, Path) else what
        raise Refused(
            f"{named} can't be taken in: part of it is not understood",
            [reason(fault, who) for fault in faults],
            hint=f"mcapproval check {shlex.quote(typed(str(what)))}"
            if isinstance(what, Path)
            else "",
        )


def reason(fault: Finding, who: str = THE_AUTHOR) -> Reason:
    """A finding on the form as a reason why not, with its line, its place in a Word form, else its
    path: a refusal shows no file."""
    where = f"line {fault.line}" if fault.line else fault.place or fault.path
    said = f"{where}: {fault.message}" if where else fault.message
    return Reason(fault.code, said, fault.mend, who)


def slips(findings: Iterable[Finding]) -> tuple[str, ...]:
    """What is said of how a text file is written, and holds up nothing: each with its line."""
    return tuple(
        f"line {each.line}: {each.message}; {each.mend}" for each in findings if each.code in SLIPS
    )


def called(draft: Draft) -> str:
    """What a refusal calls a draft: its file, where it came from one."""
    return Path(draft.source).name or THE_DRAFT
