"""Addresses: of Google spreadsheets, told from file names and read however the browser wrote them, and of e-mail."""

from __future__ import annotations

import re

from toolkit.findings import ToolkitError

SPREADSHEET = "https://docs.google.com/spreadsheets/d/"

_WEB = re.compile(r"[a-z][a-z0-9+.-]*://|docs\.google\.com/", re.IGNORECASE)
_PASTED = re.compile(
    r"(?:https://)?docs\.google\.com/(?:a/[\w.-]+/)?spreadsheets/(?:u/\d+/)?d/([\w-]{20,})(?:[/?#].*)?"
)
_PUBLISHED = re.compile(r"(?:https://)?docs\.google\.com/(?:a/[\w.-]+/)?spreadsheets/(?:u/\d+/)?d/e/")
_BARE = re.compile(r"[\w-]{44}", re.ASCII)
"""The identifier alone, as it stands in the address: 44 characters, never with a dot as a file's name has."""


def is_url(text: str) -> bool:
    """Whether a source is an address, not a file: anything with a scheme, or a spreadsheet's bare identifier."""
    return bool(_WEB.match(text.strip()) or _BARE.fullmatch(text.strip()))


def spreadsheet_id(text: str) -> str:
    """The identifier in a pasted address. Raises ToolkitError for any address that is not a Google spreadsheet's."""
    pasted = text.strip()
    if _PUBLISHED.match(pasted):
        raise ToolkitError(
            f"{pasted}: this is the address of a published copy, which cannot be read with its formats and notes.",
            "Open the spreadsheet itself in the browser and copy the address from there; it ends in /edit.",
            code="address",
        )
    found = _PASTED.fullmatch(pasted)
    if found:
        return found[1]
    if _BARE.fullmatch(pasted):
        return pasted
    raise ToolkitError(
        f"{' '.join(pasted.split())}: this is not the address of a Google spreadsheet.",
        f"Copy it from the browser while the spreadsheet is open; it begins with {SPREADSHEET}. "
        "Anything else: download it and name the file.",
        code="address",
    )


def canonical(text: str) -> str:
    """The shortest address of the spreadsheet, whichever tab or account the pasted one was copied from."""
    return SPREADSHEET + spreadsheet_id(text)


def mailbox(text: str) -> str | None:
    """An e-mail address as it travels, its domain in the letters of the network; None for what is none.

    Nobody is asked whether it exists, and a name before the @ beyond plain letters is refused: not every server has it.
    """
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False, strict=True).ascii_email
    except EmailNotValidError:
        return None
