"""How the place of records is told: no password in it is ever said again."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote_from_bytes

_ADDRESS = re.compile(
    r"[a-z][\w+.-]+:/"
    r"|(?:postgres|pgsql|psql|jdbc|mysql|mariadb|sqlite)[\w+.-]*:"
    r"|[\w.+%-]{2,}:[^/\\]*@",
    re.IGNORECASE,
)
_WORDS = re.compile(r"(?:^|\s)(?:(?:ssl)?password|host(?:addr)?|dbname|service)\s*=", re.IGNORECASE)
_USER = re.compile(r"^([\w+.-]{2,}:/*)([^:@/?]*):.+@", re.DOTALL)
_BARE = re.compile(r"^([\w.+%-]{2,}):[^/].*@", re.DOTALL)
_OPEN = (
    "user|host|hostaddr|port|dbname|service|options|application_name|client_encoding|"
    "connect_timeout|target_session_attrs|load_balance_hosts|gssencmode|krbsrvname|keepalives\\w*|"
    "channel_binding|require_?\\w+|tcp_user_timeout|passfile|"
    "ssl(?:mode|cert|key|rootcert|crl|negotiation)"
)
"""What may be asked for in an address and said again; whatever else may be a password misspelt."""

_ASKED = re.compile(rf"(?<=[?&])(?!(?:{_OPEN})=)([^=&]*)=[^&]*", re.IGNORECASE)
_MASKED = re.compile(r":PASSWORD(?=@)|(?<=[?&])[^=&]*=PASSWORD(?:&|$)")
_SET = re.compile(r"(password)\s*=.*", re.IGNORECASE | re.DOTALL)


def is_address(where: str) -> bool:
    """Whether a place looks like the address of a database, be it one that we take or not."""
    return bool(_ADDRESS.match(where) or _WORDS.search(where))


def falls_apart(where: str) -> bool:
    """Whether a sign @ in a password, or in another name, would end it too early: what comes after
    it would be taken for the machine, and said again.
    """
    return "@" in where.partition("@")[2]


def as_uri(place: Path, asked: str) -> str:
    """A file as SQLite takes it with what is `asked` of it, such as `mode=ro`; also one that lies
    on a server of Windows, of which `Path.as_uri` makes what SQLite refuses.
    """
    path = place.as_posix()
    told = quote_from_bytes(os.fsencode(path), safe="/:")
    return f"file://{'' if path.startswith('/') else '/'}{told}?{asked}"


def without_password(where: str) -> str:
    """The place as somebody may type it again, with the word PASSWORD in place of a password."""
    if not is_address(where):
        return where
    if not _ADDRESS.match(where):
        return _SET.sub(r"\1=PASSWORD", where)
    masked = _USER.sub(r"\1\2:PASSWORD@", where)
    if masked == where and "://" not in where:
        masked = _BARE.sub(r"\1:PASSWORD@", where)
    return _ASKED.sub(r"\1=PASSWORD", masked)


def to_keep(where: str) -> str:
    """The place as it may be written down: a password belongs elsewhere."""
    return _MASKED.sub("", without_password(where)).rstrip("?&")


def shown(where: str) -> str:
    """The place in a sentence: of an address, the machine and the database."""
    said = without_password(where)
    return said.rpartition("@")[2] if "://" in where else said
