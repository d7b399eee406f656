"""The summary of a self-review as YAML, for whoever writes it elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

from mcapproval.documents.reviews.self_review import GAPS, gap
from mcapproval.documents.reviews.year_facts import Learners, YearFacts
from mcapproval.draft.yaml_text import yaml_text


def as_yaml(facts: YearFacts) -> str:
    """The same as YAML, for whoever writes the summary elsewhere; open parts by name."""
    told: dict[str, Any] = {
        "provider": facts.provider,
        "year": facts.year,
        "as_at": facts.as_at.isoformat(),
        "stood_on": facts.stood_on.isoformat(),
        "micro_credentials": dict(facts.listings),
        "reviewed": [
            {
                "ref": each.ref,
                "micro_credential": each.listing,
                "title": each.title,
                "form": each.form,
                "decision": each.decision,
                "decided_on": each.on.isoformat(),
                "still_needed": each.needed or "not answered",
                "learners": _told(each.learners),
                "feedback": [f"{who}: {said}" for who, said in each.themes],
                "changes": [f"{what} ({size})" for what, size in each.changes],
            }
            for each in facts.reviewed
        ],
        "not_reviewed_but_taught": [
            {
                "micro_credential": each.listing,
                "title": each.title,
                "learners": _told(each.learners),
            }
            for each in facts.taught
        ],
        "overdue": [
            {"ref": each.ref, "title": each.title, "due_on": each.due_on.isoformat()}
            for each in facts.overdue
        ],
        "actions_closed": facts.closed,
        "actions_open": [
            {
                "of": each.ref,
                "what": each.what,
                "owner": each.owner,
                "due": _day(each.due),
            }
            for each in facts.actions
        ],
        "changes_applied_for": [
            {"ref": each.ref, "title": each.title, "submitted_on": each.submitted_on.isoformat()}
            for each in facts.applied
        ],
        "changes_drafted": [
            {
                "ref": each.ref,
                "title": each.title,
                "state": each.state,
                "due": _day(each.due),
            }
            for each in facts.drafted
        ],
        **{name: gap(name) for name in GAPS},
    }
    head = ["A draft from the records: write what is to be written."]
    return yaml_text(told, [*head, *filter(None, (facts.so_far, facts.told_as_at))])


def _day(due: date | None) -> str:
    return due.isoformat() if due else "no day"


def _told(of: Learners) -> dict[str, int | str]:
    counts = {key: int(said) if said.isdecimal() else said for key, said in of.counts.items()}
    return {**counts, "from": of.source} if counts else {}
