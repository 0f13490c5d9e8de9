"""Everything in custody on a day, each piece once: rows of the stock register and jobs of the service register.

The rows of one physical piece are brought together by its number and by its maker's marks. A job on a piece that has
its row in stock is no line of its own; two rows of one piece that are both held are in doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from toolkit.house import House
from toolkit.other_records import Job, Movement
from toolkit.reconcile.keys import Brands, code_key, number_key, number_words
from toolkit.reconcile.lives import Life, Lives
from toolkit.records import Piece, Record, Registers, Sale
from toolkit.reports.custody import Custody, Movements, Reason, Standing, custody
from toolkit.reports.custody_jobs import job_custody
from toolkit.values import When


@dataclass(slots=True)
class Kept:
    """The rows of one physical piece: in stock, at repair, and of its movements."""

    pieces: Sequence[Piece] = ()
    jobs: list[Job] = field(default_factory=list)
    moves: list[Movement] = field(default_factory=list)


Stands = tuple[Piece | Job, Custody]


class Keeping:
    """The custody of a house, asked for any day."""

    def __init__(self, registers: Registers, house: House) -> None:
        """Bring the rows of each piece together once; every stock row and every job is in exactly one group."""
        told = {name: registers.others.get(name, ()) for name in ("service", "movements")}
        lives = Lives(Registers(pieces=registers.pieces, others=told), Brands(house.words.get("brand", {})))
        self.movements = Movements.of(registers.pieces, registers.sales)
        self._jobs: dict[str, list[Job]] = defaultdict(list)
        for job in told["service"]:
            if isinstance(job, Job) and job.job_no:
                self._jobs[code_key(job.job_no)].append(job)
        self.groups = tuple(_groups(lives, told["service"]))

    def on(self, kept: Kept, day: date) -> Iterator[Stands]:
        """How each row of a piece stands at the close of a day."""
        pieces = [(piece, custody(piece, self.movements, day)) for piece in kept.pieces]
        held = [piece for piece, stands in pieces if stands.standing is Standing.HELD]
        for piece, stands in pieces:
            twice = len(held) > 1 and stands.standing is Standing.HELD
            yield piece, _same(piece, stands, held) if twice else stands
        if kept.jobs:
            there = next((piece for piece, stands in pieces if stands.standing is not Standing.NOT_HELD), None)
            yield from self._of_jobs(kept, there, day)

    def _of_jobs(self, kept: Kept, there: Piece | None, day: date) -> Iterator[Stands]:
        """Jobs in custody: none of its own where the piece has its row in stock, one a piece where it has none."""
        stand = [(job, job_custody(job, day)) for job in kept.jobs]
        own = [job for job, stands in stand if stands.standing is Standing.HELD]
        last = max(own, key=lambda job: (_start(job), job.row), default=None)
        for job, stands in stand:
            if stands.standing is Standing.NOT_HELD:
                yield job, stands
            elif there is not None:
                told: Reason = ("job-of-stock", {"number": number_words(there)})
                yield job, Custody(Standing.NOT_HELD, (told,), (job.place(_named_by(job)), there.place("stock_no")))
            elif last is not None and job is not last and stands.standing is Standing.HELD:
                again: Reason = ("job-again", {"number": last.job_no or ""})
                yield job, Custody(Standing.NOT_HELD, (again,), (job.place("serial"), last.place("job_no")))
            else:
                yield job, self._numbered(job, stands, day)

    def _numbered(self, job: Job, stands: Custody, day: date) -> Custody:
        """A job with what keeps it from being told from others: no number, one that is open twice, or no such piece."""
        doubts: list[Reason] = []
        if not job.job_no:
            doubt = job.doubts.get("job_no")
            doubts.append(("job-number-doubt", {"raw": doubt.raw}) if doubt else ("job-no-number", {}))
        same = self._jobs.get(code_key(job.job_no), ()) if job.job_no else ()
        open_ = sum(job_custody(one, day).standing is not Standing.NOT_HELD for one in same) if len(same) > 1 else 1
        if open_ > 1:
            doubts.append(("job-twin", {"n": open_}))
        if job.stock_no and not (job.client or job.client_no) and not self.movements.rows.get(number_key(job)):
            doubts.append(("job-no-such-piece", {"number": job.stock_no}))
        if not doubts:
            return stands
        told = (*stands.doubts, *((why, job.place("job_no")) for why in doubts))
        places = tuple(dict.fromkeys((*stands.places, job.place("job_no"))))
        return Custody(Standing.DOUBT, (*stands.reasons, *doubts), places, doubts=told)

    def days(self, kept: Kept) -> Iterator[date]:
        """The days at which the custody of a piece may change: the edges of every date that decides it."""
        for when in self._dates(kept):
            yield when.earliest
            yield when.latest

    def _dates(self, kept: Kept) -> Iterator[When]:
        twins = (twin for job in kept.jobs if job.job_no for twin in self._jobs[code_key(job.job_no)])
        sales = (sale for piece in kept.pieces for sale in self.movements.sales.get(number_key(piece), ()))
        rows: Iterable[Record] = (*kept.pieces, *kept.jobs, *twins, *sales)
        for row in rows:
            for name in _DECIDES[type(row)]:
                when = getattr(row, name)
                if when is not None:
                    yield when


_DECIDES: Mapping[type[Record], tuple[str, ...]] = {
    Piece: ("acquired_date", "sale_date"),
    Sale: ("sale_date", "delivered"),
    Job: ("received", "collected"),
}


def _start(job: Job) -> date:
    return job.received.latest if job.received else date.min


def _named_by(job: Job) -> str:
    return "stock_no" if job.stock_no else "serial"


def _same(piece: Piece, stands: Custody, held: Sequence[Piece]) -> Custody:
    """A piece that other rows have as well, by brand and serial number: one of the rows is too many."""
    others = ", ".join(number_words(one) for one in held if one is not piece)
    why: Reason = ("same-piece", {"number": others})
    cells = tuple(one.place("serial") for one in held)
    return replace(
        stands, standing=Standing.DOUBT, reasons=(why,), places=cells, doubts=tuple((why, cell) for cell in cells)
    )


def _groups(lives: Lives, jobs: Iterable[Record]) -> Iterator[Kept]:
    """A group a life; jobs that name no piece by number or marks stand alone, and none is in two groups."""
    seen: set[int] = set()
    for life in lives:
        yield _kept(life, seen)
    for job in jobs:
        if isinstance(job, Job) and id(job) not in seen:
            yield Kept(jobs=[job])


def _kept(life: Life, seen: set[int]) -> Kept:
    kept = Kept(life.pieces)
    for row in life.others:
        if isinstance(row, Movement):
            kept.moves.append(row)
        elif isinstance(row, Job) and id(row) not in seen:
            seen.add(id(row))
            kept.jobs.append(row)
    return kept


def moves_of(piece: Piece, kept: Kept) -> list[Movement]:
    """The movements of one row of a piece: those under its number, and those that name none."""
    return [row for row in kept.moves if len(kept.pieces) == 1 or number_key(row) in {"", number_key(piece)}]


def jobs_of(piece: Piece, kept: Kept) -> list[Job]:
    """The jobs on one row of a piece: those under its number, and those that name none."""
    return [row for row in kept.jobs if len(kept.pieces) == 1 or number_key(row) in {"", number_key(piece)}]
