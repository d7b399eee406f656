"""How long cases stayed in each state: added up in the database, for there may be millions."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, func, or_, select

from mcapproval.store.tables import Case, Step, table

STEP, CASE = table(Step), table(Case)

SERIES = {"application": "APP", "listing": "MC", "accreditation": "ACC", "review": "REV"}
"""By track how its references begin."""


class Stays(NamedTuple):
    """`many` stays in a state that began and ended on the same days; `until_day` is None where they
    go on. `example` is the first case of them.
    """

    state: str
    from_day: str
    until_day: str | None
    many: int
    example: str


def stays(
    connection: Connection, track: str, provider: str | None = None, definition: str | None = None
) -> list[Stays]:
    """The stays of a track's cases, of a provider or in a workflow where one is named.

    Since when something was imported as a micro-credential or accreditation nobody was told: that
    first stay is left out.
    """
    entered = (
        select(
            STEP.c.ref,
            STEP.c.state,
            STEP.c.move,
            STEP.c.on_day.label("from_day"),
            func.lead(STEP.c.on_day)
            .over(partition_by=STEP.c.ref, order_by=STEP.c.seq)
            .label("until_day"),
        )
        .where(STEP.c.enters, STEP.c.ref.like(f"{SERIES[track]}-%"))
        .subquery()
    )
    known = or_(
        CASE.c.imported.is_(None),
        CASE.c.track.not_in(("listing", "accreditation")),
        entered.c.move.is_not(None),
    )
    keys = (entered.c.state, entered.c.from_day, entered.c.until_day)
    asked = (
        select(*keys, func.count(), func.min(entered.c.ref))
        .join(CASE, CASE.c.ref == entered.c.ref)
        .where(CASE.c.track == track, known)
        .group_by(*keys)
    )
    for column, value in ((CASE.c.provider, provider), (CASE.c.definition, definition)):
        asked = asked if value is None else asked.where(column == value)
    return [Stays(*row) for row in connection.execute(asked)]


def definitions(connection: Connection, track: str) -> list[tuple[str, str]]:
    """(name, hash) of the workflows that cases of a track are in."""
    asked = select(CASE.c.definition, CASE.c.definition_hash).where(CASE.c.track == track)
    return [(name, pinned) for name, pinned in connection.execute(asked.distinct())]
