"""The case of one piece: every record that tells of it, the edition it is told in, its footnotes and its documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from toolkit.findings import Finding, Place
from toolkit.house import House
from toolkit.other_records import Job, ProvenanceEvent
from toolkit.passages import Provenance
from toolkit.reconcile.keys import Brands, code_key, number_key
from toolkit.reconcile.lives import Life, Lives
from toolkit.reconcile.turns import Turn, story, turn
from toolkit.records import Piece, Record, Registers, Sale
from toolkit.render.dossier_words import cells, say
from toolkit.render.wording import label
from toolkit.reports.provenance import Edition, Footnote, Reason
from toolkit.reports.provenance_consent import agreeing
from toolkit.reports.provenance_evidence import Documents
from toolkit.reports.provenance_people import Party, People
from toolkit.reports.provenance_secret import ClientNames, client_names
from toolkit.vocabulary import GONE

Parser = Callable[[str], Provenance]
"""What takes a museum's text of provenance apart (``readers.prose.parse``)."""


@dataclass(slots=True)
class Notes:
    """The footnotes in the order of their first mark; equal ones share a number.

    In the internal edition every line has a note with its cells; a client's copy has only notes with words.
    """

    internal: bool
    language: str
    _numbers: dict[tuple[str, str], Footnote] = field(default_factory=dict)

    def add(self, words: str, places: Iterable[Place]) -> tuple[int, ...]:
        """The number of a note with these words and cells; nothing where the edition has neither."""
        spots = tuple(places)
        where = cells(spots, self.language) if self.internal else ""
        if not words and not where:
            return ()
        note = self._numbers.setdefault((words, where), Footnote(len(self._numbers) + 1, words, where, spots))
        return (note.number,)

    def all(self) -> tuple[Footnote, ...]:
        """Every note, by number."""
        return tuple(self._numbers.values())


class Holdings:
    """A house's registers made ready for dossiers, in one pass; then each piece has its case at once.

    ``files`` are the paths under the house's folder of photographs and scans, with their SHA-256; a mapping may work
    a digest out when it is asked. ``findings`` are those that stand: whatever holds a dossier back is among them.
    """

    def __init__(
        self,
        registers: Registers,
        house: House,
        as_at: datetime,
        findings: Iterable[Finding] = (),
        files: Mapping[str, str] | None = None,
        parse: Parser | None = None,
    ) -> None:
        """Index the records by piece and the findings by piece and row."""
        self.registers, self.house, self.as_at = registers, house, as_at
        self.files: Mapping[str, str] = files if files is not None else {}
        self.parse = parse
        self.people = People(registers, house)
        self.clients = ClientNames(client_names(registers.others.get("clients", ())))
        self._lives = Lives(registers, Brands(house.words.get("brand", {})))
        self._blocking: dict[object, list[Finding]] = defaultdict(list)
        for finding in findings:
            if "dossier" in finding.blocks:
                rows = {(place.file, place.sheet, place.row) for place in finding.places if place.row}
                for key in {*rows, code_key(finding.subject)}:
                    self._blocking[key].append(finding)

    def pieces(self, stock_no: str) -> list[tuple[Life, Piece]]:
        """The rows of the stock register with this number, each with its life; more than one cannot be told apart."""
        key = code_key(stock_no.strip())
        lives = self._lives.of(stock_no)
        return [(life, piece) for life in lives for piece in life.pieces if number_key(piece) == key]

    def blocking(self, piece: Piece, records: Iterable[Record]) -> list[Finding]:
        """The findings that hold the piece's dossier back: those of its number, and those at its rows."""
        keys: list[object] = [code_key(piece.stock_no or "")]
        keys += [(record.source.file, record.source.sheet, record.row) for record in (piece, *records)]
        found = {finding.id: finding for key in keys if key for finding in self._blocking.get(key, ())}
        return list(found.values())

    def sold_since(self, day: date) -> tuple[str, ...]:
        """The stock numbers of pieces sold since a day and by today, in the order of their sale; each once."""
        sold: list[tuple[date, str]] = []
        for life in self._lives:
            left = (one for one in life.others if isinstance(one, Sale) and turn(one) is Turn.OUT)
            moved: tuple[Sale | Piece, ...] = (*left, *life.pieces)
            sold += [(one.sale_date.latest, one.stock_no) for one in moved if one.sale_date and one.stock_no]
        today = self.as_at.date()
        return tuple(dict.fromkeys(number for when, number in sorted(sold) if day <= when <= today))


@dataclass(slots=True)
class Case:
    """One piece in one edition, with what is being gathered of it: footnotes, documents, reasons to withhold it."""

    holdings: Holdings
    life: Life
    piece: Piece
    edition: Edition
    language: str
    notes: Notes
    documents: Documents
    reasons: list[Reason] = field(default_factory=list)
    agreeing: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Know who agreed to be named."""
        self.agreeing = agreeing(self.events, self.holdings.people.name)

    @property
    def internal(self) -> bool:
        """Whether the copy stays in the house."""
        return self.edition == "internal"

    @property
    def house(self) -> House:
        """The house."""
        return self.holdings.house

    @property
    def laboratory(self) -> str:
        """The laboratory of the piece's report, as it spells its own name; empty where none is recorded."""
        return label(self.piece.laboratory, self.language) if self.piece.laboratory else ""

    @property
    def today(self) -> date:
        """The day every rule calls today."""
        return self.holdings.as_at.date()

    def say(self, key: str, **facts: object) -> str:
        """A fixed sentence in the dossier's language."""
        return say(key, self.language, **facts)

    def party(self, words: str, kind: str | None = None) -> Party:
        """The party that a cell names."""
        return self.holdings.people.party(words, self.piece.brand, kind)

    def shown(self, party: Party) -> str:
        """The words by which this edition names a party."""
        people, consent = self.holdings.people, self.agreed(party)
        return people.shown(party, self.language, internal=self.internal, consent=consent, brand=self.piece.brand)

    def agreed(self, party: Party) -> bool:
        """Whether a party agreed to be named with this piece, in whatever event of it."""
        return party.named and self.holdings.people.name(party.words) in self.agreeing

    def withhold(self, words: str, places: Iterable[Place], hint: str, kind: str = "") -> None:
        """Hold the dossier back, with the cells that would release it; cells already asked for are not asked twice."""
        spots = tuple(places)
        if not any(spots and set(spots) <= set(reason.places) for reason in self.reasons):
            self.reasons.append(Reason(words, spots, hint, kind))

    @property
    def rows(self) -> tuple[Piece, ...]:
        """The piece's rows in the stock register up to this one: it may have been sold and bought back."""
        former = [one for one in self.life.pieces if self._parted(one, self.piece)]
        return (*sorted(former, key=_acquired), self.piece)

    @property
    def twins(self) -> tuple[Piece, ...]:
        """Rows of other pieces that share its maker's marks: each was here while this one was."""
        rows = (row for row in self.life.pieces if number_key(row) != number_key(self.piece))
        return tuple(row for row in rows if not self._parted(row, self.piece) and not self._parted(self.piece, row))

    @property
    def others(self) -> tuple[Record, ...]:
        """What other registers tell of it: not what they tell, by its stock number, of another piece like it."""
        apart = {number_key(row) for row in self.twins}
        return tuple(record for record in self.life.others if number_key(record) not in apart)

    def _parted(self, row: Piece, later: Piece) -> bool:
        """Whether the house parted with a row's piece before it acquired that of another row: they may be one piece.

        Where both were here at once they are two, whatever number they share.
        """
        if row is later or not (row.acquired_date and later.acquired_date):
            return False
        told = (one for one in self.life.others if isinstance(one, Sale) and number_key(one) == number_key(row))
        sold = [row.sale_date, *(one.sale_date for one in told if turn(one) is Turn.OUT)]
        days = [day.earliest for day in sold if day]
        came = later.acquired_date
        left = min(days) <= came.latest if days else row.status in GONE
        return left and row.acquired_date.latest < came.earliest

    @property
    def sales(self) -> tuple[Sale, ...]:
        """Its sales and returns by today, in order; those of another number only as far as this one goes back.

        A sale without a stock number was found by the maker's marks.
        """
        numbers = {"", *(number_key(row) for row in self.rows)}
        told = [record for record in self.others if isinstance(record, Sale)]
        mine = [one for one in told if number_key(one) in numbers]
        return tuple(one for one in story(mine).rows if not one.sale_date or one.sale_date.earliest <= self.today)

    @property
    def events(self) -> tuple[ProvenanceEvent, ...]:
        """Its rows in the register of provenance, in the order of the file."""
        return tuple(record for record in self.others if isinstance(record, ProvenanceEvent))

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Its jobs in the service register, in the order of the file."""
        return tuple(record for record in self.others if isinstance(record, Job))

    def records(self) -> Sequence[Record]:
        """Every record that tells of it."""
        return (*self.rows, *self.events, *self.sales, *self.jobs)


def _acquired(piece: Piece) -> date:
    return piece.acquired_date.earliest if piece.acquired_date else date.min
