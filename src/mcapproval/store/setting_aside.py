"""Records that moved are set aside: the commands by which their old place can only be read, and by
which it is written to again. Whoever writes there then is refused, and reads as before.
"""

from __future__ import annotations

import os
import shlex
from typing import NamedTuple

from sqlalchemy import make_url

from mcapproval.errors import typed
from mcapproval.store.addresses import to_keep
from mcapproval.store.engine import is_url

SETTING = "default_transaction_read_only"


class Commands(NamedTuple):
    """As they stand for a shell."""

    aside: str
    back: str


def commands(where: str) -> Commands:
    if is_url(where):
        return _of_database(to_keep(where))
    if os.name == "nt":
        return Commands(f'attrib +R "{where}"', f'attrib -R "{where}"')
    file = shlex.quote(typed(where))
    return Commands(f"chmod a-w {file}", f"chmod u+w {file}")


def _of_database(address: str) -> Commands:
    """What is set there holds for whoever comes after, also for whoever takes it back."""
    name = str(make_url(address).database).replace('"', '""')
    plain = address.replace("postgresql+psycopg://", "postgresql://")

    database = f'ALTER DATABASE "{name}"'

    def psql(*statements: str) -> str:
        return shlex.join(("psql", plain, *(word for each in statements for word in ("-c", each))))

    return Commands(
        psql(f"{database} SET {SETTING} = on"),
        psql(f"SET {SETTING} = off", f"{database} RESET {SETTING}"),
    )
