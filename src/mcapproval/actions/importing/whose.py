"""Whose the rows are that name no applicant: the provider's whose records these are.

Records of several providers name none. Then `mcapproval.toml` beside the sheet says it, where that
provider adopted a policy in these records; else the only one that did.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from mcapproval.actions.desk import about
from mcapproval.actions.provider_meant import adopters
from mcapproval.policy.reader import find_policy, read_policy


@dataclass(frozen=True, slots=True)
class Whose:
    """`because` says by what, where the records do not say it themselves; where there is no
    provider, why, and `mend` what to do.
    """

    provider: str
    because: str = ""
    mend: str = ""


def whose(connection: Connection, file: Path, today: date) -> Whose:
    own = about(connection).provider
    if own:
        return Whose(own)
    adopted = adopters(connection, today)
    found = find_policy(file)
    named = read_policy(found).provider if found else ""
    if found and named in adopted:
        return Whose(named, f"{found.name} names it")
    if found and named:
        return Whose(
            "",
            f"it is not known whose it is: {found.name} names {named}, which counts for drafts;"
            f" in these records {named} adopted no policy",
            f"adopt it (mcapproval policy adopt {shlex.quote(str(found))}), or write the"
            " organisation that had it approved in Applicant",
        )
    if len(adopted) == 1:
        return Whose(next(iter(adopted)), "no other provider adopted a policy in these records")
    said = "it is not known whose it is: these records name no provider"
    return Whose("", said, "write the organisation that had it approved in Applicant")
