"""The draft that an imported row becomes: what is known, in the places that a draft has for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.drafts.taking_in import names_said
from mcapproval.actions.importing.facts import Credential
from mcapproval.actions.importing.faults import Row
from mcapproval.actions.importing.in_drafts import PART_OF
from mcapproval.canonical import canonical
from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import tokens
from mcapproval.draft.reader import read_draft_bytes
from mcapproval.findings import Severity

FORMAT = "application/1"
ROUTES = {
    "university": "university",
    "wdc": "skills-board",
    "isb": "skills-board",
}
"""By type of an organisation: the route by which it applies; all others apply to NZQA."""

WITH, WITHOUT = "listing-approval-and-accreditation", "listing-and-approval"
PLACES = {
    "organisations": "applicant",
    "developer": "unit",
    "co_design": "partner",
    "accreditation": "providers",
    "delivery": "sites",
    "purpose": "embedded_in",
    "business_case": "fee",
    "review_period_years": "review_period",
}
"""The columns of parts of a draft that are called otherwise."""

CENTS = 100


def route_of(type_: str) -> str:
    return ROUTES.get(type_, "nzqa")


def content_of(
    row: Credential,
    route: str,
    applicant: str,
    partners: Sequence[str],
    providers: Sequence[str],
    files: Iterable[str],
) -> dict[str, Any]:
    """Only what the row says: what it leaves open is not in the draft."""
    listed = row.listed
    kind = WITH if providers and route != "skills-board" else WITHOUT
    content: dict[str, Any] = {"format": FORMAT, "route": route, "kind": kind, "title": row.title}
    simple = ("title_te_reo", "level", "credits", "nzsced")
    content |= {key: listed[key] for key in simple if listed[key] is not None}
    if listed["review_years"] is not None:
        content["review_period_years"] = listed["review_years"]
    content["applicant"] = {"organisation": applicant}
    if row.unit:
        content["developer"] = {"unit": row.unit}
    if row.sites:
        content["delivery"] = {"sites": list(row.sites)}
    if partners:
        content["co_design"] = {
            "partners": [{"id": f"P{n}", "organisation": key} for n, key in enumerate(partners, 1)]
        }
    if kind == WITH:
        content["accreditation"] = [{"provider": key} for key in providers]
    if row.embedded_in:
        content["purpose"] = {"education_pathway": f"{PART_OF}{'; '.join(row.embedded_in)}"}
    if row.fee_cents is not None:
        price = {"customer": "learner", "dollars": row.fee_cents // CENTS, "gst": "included"}
        content["business_case"] = {"prices": [price]}
    attached = [{"for": "imported", "file": name, "title": name} for name in files]
    return content | ({"attachments": attached} if attached else {})


def read_content(row: Row, content: Mapping[str, Any], keys: Iterable[str]) -> Draft:
    """The content as a draft; what a draft can't hold is a fault of the cell that says it."""
    name = f"{row.sheet} row {row.line}"
    reading = read_draft_bytes(canonical(content), name, json=True, known=frozenset(keys))
    for found in reading.findings:
        if found.asked_by == "form" and found.severity is Severity.ERROR:
            row.wrong(_column(found.path), found.message, found.mend)
    return reading.draft


def nobody_in(connection: Connection, drafts: Sequence[tuple[Row, Draft]]) -> None:
    """A fault for each text that says the name of somebody whom the records know."""
    together = {str(at): dict(draft.data) for at, (_, draft) in enumerate(drafts)}
    for found in names_said(connection, together):
        at, *path = tokens(found.path)
        row = drafts[int(at)][0]
        said = "the name of a person stands here, whom the records know"
        row.wrong(_column("/" + "/".join(path)), said, "take it out: what is listed names nobody")


def _column(path: str) -> str:
    first = next(iter(tokens(path)), "title")
    return PLACES.get(first, first)
