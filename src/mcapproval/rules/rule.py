"""What a rule is: one requirement, what it reads, and the check that remarks on a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.law import Law


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says of one place.

    `mend` tells what would put it right. `clause` names the clause where it is not the first one in
    force that is `checked_by` the rule; `severity` is given where it differs from the clause's.
    """

    path: str
    message: str
    mend: str
    clause: str | None = None
    severity: Severity | None = None


About = Literal["draft", "review", "standing", "overlap"]
"""What a rule examines: an author's draft, the answers of a re-evaluation, how a case and its
micro-credential stand in the records, or a draft beside those in the records that look like it."""

Track = Literal["application", "change", "listing", "accreditation", "review"]
"""The track of the approval's life that a rule belongs to."""

DAY, CLAUSE = "day", "clause"
"""What a rule can ask of the law besides files of values."""

Check = Callable[[Draft, Law, Policy], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement checked by code.

    `reads` are the paths the check may read; a test holds it to them. The section of the first one
    is the section that a finding blocks. When a rule is in force, how much it weighs and who asks
    for it is said by the clauses in `texts/` that name its code. Reviews and standings are read by
    paths as drafts are, so they come to `check` in the same frozen value. `law` names the files of
    dated values that the check may ask for, and `day` where the day itself matters: nothing else
    of the law may change what it says. It names `clause` too where the clause that sets a value, or
    its days, change whether anything is found, and not only what is said of it.
    """

    code: str
    title: str
    reads: tuple[str, ...]
    check: Check
    about: About = "draft"
    track: Track = "application"
    law: tuple[str, ...] = ()
