"""A declined application begins again: what of its former round no longer holds."""

from __future__ import annotations

import json
from typing import Any

from mcapproval.actions.cases.standing.view import Standing
from mcapproval.actions.lookup import version_of
from mcapproval.store import queries
from mcapproval.store.rows.folded import Approval, Result
from mcapproval.store.writer import Writer
from mcapproval.workflow.model import Move
from mcapproval.workflow.vocabulary import ITEM_ENDS

OF_A_ROUND = ("information", "condition", "advice", "support")
"""Items asked of one round; comments and actions are ours, and wait for the next version too."""


def renewed(writer: Writer, stands: Standing, made: Move) -> dict[str, Any]:
    """What the journal's row of a move that `renews` says beyond its own.

    Approvals fall, what was declined is open again (what was granted stands in a case of its own),
    what is still asked is withdrawn, and the content as it is begins a new version.
    """
    application = stands.application
    if not made.renews or application is None:
        return {}
    ref, connection = stands.case.ref, writer.connection
    before = version_of(connection, ref, application.number)
    approvals = queries.many(connection, Approval, ref=ref, stands=True)
    results = queries.many(connection, Result, ref=ref)
    return {
        "fell": [row.seq for row in approvals],
        "because": "reopened",
        "cleared": [row.result for row in results if row.outcome != "granted"],
        "withdraws": [
            item.number
            for item in stands.situation.items
            if item.kind in OF_A_ROUND and item.state not in ITEM_ENDS
        ],
        "content": {
            "number": application.number + 1,
            "hash": before.content,
            "by": before.by,
            "people": json.loads(before.people),
            "files": json.loads(before.files),
        },
    }
