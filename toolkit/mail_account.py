"""The servers of ``[mail]``: where they are, who logs in, how the line is kept secret. No password without that."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from toolkit.findings import Exit, ToolkitError
from toolkit.house import FILE, House
from toolkit.passwords import known, places

VARIABLES: Mapping[str, str] = {"smtp": "BOUTIQUE_SMTP_PASSWORD", "imap": "BOUTIQUE_IMAP_PASSWORD"}
"""Where a password may stand in the environment; in the keyring it stands under the word itself."""


@dataclass(frozen=True, slots=True)
class Account:
    """A server to talk to; ``security`` is ``starttls``, ``tls`` or ``none``.

    ``patience`` is how many seconds each of its answers may take.
    """

    host: str
    port: int
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    patience: float = 30.0

    def secured(self) -> ssl.SSLContext:
        """How the line is encrypted and the server's certificate checked. ToolkitError for a file without any."""
        try:
            return ssl.create_default_context(cafile=str(self.ca_file) if self.ca_file else None)
        except (OSError, ssl.SSLError) as error:
            raise ToolkitError(
                f"The certificates {self.ca_file} cannot be read.",
                f"Name a PEM file as [mail] ca_file in {FILE}, or leave it empty.",
                code="mail-settings",
            ) from error


def smtp_account(house: House) -> Account:
    """The server letters are sent through. ToolkitError where none is named, or a password would travel in clear."""
    host, security = _named(house, "host"), house["mail.security"]
    user = house["mail.user"]
    if security == "none" and (user or not _is_here(host)):
        raise _wrong(
            "[mail] security is none: without encryption nothing is sent to another computer, and nobody logs in.",
            "Write starttls or tls.",
        )
    port = int(house["mail.port"] or (465 if security == "tls" else 587))
    return Account(host, port, security, user, _password("smtp", user), _certificates(house))


def imap_account(house: House) -> Account:
    """The server of the mailbox that drafts are put into. ToolkitError where none is named."""
    host, security = _named(house, "imap_host"), house["mail.imap_security"]
    user = house["mail.imap_user"] or house["mail.user"]
    if not user:
        raise _wrong("A mailbox is opened by its owner, and nobody is named.", "Write [mail] imap_user.")
    port = int(house["mail.imap_port"] or (143 if security == "starttls" else 993))
    return Account(host, port, security, user, _password("imap", user), _certificates(house))


def unreachable(account: Account, error: Exception) -> ToolkitError:
    """What a failed connection means."""
    where = f"The mail server {account.host}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return ToolkitError(
            f"{where} does not prove that it is the one: {error.verify_message}. Nothing was sent.",
            f"Check its name in {FILE}; of a server of your own, name its certificates as [mail] ca_file.",
            code="mail-certificate",
            status=Exit.OUTSIDE,
        )
    return ToolkitError(
        f"{where} does not answer on port {account.port}. Nothing was sent.",
        f"Check the connection, and host, port and security under [mail] in {FILE}; then run again.",
        code="mail-unreachable",
        status=Exit.OUTSIDE,
    )


def no_encryption(account: Account) -> ToolkitError:
    """The error for a server that will not encrypt the line."""
    return ToolkitError(
        f"The mail server {account.host} offers no encryption on port {account.port}. Nothing was sent.",
        f"Ask who keeps it for a port with STARTTLS or TLS and write it under [mail] in {FILE}.",
        code="mail-encryption",
        status=Exit.OUTSIDE,
    )


def wrong_login(account: Account, kind: str) -> ToolkitError:
    """The error for a login that was refused."""
    return ToolkitError(
        f"The mail server {account.host} refused the login of {account.user}. Nothing was sent.",
        f"Check the password ({places(VARIABLES[kind], kind)}). Many services want a password made for programs.",
        code="mail-login",
        status=Exit.OUTSIDE,
    )


def _named(house: House, key: str) -> str:
    """The server's name."""
    if host := house[f"mail.{key}"]:
        return host
    raise _wrong(
        f"No mail server is named: [mail] {key} is empty.", "Write it; until then letters are drafts in files."
    )


def _certificates(house: House) -> Path | None:
    return house.folder / house["mail.ca_file"] if house["mail.ca_file"] else None


def _is_here(host: str) -> bool:
    """Whether a server is on this computer."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _password(kind: str, user: str) -> str:
    """The password: in the environment, else in the system's keyring; of a mailbox, else that for sending."""
    if not user:
        return ""
    kinds = ("imap", "smtp") if kind == "imap" else (kind,)
    for one in kinds:
        if found := known(VARIABLES[one], one):
            return found
    raise ToolkitError(
        f"The password of {user} for the mail server is not known. Nothing was sent.",
        f"Put it into {places(VARIABLES[kind], kind)}; never into {FILE}.",
        code="mail-password",
    )


def _wrong(message: str, hint: str) -> ToolkitError:
    return ToolkitError(message, f"{hint} It stands in {FILE}.", code="mail-settings")
