"""What stands in the records now and was not in them on the earlier day to which they are laid."""

from __future__ import annotations

from sqlalchemy import Connection, text

from mcapproval.store.as_at import schema_of

LISTINGS = (
    "SELECT count(*) FROM {0}.listing l JOIN {0}.case_record c ON c.ref = l.ref "
    "WHERE l.approved_on <= :day AND NOT EXISTS (SELECT 1 FROM listing t WHERE t.ref = l.ref)"
)
"""The tables of the records themselves, beside the temporary one that lies over them."""


def listings_recorded_later(connection: Connection, day: str, provider: str | None) -> int:
    """Micro-credentials that had been approved by a day at whose end the records knew none of them.

    Asked within `as_at.as_of`.
    """
    asked, values = LISTINGS.format(schema_of(connection)), {"day": day}
    if provider is not None:
        asked, values = f"{asked} AND c.provider = :provider", {**values, "provider": provider}
    return int(connection.execute(text(asked), values).scalar() or 0)
