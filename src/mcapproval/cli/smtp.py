"""The mail server: one connection, one message after another, every trouble in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from mcapproval.actions.due.mailing import Post

SECONDS = 30
"""How long a server may take for an answer."""

PORTS = {"smtp": 25, "smtps": 465}


def place(server: str) -> tuple[str, str, int]:
    """(scheme, host, port) of an address such as smtp://localhost:25."""
    try:
        parts = urlsplit(server)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise AskedWrongly(f"{server!r} is no mail server", "give one such as smtp://localhost:25")
    if parts.username or parts.password:
        raise AskedWrongly(
            "a mail server is given without a name or password",
            "name a relay that takes mail from this machine, such as smtp://localhost:25",
        )
    return parts.scheme, parts.hostname, port or PORTS[parts.scheme]


@contextmanager
def posting(server: str) -> Iterator[Post]:
    """Gives what hands over messages; it connects with the first one."""
    import smtplib

    from mcapproval.actions.due.mailing import NotTaken, ServerGone

    scheme, host, port = place(server)
    kind = smtplib.SMTP_SSL if scheme == "smtps" else smtplib.SMTP
    connection: list[smtplib.SMTP] = []

    def post(message: EmailMessage) -> None:
        try:
            if not connection:
                connection.append(kind(host, port, timeout=SECONDS))
            connection[0].send_message(message)
        except (smtplib.SMTPConnectError, smtplib.SMTPHeloError) as fault:
            raise ServerGone(f"{server} turns us away: {_why(fault)}") from fault
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as fault:
            raise NotTaken(_why(fault)) from fault
        except OSError as fault:  # what else smtplib raises is one too
            raise ServerGone(f"{server} does not answer: {_why(fault)}") from fault

    try:
        yield post
    finally:
        for open_one in connection:
            with suppress(smtplib.SMTPException, OSError):
                open_one.quit()


def _why(fault: Exception) -> str:
    """What the server said, on one line."""
    refused = getattr(fault, "recipients", None)
    if refused:
        code, said = next(iter(refused.values()))
        return f"it refuses the address: {code} {_text(said)}"
    code = getattr(fault, "smtp_code", None)
    if code is not None:
        return f"it says: {code} {_text(getattr(fault, 'smtp_error', ''))}"
    return getattr(fault, "strerror", None) or str(fault) or type(fault).__name__


def _text(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())
