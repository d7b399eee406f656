"""What a provider's sheet becomes among the answers of a re-evaluation, beside those of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.actions.reviewing.collecting.questions import COUNTED, GROUPS, NOT_KNOWN
from mcapproval.actions.reviewing.collecting.reading import Returned

Row = dict[str, Any]

COLLECTED = (
    ("delivery", ""),
    ("assessment", "providers"),
    ("feedback", ""),
    ("changes_made", ""),
    ("collected", ""),
)
"""Where rows of a provider stand among the answers: the part, and the list within it."""


def merged(answers: Mapping[str, Any], sheet: Returned, sha256: str) -> dict[str, Any]:
    """The answers with the rows of this provider put in place of those it had; all else is as it
    was.
    """
    new = dict(answers)
    new["delivery"] = _with(answers.get("delivery"), sheet.provider, [_delivery(sheet)])
    assessment = dict(answers.get("assessment") or {})
    assessment["providers"] = _with(
        assessment.get("providers"), sheet.provider, [_moderated(sheet)]
    )
    new["assessment"] = assessment
    new["feedback"] = _with(answers.get("feedback"), sheet.provider, list(_feedback(sheet)))
    changes = _with(answers.get("changes_made"), sheet.provider, list(_changes(sheet)))
    if changes or "changes_made" in answers:
        new["changes_made"] = changes
    who = _said(
        provider=sheet.provider,
        answered_by=sheet.said["answered_by"],
        on=sheet.said["answered_on"],
        sha256=sha256,
    )
    new["collected"] = _with(answers.get("collected"), sheet.provider, [who])
    if not new["feedback"] and "feedback" not in answers:
        del new["feedback"]
    return new


def with_collected(answers: Mapping[str, Any], before: Mapping[str, Any]) -> Mapping[str, Any]:
    """Answers written in a file, with what was collected from providers whom the file does not name
    under `collected`, or names with another sheet: it was begun before their sheets came back, and
    would lose what they say.
    """
    here = {row.get("provider"): row.get("sha256") for row in answers.get("collected") or []}
    new = dict(answers)
    for row in sorted(before.get("collected") or [], key=lambda row: str(row["provider"])):
        provider, sheet = row["provider"], row.get("sha256")
        if provider in here and here[provider] in (None, sheet):
            continue
        for section, key in COLLECTED:
            rows, was = _at(new, section, key), _at(before, section, key)
            own = [row for row in was or [] if row.get("provider") == provider]
            if own:
                put = _with(rows, provider, own)
                new[section] = {**(new.get(section) or {}), key: put} if key else put
    return new


def _at(answers: Mapping[str, Any], section: str, key: str) -> Any:
    found = answers.get(section)
    return (found or {}).get(key) if key else found


def _with(rows: Any, provider: str, own: list[Row]) -> list[Row]:
    """Where the provider had rows, the new ones stand there; else at the end."""
    before = list(rows or [])
    at = next((n for n, row in enumerate(before) if row.get("provider") == provider), len(before))
    others = [row for row in before if row.get("provider") != provider]
    return [*others[:at], *own, *others[at:]]


def _said(**row: Any) -> Row:
    """A row without what was not answered."""
    return {key: value for key, value in row.items() if value not in (None, "", [], {})}


def _delivery(sheet: Returned) -> Row:
    said = sheet.said
    groups = {
        group: _said(
            enrolments=said[f"{group}_enrolments"], completions=said[f"{group}_completions"]
        )
        for group in GROUPS
    }
    figures = {key: figure for key, figure in sheet.figures.items() if key in ("cohorts", *COUNTED)}
    for key, of in (
        ("moderated", "moderated_"),
        ("priority_groups", tuple(f"{g}_" for g in GROUPS)),
    ):
        first = next(
            (figure for name, figure in sheet.figures.items() if name.startswith(of)), None
        )
        if first:
            figures[key] = first
    return _said(
        provider=sheet.provider,
        cohorts=said["cohorts"],
        **{key: said[key] for key in COUNTED},
        moderated=_together(said["moderated_internal"], said["moderated_external"]),
        priority_groups=groups,
        not_delivered=said["not_delivered"],
        sites=said["sites"],
        capability=_said(answer=said["capability"], reason=said["capability_reason"]),
        figures=figures,
    )


def _together(*counts: Any) -> Any:
    return NOT_KNOWN if NOT_KNOWN in counts else sum(counts)


def _moderated(sheet: Returned) -> Row:
    said = sheet.said
    return _said(
        provider=sheet.provider,
        internal=said["moderated_internal"],
        external=said["moderated_external"],
        moderation=said["moderation"],
        result=said["moderation_result"],
        actions=said["moderation_actions"],
    )


def _feedback(sheet: Returned) -> Iterator[Row]:
    said = sheet.said
    for group, whose in (
        ("learners", f"Learners of {sheet.provider}"),
        ("employers", said["employers_from"]),
    ):
        n = said[f"{group}_n"]
        if n != 0:
            yield _said(
                provider=sheet.provider,
                group=group,
                **{"from": whose},
                when=said[f"{group}_on"],
                method=said[f"{group}_source"],
                n=None if n == NOT_KNOWN else n,
                score=said.get(f"{group}_score"),
                themes=said[f"{group}_themes"],
            )


def _changes(sheet: Returned) -> Iterator[Row]:
    for size in ("minor", "significant"):
        for what in sheet.said[f"changes_{size}"]:
            yield _said(provider=sheet.provider, what=what, size=size)
