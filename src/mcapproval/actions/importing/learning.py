"""A micro-credential that was there learns what a later import knows of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.importing.comparing import Learnt
from mcapproval.actions.importing.credential import accreditation
from mcapproval.actions.importing.work import Making, day_of, learn
from mcapproval.actions.lookup import application_row, case_row, draft_of, listing_row, version_of
from mcapproval.draft.content import from_content
from mcapproval.store.events import Event
from mcapproval.store.keep import content


def learn_all(work: Making, learnt: Learnt) -> None:
    """Facts of its listing, then parts of its application, then who is accredited for it."""
    if learnt.facts:
        learn(work, learnt.ref, learnt.facts)
    listing = listing_row(work.writer.connection, learnt.ref)
    if learnt.parts:
        fill(work, listing.application, learnt.parts)
    approved = listing.approved_on or learnt.row.listed_on
    for provider in learnt.providers:
        ref, application = learnt.ref, listing.application
        accreditation(work, learnt.row, ref, application, ref, provider, approved)
    work.count("micro-credentials that learnt something")


def fill(work: Making, ref: str, parts: Mapping[str, Any]) -> None:
    """A new version of its content, with the people and files of the one before. What is new in it
    was so before these records began: no approval falls.
    """
    writer = work.writer
    case = case_row(writer.connection, ref)
    application = application_row(writer.connection, ref)
    before = version_of(writer.connection, ref, application.number)
    draft = from_content({**draft_of(writer.connection, application).data, **parts})
    row = {
        "number": application.number + 1,
        "hash": writer.content(draft.without_people().data),
        "people": json.loads(before.people),
        "files": json.loads(before.files),
    }
    data = {
        "content": row,
        "base": application.number,
        "title": draft.text("/title") or application.title,
        "provider": case.provider,
        "fell": [],
        "lapsed": [],
        "imported": work.batch,
    }
    writer.add(ref, "updated", day_of(work, ref), data)


def text_before_is_gone(connection: Connection, filled: Event) -> bool:
    """Whether the version that was filled was erased since: it can't stand again."""
    before = version_of(connection, filled.ref, filled.data["base"])
    return content(connection, before.content) is None
