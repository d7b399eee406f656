"""A waivable finding let stand: by whom and why, until what its rule reads changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.view import blocking, law_day, standing
from mcapproval.actions.cases.standing.waived import of_standings, reads_hash, what_it_reads
from mcapproval.actions.desk import Desk, effective_day, settled
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.known import names
from mcapproval.actions.people.roles import actor
from mcapproval.clock import spoken
from mcapproval.documents.word_form.telling import told_of_case
from mcapproval.errors import AskedWrongly, Reason, Refused, Unknown
from mcapproval.findings import SPOKEN, Finding, Severity
from mcapproval.policy.model import MAY_WAIVE
from mcapproval.rules.book import EVERY_RULE, STANDING_RULES, rule
from mcapproval.rules.examine import examine
from mcapproval.store.keep import Text
from mcapproval.store.rows.folded import Waiver
from mcapproval.workflow.acting import Part, part


def waive(
    desk: Desk,
    ref: str,
    code: str,
    note: str,
    path: str | None = None,
    effective: date | None = None,
) -> tuple[Finding, ...]:
    """Let findings of a code stand, at one place or wherever they are; gives those waived."""
    if not note.strip():
        raise AskedWrongly("a waiver gives its reason", "give it with --note")
    known = _known(code)

    def attempt() -> tuple[Finding, ...]:
        return _waive(desk, ref, known, note.strip(), path, effective)

    return settled(ref, attempt)


def _known(code: str) -> str:
    """A rule's code however it is typed. Unknown, with the nearest, where there is none."""
    found = rule(code.upper())
    if found is None:
        near = get_close_matches(code.upper(), [each.code for each in EVERY_RULE], n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise Unknown(f"there is no rule {code}{meant}", "see: mcapproval rules list")
    return found.code


def _waive(
    desk: Desk, ref: str, code: str, note: str, path: str | None, effective: date | None
) -> tuple[Finding, ...]:
    with desk.reading() as connection:
        case = case_row(connection, ref)
        definition = definition_of(connection, case)
        acting = part(actor(connection, desk, case, definition), MAY_WAIVE)
        stands = standing(connection, case, desk.today)
        day = effective_day(desk, effective, case.last_on)
        if stands.draft is None or stands.checked is None or stands.application is None:
            raise Unknown(f"{ref} has no draft to be checked", "waivers are for applications")
        read = what_it_reads(connection, case, stands.draft, stands.policy, code)
        given = [w for w in stands.waivers if w.code == code]
        who = names(connection, {waiver.by for waiver in given})
    findings = stands.checked.findings
    if of_standings(code):
        on = law_day(stands.application, desk.today)
        findings = examine(read, on, stands.policy, STANDING_RULES)
    named = map(told_of_case, (f for f in findings if f.code == code))
    told = tuple(f for f in named if path in (None, f.path, f.place))
    found = list(blocking(told, tuple(given)))
    if not found:
        raise Refused(
            _why_nothing(code, ref, told, given, who),
            hint=f"see what stands: mcapproval check {ref}",
        )
    _may(acting, found, ref)
    with desk.writing(acting.acts_for) as writer:
        reason = writer.text(Text(note, desk.salt()))
        seen: int | None = case.version
        for finding in found:
            data = {
                "code": code,
                "path": finding.path,
                "reads": reads_hash(read, code),
                "note": reason,
            }
            writer.add(case.ref, "waived", day, data, seen=seen)
            seen = None
    return tuple(found)


def _why_nothing(
    code: str,
    ref: str,
    told: Sequence[Finding],
    given: Sequence[Waiver],
    who: Mapping[str, str],
) -> str:
    """Why there is nothing to waive: it was done, it need not be, or nothing is found."""
    places = {f.path for f in told if f.blocks}
    done = [waiver for waiver in given if waiver.path in places]
    if done:
        last = max(done, key=lambda waiver: waiver.seq)
        by, on = who.get(last.by, last.by), spoken(date.fromisoformat(last.on_day))
        return f"{code} in {ref} is already waived by {by}, on {on}"
    if told:
        return f"what {code} finds in {ref} is a {SPOKEN[told[0].severity]}, which needs no waiver"
    return f"{code} finds nothing to waive in {ref}"


def _may(acting: Part, found: list[Finding], ref: str) -> None:
    """Refused to others, for what can't be waived, and to who wrote it or stands in for them."""
    reasons = list(acting.reasons)
    if not acting.roles & set(MAY_WAIVE):
        reasons.append(
            Reason(
                "ROLE",
                f"waiving is for {' and '.join(MAY_WAIVE)}",
                "ask one of them",
                "quality team",
            )
        )
    if "author" in acting.bars:
        reasons.append(
            Reason(
                "OWN",
                "nobody waives a finding on their own application",
                "ask another",
                "quality team",
            )
        )
    reasons += [
        Reason(f.code, f"{f.code} can't be waived: {f.message}", f.mend, "its author")
        for f in found
        if f.severity is not Severity.WAIVABLE
    ]
    if reasons:
        raise Refused(f"the finding in {ref} can't be waived", reasons)
