"""Occasions that a note tells of: a move, a birth, a wedding, a bereavement; only where the note names the day.

Such a date is read from free words, so each of these says that it is to be read again before anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from toolkit.checks.notes import notes_of
from toolkit.letters.days import in_text, said
from toolkit.letters.history import History
from toolkit.letters.letter import Occasion
from toolkit.letters.window import Reason, Window
from toolkit.other_records import Contact
from toolkit.values import fold

AFTER = timedelta(days=14)
"""A word of congratulation or sympathy is not late within a fortnight of the day."""

EVENTS = (
    ("a bereavement", re.compile(r"\b(bereave\w*|funeral|passed away|died|condolences?|obseques|enterrement|deces|beerdigung|todesfall|funerale|lutto|funeral)\b")),
    ("a birth", re.compile(r"\b(baby|newborn|gave birth|(son|daughter|grandson|granddaughter|twins?) (was |were )?born|naissance|bebe|geburt|neonat[oa]|nacimiento)\b")),
    ("a wedding", re.compile(r"\b(wedding|getting married|marries|engaged|engagement|se marie|mariage|fiancailles|heiratet|hochzeit|verlobt|si sposa|matrimonio|se casa|boda)\b")),
    ("a move", re.compile(r"\b(mov(es|ed|ing)|new (house|home|flat|address)|demenage\w*|emmenage\w*|umzug|umgezogen|zieht um|trasloc\w+|mudanza|se muda)\b")),
    ("a graduation", re.compile(r"\b(graduat\w+|diplome|laurea|abschlussfeier)\b")),
    ("a retirement", re.compile(r"\b(retire[sd]?|retirement|retraite|ruhestand|pensione|jubilacion)\b")),
)  # fmt: skip
"""What a note may tell of, the gravest first."""


def noted(history: History, window: Window) -> Iterable[Occasion]:
    """A fortnight after a day that a note about the client names, once for each day."""
    seen: set[object] = set()
    for record in (*history.one.rows, *history.contacts):
        for place, words in notes_of(record):
            what = next((name for name, pattern in EVENTS if pattern.search(fold(words))), "")
            for when in in_text(words) if what else ():
                day = when.earliest + AFTER
                if when.precision != "day" or not window.has(day) or (what, day) in seen:
                    continue
                seen.add((what, day))
                source = "was said of" if isinstance(record, Contact) else "is noted"
                why = f"{what[0].upper()}{what[1:]} {source}, {said(when.earliest)}: {words.strip()!r}"
                sure = (f"{what} is read from a note: read it again, and write by hand",)
                yield window.occasion(history, "noted", day, Reason(why, (place,), when, None, (record,), unsure=sure))
