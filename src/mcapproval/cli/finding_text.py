"""Findings as people read them: what, where in their file, what to do, who asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mcapproval.cli import seat
from mcapproval.cli.again import completed
from mcapproval.cli.say import counted, one_line, room, wrapped
from mcapproval.clock import spoken
from mcapproval.findings import SPOKEN, Finding, Severity
from mcapproval.reports.table import cut, wide

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
    """Heading and field in a Word form; else the path where line and column don't lead to the value
    itself; else empty."""
    if finding.place:
        return one_line(finding.place)
    if finding.path in one.missing:
        return f"missing {one_line(finding.path)}"
    return "" if finding.line else one_line(finding.path)


def in_rule_book(address: str, code: str = "") -> str:
    """Where a provider's rule book tells of its rules, or of one: the anchors of `rules book`."""
    from urllib.parse import quote

    page = f"{address.rstrip('/')}/rules.html"
    return f"{page}#{quote(code)}" if code else page


def help_address(one: CheckedFile, finding: Finding) -> str | None:
    """Where the rule of a finding is told in full; None where the provider names no such place, or
    the file asks and no rule does."""
    if one.rule_book is None or finding.asked_by == "form":
        return None
    return in_rule_book(one.rule_book, finding.code)


def _file(one: CheckedFile) -> Iterator[str]:
    if one.error:
        where = place(one.file, one.error.line, one.error.column)
        yield wrapped(f"{where}: can't be read: {one_line(one.error.message)}")
        if one.error.hint:
            yield wrapped(completed(one_line(one.error.hint), seat.given()), "what to do: ")
        return
    for finding in one.asked:
        yield from _finding(one, finding)
        yield ""
    yield from _enquiry(one) if one.enquiry else _summary(one)
    if one.rule_book and one.findings:
        yield f"each code is told in full at {in_rule_book(one.rule_book)}"


def _finding(one: CheckedFile, finding: Finding) -> Iterator[str]:
    yield wrapped(one_line(finding.message), f"{finding.code}  {weight(one, finding)}: ")
    comma = "," if finding.place else ""
    where = f"{place(one.file, finding.line, finding.column)}{comma} {beside_place(one, finding)}"
    yield f" --> {where.rstrip()}"
    if finding.line and finding.line <= len(one.lines) and finding.path not in one.missing:
        yield from _shown(one.lines[finding.line - 1], finding.line, finding.column or 1)
    if finding.mend and waiver_of(one, finding) is None:
        yield wrapped(completed(one_line(finding.mend), seat.given()), "what to do: ")
    yield wrapped(_asked_by(finding), "asked by: ")


def _shown(line: str, number: int, column: int) -> Iterator[str]:
    """The author's line with a mark below the place; of a long one, the part around it."""
    margin = f"{' ' * len(str(number))} | "
    written, at = line.replace("\t", " "), column - 1
    most = room() - len(margin)
    if wide(written) > most and at > most // 2:
        start = at - most // 2
        written, at = f"…{written[start + 1 :]}", at - start
    yield margin.rstrip()
    yield f"{number} | {cut(written, most)}"
    yield f"{margin}{' ' * wide(written[:at])}^"


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


def _enquiry(one: CheckedFile) -> Iterator[str]:
    """How an enquiry is: kindly, since a telephone call is not a draft."""
    here = len(one.asked)
    wrong = counted(here, "finding") if here else "nothing in it is wrong"
    yield wrapped(f"{place(one.file, None, None)}: an enquiry; {wrong}.")
    later = len(one.findings) - here
    if later:
        said = counted(
            later, "thing that a whole draft says is", "things that a whole draft says are"
        )
        yield wrapped(
            f"Nothing more is asked of it yet: {said} asked for step by step, and listed by "
            "--format concise."
        )


def _summary(one: CheckedFile) -> Iterator[str]:
    passed = one.rules_asked - one.rules_found
    yield wrapped(f"{place(one.file, None, None)}: {_counts(one)}.")
    yield wrapped(
        f"{passed} of {one.rules_asked} checks passed, by the law of {spoken(one.on)} and our "
        "policy."
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
