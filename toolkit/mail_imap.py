"""Drafts put into the mailbox itself (IMAP): found again by their identifier, never twice, and never over her own."""

from __future__ import annotations

import base64
import imaplib
import re
from contextlib import suppress
from datetime import datetime
from typing import Literal, Self

from toolkit.findings import Exit, ToolkitError
from toolkit.house import FILE
from toolkit.mail import dated, opened
from toolkit.mail_account import Account, no_encryption, unreachable, wrong_login

Kept = Literal["written", "unchanged", "kept"]
"""What became of a draft; ``kept`` is one that was changed in the mailbox and stays as it is."""
_FOLDER = re.compile(rb'\((?P<marks>[^)]*)\) (?:"(?:[^"\\]|\\.)*"|NIL) (?P<name>.+)', re.DOTALL)
_QUOTED = re.compile(rb'"((?:[^"\\]|\\.)*)"')
_USUAL = b"Drafts"


class Mailbox:
    """The drafts of a mailbox, over an encrypted line; a context manager."""

    def __init__(self, account: Account, folder: str = "") -> None:
        """Know the server, and the folder where one is named; talk to nobody yet."""
        self._account, self._named = account, folder
        self._server: imaplib.IMAP4 | None = None
        self._folder = b""

    def __enter__(self) -> Self:
        """Connect, log in, open the drafts. ToolkitError where one of them fails."""
        try:
            self._server = _connect(self._account)
            _login(self._server, self._account)
            self._folder = self._opened(self._server)
        except BaseException as error:
            self._close()
            if isinstance(error, imaplib.IMAP4.error | OSError):
                raise unreachable(self._account, error) from error
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Take leave."""
        self._close()

    def _opened(self, server: imaplib.IMAP4) -> bytes:
        """Open the folder of drafts; its name as it travels."""
        folder = _spelt(self._named) if self._named else _drafts(server)
        # Read only: opened for writing, a folder loses the marks of what is new.
        if server.select(_quoted(folder), readonly=True)[0] != "OK":
            raise _no_folder(folder)
        return folder

    def keep(self, message: bytes, identifier: str, at: datetime) -> Kept:
        """Put a message among the drafts, unless one of that identifier is there: it may be changed by hand by now."""
        server = self._server
        assert server is not None
        try:
            there = self._standing(server, identifier)
            if there is not None:
                return "unchanged" if _said(there) == _said(message) else "kept"
            whole = dated(message, at)
            answer, _ = server.append(_quoted(self._folder), r"(\Draft)", imaplib.Time2Internaldate(at), whole)
        except (imaplib.IMAP4.error, OSError) as error:
            raise unreachable(self._account, error) from error
        if answer != "OK":
            raise ToolkitError(
                f"The mail server {self._account.host} did not take the draft.",
                "Its mailbox may be full, or the draft too large for it.",
                code="mail-draft",
                status=Exit.OUTSIDE,
            )
        return "written"

    def _standing(self, server: imaplib.IMAP4, identifier: str) -> bytes | None:
        """The draft of that identifier that is there already."""
        server.noop()  # what another program added meanwhile
        answer, found = server.uid("SEARCH", f'UNDELETED HEADER Message-ID "{identifier}"')
        numbers = found[0].split() if answer == "OK" and found and found[0] else []
        if not numbers:
            return None
        _, parts = server.uid("FETCH", numbers[-1].decode("ascii"), "(BODY.PEEK[])")
        return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), b"")

    def _close(self) -> None:
        if self._server:
            with suppress(imaplib.IMAP4.error, OSError):
                self._server.logout()
            with suppress(OSError):
                self._server.shutdown()  # a line that was cut takes no leave: it would stay open
        self._server = None


def _connect(account: Account) -> imaplib.IMAP4:
    """A line that is encrypted."""
    if account.security == "tls":
        return imaplib.IMAP4_SSL(account.host, account.port, timeout=account.patience, ssl_context=account.secured())
    server = imaplib.IMAP4(account.host, account.port, timeout=account.patience)
    try:
        _encrypt(server, account)
    except BaseException:
        server.shutdown()
        raise
    return server


def _encrypt(server: imaplib.IMAP4, account: Account) -> None:
    if "STARTTLS" not in server.capabilities:
        raise no_encryption(account)
    server.starttls(account.secured())


def _login(server: imaplib.IMAP4, account: Account) -> None:
    """Log in; as one secret where the server can, for the other way takes no letters beyond ASCII."""
    secret = b"\0".join((b"", account.user.encode(), account.password.encode()))
    try:
        if "AUTH=PLAIN" in server.capabilities:
            server.authenticate("PLAIN", lambda _: secret)
        else:
            server.login(_quoted(account.user.encode()), account.password)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeError) as error:
        raise wrong_login(account, "imap") from error


def _drafts(server: imaplib.IMAP4) -> bytes:
    """The folder the server names as that of drafts (RFC 6154), else the one usually called so."""
    _, rows = server.list()
    for row in rows:
        whole = row[0] + b"\r\n" + row[1] if isinstance(row, tuple) else row
        found = _FOLDER.match(whole) if whole else None
        if found and rb"\drafts" in found["marks"].lower().split():
            name = row[1] if isinstance(row, tuple) else found["name"]
            quoted = _QUOTED.fullmatch(name)
            return re.sub(rb"\\(.)", rb"\1", quoted[1]) if quoted else bytes(name)
    return _USUAL


def _spelt(name: str) -> bytes:
    """A folder's name as it travels (RFC 3501, 5.1.3): letters beyond ASCII in a base64 of its own."""
    parts = re.findall(r"[ -~]+|[^ -~]+", name)
    return b"".join(
        part.replace("&", "&-").encode("ascii")
        if " " <= part[0] <= "~"
        else b"&" + base64.b64encode(part.encode("utf-16-be")).rstrip(b"=").replace(b"/", b",") + b"-"
        for part in parts
    )


def _quoted(name: bytes) -> str:
    """A name between quotes; bytes that are no ASCII pass as they are."""
    escaped = name.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return f'"{escaped.decode("latin-1")}"'


def _said(message: bytes) -> tuple[object, ...]:
    """What a message says to whom, however a mailbox wrote it anew."""
    read = opened(message)
    heading = [" ".join(read.heading.get(name, "").split()) for name in ("From", "To", "Cc", "Subject")]
    return *heading, read.words.split(), dict(read.enclosed)


def _no_folder(folder: bytes) -> ToolkitError:
    """The error for a folder that is not there."""
    return ToolkitError(
        f"The mailbox has no folder {folder.decode('ascii', 'replace')}.",
        f"Write the name of its folder of drafts as [mail] drafts_folder in {FILE}.",
        code="mail-folder",
        status=Exit.OUTSIDE,
    )
