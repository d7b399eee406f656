"""A PostgreSQL by its address: how that is read, how one connects, which letters it can keep."""

from __future__ import annotations

import os
import re
from urllib.parse import unquote

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError

from mcapproval.errors import OtherRecords
from mcapproval.store.addresses import falls_apart, without_password
from mcapproval.store.asking import driver

PATIENCE = "connect_timeout"
SECONDS = 15
"""For which a server may be silent before it has let somebody in, unless the address or the
environment says otherwise: the driver alone waits for two minutes."""

WRITTEN = (
    "write it as postgresql://USER@HOST:PORT/DATABASE, signs such as @ / : ? in a name as %40 %2F "
    "%3A %3F, and the password in ~/.pgpass or PGPASSWORD; or give the path of an SQLite file"
)

MAKE_ONE = (
    "use one of UTF-8, which whoever administers the server makes with: CREATE DATABASE NAME "
    "ENCODING 'UTF8' TEMPLATE template0; records that are here already can be read, and so moved "
    "there: move-records FROM TO"
)

_SEVERAL = re.compile(
    r"(?P<before>[^/?]*@)?(?P<hosts>[^@/?]+,[^@/?]+)(?P<after>[/?].*)?", re.DOTALL
)
_HOST = re.compile(r"(\[[^]]+\]|[^:]*)(?::([0-9]*))?")


def url_of(address: str) -> URL:
    """An address as psql takes it, of several servers or of a socket's folder too. OtherRecords
    where it falls apart in other places than somebody meant.
    """
    _, _, rest = address.partition("://")
    several = _SEVERAL.fullmatch(rest)
    hosts = [_HOST.fullmatch(each) for each in several["hosts"].split(",")] if several else []
    if several:
        rest = f"{several['before'] or ''}{several['after'] or ''}"
    try:
        url = make_url(f"postgresql+psycopg://{rest}")
    except (ArgumentError, ValueError):
        url = None
    wrong = url is None or set(url.host or "") & set("@[]?") or "?" in (url.username or "")
    if url is None or wrong or None in hosts or falls_apart(address):
        raise OtherRecords(f"{without_password(address)} is not written as an address", WRITTEN)
    if hosts:
        named = [(unquote(each[1]).strip("[]"), each[2] or "") for each in hosts if each]
        names, ports = (",".join(each) for each in zip(*named, strict=True))
        return url.update_query_dict({"host": names, "port": ports})
    return url.set(host=unquote(url.host)) if url.host else url


def how_to_connect(url: URL) -> dict[str, str | int]:
    """What is said to a server whatever the environment of a person says: text goes in UTF-8."""
    said = url.query.get(PATIENCE) or os.environ.get("PGCONNECT_TIMEOUT")
    return {"client_encoding": "utf8"} | ({} if said else {PATIENCE: SECONDS})


def every_letter(connection: Connection) -> None:
    """OtherRecords for a PostgreSQL database that can't keep every letter, such as one of LATIN1.

    The server says so when one connects, so that it costs nothing to ask.
    """
    if connection.dialect.name != "postgresql":
        return
    info = driver(connection).info
    kept = info.parameter_status("server_encoding")
    if kept != "UTF8":
        raise OtherRecords(
            f"the database {info.dbname} keeps text as {kept}, in which ā and other letters can't "
            "be written",
            MAKE_ONE,
        )
