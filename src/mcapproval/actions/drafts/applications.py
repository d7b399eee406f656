"""Put a draft into the records, and new versions of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from mcapproval.actions.cases import definitions
from mcapproval.actions.cases.clocking import as_opened
from mcapproval.actions.cases.standing.waived import still, what_it_reads
from mcapproval.actions.desk import Desk, effective_day, settled
from mcapproval.actions.drafts.framing import (
    asked_for,
    known_organisations,
    listing_of,
    may_open,
    may_update,
    provider,
    same_applicant,
    same_frame,
)
from mcapproval.actions.drafts.left_out import nothing_left_out
from mcapproval.actions.drafts.no_longer_asked import nothing_emptied
from mcapproval.actions.drafts.opened import Opened, SaysTheSame
from mcapproval.actions.drafts.otherwise import approvals_then, otherwise
from mcapproval.actions.drafts.refusing import slips, understood
from mcapproval.actions.drafts.remarking import add_remarks, keep_remarks
from mcapproval.actions.drafts.taking_in import (
    content_row,
    nobody_named,
    read_files,
    same_files,
    take_in,
)
from mcapproval.actions.drafts.under_way import listed_so, nothing_like_it
from mcapproval.actions.drafts.written import read_written
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, draft_of, version_of
from mcapproval.actions.texts.placing import texts_known
from mcapproval.draft.files import named_files
from mcapproval.draft.model import Draft
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.findings import Finding
from mcapproval.rules.law import first_day
from mcapproval.store import queries
from mcapproval.store.rows.folded import Application, Waiver
from mcapproval.workflow.definition import load
from mcapproval.workflow.routes import route_for


class Asked(NamedTuple):
    """How a new version was asked for: from a file of version `base`, on a day, because of the
    items that it `answers`, with the remarks `beside` it, and `without` what goes on purpose; None
    where the act itself says what goes.
    """

    base: int | None
    effective: date | None
    answers: Sequence[int] = ()
    beside: Sequence[str] = ()
    without: Sequence[str] | None = ()


def open_application(
    desk: Desk, file: Path, effective: date | None = None, *, alone: bool = False
) -> Opened:
    """Open an application from a draft of four lines or more. The opener is its author.

    With `alone` it is refused where the same is applied for already.
    """
    written = read_written(file, known_organisations(desk))
    draft, said = written.reading.draft, written.reading.told
    return open_draft(desk, draft, said, file, effective, written.beside, alone=alone)


def open_draft(
    desk: Desk,
    draft: Draft,
    findings: Iterable[Finding],
    file: Path,
    effective: date | None = None,
    beside: Sequence[str] = (),
    *,
    alone: bool = False,
) -> Opened:
    """`beside` are the remarks that came with it."""
    said = tuple(findings)
    understood(said, file)
    route = route_for(draft.text("/route"), draft.text("/kind"))
    day = effective_day(desk, effective)
    if day < first_day():
        raise AskedWrongly(
            f"no application was opened on {day.isoformat()}",
            f"NZQA takes applications since {first_day().isoformat()}",
        )
    files = read_files(draft, named_files(draft), file)
    with desk.reading() as connection:
        may_open(connection, desk)
        nobody_named(connection, draft)
        texts_known(connection, draft)
        whose = provider(connection, desk, draft)
        if alone:
            nothing_like_it(connection, draft, whose, listing_of(connection, draft))
        listed = tuple(listed_so(connection, draft, whose, listing_of(connection, draft)))
    definition = load(route.definition)
    unit = draft.text("/developer/unit")
    with desk.writing() as writer:
        of_ref = listing_of(writer.connection, draft)
        taken = take_in(writer, desk, draft, files, {})
        ref = writer.next_ref(f"APP-{day.year}")
        content = content_row(writer, draft, 1, taken)
        writer.add(
            ref,
            "opened",
            day,
            {
                "track": "application",
                "definition": definition.name,
                "definition_hash": definitions.keep(writer, definition.name),
                "state": definition.first,
                "provider": whose,
                **({"unit": unit} if unit else {}),
                "content": content,
                "facts": {
                    "route": draft.text("/route"),
                    "kind": draft.text("/kind"),
                    "of_ref": of_ref,
                    "title": draft.text("/title"),
                },
                "clock": as_opened(writer.connection, definition, definition.first, whose, day, {}),
            },
        )
        remarks = add_remarks(writer, desk, ref, beside, day)
    return Opened(ref, 1, draft.text("/title"), remarks=remarks, slips=slips(said), listed=listed)


def update_application(
    desk: Desk,
    ref: str,
    file: Path,
    base: int | None = None,
    effective: date | None = None,
    answers: Sequence[int] = (),
    without: Sequence[str] = (),
) -> Opened:
    """A new version of an application's content; approvals that cover what changed fall.

    `answers` are the items because of which it changed. A Word form in which only comments are new
    makes no version, but they are kept. One that is without a part in which answers stand is
    refused, and so is any file without a part or a piece of evidence that stands, unless `without`
    names it.
    """
    written = read_written(file, known_organisations(desk))
    draft, said = written.reading.draft, written.reading.told
    with desk.reading() as connection:
        nothing_emptied(connection, ref, written, file)
    try:
        asked = Asked(base, effective, answers, written.beside, without)
        return update_draft(desk, ref, draft, said, file, asked)
    except SaysTheSame as same:
        kept = () if answers else keep_remarks(desk, ref, written.beside, effective)
        if not kept:
            raise
        return replace(same.stands, remarks=kept)


def update_draft(
    desk: Desk,
    ref: str,
    draft: Draft,
    findings: Iterable[Finding],
    file: Path,
    asked: Asked,
) -> Opened:
    said = tuple(findings)
    understood(said, file)
    files = read_files(draft, named_files(draft), file)
    made = update_with(desk, ref, draft, files, asked)
    return replace(made, slips=slips(said))


def update_with(
    desk: Desk, ref: str, draft: Draft, files: Mapping[str, bytes], asked: Asked
) -> Opened:
    """A new version from a draft and the bytes of every file that it names."""
    return settled(ref, partial(_update, desk, ref, draft, files, asked))


def _update(desk: Desk, ref: str, draft: Draft, files: Mapping[str, bytes], asked: Asked) -> Opened:
    base = asked.base
    with desk.reading() as connection:
        case = case_row(connection, ref)
        application = queries.one(connection, Application, ref=ref)
        if application is None:
            raise Unknown(f"{ref} has no draft to update", "applications have: APP-...")
        day = effective_day(desk, asked.effective, case.last_on)
        acts_for = may_update(connection, desk, case)
        same_frame(application, draft)
        nobody_named(connection, draft)
        texts_known(connection, draft)
        if base is not None and base != application.number:
            raise Refused(
                f"your file is based on version {base}, but {ref} has version {application.number}",
                hint=f"see what changed: mcapproval diff {ref} {base} {application.number}",
            )
        answered = asked_for(connection, ref, asked.answers)
        before = version_of(connection, ref, application.number)
        old = draft_of(connection, application)
        same_applicant(old, draft)
        if asked.without is not None:
            nothing_left_out(ref, application.number, old, draft, asked.without)
        waivers = queries.many(connection, Waiver, ref=ref, stands=True)
        policy = policy_for(connection, case.provider, day)
        given = approvals_then(connection, ref, old, draft, policy)
        reads = partial(what_it_reads, connection, case, draft, policy)
        lapsed = [w for w in waivers if not still(w, reads(w.code))]
        whose = provider(connection, desk, draft) or case.provider
    number, title = application.number + 1, draft.text("/title")
    unit = draft.text("/developer/unit") or None
    with desk.writing(acts_for) as writer:
        taken = take_in(writer, desk, draft, files, json.loads(before.people))
        if draft.without_people().data == old.data and same_files(before, taken):
            raise SaysTheSame(ref, application.number, title)
        writer.add(
            ref,
            "updated",
            day,
            {
                "content": content_row(writer, draft, number, taken),
                "base": base,
                "title": title,
                "provider": whose,
                "fell": [one.seq for one in given if one.changed],
                "lapsed": [w.seq for w in lapsed],
                **({"answers": answered} if answered else {}),
                **({"unit": unit} if unit != case.unit else {}),
            },
            seen=case.version,
        )
        remarks = add_remarks(writer, desk, ref, asked.beside, day)
        said = otherwise(writer.connection, before, old, draft, taken)
    codes = tuple(waiver.code for waiver in lapsed)
    return Opened(ref, number, title, given, codes, remarks, otherwise=said)
