"""What a role can be granted for: a provider or school that the records know, or a case."""

from __future__ import annotations

import shlex
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.in_force import administrator
from mcapproval.errors import Reason, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case
from mcapproval.workflow.definition import load
from mcapproval.workflow.definition import names as definitions
from mcapproval.workflow.nearest import meant


def known_reach(
    connection: Connection, role: str, unit: str | None, case: str | None, day: date
) -> None:
    """Unknown, with the nearest key, for a unit or case that the records do not know.

    A school or faculty is known by a case that it develops, or once it is entered. Refused where a
    role is the whole provider's and was to be granted for a school: it would give nothing.
    """
    if case and not queries.one(connection, Case, ref=case):
        raise Unknown(f"there is no case {case}", "see the cases with: mcapproval list")
    if unit is None:
        return
    schools = queries.schools(connection)
    providers = queries.providers(connection)
    near = meant(unit, sorted(schools | providers))
    if unit not in schools | providers:
        raise Unknown(
            f"these records know no provider, school or faculty {unit}{near}",
            f'enter it with: mcapproval organisation add {shlex.quote(unit)} --name "NAME"',
        )
    if unit in schools - providers and not _of_schools(role):
        said = f"{role} is a role of the whole provider: for {unit} alone it would give nothing"
        mend = f"grant it for the provider: mcapproval people grant PERSON {role}"
        raise Refused(
            f"{role} can't be granted for {unit}",
            [Reason("REACH", said, mend, administrator(connection, day))],
        )


def _of_schools(role: str) -> bool:
    """Whether some workflow lets a role be a school's."""
    return any(load(name).roles.get(role) == "unit" for name in definitions())
