"""What may be called verified: only what a document says that the house has on file, or that somebody of it has seen.

A register may hold a document for certain that nobody here has ever seen. What rests on such a one is stated by the
register, and the document is named as cited. Which documents are on file is known last, so this is settled last.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import fields, replace
from datetime import date
from typing import Any

from toolkit.dates import when
from toolkit.other_records import ProvenanceEvent
from toolkit.reports.provenance import Dossier, Fact, Link, Section, Service, Status
from toolkit.reports.provenance_case import Case
from toolkit.values import When

_SEEN = re.compile(
    r"(?<!not )(?<!never )(?<!be )(?<!pas )(?<!jamais )(?<!nicht )(?<!non )(?<!no )"
    r"\b(?i:seen|sighted|inspected|examined|vue?|examinée?|gesehen|visto|vista)"
    r" (?i:by|par|von|da|por) (?P<who>[^\W\d_][^\d;:()\n]{1,60}?),?\s+(?:(?i:on|le|am|il|el)\s+)?"
    r"(?P<day>\d{1,4}[^;:()\n]{0,14}\d{2,4})(?!\d)"
)


def seen_in(*words: str | None, today: date) -> tuple[str, When] | None:
    """By whom, and on which day by today, an original was seen: ``seen by A. Lemaire, 12 March 2026``."""
    for text in filter(None, words):
        for found in _SEEN.finditer(text):
            day = when(found["day"].strip())
            if isinstance(day, When) and day.precision == "day" and day.latest <= today and found["who"][0].isupper():
                return found["who"].strip(" ,"), day
    return None


def seen(event: ProvenanceEvent, today: date) -> tuple[str, When] | None:
    """By whom, and when, the document of an event was seen, as its row says."""
    return seen_in(event.certainty, event.evidence, event.notes, today=today)


def settled(case: Case, made: Dossier) -> Dossier:
    """The dossier, where verified is only what rests on a document on file or seen."""
    held = case.documents.held()
    changed = {one.name: _settle(case, getattr(made, one.name), held) for one in fields(made)}
    return replace(made, **changed)


def _settle(case: Case, value: Any, held: Collection[str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_settle(case, each, held) for each in value)
    if isinstance(value, Section):
        return replace(value, facts=_settle(case, value.facts, held))
    if isinstance(value, Fact | Link | Service) and value.status == "verified":
        return _weighed(case, value, held)
    return value


def _weighed(case: Case, one: Fact | Link | Service, held: Collection[str]) -> Fact | Link | Service:
    """One statement the register holds for certain: verified against what is held, else stated by the register."""
    ours = [name for name in one.evidence if name in held]
    if len(ours) == len(one.evidence):
        return one
    title = ", ".join(map(case.documents.title, ours or one.evidence))
    by = title if ours else case.say("by-cited", document=title)
    status: Status = "verified" if ours else "stated"
    named: dict[str, Any] = {"by": by} if isinstance(one, Fact) else {}
    return replace(one, status=status, status_words=case.say(f"status-{status}", by=by), **named)
