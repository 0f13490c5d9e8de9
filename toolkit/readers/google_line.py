"""The line to Google: the real gspread over a session of ours, and every question asked again while that may help.

gspread's own back-off never gives up and no timeout is set by default, so both are ours: tenacity repeats what may
pass (429, 5xx, broken connections), waits as long as Google asks, and stops before the deadline of the whole reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

import requests
import tenacity
import urllib3
from google.auth.exceptions import RefreshError, TransportError
from google.auth.transport.requests import AuthorizedSession, Request

from toolkit.findings import ToolkitError
from toolkit.readers import google_refusals as refusals
from toolkit.readers.google_key import Key
from toolkit.readers.google_refusals import Refusal
from toolkit.readers.google_wire import Over, Patience, Wire

if TYPE_CHECKING:
    from gspread.http_client import HTTPClient

Answer = Mapping[str, Any]

HOPELESS = 4
"""Attempts after which a computer that never reached Google is taken to have no network."""
_NOBODY = re.compile("NewConnectionError|NameResolutionError")


class Line:
    """A connection to the Sheets API for one reading of one spreadsheet."""

    def __init__(self, key: Key, limits: Patience, address: str) -> None:
        """Sign in with the key when the first question is asked; ``address`` is the spreadsheet's, for messages."""
        from gspread.http_client import HTTPClient

        self.key, self.address, self.limits = key, address, limits
        self.wire = Wire(limits)
        self._trouble: BaseException | None = None
        self._door = requests.Session()
        self.session = AuthorizedSession(key.credentials(), auth_request=Request(self._door))  # type: ignore[no-untyped-call]
        for session in (self._door, self.session):
            session.mount("https://", self.wire)
            session.mount("http://", self.wire)
            # Google compresses its answers only for a program that says so in its name as well.
            session.headers.update({"User-Agent": "boutique-toolkit (gzip)", "Accept-Encoding": "gzip"})
        self.client: HTTPClient = HTTPClient(None, session=self.session)  # type: ignore[arg-type]  # the session has it

    def __enter__(self) -> Self:
        """The line itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Hang up."""
        self.session.close()  # type: ignore[no-untyped-call]
        self._door.close()

    def metadata(self, identifier: str, fields: str) -> Answer:
        """The spreadsheet's own properties and its sheets'."""
        return self.ask(lambda client: client.fetch_sheet_metadata(identifier, params={"fields": fields}))

    def values(self, identifier: str, ranges: Sequence[str], **options: str) -> Answer:
        """The values of some ranges."""
        return self.ask(lambda client: client.values_batch_get(identifier, list(ranges), dict(options)))

    def cells(self, identifier: str, ranges: Sequence[str], fields: str) -> Answer:
        """What stands in the cells of some ranges beside their values."""
        return self.ask(lambda client: client.spreadsheets_get(identifier, {"fields": fields, "ranges": list(ranges)}))

    def ask(self, question: Callable[[HTTPClient], Answer]) -> Answer:
        """The answer to one question, asked again while that may help. Raises ToolkitError where it does not."""
        self._trouble = None
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(_passing), wait=self._wait, stop=self._stop, reraise=True
        )
        try:
            answer: Answer = retrying(self._answer, question)
        except ToolkitError:
            raise
        except Exception as error:
            raise self._explained(self._telling(error)) from error
        return answer

    def _telling(self, error: Exception) -> BaseException:
        """What to tell of: when time ran out in the middle of an attempt, what kept us until then."""
        return self._trouble if self._trouble and _cut_off(error) else error

    def _answer(self, question: Callable[[HTTPClient], Answer]) -> Answer:
        try:
            answer = question(self.client)
        except (TypeError, KeyError) as error:  # gspread on an error that is not in Google's form: a proxy's
            raise requests.exceptions.ContentDecodingError("garbled", response=self.wire.last) from error
        if not isinstance(answer, dict):
            raise requests.exceptions.ContentDecodingError("garbled", response=self.wire.last)
        return answer

    def pause(self) -> None:
        """Wait a moment before reading everything again, if the deadline leaves one."""
        tenacity.nap.sleep(max(0.0, min(self.limits.first, self.wire.deadline - monotonic())))

    def _wait(self, state: tenacity.RetryCallState) -> float:
        first, longest = self.limits.first, self.limits.longest
        backoff = tenacity.wait_exponential(multiplier=first, max=longest) + tenacity.wait_random(0, first)
        return max(backoff(state), asked_to_wait(_error(state)))

    def _stop(self, state: tenacity.RetryCallState) -> bool:
        self._trouble = self._trouble if _cut_off(_error(state)) else _error(state)
        if self.wire.last is None and state.attempt_number >= HOPELESS:
            return True
        return monotonic() + state.upcoming_sleep >= self.wire.deadline

    def _explained(self, error: BaseException) -> ToolkitError:
        """The sentence for what went wrong last."""
        refusal = _refusal(error)
        if refusal and refusal.quota:
            return refusals.quota(self.address, asked_to_wait(error))
        if refusal:
            return refusals.refused(refusal, self.key, self.address)
        if isinstance(error, RefreshError) and not error.retryable:
            return refusals.no_token(str(error), self.key, self.address)
        if self.wire.last is None or _NOBODY.search(str(error)):
            return refusals.unreachable(self.address, _cause(error))
        if isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError):
            return refusals.too_slow(self.address, self.limits.total)
        if isinstance(error, RefreshError | TransportError | requests.RequestException | urllib3.exceptions.HTTPError):
            return refusals.broken(self.address)
        raise error


def _error(state: tenacity.RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _cut_off(error: BaseException | None) -> bool:
    """Whether an attempt failed only because the time was over, told by itself or wrapped by google-auth."""
    return isinstance(error, Over) or any(isinstance(part, Over) for part in getattr(error, "args", ()))


def _refusal(error: BaseException | None) -> Refusal | None:
    """The refusal in an error of gspread's, or in one that came with an answer."""
    response: requests.Response | None = getattr(error, "response", None)
    if response is None or response.ok:
        return None
    try:
        body = response.json()
    except ValueError:
        body = None
    return Refusal.of(response.status_code, body)


def _passing(error: BaseException) -> bool:
    """Whether the same question may be answered a little later."""
    refusal = _refusal(error)
    if refusal:
        return refusal.passing
    if isinstance(error, RefreshError):
        return bool(error.retryable)
    if isinstance(error, requests.exceptions.SSLError):
        return False
    # An answer cut short can also be whole HTTP and half JSON: that is a ValueError of requests' own.
    ends = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError,
            requests.exceptions.ContentDecodingError, requests.exceptions.JSONDecodeError)  # fmt: skip
    return isinstance(error, (TransportError, urllib3.exceptions.HTTPError, *ends))


def asked_to_wait(error: BaseException | None) -> float:
    """The seconds an answer asks to wait (``Retry-After``: a number, or a date); 0 where it does not."""
    response: requests.Response | None = getattr(error, "response", None)
    text = response.headers.get("Retry-After", "") if response is not None else ""
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _cause(error: BaseException) -> str:
    """The innermost reason of a failed connection, in the system's words."""
    text = str(error)
    known = {
        "NameResolution": "its name is not found",
        "refused": "the connection is refused",
        "unreachable": "the network cannot be reached",
        "CERTIFICATE": "its certificate cannot be verified",
        "roxy": "the proxy does not answer",
        "imed out": "it does not answer",
    }
    return next((words for sign, words in known.items() if sign in text), type(error).__name__)
