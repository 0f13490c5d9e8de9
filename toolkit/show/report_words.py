"""The words of the report page: every fixed sentence in one place, so that it can be read, corrected and translated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

LANGUAGE = "en"

WORDS: Mapping[str, str] = MappingProxyType({
    # The head
    "as_at": "as at {moment}",
    "skip": "Skip to the findings",
    "figures": "In figures",
    "held": "Held back until settled",
    "held_none": "No document is held back.",
    "first_time": "Nothing to compare with yet: no earlier list is kept.",
    "since": "Compared with {moment}",
    # Counts
    "error": "Errors",
    "warning": "Warnings",
    "information": "To know",
    "new": "New",
    "open": "Still open",
    "done": "Marked done",
    "fixed": "Fixed",
    "settled": "Not a fault",
    "acknowledged": "Known",
    "count": "{n} findings",
    "count.one": "1 finding",
    "places": "and {n} more places",
    "places.one": "and 1 more place",
    "rows": "and {n} more rows",
    "rows.one": "and 1 more row",
    "rest": "{n} more",
    "signs": "({n} characters in all)",
    # What was read
    "read_title": "What was read",
    "read_intro": "Every row is either taken in or left out with its reason. The files were only read, never changed.",
    "register": "Register",
    "table": "File and sheet",
    "rows_in": "Rows",
    "records": "Taken in",
    "excluded": "Left out",
    "how": "How it was read",
    "row": "row {rows}",
    "several_rows": "rows {rows}",
    "total": "All together",
    # Findings
    "findings_title": "Findings",
    "no_findings": "Nothing was found to correct.",
    "error_intro": "Wrong, or impossible: correct these first.",
    "warning_intro": "Probably a slip, or a risk: look at each.",
    "information_intro": "Nothing need be done.",
    "where": "Where",
    "value": "What was read",
    "message": "What is found",
    "hint": "What to do",
    "blocks": "Held back from",
    "source": "Source",
    "is_new": "New",
    "marked": "Marked done",
    "lapsed": "Acknowledged by {by} until {day}; that day has passed",
    "overruled": "Called not a fault, but the register must be corrected",
    "nothing_read": "–",
    "sheet": "sheet",
    "cell": "cell",
    "cells": "cells",
    "column": "column",
    "line": "line {line} of the text",
    # Filters
    "filters": "Show only",
    "weight": "Weight",
    "search": "Words",
    "search_example": "A stock number, a name, a cell",
    "in": "Register or file",
    "in_all": "All registers",
    "in_register": "{register}: all sheets",
    "kind": "Kind",
    "kind_all": "All kinds",
    "holds": "Held back",
    "holds_all": "Whether held back or not",
    "holds_any": "All that is held back",
    "holds_from": "From {document}",
    "marks": "Marks",
    "only_new": "New since last time",
    "not_done": "Not yet marked done",
    "everything": "Show everything",
    "shown": "{shown} of {n} findings",
    "shown_none": "No finding fits. {n} are on the list.",
    # Below the findings
    "fixed_title": "Fixed since last time",
    "fixed_intro": "These were found last time and are no longer there.",
    "was": "What it was",
    "stood": "Where it stood",
    "settled_title": "Set aside",
    "settled_intro": "A person looked at these and called them not a fault. They are not counted above.",
    "by": "By whom",
    "known_title": "Known for now",
    "known_intro": "Somebody knows of these until a day, and says why; after it they are heard again. They are not "
                   "among the findings above. What they hold back stays held back.",
    "because": "Why, and until when",
    "until": "Until {day}",
    "still_held": "Held back from {document}",
    "foot": "{findings}: {error} errors, {warning} warnings, {information} to know.",
    "foot_rows": "{rows} rows read: {records} taken in, {excluded} left out.",
    "foot_note": "This page stands alone: it loads nothing and sends nothing. It holds the house’s own facts; "
                 "keep it in the house.",
    "page": "Page",
    "of": "of",
})  # fmt: skip

DOCUMENTS: Mapping[str, str] = MappingProxyType({
    "schedule": "the insurance schedule",
    "dossier": "the provenance dossier",
    "letter": "letters",
    "sell-through": "the sell-through report",
})  # fmt: skip


def say(key: str, **facts: object) -> str:
    """A sentence with its facts put in; where ``n`` is 1 its singular, if it has one. Numbers have thousands marked."""
    if facts.get("n") == 1 and f"{key}.one" in WORDS:
        key = f"{key}.one"
    spelled = {name: f"{fact:,}" if isinstance(fact, int) else fact for name, fact in facts.items()}
    return WORDS[key].format_map(spelled)


def in_order(codes: Iterable[str]) -> list[str]:
    """Documents in the order of the words above, others after them."""
    order = list(DOCUMENTS)
    return sorted(set(codes), key=lambda code: (order.index(code) if code in order else len(order), code))


def documents(codes: tuple[str, ...]) -> str:
    """Documents in words: ``the insurance schedule and letters``."""
    named = [DOCUMENTS.get(code, code.replace("-", " ")) for code in codes]
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))
