"""STD-LIST: whether standards are used, and if so which, complete and not expired."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, day_of
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

NEEDED = {"id": "number", "version": "version", "level": "level", "credits": "credits"}


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    used = draft.text("/standards/used")
    rows = draft.rows("/standards/list")
    if not used:
        if asks_content(draft):
            yield Remark(
                "/standards/used",
                "the draft does not say whether standards are used",
                "write used: yes or used: no under standards",
            )
    elif used == "yes" and not rows:
        yield Remark(
            "/standards/list",
            "standards are used and none is listed",
            "list each with its number, version, level and credits",
        )
    elif used == "no" and rows:
        yield Remark(
            "/standards/used",
            f"standards are said not to be used, yet {_are(len(rows))} listed",
            "write used: yes, or take them off the list",
        )
    for path, row in rows:
        yield from _standard(path, row, law)


def _are(number: int) -> str:
    """`1 standard is`, `2 standards are`."""
    return f"{number} standard is" if number == 1 else f"{number} standards are"


def _standard(path: str, row: dict[str, Any], law: Law) -> Iterator[Remark]:
    name = f"standard {row['id']}" if row.get("id") else "a standard"
    for key, said in NEEDED.items():
        if row.get(key) in (None, ""):
            yield Remark(f"{path}/{key}", f"{name} has no {said}", f"write its {said} under {key}")
    expires = day_of(row.get("expires"))
    if expires and expires < law.at:
        yield Remark(
            f"{path}/expires",
            f"{name} expired on {spoken(expires)}",
            "use the version that is current, and give its number and version",
        )


RULE = Rule("STD-LIST", "Standards used are listed", ("/standards", "/kind"), check)
