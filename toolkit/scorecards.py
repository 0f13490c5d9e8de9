"""How complete the registers were at earlier runs: the ledger's memory of the scorecard, in counts alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from toolkit.ledger_chain import bind
from toolkit.ledger_rows import Rows

Key = tuple[str, str, str]
"""Register, category, field."""
Counts = Mapping[Key, tuple[int, int]]
"""Of how many records a field was asked, and how many had it."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a scorecard counted, and on which day."""

    on: date
    counts: Counts


class Scorecards(Rows):
    """The part of the ledger that remembers how complete the registers were."""

    def remember_card(self, at: datetime, counts: Counts) -> None:
        """Keep a scorecard; nothing where the last one of that day says the same."""
        card = json.dumps([[*key, *counted] for key, counted in counts.items()], ensure_ascii=False)
        kept = self._rows("SELECT card FROM scorecards WHERE day = ? ORDER BY id DESC LIMIT 1", at.date().isoformat())
        if kept and kept[0][0] == card:
            return
        with self._transaction():
            made = self._rows(
                "INSERT INTO scorecards (day, card) VALUES (?, ?) RETURNING id", at.date().isoformat(), card
            )
            bind(self._db, "scorecard", str(made[0][0]))

    def card_before(self, day: date) -> Card | None:
        """The last scorecard of an earlier day; None where there is none."""
        rows = self._rows(
            "SELECT day, card FROM scorecards WHERE day < ? ORDER BY day DESC, id DESC LIMIT 1", day.isoformat()
        )
        if not rows:
            return None
        on, card = rows[0]
        counts = {(register, category, name): (asked, had) for register, category, name, asked, had in json.loads(card)}
        return Card(date.fromisoformat(on), counts)
