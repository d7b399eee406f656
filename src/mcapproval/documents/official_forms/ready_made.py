"""Answers that are no one path of the draft: lists as numbered lines, names, the day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mcapproval.clock import spoken
from mcapproval.documents.answers import (
    GRADUATE_WILL,
    UNWRITTEN,
    count,
    day,
    listed,
    number_of,
    organisation,
    person,
    shown,
    words,
)
from mcapproval.documents.application.application_form import kind_of
from mcapproval.documents.application.internal import declined
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import enclosures
from mcapproval.documents.hours import all_hours, hours_told
from mcapproval.documents.official_forms.values import answer_in_row

Lines = Callable[[Dossier], Iterator[str]]


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """`says` is for whoever writes a map; `make` gives the lines, none where nothing is known."""

    says: str
    make: Lines


def _one(text: str) -> Iterator[str]:
    if text and text != UNWRITTEN:
        yield text


def _outcomes(dossier: Dossier) -> Iterator[str]:
    for number, (_, row) in enumerate(dossier.draft.rows("/learning_outcomes"), 1):
        yield f"{number}. {shown(row.get('statement'))}"


def _outcomes_with_level(dossier: Dossier) -> Iterator[str]:
    for number, (_, row) in enumerate(dossier.draft.rows("/learning_outcomes"), 1):
        about = [f"level {row['level']}"] if "level" in row else []
        about += [count(row["hours"], "hour")] if "hours" in row else []
        told = f" ({', '.join(about)})" if about else ""
        yield f"{number}. {shown(row.get('statement'))}{told}"


def _assessments(dossier: Dossier) -> Iterator[str]:
    for number, (_, row) in enumerate(dossier.draft.rows("/assessments"), 1):
        title = row.get("title") or words(row.get("method"))
        outcomes = listed(map(str, row.get("outcomes", ())))
        about = [words(row["method"])] if row.get("title") and row.get("method") else []
        about += [f"assesses {outcomes}"] if outcomes else []
        about += [count(row["weight"], "per cent")] if "weight" in row else []
        told = f" ({'; '.join(about)})" if about else ""
        yield f"{number}. {shown(title)}{told}"


def _partners(dossier: Dossier) -> Iterator[str]:
    for _, row in dossier.draft.rows("/co_design/partners"):
        role = f": {row['role']}" if row.get("role") else ""
        yield f"{organisation(dossier, row.get('organisation'))}{role}"


def _meetings(dossier: Dossier) -> Iterator[str]:
    for _, row in dossier.draft.rows("/co_design/meetings"):
        decided = f": {row['decided']}" if row.get("decided") else ""
        yield f"{day(row.get('date'))}, {words(row.get('kind') or 'meeting')}{decided}"


def _evidence(dossier: Dossier) -> Iterator[str]:
    for _, row in dossier.draft.rows("/need/evidence"):
        found = answer_in_row(dossier, "/need/evidence", row, "from")
        whose = f" from {found.text}" if found else ""
        dated = f", {day(row['dated'])}" if row.get("dated") else ""
        says = f": {row['says']}" if row.get("says") else ""
        annex = answer_in_row(dossier, "/need/evidence", row, "annex")
        told = f" (annex {annex.text})" if annex else ""
        yield f"{shown(row.get('id'))}, {words(row.get('type'))}{whose}{dated}{told}{says}"


def _hours(dossier: Dossier) -> Iterator[str]:
    for word, hours in hours_told(dossier.draft):
        if hours is not None:
            yield f"{word.capitalize()}: {count(hours, 'hour')}"


def _all_hours(dossier: Dossier) -> Iterator[str]:
    hours = all_hours(dossier.draft)
    if hours is not None:
        yield str(hours)


def _graduate(dossier: Dossier) -> Iterator[str]:
    for key, word in GRADUATE_WILL.items():
        text = dossier.draft.text(f"/purpose/graduate_will/{key}")
        if text:
            yield f"{word}: {text}"


def _staff(dossier: Dossier) -> Iterator[str]:
    for path, _ in dossier.draft.rows("/accreditation"):
        for _, row in dossier.draft.rows(f"{path}/resources/staff"):
            qualified = f" ({row['qualified_by']})" if row.get("qualified_by") else ""
            yield f"{person(dossier, row.get('person'))}: {shown(row.get('role'))}{qualified}"


def _moderation(dossier: Dossier) -> Iterator[str]:
    for path, _ in dossier.draft.rows("/accreditation"):
        for key, word in (("internal", "Internal"), ("external", "External")):
            text = dossier.draft.text(f"{path}/moderation/{key}")
            if text:
                yield f"{word}: {text}"


def _standards(dossier: Dossier) -> Iterator[str]:
    for _, row in dossier.draft.rows("/standards/list"):
        version = f", version {row['version']}" if "version" in row else ""
        yield f"{shown(row.get('id'))}{version}: {shown(row.get('title'))}"


def _third_parties(dossier: Dossier) -> Iterator[str]:
    for _, row in dossier.draft.rows("/third_parties"):
        does = listed(words(word) for word in row.get("does", ()))
        told = f" ({does})" if does else ""
        yield f"{organisation(dossier, row.get('organisation'))}{told}"


def _approvals(dossier: Dossier) -> Iterator[str]:
    for decision in dossier.decisions:
        if decision.body != "outside" and "fell" not in decision.facts and not declined(decision):
            minute = decision.facts.get("minute_reference")
            told = f", minute {minute}" if minute else ""
            yield f"{dossier.policy.title(decision.body)}, {spoken(decision.decided_on)}{told}"


def _annexes(dossier: Dossier) -> Iterator[str]:
    for annex in enclosures(dossier):
        yield f"{annex.number}. {annex.marked}"


READY: Mapping[str, ReadyMade] = {
    "reference": ReadyMade("our reference of the case", lambda d: _one(d.ref)),
    "number": ReadyMade("our reference with the version", lambda d: _one(number_of(d))),
    "day": ReadyMade(
        "the day that our own papers of the case give", lambda d: _one(spoken(d.as_at))
    ),
    "kind": ReadyMade("what is applied for", lambda d: _one(kind_of(d))),
    "applicant": ReadyMade(
        "the applicant's name",
        lambda d: _one(organisation(d, d.draft.get("/applicant/organisation"))),
    ),
    "contact": ReadyMade(
        "the applicant's contact, as they may be named",
        lambda d: _one(person(d, d.draft.get("/applicant/contact"))),
    ),
    "contact-at": ReadyMade(
        "where the applicant's contact is reached", lambda d: _one(d.contact_at)
    ),
    "developer": ReadyMade(
        "the developer's name",
        lambda d: _one(organisation(d, d.draft.get("/developer/organisation"))),
    ),
    "graduate": ReadyMade("what a graduate will know, do and be", _graduate),
    "outcomes": ReadyMade("the learning outcomes, numbered", _outcomes),
    "outcomes-with-level": ReadyMade(
        "the learning outcomes with their level and hours", _outcomes_with_level
    ),
    "assessments": ReadyMade("the assessments, numbered, with what each assesses", _assessments),
    "hours": ReadyMade("the learning hours by kind", _hours),
    "all-hours": ReadyMade("the learning hours together, a number", _all_hours),
    "evidence": ReadyMade("the evidence of need, a line each", _evidence),
    "partners": ReadyMade("the partners with their roles", _partners),
    "meetings": ReadyMade("the co-design meetings and what was decided", _meetings),
    "standards": ReadyMade("the skill standards used", _standards),
    "staff": ReadyMade("the staff of every delivering provider", _staff),
    "moderation": ReadyMade("internal and external moderation", _moderation),
    "third-parties": ReadyMade("who else does part of it, and what", _third_parties),
    "approvals": ReadyMade("who approved it inside, and when", _approvals),
    "annexes": ReadyMade("the annexes, numbered", _annexes),
}
"""By the name that a map gives."""


def ready_made(dossier: Dossier, name: str) -> str:
    """The answer of that name; empty where the dossier holds nothing for it."""
    return "\n".join(READY[name].make(dossier))
