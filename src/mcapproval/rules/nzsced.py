"""NZSCED-6: the detailed field of study, six digits, and on the list of codes where one is loaded.

No list ships: that of Stats NZ could not be read whole. A code that is not on a list is only warned
of, since lists grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

SIX = re.compile(r"[0-9]{6}")


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    code = draft.text("/nzsced")
    if not code:
        if asks_content(draft):
            yield Remark(
                "/nzsced",
                "no NZSCED code is given",
                "write the six digits of the detailed field under nzsced, such as 050301",
            )
    elif not SIX.fullmatch(code):
        yield Remark(
            "/nzsced",
            f"'{code}' is not an NZSCED code of six digits",
            "write the six digits of the detailed field, with any nought in front, such as 050301",
        )
    elif (loaded := law.value("nzsced", "codes").value) and code not in loaded:
        yield Remark(
            "/nzsced",
            f"'{code}' is not among the {len(loaded):,} NZSCED codes that are loaded",
            "look the code up again; if it is right, have the list brought up to date",
            severity=Severity.WARNING,
        )


RULE = Rule("NZSCED-6", "NZSCED code of six digits", ("/nzsced", "/kind"), check, law=("nzsced",))
