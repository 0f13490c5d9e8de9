"""Who is who: the questions the registers leave, the answers people gave, and those of this run. Rows stay as they are.

A question is asked once. What follows from other answers is not asked at all, and what hangs on an answer decides the
order: sales, repairs and letters first, then how likely it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.findings import ToolkitError
from toolkit.house import House
from toolkit.ledger import Ledger
from toolkit.pairings import Pairing, Word
from toolkit.produce.marks import Refusal, Worklist, login
from toolkit.produce.reading import Checked
from toolkit.produce.united import Answer, Pair, Rows, Said
from toolkit.produce.who_lists import PairEntry
from toolkit.readers.load import load
from toolkit.reconcile.hanging import Hanging, Hangings
from toolkit.reconcile.likeness import Likeness
from toolkit.reconcile.signs import NUMBERS
from toolkit.records import Record


@dataclass(frozen=True, slots=True)
class Question:
    """Two rows that may be one or live together, and what hangs on the answer."""

    likeness: Likeness
    hangs: Hanging


@dataclass(frozen=True, slots=True)
class WhoIsWho:
    """What is known and asked of people's rows.

    ``sure`` may be taken without asking for each, ``open`` are the questions in the order in which they matter,
    ``standing`` the answers in force. ``at_odds`` are answers that contradict each other, ``gone`` counts those about
    rows that are there no more. Of this run: ``new`` counts answers given, ``undone`` those taken back, ``same`` those
    known already, ``lost`` answers in a list about rows that are gone, ``refused`` what could not be taken from one.
    ``remarks`` are hers and ``likenesses`` what was found, by pair of rows.
    """

    rows: Rows
    sure: tuple[Question, ...]
    open: tuple[Question, ...]
    standing: tuple[Answer, ...]
    at_odds: tuple[tuple[Answer, ...], ...] = ()
    gone: int = 0
    new: int = 0
    undone: int = 0
    same: int = 0
    lost: int = 0
    refused: tuple[Refusal, ...] = ()
    remarks: Mapping[Pair, str] = field(default_factory=dict)
    likenesses: Mapping[Pair, Likeness] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Judging:
    """The answers of one run beside those of before; nothing is kept until :meth:`remember`."""

    def __init__(self, checked: Checked, by: str = "") -> None:
        """Recall what was said. ``by`` is who answers, where a list does not say."""
        self.checked, self.by = checked, by
        self.rows = Rows(checked.registers)
        self.notes: tuple[str, ...] = ()
        self._known = self._recalled()
        self._given: list[Pairing] = []
        self._said: Said | None = None
        self._hangings: Hangings | None = None
        self.undone = self.same = self.lost = 0
        self.refused: list[Refusal] = []
        self.remarks: dict[Pair, str] = {}

    def _recalled(self) -> tuple[Pairing, ...]:
        """What was said before; nothing, and a note, where the memory cannot be read."""
        try:
            with Ledger.rehearse(self.checked.house.folder) as ledger:
                return ledger.pairings()
        except ToolkitError as error:
            self.notes = (f"What was said of who is who is not known. {error.message} {error.hint}".strip(),)
            return ()

    @property
    def said(self) -> Said:
        """Everything that was said, with the answers of this run."""
        if self._said is None:
            self._said = Said(self.rows, (*self._known, *self._given))
        return self._said

    def answer(self, answers: Iterable[tuple[Record, Record, Word]], who: str = "", sheet: str = "") -> None:
        """Take answers; one that is in force already is only counted. ``undone`` takes back what is in force."""
        said = self.said
        at = self.checked.as_at.isoformat()
        for one, other, word in answers:
            left, right = self.rows.ordered(one, other)
            standing = said.of(left, right)
            if word == (standing.word if standing else "undone"):
                self.same += 1
                continue
            self.undone += word == "undone"
            answer = Answer(left, right, word, who or self.by or login(), at, sheet)
            self._given.append(self.rows.pairing(answer))
            self._said = None

    def read(self, lists: Sequence[Worklist]) -> None:
        """Take the answers in her lists; a later list has the last word."""
        signs = [sign for said in self._known for sign in (said.one, said.other)]
        signs += [sign for work in lists for entry in work.pairs for sign in (entry.one, entry.other)]
        taken = frozenset(sign.mark for sign in signs)
        for work in lists:
            for entry in work.pairs:
                found = self.rows.meant(Pairing(entry.register, entry.one, entry.other, "undone", "", ""), taken)
                self._read(entry, found, entry.who or self.by or work.author)

    def _read(self, entry: PairEntry, found: tuple[Record, Record] | None, who: str) -> None:
        """Take one line of a list; what it never showed or gave, a blank takes not back."""
        standing = self.said.of(*found) if found else None
        if found and entry.remark:
            self.remarks[id(found[0]), id(found[1])] = entry.remark
        if entry.odd:
            self.refused.append(Refusal(entry.place, entry.odd))
        elif not entry.word:
            if found and standing and (entry.shown or standing.sheet == entry.sheet):
                self.answer([(*found, "undone")], who, entry.sheet)
        elif entry.word in (standing.word if standing else "", entry.shown):
            self.same += 1
        elif found is None:
            self.lost += 1
        else:
            self.answer([(*found, entry.word)], who, entry.sheet)

    def accept(self, likenesses: Iterable[Likeness]) -> None:
        """Take every sure one at once, but those that an answer speaks against, be it through a third row."""
        wanted = [item for item in likenesses if item.sure and not self.said.settled(item.left, item.right)]
        at, who = self.checked.as_at.isoformat(), self.by or login()
        answers = [Answer(*self.rows.ordered(item.left, item.right), item.relation, who, at) for item in wanted]
        tried = Said(self.rows, (*self._known, *self._given, *map(self.rows.pairing, answers)))
        against = {(id(one.left), id(one.right)) for group in tried.at_odds for one in group}
        self.answer((one.left, one.right, one.word) for one in answers if (id(one.left), id(one.right)) not in against)

    def questions(self, likenesses: Sequence[Likeness]) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
        """What is sure and not yet taken, and what is asked, in the order in which it matters."""
        left = [item for item in likenesses if not self.said.settled(item.left, item.right)]
        if self._hangings is None and left:
            self._hangings = Hangings(self.checked.registers)
        asked = [Question(item, self._hangings.of(item.left, item.right)) for item in left if self._hangings]
        ordered = sorted(asked, key=self._weight)
        sure = tuple(question for question in ordered if question.likeness.sure)
        return sure, tuple(question for question in ordered if not question.likeness.sure)

    def _weight(self, question: Question) -> tuple[object, ...]:
        """More rows first, then more money in the house's own currency, then what is likelier."""
        item, hangs = question.likeness, question.hangs
        money = hangs.money.get(self.checked.house["house.currency"], 0)
        return -hangs.rows, -money, -item.probability, self.rows.order(item.left), self.rows.order(item.right)

    def remember(self) -> None:
        """Keep the answers of this run in the ledger. Raises ToolkitError where they cannot be kept."""
        if self._given:
            with Ledger.open(self.checked.house.folder) as ledger:
                ledger.pair(self._given)

    def judged(self) -> Checked:
        """The house as read, with the answers of this run applied."""
        return replace(self.checked, registers=self.said.apply()) if self._given else self.checked

    def who_is_who(self, likenesses: Sequence[Likeness]) -> WhoIsWho:
        """What is known and asked at the end of the run."""
        sure, asked = self.questions(likenesses)
        order = self.rows.order
        return WhoIsWho(
            rows=self.rows,
            sure=sure,
            open=asked,
            standing=tuple(sorted(self.said.standing.values(), key=lambda one: (order(one.left), order(one.right)))),
            at_odds=tuple(self.said.at_odds),
            gone=self.said.gone,
            new=len(self._given) - self.undone,
            undone=self.undone,
            same=self.same,
            lost=self.lost,
            refused=tuple(self.refused),
            remarks=self.remarks,
            likenesses={(id(item.left), id(item.right)): item for item in likenesses},
            notes=self.notes,
        )


def history(house: House) -> tuple[tuple[Pairing, tuple[Record, Record] | None], ...]:
    """Everything that was ever said of who is who, in order, with the two rows where they are still there."""
    with Ledger.rehearse(house.folder) as ledger:
        pairings = ledger.pairings()
    rows = Rows(load(house, tuple(NUMBERS)))
    taken = frozenset(sign.mark for said in pairings for sign in (said.one, said.other))
    return tuple((said, rows.meant(said, taken)) for said in pairings)
