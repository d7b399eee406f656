"""APPLICANT-ROLE: the applicant may apply for this by this route, and providers may deliver.

Skills bodies, NZQA and employers do not deliver. A university's application goes the university
route. From when till when a type was there is for ROLE-ERA. Where the list of applicants could not
be read to its end, or an older law is known less well, it is said that it is not sure, and a person
may waive it. A type that can't be used as written is told as a fault of the form.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_accreditation
from mcapproval.rules.bodies import ASK, NOT_SETTLED, Body, body, there
from mcapproval.rules.law import Dated, Law, has
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    key = draft.text("/applicant/organisation")
    if not key:
        yield Remark(
            "/applicant/organisation",
            "the applicant is not named",
            "write its key under applicant, organisation, and name and type under organisations",
        )
    else:
        yield from _applicant(draft, law, body(draft, key))
    yield from _deliverers(draft, law, key)


def _applicant(draft: Draft, law: Law, applicant: Body) -> Iterator[Remark]:
    if not applicant.type and draft.unusable(f"/organisations/{applicant.key}"):
        return
    if not applicant.type:
        yield Remark(
            "/applicant/organisation",
            f"the draft does not say what type of body '{applicant.key}' is",
            f"write its name and type under organisations, {applicant.key}",
        )
        return
    held = law.maybe("may_apply", applicant.type)
    if held is None or not there(held):
        return
    if held.value in ("no", "unclear"):
        yield _may_not(applicant, held)
        return
    yield from _route(draft, law, applicant)
    if asks_accreditation(draft):
        yield from _delivers(law, applicant, "/kind")


def _may_not(applicant: Body, held: Dated) -> Remark:
    who = f"{applicant.name} ({applicant.spoken_type})"
    if held.value == "no":
        said = f"{who} does not apply to NZQA"
        mend = "apply through a provider that may, and state the other as a partner"
    else:
        said = f"{who} may not be able to apply to NZQA: {NOT_SETTLED}"
        mend = f"apply through a provider that may, and state the other as a partner; or {ASK}"
    return Remark("/applicant/organisation", said, mend, clause=held.clause)


def _route(draft: Draft, law: Law, applicant: Body) -> Iterator[Remark]:
    open_to = law.maybe("route", applicant.type) if has("route", applicant.type) else None
    open_to = open_to or law.value("route", "any-other")
    route = draft.text("/route")
    if route not in open_to.value:
        yield Remark(
            "/route",
            f"{applicant.name} ({applicant.spoken_type}) does not go the route '{route}'",
            f"write route: {' or '.join(open_to.value)}",
            clause=open_to.clause,
        )


def _deliverers(draft: Draft, law: Law, applicant: str) -> Iterator[Remark]:
    for path, row in draft.rows("/accreditation"):
        key = row.get("provider")
        if not isinstance(key, str):
            continue
        provider = body(draft, key)
        if key == applicant and (asks_accreditation(draft) or not provider.type):
            continue  # told at what is asked for, or where the applicant is named
        if provider.type:
            yield from _delivers(law, provider, f"{path}/provider")
        elif not draft.unusable(f"/organisations/{key}"):
            yield Remark(
                f"{path}/provider",
                f"the draft does not say what type of body '{key}' is",
                f"write its name and type under organisations, {key}",
            )


def _delivers(law: Law, provider: Body, path: str) -> Iterator[Remark]:
    held = law.maybe("may_deliver", provider.type)
    if held is None or held.value == "may":
        return
    if held.value == "no":
        yield Remark(
            path,
            f"{provider.name} ({provider.spoken_type}) is not accredited to deliver",
            "apply for listing and approval only, and let a provider apply for accreditation",
            clause=held.clause,
        )
    else:
        yield Remark(
            path,
            f"{provider.name} ({provider.spoken_type}) may not be able to be accredited: "
            f"{NOT_SETTLED}",
            f"let a provider that may deliver apply for accreditation; or {ASK}",
            clause=held.clause,
        )


RULE = Rule(
    "APPLICANT-ROLE",
    "Applicant and providers may do what is asked for",
    ("/applicant", "/organisations", "/accreditation", "/route", "/kind"),
    check,
    law=("may_apply", "may_deliver", "route"),
)
