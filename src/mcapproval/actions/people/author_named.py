"""Who the author of a case is, for somebody who is refused what is for its author.

The role for a provider lets somebody open applications; of a case, whoever opened it is the author,
and whoever was granted the role for that case.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import administrator
from mcapproval.actions.people.known import names
from mcapproval.actions.people.roles import called, grants, is_there
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case, Grant
from mcapproval.workflow.model import Move

ROLE = "author"
NOT_THEIRS = "NOT-YOUR-ROLE"


def author_named(desk: Desk, case: Case, made: Move | None, refusal: Refused) -> Refused:
    """The refusal, which names the author where a move is for that role and theirs is none."""
    if made is None or made.by != (ROLE,):
        return refusal
    with desk.reading() as connection:
        who, becomes = authors_said(connection, desk, case)
    reasons = [
        replace(each, message=f"{each.message}; {who}", mend=f"{each.mend}; {becomes}")
        if each.code == NOT_THEIRS
        else each
        for each in refusal.reasons
    ]
    return Refused(refusal.message, reasons, refusal.hint)


def authors_said(connection: Connection, desk: Desk, case: Case) -> tuple[str, str]:
    """Who it is, and how another becomes one."""
    rows = queries.many(connection, Grant, case_ref=case.ref, role=ROLE)
    people = {case.opened_by, *(row.person for row in rows)}
    own = {p for p in people if _is_author(connection, desk, case, p)}
    told = " and ".join(sorted(names(connection, own).values()))
    who = f"{told} {'is' if len(own) == 1 else 'are'} its author{'s' * (len(own) > 1)}"
    return (
        who if own else "nobody is its author now",
        f"another becomes its author where {administrator(connection, desk.today)} grants the role "
        f"for this case: mcapproval people grant {called(connection, desk)} {ROLE} "
        f"--case {case.ref}",
    )


def _is_author(connection: Connection, desk: Desk, case: Case, person: str) -> bool:
    if person == case.opened_by:
        return is_there(connection, person)
    held = grants(connection, person, desk.today)
    return any(each.role == ROLE and each.case_ref == case.ref for each in held)
