"""Check drafts in files. No records are needed, and no database is imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mcapproval.actions.drafts.inside import read_with_files
from mcapproval.actions.policies import policy_for_file
from mcapproval.canonical import digest_of
from mcapproval.draft.model import Draft
from mcapproval.draft.reader import Reading
from mcapproval.draft.sections import is_enquiry
from mcapproval.draft.standing import pin_findings
from mcapproval.draft.words import MEANT
from mcapproval.errors import Unreadable
from mcapproval.findings import Finding
from mcapproval.policy.model import Policy
from mcapproval.rules.book import RULES
from mcapproval.rules.book_hash import book_hash
from mcapproval.rules.examine import examine, in_force
from mcapproval.rules.rule import Rule
from mcapproval.shipped import schema


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file or case: its findings, or why it can't be read. `lines` is the author's text.

    `waived` has the reason for each code and path that is let stand; `rule_book` is the address at
    which the provider shows its rule book. `missing` are the paths of findings at which nothing is
    written, so that their line and column are those of what would hold it. Of an `enquiry` nothing
    of that is asked yet.
    """

    file: str
    on: date
    policy: str
    error: Unreadable | None
    findings: tuple[Finding, ...]
    waived: Mapping[tuple[str, str], str]
    lines: tuple[str, ...]
    rules_asked: int
    rules_found: int
    rule_book: str | None = None
    missing: frozenset[str] = frozenset()
    enquiry: bool = False

    @property
    def exit_code(self) -> int:
        if self.error:
            return 2
        return int(any(f.blocks and (f.code, f.path) not in self.waived for f in self.asked))

    @property
    def asked(self) -> tuple[Finding, ...]:
        """Of an enquiry only what is said of what stands in it: the rest is not asked yet."""
        if not self.enquiry:
            return self.findings
        return tuple(f for f in self.findings if f.path not in self.missing)


@dataclass(frozen=True, slots=True)
class Beside:
    """What the records add to a draft that lies in a file, and what they have to say of it."""

    completes: Callable[[Draft], Draft]
    says: Callable[[Draft, date, Policy], tuple[Finding, ...]]


def check_file(
    path: Path,
    on: date,
    policy_file: Path | None,
    beside: Beside | None = None,
    today: date | None = None,
) -> CheckedFile:
    """Check a draft on a day, under the policy given, else the nearest one above the draft.

    The files that it names are looked for in its folder, as they will be when it is opened.
    A policy may not be looser than the law of `today`, the day on which it is used. A folder stands
    for the `draft.yaml` in it.
    """
    inside = path / "draft.yaml"
    path = inside if inside.is_file() else path
    policy = policy_for_file(path, policy_file, today or on)
    return checked(path, on, policy, RULES, beside)


def checked(
    path: Path,
    on: date,
    policy: Policy,
    rules: tuple[Rule, ...],
    beside: Beside | None = None,
    read: Callable[[Path], Reading] = read_with_files,
) -> CheckedFile:
    """A file as the rules of its kind find it; `read` is how that kind is read, else as a draft."""
    try:
        reading = read(path)
        if rules is RULES and not is_draft(reading):
            raise Unreadable(NO_DRAFT, BEGIN_ONE, source=str(path), line=1, column=1)
    except Unreadable as error:
        return CheckedFile(str(path), on, policy_hash(policy), error, (), {}, (), 0, 0)
    draft = beside.completes(reading.draft) if beside else reading.draft
    said = examine(draft, on, policy, rules)
    more = beside.says(reading.draft, on, policy) if beside else pin_findings(draft, None)
    findings = reading.with_rules((*said, *more))
    return CheckedFile(
        str(path),
        on,
        policy_hash(policy),
        None,
        findings,
        {},
        () if reading.of_form else _lines(path),
        sum(1 for rule in rules if in_force(rule, on)),
        len({f.code for f in findings if f.asked_by != "form"}),
        policy.rule_book,
        frozenset(f.path for f in findings if _missing(f, reading.draft)),
        rules is RULES and is_enquiry(reading.draft),
    )


NO_DRAFT = "this is no draft: it has none of the keys of one"
BEGIN_ONE = "name a draft, or begin one with: mcapproval draft new FILE"


def is_draft(reading: Reading) -> bool:
    """Whether a key of a draft is there, or one that may be meant for such."""
    keys = {path.split("/")[1] for path in reading.draft.left_out if path}
    known = schema("application")["properties"].keys() & (keys | reading.draft.data.keys())
    odd = (found.mend for found in reading.findings if found.code == "FORM-KEY")
    misspelt = any(map(MEANT.fullmatch, odd))
    return bool(known or misspelt or reading.of_form)


def _lines(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8-sig", errors="replace").splitlines())


def _missing(finding: Finding, draft: Draft) -> bool:
    """A finding on the form is about what is written, or says itself which key is missing."""
    found = finding.path in draft.places or not finding.path
    return finding.asked_by != "form" and not found


def policy_hash(policy: Policy) -> str:
    return digest_of(policy.as_json())


def book() -> str:
    """The hash of the rule book that checks."""
    return book_hash()
