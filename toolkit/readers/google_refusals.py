"""What Google refused and why, in words, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.findings import Exit, ToolkitError
from toolkit.readers.google_key import PERSON, Key

BUSY = {408, 425, 429, 500, 502, 503, 504}
"""Answers that a later attempt may mend."""
_LIMITS = {"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "RATE_LIMIT_EXCEEDED"}
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is no success: its HTTP status, Google's message, and the reasons given in its details."""

    status: int
    message: str
    reasons: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, status: int, body: object) -> Refusal:
        """The refusal in the body of an answer, which may be anything: a proxy answers in HTML."""
        error = body.get("error") if isinstance(body, dict) else None
        if not isinstance(error, dict):
            return cls(status, str(error or ""))
        entries = [e for name in ("details", "errors") for e in error.get(name) or () if isinstance(e, dict)]
        reasons = {str(entry["reason"]) for entry in entries if "reason" in entry} | {str(error.get("status", ""))}
        return cls(status, str(error.get("message", ""))[:_SHOWN], frozenset(reasons))

    @property
    def quota(self) -> bool:
        """Whether too much was asked in too short a time."""
        return self.status == 429 or bool(self.reasons & _LIMITS)

    @property
    def passing(self) -> bool:
        """Whether the same request may succeed a little later."""
        return self.status in BUSY or self.quota


def failure(code: str, message: str, hint: str) -> ToolkitError:
    """An outside service that failed: exit code 5."""
    return ToolkitError(message, hint, code=f"google-{code}", status=Exit.OUTSIDE)


def refused(  # noqa: PLR0911 - one return a sentence
    refusal: Refusal, key: Key, address: str
) -> ToolkitError:
    """The sentence for an answer of the Sheets API that was not a success."""
    if refusal.quota:
        return quota(address)
    if refusal.status == 401:
        return failure(
            "signin",
            f"{address}: Google does not accept the sign-in. {key.where} was refused.",
            "Sign in again, or download the robot's key anew.",
        )
    if refusal.status == 403:
        return _forbidden(refusal, key, address)
    if refusal.status == 404:
        return failure(
            "not-found",
            f"{address}: Google knows no such spreadsheet.",
            "Open it in the browser and copy the whole address again; if it was deleted, ask its owner.",
        )
    if refusal.status == 400 and "not supported for this document" in refusal.message:
        return failure(
            "not-a-sheet",
            f"{address}: this is an Excel file kept in Google Drive, not a Google spreadsheet.",
            "Open it there and choose File, Save as Google Sheets; or download it and name the file.",
        )
    if refusal.status >= 500:
        return failure(
            "failing", f"{address}: Google Sheets is failing ({refusal.status}) and did not recover in time.", WAIT
        )
    said = f": {refusal.message}" if refusal.message else ""
    return failure("refused", f"{address}: Google refused the request ({refusal.status}){said}.", WAIT)


WAIT = "Wait a few minutes and run the same command again."


def _forbidden(refusal: Refusal, key: Key, address: str) -> ToolkitError:
    if refusal.reasons & {"SERVICE_DISABLED", "accessNotConfigured"}:
        return failure(
            "api-off",
            f"{address}: the Google Sheets API is not enabled in the project of the key.",
            "In the Google Cloud console open APIs & Services, Library, Google Sheets API, Enable; wait five minutes.",
        )
    if "ACCESS_TOKEN_SCOPE_INSUFFICIENT" in refusal.reasons:
        return failure(
            "signin", f"{address}: the sign-in does not cover reading spreadsheets.", "Sign in again and allow it."
        )
    if key.account:
        return failure(
            "not-shared",
            f"{address}: this spreadsheet is not shared with {key.account}.",
            f"Open it in the browser, click Share, and add {key.account} as Viewer.",
        )
    return failure(
        "not-shared",
        f"{address}: the person signed in may not open this spreadsheet.",
        "Ask its owner to share it with her as Viewer, or sign in as someone who may.",
    )


def quota(address: str, wait: float = 0) -> ToolkitError:
    """Too many requests, and no end of it within the time allowed."""
    asks = f" and asks to wait {wait:.0f} seconds" if wait else ""
    return failure("quota", f"{address}: Google says that too much was read in too short a time (quota){asks}.", WAIT)


def no_token(said: str, key: Key, address: str) -> ToolkitError:
    """Google gave no access for the key: expired, revoked, or this computer's clock is wrong."""
    lower = said.casefold()
    if "iat" in lower or "short-lived" in lower:
        return failure(
            "clock",
            f"{address}: Google refused the key because this computer's clock is wrong.",
            "Set the date and time, best automatically, and try again.",
        )
    if key.info.get("type") == PERSON:
        return failure(
            "signin",
            f"{address}: the sign-in has expired or was withdrawn.",
            "Delete the kept sign-in and sign in again. A sign-in made while the consent screen is in Testing lasts "
            "seven days: set it to Internal or In production.",
        )
    return failure(
        "key",
        f"{address}: Google does not accept the key of {key.account}. {key.where} was deleted, replaced or altered.",
        "Download a new key (Google Cloud console, IAM, Service accounts, Keys, Add key, JSON) and use it instead.",
    )


def unreachable(address: str, why: str) -> ToolkitError:
    """No connection to Google at all."""
    return failure(
        "network",
        f"{address}: Google cannot be reached from this computer ({why}).",
        "Check the connection to the internet (and the proxy, if the house has one), then run the same command again.",
    )


def broken(address: str) -> ToolkitError:
    """Answers begin and never end, or come garbled, as long as we tried."""
    return failure(
        "broken", f"{address}: the connection to Google kept breaking off; nothing read from it was used.", WAIT
    )


def too_slow(address: str, seconds: float) -> ToolkitError:
    """Google answers, but not within the time allowed."""
    return failure(
        "time",
        f"{address}: Google did not answer within {seconds:.0f} seconds.",
        f"{WAIT} A slow line needs more time: set BOUTIQUE_GOOGLE_DEADLINE to more seconds.",
    )


def changing(address: str, times: int) -> ToolkitError:
    """Someone edits the spreadsheet each time it is read."""
    return failure(
        "changing",
        f"{address}: the spreadsheet was changed while it was read, {times} times in a row; nothing of it was used.",
        "Wait until the others have finished typing, then run the same command again.",
    )
