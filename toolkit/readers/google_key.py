"""Who reads from Google: the robot's key or a person's sign-in, found where it is kept and read plainly.

A key is a secret: it stands in a file named by the environment, in the program's own folder of settings, or in the
system's keyring, never in boutique.toml and never in a flag.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.files import private_folder, write_all
from toolkit.findings import Exit, ToolkitError
from toolkit.passwords import SERVICE, kept

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

SCOPES = ("https://www.googleapis.com/auth/spreadsheets.readonly",)
"""Reading spreadsheets and nothing else: with it nothing of ours could write, even by mistake."""

VARIABLES = ("BOUTIQUE_GOOGLE_KEY", "GOOGLE_APPLICATION_CREDENTIALS")
KEYRING = "google"
KEY_FILE = "google_key.json"
TOKEN_FILE = "google_token.json"  # noqa: S105 - the name of a file

ROBOT, PERSON, CLIENT = "service_account", "authorized_user", "installed"
_PARTS = {ROBOT: ("client_email", "private_key", "token_uri"), PERSON: ("client_id", "client_secret", "refresh_token")}
_AGAIN = "Download the key anew (Google Cloud console, IAM, Service accounts, Keys, Add key, JSON) and try again."
_NO_KEY = (
    "Save the robot's key file as {place}, or name it in BOUTIQUE_GOOGLE_KEY. No key yet? In the Google Cloud console "
    "enable the Google Sheets API, make a service account and download its key (JSON); docs/google-sheets.md shows how."
)


@dataclass(frozen=True, slots=True)
class Key:
    """A key as found: what it holds, and where it was found, in words."""

    info: Mapping[str, object]
    where: str

    @property
    def account(self) -> str:
        """The robot's address, with which a spreadsheet must be shared; empty for a person."""
        return str(self.info.get("client_email", ""))

    def credentials(self) -> Credentials:
        """The key as google-auth uses it. Raises ToolkitError for a damaged one."""
        from google.oauth2 import credentials, service_account

        try:
            made: Credentials
            if self.info["type"] == ROBOT:
                made = service_account.Credentials.from_service_account_info(self.info, scopes=SCOPES)  # type: ignore[no-untyped-call]
            else:
                made = credentials.Credentials.from_authorized_user_info(self.info, SCOPES)  # type: ignore[no-untyped-call]
        except ValueError as error:
            raise unusable(self.where, "its private key is damaged") from error
        return made


def unusable(where: str, why: str, hint: str = _AGAIN) -> ToolkitError:
    """A key that cannot be used."""
    return ToolkitError(f"{where} cannot be used: {why}.", hint, code="google-key", status=Exit.OUTSIDE)


def settings_folder() -> Path:
    """The folder of this person's settings: ``~/.config/boutique``, on Windows in the profile's AppData."""
    base = os.environ.get("APPDATA") if sys.platform == "win32" else os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "boutique"


def find_key() -> Key:
    """The key to read with: named by the environment, else in the folder of settings, else in the keyring.

    Raises ToolkitError where there is none, or the first one found cannot be used.
    """
    for name in VARIABLES:
        if os.environ.get(name):
            return _from_file(Path(os.environ[name]), f", named by {name},")
    folder = settings_folder()
    for path in (folder / KEY_FILE, folder / TOKEN_FILE):
        if path.is_file():
            return _from_file(path)
    if text := kept(KEYRING):
        return _checked(text, f"The key kept in the keyring under {SERVICE}")
    raise ToolkitError(
        "There is no key to read Google Sheets with.",
        _NO_KEY.format(place=folder / KEY_FILE),
        code="google-key",
        status=Exit.OUTSIDE,
    )


def _from_file(path: Path, how: str = "") -> Key:
    where = f"The key file {path}{how}"
    try:
        text = path.expanduser().read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise unusable(where, "it is not a key in JSON") from error
    except OSError as error:
        hint = "Correct the path, or ask for the right to read the file."
        raise unusable(where, f"it cannot be read ({error.strerror or error})", hint) from error
    return _checked(text, where.rstrip(","))


def _checked(text: str, where: str) -> Key:
    """The key in the text, if it holds what its kind needs."""
    try:
        info = json.loads(text)
    except ValueError as error:
        raise unusable(where, "it is not a key in JSON") from error
    if not isinstance(info, dict):
        raise unusable(where, "it is not a key in JSON")
    if isinstance(info.get(CLIENT), dict):
        return _signed_in(info, where)
    parts = _PARTS.get(str(info.get("type")))
    if parts is None:
        raise unusable(where, "it is neither a service account's key nor a person's sign-in")
    lacking = [part for part in parts if not isinstance(info.get(part), str) or not info[part]]
    if lacking:
        raise unusable(where, f"it lacks {', '.join(lacking)}")
    return Key(info, where)


def _signed_in(client: Mapping[str, object], where: str) -> Key:
    """The sign-in of the person at this computer through an OAuth client, asked for once and kept in her own folder.

    The consent itself happens in a browser with Google and is untested here.
    """
    token = settings_folder() / TOKEN_FILE
    if token.is_file():
        return _from_file(token)
    if not sys.stdin.isatty():
        hint = "Run 'boutique doctor' once in a terminal on a computer with a browser, and sign in there."
        raise unusable(where, "nobody has signed in with it yet", hint)
    from google_auth_oauthlib.flow import InstalledAppFlow

    signed = InstalledAppFlow.from_client_config(client, SCOPES).run_local_server(port=0)
    text = json.dumps({**json.loads(signed.to_json(strip=("token", "expiry"))), "type": PERSON})
    token.parent.parent.mkdir(parents=True, exist_ok=True)
    private_folder(token.parent)
    write_all({token: text.encode()}, overwrite=True)
    return _checked(text, f"The sign-in kept in {token}")
