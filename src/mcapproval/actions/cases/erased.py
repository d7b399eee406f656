"""An application whose text was erased with a person: it ended, and can't begin again."""

from __future__ import annotations

from sqlalchemy import Connection

from mcapproval.actions.lookup import ANEW
from mcapproval.errors import Reason
from mcapproval.store import queries
from mcapproval.store.keep import content_bytes
from mcapproval.store.rows.folded import Application, Case
from mcapproval.workflow.engine import Option
from mcapproval.workflow.model import Definition


def text_is_gone(connection: Connection, case: Case) -> bool:
    application = queries.one(connection, Application, ref=case.ref)
    return application is not None and content_bytes(connection, application.content) is None


def none_possible(definition: Definition, state: str) -> tuple[Option, ...]:
    """The moves out of a state, which all would begin with the text that is gone."""
    gone = Reason("ERASED", "the text that it would begin with was erased", ANEW, "its author")
    return tuple(
        Option(m.name, m.label, definition.targets(m, state), m.by, m.every_ask, False, (gone,))
        for m in definition.out_of(state)
    )
