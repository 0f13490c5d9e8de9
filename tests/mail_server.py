"""Mail servers on this computer: a real one to send through (aiosmtpd), and a line that can be cut on its way."""

from __future__ import annotations

import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "registers", "clé d’or 7"
HOST = "localhost"


@dataclass
class Letterbox:
    """What a server took: its messages, and how it was told to behave.

    ``refused`` are addresses it does not know; ``cut`` says for how many messages it hangs up once it has them,
    without an answer, ``tired`` how often it says so before; ``answer`` is what it says to a complete message; ``each`` is called with every message it has.
    """

    messages: list[tuple[tuple[str, ...], bytes]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    tired: int = 0
    most: int = 40_000_000
    answer: str = "250 2.0.0 taken"
    sender: str = "250 2.1.0 yes"
    each: Callable[[], None] = lambda: None
    logins: list[bool] = field(default_factory=list)

    def came(self) -> Counter[tuple[str, str]]:
        """How often each message, by its identifier, came for each address."""
        return Counter((message_from_bytes(data)["Message-ID"], where) for to, data in self.messages for where in to)

    def has(self, where: str) -> bool:
        """Whether anything came for an address."""
        return any(where in to for to, _ in self.messages)

    async def handle_EHLO(  # noqa: N802 - the server's name for it, and those below
        self, _s: SMTP, session: Session, _e: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Say what it can, and how large a message may be."""
        session.host_name = hostname
        return [f"250-SIZE {self.most}" if line.startswith("250-SIZE") else line for line in responses]

    async def handle_MAIL(  # noqa: N802
        self, _s: SMTP, _n: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take or refuse the sender."""
        if self.tired > 0:
            self.tired -= 1
            return "421 4.7.0 enough for one line"
        if self.sender.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return self.sender

    async def handle_RCPT(  # noqa: N802
        self, _s: SMTP, _n: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take or refuse an address."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 yes"

    async def handle_DATA(self, server: SMTP, _n: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a complete message; the answer to it may never come."""
        if not self.answer.startswith("250"):
            return self.answer
        assert isinstance(envelope.content, bytes)
        self.messages.append((tuple(envelope.rcpt_tos), envelope.content))
        self.each()
        if self.cut > 0:
            self.cut -= 1
            assert server.transport is not None
            server.transport.abort()  # type: ignore[attr-defined]
        return self.answer

    def login(self, _s: SMTP, _n: Session, _e: Envelope, _mechanism: str, given: Any) -> AuthResult:
        """Whether somebody may come in."""
        good = isinstance(given, LoginPassword) and given == LoginPassword(USER.encode(), PASSWORD.encode())
        self.logins.append(good)
        return AuthResult(success=good, handled=good)  # else the library answers for us only at its time-out


class Authority:
    """Whoever vouches for the servers of these tests, and for nobody else's."""

    def __init__(self, folder: Path) -> None:
        """Make its certificate, as a file."""
        self._made = trustme.CA()
        self.file = folder / "authority.pem"
        self._made.cert_pem.write_to_path(str(self.file))

    def server(self, name: str = HOST) -> ssl.SSLContext:
        """The certificate of a server of that name."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._made.issue_cert(name).configure_cert(context)
        return context

    def files(self, folder: Path, name: str = HOST) -> tuple[Path, Path]:
        """The same as files: the certificate and its key."""
        made, chain, key = self._made.issue_cert(name), folder / "server.pem", folder / "server.key"
        made.private_key_pem.write_to_path(str(key))
        for part in made.cert_chain_pems:
            part.write_to_path(str(chain), append=True)
        return chain, key


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def listening(box: Letterbox, tls: ssl.SSLContext | None, *, at_once: bool = False) -> Iterator[int]:
    """The server on this computer, with a login and STARTTLS where it has a certificate; its port.

    ``at_once`` encrypts the line from its beginning instead.
    """
    port = free_port()
    ways: dict[str, Any] = {"auth_required": True, "authenticator": box.login} if tls else {}
    if at_once:
        ways = {"authenticator": box.login, "ssl_context": tls, "auth_require_tls": False}
    elif tls:
        ways |= {"tls_context": tls, "require_starttls": True}
    controller = Controller(box, hostname="127.0.0.1", port=port, data_size_limit=40_000_000, **ways)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@contextmanager
def cut_after(port: int, most: int) -> Iterator[int]:
    """A way to a server that breaks for good once so many bytes went towards it; the port it begins at."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)  # little can wait on the way
        threading.Thread(target=_carry, args=(door, port, most), daemon=True).start()
        yield int(door.getsockname()[1])


def _carry(door: socket.socket, port: int, most: int) -> None:
    with suppress(OSError):
        near, _ = door.accept()
        with near, socket.create_connection(("127.0.0.1", port)) as far:
            _between(near, far, most)


def _between(near: socket.socket, far: socket.socket, most: int) -> None:
    with suppress(OSError):
        back = threading.Thread(target=_pass, args=(far, near, 1 << 40), daemon=True)
        back.start()
        _pass(near, far, most)
        # With an end in the middle the server must forget what it has.
        for end in (near, far):
            end.shutdown(socket.SHUT_RDWR)
        back.join()


def _pass(here: socket.socket, there: socket.socket, most: int) -> None:
    with suppress(OSError):
        while most > 0 and (data := here.recv(min(65536, most))):
            there.sendall(data)
            most -= len(data)
