"""E-mail addresses: what a mail server takes, and nothing that could end a line of a message."""

from __future__ import annotations

import re

from mcapproval.errors import AskedWrongly

LONGEST = 254
"""Characters: no mail server need take more."""

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = re.compile(rf"(?=.{{1,64}}@){_LOCAL}@{_LABEL}(\.{_LABEL})*")
"""Blanks, quotes and two @ are left out, though a few servers would take them."""


def mailable(written: str) -> str:
    """An address as a message has it, its domain in ASCII; empty where it is no address."""
    local, at, domain = written.rpartition("@")
    try:
        plain = f"{local}{at}{domain.encode('idna').decode('ascii')}"
    except UnicodeError:  # no name of a computer: empty, too long, or with signs that none has
        return ""
    return plain if len(plain) <= LONGEST and ADDRESS.fullmatch(plain) else ""


def reachable(written: str) -> str:
    """An address at which somebody can be reached, as it was given, without blanks around it.

    AskedWrongly where it is none, or has a domain of one word, which leads nowhere outside.
    """
    given = written.strip()
    if not given:
        raise AskedWrongly("a contact says something", "give an e-mail address")
    if "." not in mailable(given).rpartition("@")[2]:
        raise AskedWrongly(
            f"{given!r} is no e-mail address", "give one such as mele.taufa@provider.example"
        )
    return given
