"""How the place of records is told: no password in it is ever said again."""

from __future__ import annotations

import re

_USER = re.compile(r"(?<=://)([^:@/?]*):[^/?]+(?=@)")
_ASKED = re.compile(r"(?<=[?&])((?:ssl)?password)=[^&]*")


def without_password(where: str) -> str:
    """The place as somebody may type it again, with the word PASSWORD in place of a password."""
    if "://" not in where:
        return where
    return _ASKED.sub(r"\1=PASSWORD", _USER.sub(r"\1:PASSWORD", where))


def shown(where: str) -> str:
    """The place in a sentence: of an address, the machine and the database."""
    return without_password(where).rpartition("@")[2] if "://" in where else where
