"""The only sender: one line to a mail server, and what the server said of each message at each address.

Until the server was told that the message is complete nothing of it can arrive; once it was told, only its answer says
whether it took it. Where that answer is missing nobody knows.
"""

from __future__ import annotations

import base64
import re
import smtplib
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Self

from toolkit.findings import Exit, ToolkitError
from toolkit.mail_account import Account, no_encryption, unreachable, wrong_login
from toolkit.outbox import SendState

Answer = tuple[SendState, str]
"""What became of a message at an address: the state, and the server's code without its words, which may name people."""
Answers = Mapping[str, Answer]

LAST_ANSWER = 600.0
"""Seconds a server may think about a complete message (RFC 5321, 4.5.3.2.6)."""
_DETAIL = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}\b")
_ENDS = re.compile(rb"\r?\n")
_DOT = re.compile(rb"^\.", re.MULTILINE)


class Line:
    """A line to a mail server, encrypted and logged in; a context manager. One message after another goes over it."""

    def __init__(self, account: Account) -> None:
        """Know the server; talk to nobody yet."""
        self._account = account
        self._server: smtplib.SMTP | None = None
        self._used = False

    def __enter__(self) -> Self:
        """Connect. ToolkitError where the server is not there, not the one, or refuses the login."""
        self._connected()
        return self

    def __exit__(self, *_: object) -> None:
        """Take leave."""
        if self._server:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()
            self._drop()

    def deliver(
        self, sender: str, addresses: Sequence[str], data: bytes, before: Callable[[list[str]], None]
    ) -> Answers:
        """Send a message. ``before`` is told the addresses it is about to go to, once they are known to take it.

        ToolkitError where the server cannot be talked to or refuses the sender: then nothing left.
        """
        fresh = self._server is None or not self._used
        try:
            server, refused = self._offer(sender, addresses, len(data))
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            if not fresh:  # some servers hang up after so many messages, or so long
                return self.deliver(sender, addresses, data, before)
            raise unreachable(self._account, error) from error
        accepted = [address for address in addresses if address not in refused]
        if not accepted:
            return refused
        before(accepted)
        return {**refused, **dict.fromkeys(accepted, self._hand_over(server, data))}

    def _offer(self, sender: str, addresses: Sequence[str], size: int) -> tuple[smtplib.SMTP, dict[str, Answer]]:
        """Ask whether the server takes the message; where not, what it said."""
        server = self._connected()
        most = server.esmtp_features.get("size", "")
        if most.isdecimal() and 0 < int(most) < size:
            return server, dict.fromkeys(addresses, ("refused", "552 5.3.4"))
        self._begin(server, sender)
        self._used = True
        refused: dict[str, Answer] = {}
        for address in addresses:
            code, words = server.rcpt(address)
            if code == 421:
                raise smtplib.SMTPServerDisconnected("hung up")
            if code not in (250, 251):
                refused[address] = ("refused", _code(code, words))
        if len(refused) == len(addresses):
            server.rset()
        return server, refused

    def _begin(self, server: smtplib.SMTP, sender: str) -> None:
        """Name the sender."""
        code, words = server.mail(sender)
        if code == 421 and self._used:
            raise smtplib.SMTPServerDisconnected("hung up")
        if code != 250:
            self._drop()
            raise ToolkitError(
                f"The mail server {self._account.host} does not take letters from {sender} ({_code(code, words)}).",
                "Check [mail] from: it must be an address of the account that logs in. Where the answer begins with 4, "
                "the server is busy or its own limit is reached: run again later.",
                code="mail-sender",
                status=Exit.OUTSIDE,
            )

    def _hand_over(self, server: smtplib.SMTP, data: bytes) -> Answer:
        """The message itself, and what became of it."""
        whole = _DOT.sub(b"..", _ENDS.sub(b"\r\n", data))
        try:
            code, words = server.docmd("DATA")
            if code != 354:
                return "refused", _code(code, words)
            server.send(whole if whole.endswith(b"\r\n") else whole + b"\r\n")
        except (smtplib.SMTPException, OSError):
            self._drop()  # the server was never told that it is complete: it must not deliver it
            return "not-sent", "cut"
        try:
            assert server.sock is not None
            server.sock.settimeout(max(LAST_ANSWER, self._account.patience))
            server.send(b".\r\n")
            code, words = server.getreply()
            server.sock.settimeout(self._account.patience)
        except (smtplib.SMTPException, OSError):
            self._drop()
            return "unknown", "cut"
        if code == 421:
            self._drop()
        return ("sent" if code == 250 else "refused"), _code(code, words)

    def _connected(self) -> smtplib.SMTP:
        """The server, connected anew where the line was cut."""
        if self._server is None:
            account = self._account
            try:
                self._server = _connect(account)
                # Else the end of each message waits for word that the rest of it came: 40 ms a letter.
                assert self._server.sock is not None
                self._server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                if account.user:
                    _login(self._server, account)
            except ToolkitError:
                self._drop()
                raise
            except (smtplib.SMTPException, OSError) as error:
                self._drop()
                raise unreachable(account, error) from error
        return self._server

    def _drop(self) -> None:
        """Let go of the line without a word."""
        if self._server:
            self._server.close()
        self._server, self._used = None, False


def _connect(account: Account) -> smtplib.SMTP:
    """A line that is encrypted; in clear only where the settings allow it, which is on this computer alone."""
    if account.security == "tls":
        over = smtplib.SMTP_SSL(account.host, account.port, timeout=account.patience, context=account.secured())
        over.ehlo_or_helo_if_needed()
        return over
    server = smtplib.SMTP(account.host, account.port, timeout=account.patience)
    try:
        server.ehlo_or_helo_if_needed()
        if account.security == "starttls":
            _encrypt(server, account)
    except BaseException:
        server.close()
        raise
    return server


def _encrypt(server: smtplib.SMTP, account: Account) -> None:
    if not server.has_extn("starttls") or server.starttls(context=account.secured())[0] != 220:
        raise no_encryption(account)
    server.ehlo_or_helo_if_needed()


def _login(server: smtplib.SMTP, account: Account) -> None:
    """Log in; by hand, for the library refuses a password with letters beyond ASCII."""
    ways = server.esmtp_features.get("auth", "").upper().split()
    user, password = account.user.encode(), account.password.encode()
    if "PLAIN" in ways:
        code, _ = server.docmd("AUTH", "PLAIN " + _packed(b"\0" + user + b"\0" + password))
    elif "LOGIN" in ways:
        code, _ = server.docmd("AUTH", "LOGIN")
        for secret in (user, password):
            if code == 334:
                code, _ = server.docmd(_packed(secret))
    else:
        code = 0
    if code != 235:
        raise wrong_login(account, "smtp")


def _packed(secret: bytes) -> str:
    return base64.b64encode(secret).decode("ascii")


def _code(code: int, words: bytes) -> str:
    """The server's answer as figures alone."""
    detail = _DETAIL.match(words)
    return f"{code} {detail[0].decode('ascii')}" if detail else str(code)
