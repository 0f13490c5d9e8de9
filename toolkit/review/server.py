"""The page served on this computer until somebody ends it: with Finish, with Ctrl-C, or by leaving it alone."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

import uvicorn

from toolkit.files import private_folder, write_all
from toolkit.ledger import STATE_FOLDER
from toolkit.review.door import HERE, Door
from toolkit.review.pages import Pages
from toolkit.review.session import Session

IDLE = 45 * 60.0
"""Seconds without a request after which the page ends itself."""
_LAST_PAGE = 1.0
_ENTRY = "review.html"
_LEADS = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Letters</title>
<meta http-equiv="refresh" content="0; url={address}"></head>
<body><p><a href="{address}">Letters to decide</a></p></body></html>
"""


def serve(session: Session, opened: Callable[[str, Path], None], idle: float = IDLE) -> None:
    """Serve a session until it is ended. ``opened`` is told the address, and a private file that leads there.

    A browser is started with the file: the arguments of a program can be read by every user of a computer. Raises
    ToolkitError, before anything is served, where the registers cannot be read.
    """
    session.letters()
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.bind((HERE, 0))
        listening.listen()
        served = _Served(session, listening.getsockname()[1], idle)
        entry = private_folder(session.house.folder / STATE_FOLDER) / _ENTRY
        write_all({entry: _LEADS.format(address=served.door.address).encode()}, overwrite=True)
        try:
            opened(served.door.address, entry)
            with suppress(KeyboardInterrupt):  # the usual way to end it
                asyncio.run(served.run(listening))
        finally:
            entry.unlink(missing_ok=True)


class _Served:
    """The server of one session; it keeps no log, for every line of it would hold the address."""

    def __init__(self, session: Session, port: int, idle: float) -> None:
        self._idle = idle
        self._last = monotonic()
        self._hurry = asyncio.Event()
        pages = Pages(session, self._finish)
        self.door = Door(pages.app(), port, self._heard)
        pages.at(self.door.path)
        self._server = uvicorn.Server(uvicorn.Config(
            self.door, http="h11", ws="none", lifespan="off", loop="asyncio", log_config=None, log_level="critical",
            access_log=False, server_header=False, proxy_headers=False, timeout_graceful_shutdown=5,
        ))  # fmt: skip

    async def run(self, listening: socket.socket) -> None:
        """Serve until ended."""
        watch = asyncio.create_task(self._watch())
        try:
            await self._server.serve(sockets=[listening])
        finally:
            watch.cancel()

    async def _watch(self) -> None:
        """End it when nobody has asked for anything for long."""
        while (left := self._last + self._idle - monotonic()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), left)
            self._hurry.clear()
        self._server.should_exit = True

    def _heard(self) -> None:
        self._last = monotonic()

    def _finish(self) -> None:
        """End as if left alone: soon, so that the last page comes with its faces."""
        self._idle = _LAST_PAGE
        self._hurry.set()
