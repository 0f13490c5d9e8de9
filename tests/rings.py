"""A keyring that forgets everything with the test, in place of the computer's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend

from toolkit.passwords import SERVICE


class Ring(KeyringBackend):
    """Secrets by entry, under our own name only; nothing of ours writes to it."""

    priority = 9  # type: ignore[assignment]  # keyring declares a property, and asks for a number

    def __init__(self) -> None:
        """Keep nothing."""
        super().__init__()
        self.held: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """The secret of an entry."""
        return self.held.get(username) if service == SERVICE else None

    def set_password(self, service: str, username: str, password: str) -> None:
        """Not asked for."""
        raise NotImplementedError


@contextmanager
def ring() -> Iterator[Ring]:
    """An empty keyring for a while."""
    before, own = keyring.get_keyring(), Ring()
    keyring.set_keyring(own)
    try:
        yield own
    finally:
        keyring.set_keyring(before)
