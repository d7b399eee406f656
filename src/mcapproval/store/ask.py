"""How records are asked something, whoever asks them and however they were opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection

Ask = Callable[[str, Mapping[str, Any]], list[tuple[Any, ...]]]
"""A question in the SQL that both engines speak, its values by name (`:day`), and all its rows."""


def over(connection: Connection) -> Ask:
    """The same of records that are open, as they lie there."""
    from sqlalchemy import text

    return lambda sql, values: [tuple(r) for r in connection.execute(text(sql), dict(values))]
