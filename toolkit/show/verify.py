"""The answer to ``boutique verify``, in words anyone at the counter can read out, and as one object."""

from __future__ import annotations

from typing import Any

from toolkit.produce.verify import Verified
from toolkit.show.ledger import event_json, named, trouble_json, troubles_text

_WHERE = {
    "bytes": "it is",
    "properties": "its properties say that it is",
    "words": "it prints that it is",
    "name": "it is called as a file of",
    "asked": "what was typed says that it is",
    "": "it says that it is",
}


def verify_json(verified: Verified) -> dict[str, Any]:
    """The answer as one object."""
    issued, current = verified.issued, verified.current
    belongs = issued.identity if issued else None
    return {
        "schema": "boutique.verify/1",
        "verdict": verified.verdict,
        "exit": verified.exit,
        "asked": verified.asked,
        "number": verified.number or None,
        "found_in": verified.found or None,
        "sha256": verified.sha256 or None,
        "compare": verified.compare,
        "revision": issued.revision if issued else None,
        "current_revision": current.revision if current else None,
        "kind": belongs.kind if belongs else None,
        "subject": belongs.subject if belongs else None,
        "period": belongs.period if belongs else None,
        "edition": belongs.edition if belongs else None,
        "issued_at": issued.at if issued else None,
        "facts": issued.facts if issued else None,
        "files": [{"name": name, "sha256": sha256} for name, sha256 in issued.files] if issued else [],
        "history": [event_json(event) for event in verified.events],
        "troubles": [trouble_json(trouble) for trouble in verified.troubles],
        "message": _sentence(verified),
    }


def verify_text(verified: Verified) -> str:
    """The answer in words, with the digests to compare."""
    lines = [_sentence(verified)]
    issued = verified.issued
    if issued and verified.verdict in ("altered", "genuine") and (verified.compare or verified.verdict == "altered"):
        lines += [f"  Issued with the facts  {issued.facts}"]
        lines += [f"  Issued file            {sha256}  {name}" for name, sha256 in issued.files]
        lines += [f"  This file              {verified.sha256}"] if verified.sha256 else []
    return "\n".join([*lines, *troubles_text(verified.troubles)])


def _sentence(verified: Verified) -> str:
    """The verdict as one sentence or two."""
    issued = verified.issued
    if issued is None:
        return _unknown(verified)
    name = f"{issued.number}, revision {issued.revision}"
    what = f"{name}, {named(issued.identity)}, issued {issued.at[:10]}"
    if verified.verdict == "genuine" and verified.compare:
        return f"Issued: {what}. It is in force. Compare the digest on the paper with the one below."
    if verified.verdict == "genuine":
        return f"Genuine and current: {what}."
    if verified.verdict == "superseded":
        later = f"revision {verified.current.revision}" if verified.current else "a later revision"
        return f"Genuine, but superseded: {what}. Ask for {later}."
    if verified.verdict == "withdrawn":
        event = verified.last
        why = f" on {event.at[:10]} by {event.who}: {event.reason}" if event else ""
        return f"Genuine, but withdrawn{why}. It was {what}."
    return _altered(verified, what)


def _altered(verified: Verified, what: str) -> str:
    """Why the answer is neither yes nor unknown: the document differs, or the ledger cannot be believed."""
    if verified.found == "bytes" or verified.compare:
        return f"Cannot be vouched for: the ledger or its copy was altered since it recorded {what}."
    return f"Altered: {_WHERE[verified.found]} {verified.number}, and it is not what was issued: {what}."


def _unknown(verified: Verified) -> str:
    """What is known of a document that was not issued here."""
    number = verified.number
    if number and verified.events:
        last = verified.events[-1]
        return f"Unknown: {number} was given, but nothing was issued under it as named ({last.state})."
    if number:
        return f"Unknown: {_WHERE[verified.found]} {number}, a number this house's ledger never gave."
    return "Unknown: it has no number of this house; a draft has none either."
