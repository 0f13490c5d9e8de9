"""What people said of findings, and which findings stood when a house was last checked: the ledger's memory of checks.

Both are rows that are only ever added. They hold marks, kinds, places, the initials of whoever judged: never a value,
never a client's name. Of a check only what changed since the one before is kept. What is acknowledged has a table of
its own, for it has a reason, in her words, and a last day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from toolkit.ledger_chain import bind
from toolkit.ledger_rows import Rows

Verdict = Literal["done", "not-a-fault", "known", "undone", "fixed"]
"""What is said of a finding. ``known`` acknowledges it for a time; ``undone`` takes back whatever was said, and
``fixed`` closes a ``done`` once the finding is gone."""
Found = Mapping[str, tuple[str, str]]
"""The findings of a check by their mark: the code of the kind, and the place in words."""

_STANDING = """SELECT mark, kind, place FROM changes WHERE place IS NOT NULL AND id IN (
    SELECT max(changes.id) FROM changes JOIN checks ON checks.id = check_id
    WHERE verb = ? AND check_id <= ? GROUP BY mark)"""
# Two tables, in the one order in which everything was sealed; what nobody sealed comes first and outweighs nothing.
_SAID = """SELECT mark, verdict, who, said.at, kind, sheet, reason, until FROM (
    SELECT 'judgement' AS what, id, mark, verdict, who, at, kind, sheet, '' AS reason, '' AS until FROM judgements
    UNION ALL
    SELECT 'acknowledgement', id, mark, 'known', who, at, kind, sheet, reason, until FROM acknowledgements) AS said
    LEFT JOIN chain ON chain.what = said.what AND chain.key = CAST(said.id AS TEXT)
    ORDER BY chain.id, said.id"""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of one finding, by its mark.

    ``at`` is the as-at moment of the run that read it, ``sheet`` the number of the worklist it was read from. Where it
    is ``known``, ``reason`` says why, and ``until`` is the last day for which that is enough (ISO date).
    """

    mark: str
    verdict: Verdict
    who: str
    at: str
    kind: str
    sheet: str = ""
    reason: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The last check that found something else than now: its as-at moment and what it found."""

    at: datetime
    found: Found


def last_words(said: Iterable[Judgement]) -> dict[str, Judgement]:
    """What was last said of each finding, by its mark."""
    return {judgement.mark: judgement for judgement in said}


class Judgements(Rows):
    """The part of the ledger that remembers checks and what was said of their findings."""

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Add what was said, all or nothing."""
        with self._transaction():
            for judgement in judgements:
                self._add(judgement)

    def every_judgement(self) -> tuple[Judgement, ...]:
        """Everything that was said, in its order, ``undone`` and ``fixed`` too."""
        return tuple(Judgement(*row) for row in self._rows(_SAID))

    def judgements(self) -> Mapping[str, Judgement]:
        """What was last said of each finding."""
        return last_words(self.every_judgement())

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
            said = self.judgements()
            for done in (said[mark] for mark, _ in gone if mark in said and said[mark].verdict == "done"):
                self._add(replace(done, verdict="fixed", at=at.isoformat()))

    def _add(self, said: Judgement) -> None:
        """Add what was said, bound to all that was recorded before."""
        known = said.verdict == "known"
        table = "acknowledgement" if known else "judgement"
        named = ("mark", *(("reason", "until") if known else ("verdict",)), "who", "at", "kind", "sheet")
        query = f"INSERT INTO {table}s ({', '.join(named)}) VALUES ({', '.join('?' * len(named))})"  # noqa: S608 - ours
        row = self._db.execute(query, [getattr(said, name) for name in named])
        bind(self._db, table, str(row.lastrowid))

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
