"""A real mailbox (IMAP) on this computer: dovecot, with one user, a certificate and French names of folders."""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.mail_server import HOST, PASSWORD, USER, Authority, free_port

COMMAND = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

SETTINGS = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
instance_name = {name}
ssl = required
ssl_cert = <{chain}
ssl_key = <{key}
disable_plaintext_auth = yes
auth_mechanisms = plain
auth_failure_delay = 0
mail_location = maildir:{folder}/mail/%u
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
{own}
passdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {clear}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  mailbox "Brouillons d'été" {{
    auto = create
    special_use = \\Drafts
  }}
  mailbox Drafts {{
    auto = create
  }}
}}
"""


@dataclass(frozen=True)
class Inbox:
    """The server's ports, and a way to look into it as another mail program does."""

    clear: int
    tls: int
    authority: Authority

    @contextmanager
    def looking(self, folder: str) -> Iterator[imaplib.IMAP4_SSL]:
        """The folder, opened by another program."""
        context = ssl.create_default_context(cafile=str(self.authority.file))
        with imaplib.IMAP4_SSL(HOST, self.tls, ssl_context=context) as other:
            other.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
            assert other.select(f'"{folder}"')[0] == "OK"
            yield other

    def holds(self, folder: str) -> list[tuple[bytes, bytes]]:
        """The marks and the bytes of each message in a folder."""
        with self.looking(folder) as other:
            _, (found,) = other.search(None, "ALL")
            if not found:
                return []
            _, parts = other.fetch("1:*", "(FLAGS BODY.PEEK[])")
            return [(part[0], part[1]) for part in parts if isinstance(part, tuple)]


@contextmanager
def mailbox() -> Iterator[Inbox]:
    """The server, running."""
    if COMMAND is None:
        pytest.skip("dovecot is not installed: apt-get install dovecot-imapd")
    # Not below pytest's own folder: the names of its sockets would be too long.
    with TemporaryDirectory(prefix="mail") as name:
        folder = Path(name)
        folder.chmod(0o755)  # it lets another user of the system answer the door
        with _serving(COMMAND, folder) as inbox:
            yield inbox


@contextmanager
def _serving(command: str, folder: Path) -> Iterator[Inbox]:
    authority, clear, tls = Authority(folder), free_port(), free_port()
    chain, key = authority.files(folder)
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", "utf-8")
    (folder / "mail").mkdir()
    # It never keeps mail as root.
    owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
    own = f"default_internal_user = {owner.pw_name}\ndefault_login_user = {owner.pw_name}" if os.getuid() else ""
    settings = SETTINGS.format(
        folder=folder, chain=chain, key=key, clear=clear, tls=tls, own=own, name=f"house-{clear}",
        uid=owner.pw_uid, gid=owner.pw_gid,
    )  # fmt: skip
    (folder / "dovecot.conf").write_text(settings, "utf-8")
    server = subprocess.Popen([command, "-F", "-c", str(folder / "dovecot.conf")])
    try:
        _wait(tls, folder / "log")
        yield Inbox(clear, tls, authority)
    finally:
        server.terminate()
        server.wait(20)


def _wait(port: int, log: Path) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text("utf-8") if log.exists() else "it did not start")
