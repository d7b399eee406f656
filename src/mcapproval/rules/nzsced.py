"""NZSCED-6: the digits of the detailed field of study, on the list of codes where one is loaded.

No list ships: that of Stats NZ could not be read whole. A code that is not on a list is only warned
of, since lists grow.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    code = draft.text("/nzsced")
    digits = law.value("nzsced", "digits").value
    if not code:
        if asks_content(draft):
            yield Remark(
                "/nzsced",
                "no NZSCED code is given",
                f"write the {digits} digits of the detailed field under nzsced",
            )
    elif len(code) != digits or not (code.isascii() and code.isdigit()):
        yield Remark(
            "/nzsced",
            f"'{code}' is not an NZSCED code of {digits} digits",
            f"write the {digits} digits of the detailed field, with any nought in front",
        )
    elif (loaded := law.value("nzsced", "codes").value) and code not in loaded:
        yield Remark(
            "/nzsced",
            f"'{code}' is not among the {len(loaded):,} NZSCED codes that are loaded",
            "look the code up again; if it is right, have the list brought up to date",
            severity=Severity.WARNING,
        )


RULE = Rule(
    "NZSCED-6", "NZSCED code of the detailed field", ("/nzsced", "/kind"), check, law=("nzsced",)
)
