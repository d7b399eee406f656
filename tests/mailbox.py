"""A mail server for tests: a real one, on a port of this machine, that keeps what it took."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Mailbox:
    """`taken` are the messages in their order, each with whom it was for.

    `refuses` are addresses that it does not take, `takes` how many messages before it goes away.
    """

    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refuses: frozenset[str] = frozenset()
    takes: int = 1000
    port: int = 0

    @property
    def server(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def letters(self, to: str) -> list[str]:
        """The texts that an address was sent."""
        return [message.get_content() for whom, message in self.taken if whom == to]


@contextmanager
def mailbox(refuses: frozenset[str] = frozenset(), takes: int = 1000) -> Iterator[Mailbox]:
    box = Mailbox(refuses=refuses, takes=takes)

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 here")
            to: list[str] = []
            for line in self.rfile:
                word = line.decode("ascii").strip()
                match word.split(" ")[0].split(":")[0].upper():
                    case "EHLO" | "HELO":
                        self._say("250 mailbox")
                    case "RCPT":
                        whom = word.partition("<")[2].partition(">")[0]
                        if whom in box.refuses:
                            self._say("550 no such person here")
                        else:
                            to.append(whom)
                            self._say("250 yes")
                    case "DATA":
                        if len(box.taken) >= box.takes:
                            return
                        self._say("354 go on")
                        box.taken += [(whom, self._message()) for whom in to]
                        to = []
                        self._say("250 taken")
                    case "QUIT":
                        self._say("221 bye")
                        return
                    case _:
                        self._say("250 yes")

        def _say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode("ascii"))

        def _message(self) -> EmailMessage:
            lines = []
            for line in self.rfile:
                if line == b".\r\n":
                    break
                lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
            found = message_from_bytes(b"".join(lines), policy=policy.default)
            assert isinstance(found, EmailMessage)
            return found

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
