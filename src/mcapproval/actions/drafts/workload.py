"""The workload study of a draft in a file, with what our policy says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mcapproval.actions.drafts.written import read_any
from mcapproval.actions.policies import policy_for_file
from mcapproval.draft.model import Draft
from mcapproval.findings import Finding
from mcapproval.policy.model import Policy
from mcapproval.rules import (
    hours_split,
    workload_basis,
    workload_contact,
    workload_sums,
    workload_weeks,
)
from mcapproval.rules.examine import examine
from mcapproval.rules.law import Law
from mcapproval.rules.workload_study import Study, study

RULES = (
    hours_split.RULE,
    workload_sums.RULE,
    workload_basis.RULE,
    workload_weeks.RULE,
    workload_contact.RULE,
)

PARTS = ("/workload", "/learning_hours", "/learning_outcomes", "/delivery", "/credits")
"""What a study is made of: a fault in its form is told too, since it leaves hours out."""


NOT_YET = "/learning_hours"
"""That no hours are given by kind is nothing to be told of a study: it may be where they begin."""


@dataclass(frozen=True, slots=True)
class Studied:
    """A study with its findings. `of` is the file or case as it was named; `by_labels` that
    its author may know the labels of a form only, and no keys."""

    of: str
    on: date
    study: Study
    findings: tuple[Finding, ...]
    by_labels: bool = False


def study_file(path: Path, on: date, policy_file: Path | None, today: date) -> Studied:
    """Raises Unreadable where the file or the policy can't be read, NotInForce before 2018.

    The policy is measured against the law of today, on which it is used.
    """
    policy = policy_for_file(path, policy_file, today)
    reading = read_any(path)
    found = reading.with_rules(examine(reading.draft, on, policy, RULES))
    made = studied(str(path), reading.draft, on, policy, found)
    return replace(made, by_labels=reading.of_form)


def studied(
    of: str, draft: Draft, on: date, policy: Policy, findings: Iterable[Finding]
) -> Studied:
    ours = (f for f in findings if f.asked_by != "form" or f.path.startswith(PARTS))
    told = (f for f in ours if f.code != hours_split.RULE.code or f.path != NOT_YET)
    return Studied(of, on, study(draft, Law(on), policy), tuple(told))
