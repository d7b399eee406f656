"""Must a change be applied for? What the rule says of a draft, a person's word over it, and a
smaller change noted.

A content that is noted stands approved from then on: the next comparison starts from it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.approved import Stands, standing_content
from mcapproval.actions.cases.standing.change_judged import asked_of, word_over
from mcapproval.actions.desk import Desk, about, effective_day, settled
from mcapproval.actions.drafts.refusing import understood
from mcapproval.actions.drafts.taking_in import nobody_named, read_files, take_in
from mcapproval.actions.drafts.under_way import changes_under_way, is_change_of
from mcapproval.actions.drafts.written import read_any
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, draft_of, listing_row, version_of
from mcapproval.actions.people.authors import authors
from mcapproval.actions.people.known import names
from mcapproval.actions.people.roles import actor
from mcapproval.draft.files import named_files
from mcapproval.draft.model import Draft
from mcapproval.errors import AskedWrongly, Reason, Refused, Unmet
from mcapproval.rules.change_needed import Needed
from mcapproval.store import queries
from mcapproval.store.keep import Text
from mcapproval.store.rows.folded import Application, Case, Listing, Organisation
from mcapproval.store.writer import Writer
from mcapproval.workflow.acting import actor_reasons, part
from mcapproval.workflow.model import Move, Same


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rule says of a content for a micro-credential, held to what stands approved.

    `says` is the rule's word, or that of the person (`overruled_by`) who overruled it.
    `application` is the one whose content it is, where it is of one; of a file, `under_way` is one
    for a change that is open, and `framed` says that the file is a draft of such an application.
    """

    ref: str
    title: str
    held_to: str
    rule: Needed
    says: str
    application: str | None = None
    overruled_by: str | None = None
    overruled_on: str | None = None
    under_way: str | None = None
    framed: bool = False


@dataclass(frozen=True, slots=True)
class _New:
    """A new content: of a file, or the present one of an application for a change of it."""

    draft: Draft
    name: str
    file: Path | None
    application: Application | None


def judge(desk: Desk, mc: str, source: str) -> Judged:
    """Hold a draft, or an application for a change, to what stands approved. Changes nothing."""
    with desk.reading() as connection:
        listing = listing_row(connection, mc)
        new = _new(connection, listing, source)
        return _judged(connection, listing, new, desk.today)


def _judged(connection: Connection, listing: Listing, new: _New, day: date) -> Judged:
    draft, of = new.draft, new.application.ref if new.application else None
    stands = standing_content(connection, listing)
    needed = asked_of(connection, listing, stands, draft, day)
    if needed is None:
        them = policy_for(connection, about(connection).provider, day).the("quality-manager")
        raise Unmet(
            f"what stands approved of {listing.ref} was erased: nothing can be held to it",
            f"apply for the change; {them} judges whether it is needed",
        )
    person = word_over(connection, listing, draft, needed, day)
    said = (listing.ref, listing.title, stands.told, needed, needed.says, of)
    found = Judged(
        *said,
        under_way=next((case.ref for case in changes_under_way(connection, listing.ref)), None),
        framed=is_change_of(draft, listing),
    )
    if person is None:
        return found
    who = names(connection, {person.by})[person.by]
    return replace(found, says=person.says, overruled_by=who, overruled_on=person.on_day)


def _new(connection: Connection, listing: Listing, source: str) -> _New:
    application = queries.one(connection, Application, ref=source)
    if application:
        if application.kind != "change" or application.of_ref != listing.ref:
            raise AskedWrongly(
                f"{source} is no application for a change of {listing.ref}",
                "give a draft, or an application for a change of it",
            )
        return _New(draft_of(connection, application), source, None, application)
    file = Path(source)
    known = frozenset(row.key for row in queries.many(connection, Organisation))
    reading = read_any(file, known)
    understood(reading.told, file)
    return _New(reading.draft, file.name, file, None)


def overrule(
    desk: Desk, mc: str, source: str, says: str, note: str, effective: date | None = None
) -> Judged:
    """A quality manager's word over the rule's, with the reason. A "no" notes the content too."""
    if not note.strip():
        raise AskedWrongly("whoever overrules the rule says why", "give the reason with --note")
    return settled(mc, lambda: _record(desk, mc, source, says, note.strip(), effective))


def record(
    desk: Desk, mc: str, source: str, note: str | None = None, effective: date | None = None
) -> Judged:
    """Note a change that needs no application: its content stands approved from then on."""
    return settled(mc, lambda: _record(desk, mc, source, None, note, effective))


def _record(
    desk: Desk, mc: str, source: str, says: str | None, note: str | None, effective: date | None
) -> Judged:
    with desk.reading() as connection:
        listing = listing_row(connection, mc)
        case = case_row(connection, listing.ref)
        day = effective_day(desk, effective, case.last_on)
        new = _new(connection, listing, source)
        found = _judged(connection, listing, new, desk.today)
        acts_for = _may(connection, desk, case, overrules=says is not None)
        policy = policy_for(connection, case.provider, desk.today)
        _can_be(found, says, policy.title("quality-manager"))
        files: dict[str, bytes] = {}
        if new.file is not None:
            nobody_named(connection, new.draft)
            files = read_files(new.draft, named_files(new.draft), new.file)
        stands = standing_content(connection, listing)
    with desk.writing(acts_for) as writer:
        data = {
            "content": _content(writer, desk, new, files, stands),
            "rule_says": found.rule.says,
            "says": says or found.says,
            "note": writer.text(Text(note, desk.salt())) if note else None,
        }
        writer.add(listing.ref, "judged", day, data, seen=case.version)
    if says is None:
        return found
    with desk.reading() as connection:
        who = names(connection, {desk.who()})[desk.who()]
    return replace(found, says=says, overruled_by=who, overruled_on=day.isoformat())


def _content(
    writer: Writer, desk: Desk, new: _New, files: Mapping[str, bytes], stands: Stands
) -> dict[str, Any]:
    """The content with the people and files it names, bound as a version's are."""
    if new.application is not None:
        row = version_of(writer.connection, new.application.ref, new.application.number)
        name = writer.content(new.draft.data)
        return {"hash": name, "people": json.loads(row.people), "files": json.loads(row.files)}
    taken = take_in(writer, desk, new.draft, files, stands.people)
    name = writer.content(new.draft.without_people().data)
    return {"hash": name, "people": taken.people, "files": taken.files}


def _can_be(found: Judged, says: str | None, who: str) -> None:
    """Refused where there is nothing to note, or to overrule.

    What the law asks a change of whatever differs may be overruled where nothing does.
    """
    noted = says is None and found.says == "no"
    if not found.rule.differs and (noted or not found.rule.needed):
        raise Refused(
            f"{found.ref}: nothing differs from {found.held_to}", hint="nothing was recorded"
        )
    if says is None and found.says == "yes":
        raise Refused(
            f"a change of {found.ref} has to be applied for",
            [
                Reason(
                    "CHANGE-NEEDED",
                    _why(found),
                    "open an application for a change (kind: change), or have it overruled: "
                    f"mcapproval change overrule {found.ref} FILE --says no --note REASON",
                    who,
                )
            ],
        )
    if says == found.says:
        raise Refused(
            f"{found.overruled_by or 'the rule'} says {says} already: {_why(found)}",
            hint=f"see: mcapproval change judge {found.ref} FILE",
        )


def _why(found: Judged) -> str:
    if found.overruled_by:
        return f"{found.overruled_by} overruled the rule on {found.overruled_on}"
    return (
        f"{found.rule.because} ({found.rule.clause})" if found.rule.clause else found.rule.because
    )


def _may(connection: Connection, desk: Desk, case: Case, *, overrules: bool) -> str | None:
    """The person in whose place it is done. Refused to others, where it has ended, and to whoever
    writes an application for a change or stands in for them."""
    definition = definition_of(connection, case)
    state = definition.states[case.state]
    reasons = []
    if state.end:
        said = f"{case.ref} is at its end: {state.label}"
        reasons.append(Reason("ENDED", said, "nothing is changed of it any more", "nobody"))
    by = ("quality-manager",) if overrules else ("quality-adviser", "quality-manager")
    what = "overruling the rule" if overrules else "noting a change"
    who = actor(connection, desk, case, definition)
    policy = policy_for(connection, case.provider, desk.today)
    reasons += actor_reasons(Move(what, what, (), Same(), by), policy, who)
    people = {desk.who()} | {str(other.acts_for) for other in who.through}
    if overrules and people & _writing_a_change(connection, case.ref):
        said = "nobody overrules the rule for an application of their own"
        title = policy.title("quality-manager")
        reasons.append(Reason("OWN-CASE", said, f"ask another {title}", title))
    if reasons:
        raise Refused(f"{case.ref}: {what} is not possible now", reasons)
    return part(who, by).acts_for


def _writing_a_change(connection: Connection, listing: str) -> set[str]:
    """Whoever is an author of a change of it that is under way."""
    open_ones = changes_under_way(connection, listing)
    return {person for case in open_ones for person in authors(connection, case)}
