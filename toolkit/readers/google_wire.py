"""What carries requests to Google: to its hosts alone, each answer read whole, and nothing beyond the one deadline."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, NoReturn
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter

from toolkit.findings import Exit, ToolkitError
from toolkit.readers.google_refusals import failure

HOSTS = frozenset({"sheets.googleapis.com", "oauth2.googleapis.com", "accounts.google.com", "www.googleapis.com"})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
BASE = "BOUTIQUE_SHEETS_API"
"""The environment's word for a Sheets API on this computer, for tests; no other computer can be named."""
DEADLINE = "BOUTIQUE_GOOGLE_DEADLINE"
PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: for the whole reading, for one silence of the other side, for the first and the longest wait."""

    total: float = 120.0
    answer: float = 30.0
    first: float = 1.0
    longest: float = 30.0


def patience() -> Patience:
    """The usual patience, its total as the environment says. Raises ToolkitError (usage) for what is no number."""
    text = os.environ.get(DEADLINE, "")
    if not text:
        return Patience()
    try:
        total = float(text)
    except ValueError:
        total = 0.0
    if not 0 < total < float("inf"):
        raise ToolkitError(
            f"{DEADLINE} is {text!r}.",
            "Write the seconds to wait for Google, such as 120.",
            code="usage",
            status=Exit.USAGE,
        )
    return Patience(total=total)


def _base() -> str:
    """The API that stands in for Google's, if the environment names one. Raises ToolkitError for another computer."""
    base = os.environ.get(BASE, "").rstrip("/")
    if base and urlsplit(base).hostname not in LOOPBACK:
        raise ToolkitError(
            f"{BASE} is {base!r}: it is for tests and can only name this computer (127.0.0.1, localhost or [::1]).",
            f"Unset {BASE} to read from Google.",
            code="usage",
            status=Exit.USAGE,
        )
    return base


class Over(requests.Timeout):
    """The time for the whole reading is over."""


class Wire(HTTPAdapter):
    """Carries every request, those for access too: to Google's hosts alone, and never beyond the deadline."""

    def __init__(self, limits: Patience) -> None:
        """Start the clock."""
        super().__init__()
        self.limits, self.base = limits, _base()
        self.deadline = monotonic() + limits.total
        self.last: requests.Response | None = None

    def __deepcopy__(self, memo: object) -> NoReturn:
        """Refuse: google-auth copies a transport only to ask another service, from a thread, where to route calls."""
        raise TypeError("a wire is not copied")

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: ARG002, FBT001, FBT002 - read whole always, within the deadline
        timeout: object = None,  # noqa: ARG002 - the deadline decides
        verify: bool | str = True,  # noqa: FBT001, FBT002 - the adapter's signature
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """One request with its whole answer. Raises ToolkitError for a host that is not Google's."""
        request.url = self._allowed(request.url or "")
        limit = self._left()
        proxies = {} if self.base else proxies
        response = super().send(request, True, (limit, limit), verify, cert, proxies)  # noqa: FBT003 - as above
        self.last = response
        # Read here, because a server that sends a byte every few seconds never meets a timeout of its own.
        response._content = self._body(response)  # noqa: SLF001 - as requests itself fills it
        return response

    def _body(self, response: requests.Response) -> bytes:
        pieces = []
        try:
            # Unpacked afterwards: while it unpacks, the decoder waits for the next byte without looking at the clock.
            while piece := response.raw.read1(PIECE, decode_content=False):
                pieces.append(piece)
                self._left()
            packed = response.headers.get("Content-Encoding", "") == "gzip"
            return gzip.decompress(b"".join(pieces)) if packed else b"".join(pieces)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise requests.exceptions.ContentDecodingError("cut short") from error
        except BaseException:
            response.raw.close()
            raise

    def _left(self) -> float:
        left = self.deadline - monotonic()
        if left <= 0:
            raise Over("timed out: the time for the whole reading is over")
        return min(left, self.limits.answer)

    def _allowed(self, url: str) -> str:
        """The address to send to: Google's, or the stand-in's on this computer."""
        parts = urlsplit(url)
        if self.base and parts.hostname in HOSTS:
            there = urlsplit(self.base)
            return urlunsplit((there.scheme, there.netloc, parts.path, parts.query, ""))
        if (parts.hostname in HOSTS and parts.scheme == "https") or (self.base and parts.hostname in LOOPBACK):
            return url
        raise failure(
            "key",
            f"The key or an answer points to {parts.hostname}, which is not Google.",
            "Use a key file downloaded from the Google Cloud console, unchanged.",
        )
