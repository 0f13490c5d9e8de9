"""Who is let in: one browser of this computer, by an address nobody can guess, from no page but our own.

Other people of this computer reach the port but not the address. Another site, or a name that somebody lets point to
this computer, is told by Host and Origin. The first browser that opens the address is given a key; from then on the
address alone opens nothing, whoever reads it in a history or over a shoulder.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE = "127.0.0.1"
KEY = "review"
LARGEST = 64 * 1024
"""Bytes a form may have."""
_HEADERS = {
    "Cache-Control": "no-store",
    # Not no-referrer: with it a browser sends no Origin with a form, and ours could not be told from another's.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # A page of ours names the digests of its one style and one script itself.
    "Content-Security-Policy": "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'",
}
_ELSEWHERE = (
    "These letters are open in another browser. Go on there; or end the review in the terminal with Ctrl-C, "
    "and start it again."
)
_READS = frozenset({"GET", "HEAD"})


class Door:
    """Stands before the page: what does not belong to its one browser never reaches it."""

    def __init__(self, inner: ASGIApp, port: int, heard: Callable[[], None]) -> None:
        """Guard a page on this port; ``heard`` is told of each request that was let in."""
        self.token = secrets.token_urlsafe(32)
        self._inner = inner
        self._host = f"{HERE}:{port}"
        self._heard = heard
        self._key = secrets.token_urlsafe(32)
        self._taken = False

    @property
    def path(self) -> str:
        """What the path of every page begins with."""
        return f"/{self.token}"

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{self._host}{self.path}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it with a sentence."""
        if scope["type"] != "http":
            return
        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, _with(send, {}))
            return
        self._heard()
        given = {} if self._taken else {"Set-Cookie": self._cookie()}
        self._taken = True
        await self._inner({**scope, "path": scope["path"].removeprefix(self.path)}, receive, _with(send, given))

    def _cookie(self) -> str:
        # Not strict: she comes by a file, which is another site, and to load the page again would then show no key.
        return f"{KEY}={self._key}; Path={self.path}/; HttpOnly; SameSite=Lax"

    def _refused(self, scope: Scope) -> PlainTextResponse | None:
        """Why a request is not let in; None where it is."""
        headers = Headers(scope=scope)
        if not scope.get("client") or scope["client"][0] != HERE or headers.getlist("host") != [self._host]:
            return PlainTextResponse("This page is for this computer alone.", 403)
        if not self._is_ours(scope["method"], headers):
            return PlainTextResponse("Another site asked for this. Nothing was done.", 403)
        # Compared in constant time: how long the answer takes tells nothing of the address.
        if not _same(scope["path"][1:].partition("/")[0], self.token):
            return PlainTextResponse("There is nothing here.", 404)
        return self._keyless(scope["method"], headers)

    def _keyless(self, method: str, headers: Headers) -> PlainTextResponse | None:
        """Why one who knows the address is not let in; None where it is the one browser, or the first."""
        if self._taken and not _same(_key(headers.get("cookie", "")), self._key):
            return PlainTextResponse(_ELSEWHERE, 403)
        if not self._taken and method not in _READS:
            return PlainTextResponse("Open the letters first. Nothing was done.", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST:
            return PlainTextResponse("That is longer than any paragraph. Nothing was done.", 413)
        return None

    def _is_ours(self, method: str, headers: Headers) -> bool:
        """Whether our own page asked, or the person herself typed the address; what changes anything, only our page."""
        origins = headers.getlist("origin")
        if method in _READS:
            return origins in ([], [f"http://{self._host}"])
        site = headers.get("sec-fetch-site", "same-origin")  # a browser too old to say it still says the origin
        return origins == [f"http://{self._host}"] and site == "same-origin"


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), known.encode())


def _key(cookies: str) -> str:
    try:
        found = SimpleCookie(cookies).get(KEY)
    except CookieError:
        return ""
    return found.value if found else ""


def _with(send: Send, more: dict[str, str]) -> Send:
    """Send with the headers that every answer of ours has."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(_HEADERS | more)
        await send(message)

    return sent
