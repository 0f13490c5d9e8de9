"""Where a secret is looked for: in the environment, else in the system's keyring; never in a flag or in a file."""

from __future__ import annotations

import os

from toolkit.names import as_typed

SERVICE = "boutique-toolkit"
"""The name all secrets of this program stand under in the keyring."""


def known(variable: str, entry: str) -> str:
    """The secret in a variable of the environment, else under an entry of the keyring; empty where there is none."""
    return os.environ.get(variable) or kept(entry)


def kept(entry: str) -> str:
    """What the system's keyring holds under an entry; nothing where there is no keyring, as a server has none."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, entry) or ""
    except (KeyringError, RuntimeError):
        return ""


def places(variable: str, entry: str) -> str:
    """Where a person may put the secret, in words."""
    return f"the environment variable {variable}, or the system's keyring: {command(entry)}"


def command(entry: str) -> str:
    """What to type to keep a secret in the keyring."""
    return f"keyring set {SERVICE} {as_typed(entry)}"
