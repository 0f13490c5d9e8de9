"""What people said of findings, and which findings stood when a house was last checked: the ledger's memory of checks.

Both are rows that are only ever added. They hold marks, kinds, places, the initials of whoever judged: never a value,
never a client's name. Of a check only what changed since the one before is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from toolkit.ledger_chain import bind
from toolkit.ledger_rows import Rows

Verdict = Literal["done", "not-a-fault", "undone", "fixed"]
"""What is said of a finding; ``undone`` takes it back, and ``fixed`` closes a ``done`` once the finding is gone."""
Found = Mapping[str, tuple[str, str]]
"""The findings of a check by their mark: the code of the kind, and the place in words."""

_STANDING = """SELECT mark, kind, place FROM changes WHERE place IS NOT NULL AND id IN (
    SELECT max(changes.id) FROM changes JOIN checks ON checks.id = check_id
    WHERE verb = ? AND check_id <= ? GROUP BY mark)"""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of one finding, by its mark.

    ``at`` is the as-at moment of the run that read it, ``sheet`` the number of the worklist it was read from.
    """

    mark: str
    verdict: Verdict
    who: str
    at: str
    kind: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The last check that found something else than now: its as-at moment and what it found."""

    at: datetime
    found: Found


class Judgements(Rows):
    """The part of the ledger that remembers checks and what was said of their findings."""

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Add what was said, all or nothing."""
        rows = [(j.mark, j.verdict, j.who, j.at, j.kind, j.sheet) for j in judgements]
        with self._transaction(), self._binding_judgements():
            self._db.executemany(
                "INSERT INTO judgements (mark, verdict, who, at, kind, sheet) VALUES (?, ?, ?, ?, ?, ?)", rows
            )

    def judgements(self) -> Mapping[str, Judgement]:
        """What was last said of each finding, ``undone`` and ``fixed`` too."""
        rows = self._rows("SELECT mark, verdict, who, at, kind, sheet FROM judgements ORDER BY id")
        return {row[0]: Judgement(*row) for row in rows}

    def remember_check(self, verb: str, at: datetime, found: Found) -> None:
        """Keep what a check found, as changes against the one before; nothing where it found the same.

        A finding marked done that is gone now is closed as fixed: should it come back, nothing has been said of it.
        """
        with self._transaction():
            number = self._last_number(verb)
            before = self._standing(verb, number) if number else {}
            if number and before.keys() == found.keys():
                return
            made = self._db.execute("INSERT INTO checks (verb, at) VALUES (?, ?)", (verb, at.isoformat())).lastrowid
            gone = [(mark, kind) for mark, (kind, _) in before.items() if mark not in found]
            now = [(mark, *spot) for mark, spot in found.items() if before.get(mark) != spot]
            self._db.executemany(
                "INSERT INTO changes (check_id, mark, kind, place) VALUES (?, ?, ?, ?)",
                [*((made, *item, None) for item in gone), *((made, *item) for item in now)],
            )
            bind(self._db, "check", str(made))
            with self._binding_judgements():
                self._db.executemany(
                    "INSERT INTO judgements (mark, verdict, who, at, kind, sheet) "
                    "SELECT mark, 'fixed', who, ?, kind, sheet FROM judgements "
                    "WHERE id = (SELECT max(id) FROM judgements WHERE mark = ?) AND verdict = 'done'",
                    [(at.isoformat(), mark) for mark, _ in gone],
                )

    @contextmanager
    def _binding_judgements(self) -> Iterator[None]:
        """A block whose judgements are bound to all that was recorded before."""
        last = self._rows("SELECT coalesce(max(id), 0) FROM judgements")[0][0]
        yield
        for (number,) in self._rows("SELECT id FROM judgements WHERE id > ? ORDER BY id", last):
            bind(self._db, "judgement", str(number))

    def since(self, verb: str, present: Iterable[str]) -> LastCheck | None:
        """The last check that found other things than ``present``; None where there was none.

        So the same check twice in a row is compared with the same one before.
        """
        number = self._last_number(verb)
        if not number:
            return None
        last = self._standing(verb, number)
        if last.keys() == set(present):
            number = self._last_number(verb, before=number)
            last = self._standing(verb, number) if number else {}
        return LastCheck(self._moment(number), last) if number else None

    def _last_number(self, verb: str, before: int | None = None) -> int:
        """The number of the last check kept (before another); 0 for none."""
        query = "SELECT coalesce(max(id), 0) FROM checks WHERE verb = ? AND (?2 IS NULL OR id < ?2)"
        return int(self._rows(query, verb, before)[0][0])

    def _standing(self, verb: str, number: int) -> Found:
        """What stood after a check."""
        return {mark: (kind, place) for mark, kind, place in self._rows(_STANDING, verb, number)}

    def _moment(self, number: int) -> datetime:
        return datetime.fromisoformat(self._rows("SELECT at FROM checks WHERE id = ?", number)[0][0])
