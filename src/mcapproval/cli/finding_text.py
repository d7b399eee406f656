"""Findings as people read them: what, where in their file, what to do, who asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mcapproval.cli.say import counted, one_line
from mcapproval.clock import spoken
from mcapproval.findings import SPOKEN, Finding, Severity
from mcapproval.reports.table import wide

if TYPE_CHECKING:
    from mcapproval.actions.drafts.checking import CheckedFile

ASKS = {"rule": "NZQA rule", "policy": "our policy, not NZQA", "form": "the form of the file"}


def text(checked: Sequence[CheckedFile]) -> str:
    """One block a file, each ending with a line that counts."""
    return "\n\n".join("\n".join(_file(one)) for one in checked) + "\n"


def waiver_of(one: CheckedFile, finding: Finding) -> str | None:
    """The reason for which a finding is let stand; None where nobody did."""
    return one.waived.get((finding.code, finding.path))


def weight(one: CheckedFile, finding: Finding) -> str:
    return SPOKEN[finding.severity] if waiver_of(one, finding) is None else "waived"


def place(file: str, line: int | None, column: int | None) -> str:
    """Where a finding is, as editors open it: file:line:column."""
    name = " ".join(file.splitlines())
    return f"{name}:{line}:{column or 1}" if line else name


def beside_place(one: CheckedFile, finding: Finding) -> str:
    """The path where line and column don't lead to the value itself; else empty."""
    if finding.path in one.missing:
        return f"missing {one_line(finding.path)}"
    return "" if finding.line else one_line(finding.path)


def _file(one: CheckedFile) -> Iterator[str]:
    if one.error:
        where = place(one.file, one.error.line, one.error.column)
        yield f"{where}: can't be read: {one_line(one.error.message)}"
        if one.error.hint:
            yield f"what to do: {one_line(one.error.hint)}"
        return
    for finding in one.findings:
        yield from _finding(one, finding)
        yield ""
    yield _summary(one)
    if one.rule_book and one.findings:
        yield f"each code is told in full at {one.rule_book.rstrip('/')}/rules.html"


def _finding(one: CheckedFile, finding: Finding) -> Iterator[str]:
    yield f"{finding.code}  {weight(one, finding)}: {one_line(finding.message)}"
    where = f"{place(one.file, finding.line, finding.column)} {beside_place(one, finding)}"
    yield f" --> {where.rstrip()}"
    if finding.line and finding.line <= len(one.lines) and finding.path not in one.missing:
        written = one.lines[finding.line - 1].replace("\t", " ")
        margin = " " * len(str(finding.line))
        before = written[: (finding.column or 1) - 1]
        yield f"{margin} |"
        yield f"{finding.line} | {written}"
        yield f"{margin} | {' ' * wide(before)}^"
    if finding.mend and waiver_of(one, finding) is None:
        yield f"what to do: {one_line(finding.mend)}"
    yield f"asked by: {_asked_by(finding)}"


def _asked_by(finding: Finding) -> str:
    """Who asks, with the clause in words, and how sure its source is where it is not confirmed."""
    who = ASKS[finding.asked_by]
    if finding.clause is None:
        return who
    from mcapproval.documents.rule_book.wording import who_asks
    from mcapproval.rules.texts import clauses

    clause = clauses().get(finding.clause)
    if clause is None:
        return f"{who} ({finding.clause})"
    if finding.asked_by == "rule":
        who = who_asks(clause)
    cited = clause.citation.removeprefix("Our policy, ")
    return f"{who} ({cited}{unsure(clause.confidence)})"


def unsure(confidence: str) -> str:
    """How far a clause can be relied on, where we have not read it in its own text."""
    said = {
        "inferred": "; this is our reading, check the text",
        "secondary": "; known from another source, check the text",
    }
    return said.get(confidence, "")


def _summary(one: CheckedFile) -> str:
    passed = one.rules_asked - one.rules_found
    return (
        f"{place(one.file, None, None)}: {_counts(one)}. {passed} of {one.rules_asked} checks "
        f"passed, by the law of {spoken(one.on)} and our policy."
    )


COUNTED = (SPOKEN[Severity.WARNING], SPOKEN[Severity.NOTE])
"""Weights that are things, so that there are several of them."""


def _counts(one: CheckedFile) -> str:
    if not one.findings:
        return "no findings"
    weights = [weight(one, finding) for finding in one.findings]
    counts = [
        counted(weights.count(word), word) if word in COUNTED else f"{weights.count(word)} {word}"
        for word in (*(SPOKEN[severity] for severity in Severity), "waived")
        if word in weights
    ]
    return f"{counted(len(one.findings), 'finding')}: {', '.join(counts)}"
