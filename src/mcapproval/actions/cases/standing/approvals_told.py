"""The approvals of a case: on which day, how, covering what, and whether and why they fell."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.policy.model import Policy
from mcapproval.store import queries
from mcapproval.store.keep import content
from mcapproval.store.rows.folded import Application, Approval
from mcapproval.workflow import situation as told


def approvals_of(
    connection: Connection, application: Application, given: Sequence[Approval]
) -> tuple[told.Approval, ...]:
    """The approvals that an application was given, in their order."""
    return tuple(
        told.Approval(
            row.body,
            date.fromisoformat(row.on_day),
            tuple(json.loads(row.covers)),
            row.stands,
            row.recommends,
            row.ratify,
            row.fell_because,
            date.fromisoformat(row.fell_on) if row.fell_on else None,
            () if row.stands else changed(connection, row, application.content),
        )
        for row in given
    )


def called(body: str, recommends: bool, policy: Policy) -> str:
    """`approval by the Senate`, `recommendation of the Faculty Board`."""
    given = "recommendation of" if recommends else "approval by"
    return f"{given} {policy.the(body)}"


def changed(connection: Connection, row: Approval, now: str) -> tuple[str, ...]:
    """What an approval covers that is not as it was when given; nothing where a text was erased."""
    before, after = content(connection, row.content), content(connection, now)
    if before is None or after is None:
        return ()
    return tuple(key for key in json.loads(row.covers) if before.get(key) != after.get(key))


def shown(connection: Connection, ref: str, policy: Policy) -> list[dict[str, Any]]:
    """The approvals of a case as `show` prints them."""
    application = queries.one(connection, Application, ref=ref)
    if application is None:
        return []
    rows = queries.many(connection, Approval, ref=ref)
    return [
        {
            "body": row.body,
            "title": policy.title(row.body),
            "on": row.on_day,
            "how": row.how,
            "covers": list(one.covers),
            "standing": one.stands,
            "recommends": one.recommends,
            "ratify": one.ratify,
            "fell_on": row.fell_on,
            "fell_because": row.fell_because,
            "changed": list(one.changed),
        }
        for row, one in zip(rows, approvals_of(connection, application, rows), strict=True)
    ]
