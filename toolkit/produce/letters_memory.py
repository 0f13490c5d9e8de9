"""What the ledger knows of letters, as a desk or a list of occasions asks of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit.correspondence import Decision
from toolkit.ledger import Ledger
from toolkit.letters.likeness import Draft
from toolkit.other_records import Client
from toolkit.produce.letters_marks import Marks, Posted, posted


@dataclass(frozen=True, slots=True)
class Memory:
    """What the ledger knows of letters: those issued, and what was last said of each."""

    posted: Sequence[Posted]
    decisions: Mapping[str, Decision]

    def sent(self, rows: Iterable[Client], marks: Marks, today: date) -> dict[str, date]:
        """The day of the last letter to each client, by number.

        Those of today are not among them: a run that was interrupted would hold back its own second half.
        """
        last: dict[str, date] = {}
        for one in self.posted:
            for key in one.facts["clients"] if one.day < today else ():
                last[key] = max(last.get(key, date.min), one.day)
        return {row.client_no: last[key] for row in rows if row.client_no and (key := marks.key(row)) in last}

    def former(self) -> Mapping[str, Sequence[Draft]]:
        """The letters each client had before, by her key."""
        found: dict[str, list[Draft]] = defaultdict(list)
        for one in self.posted:
            for key in one.facts["clients"]:
                found[key].append(Draft(one.facts["mark"], key, one.facts["body"]))
        return found


def remembered(house: Path) -> Memory:
    """The memory of a house as it stands; nothing is made or written."""
    with Ledger.rehearse(house) as ledger:
        return Memory(posted(ledger), ledger.decisions())
