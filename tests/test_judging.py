"""What people say of who is who: kept, found again next month, taken back, never united against another answer."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.people_houses import ABEL, ADA, ADA_BARE, ADA_OLD, PEOPLE, ZOE, checked, house
from toolkit.ledger import Ledger
from toolkit.pairings import Word
from toolkit.produce.judging import Judging
from toolkit.produce.judging_rows import the_pair
from toolkit.reconcile.likeness import Likeness
from toolkit.records import Record, Registers

Rows = tuple[tuple[object, ...], ...]


def say(folder: Path, one: str, other: str, word: Word, who: str = "CM") -> Judging:
    """One answer in a run of its own."""
    session = Judging(checked(folder), who)
    session.answer([the_pair(session.checked.registers, one, other, word)])
    session.remember()
    return session


def rows_in(groups: tuple[tuple[Record, ...], ...]) -> list[set[str]]:
    """Groups of rows by their numbers in the file."""
    return [{str(row.row) for row in group} for group in groups]


def united(folder: Path) -> Registers:
    """The registers as every document reads them."""
    return checked(folder).registers


def like(one: Record, other: Record, chance: float, *, sure: bool = False) -> Likeness:
    """Two rows that may be one."""
    return Likeness("clients", "same", one, other, chance, sure=sure, prior=-9.0, evidence=())


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A house in which Ada stands in three rows, and that was said."""
    folder = house(tmp_path / "house")
    say(folder, "C1", "C7", "same")
    say(folder, "C1", "clients.csv, row 4", "same")
    say(folder, "C2", "C1", "household")
    say(folder, "C3", "C1", "different")
    return folder


def test_an_answer_is_kept_with_who_and_when(told: Path) -> None:
    """The ledger holds digests, the word, who and when: no name, number or telephone of a client."""
    with Ledger.rehearse(told) as ledger:
        kept = ledger.pairings()
        assert not ledger.audit()
    assert [(one.word, one.who, one.at[:10]) for one in kept] == [
        (word, "CM", "2026-10-31") for word in ("same", "same", "household", "different")
    ]
    raw = (told / ".boutique" / "ledger.sqlite").read_bytes().lower()
    for secret in (b"ashcombe", b"ada", b"7946", b"example.com"):
        assert secret not in raw


def test_the_rows_of_one_client_are_united_on_reading(told: Path) -> None:
    """Through a chain of answers; the household has every row of its people. The records stay as they are."""
    registers = united(told)
    assert rows_in(registers.united) == [{"2", "3", "4"}]
    assert rows_in(registers.households) == [{"2", "3", "4", "5"}]
    assert [(one.row, other.row) for one, other in registers.apart] == [(2, 6)]
    assert len(registers.others["clients"]) == len(PEOPLE)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (PEOPLE, {"2", "3", "4"}),
        ((ZOE, ADA_BARE, ABEL, ADA_OLD, ADA), {"3", "5", "6"}),
        (((*ADA[:4], "12 New Row, Bath", "BA1 1AA", *ADA[6:]), *PEOPLE[1:]), {"2", "3", "4"}),
        ((ADA, ADA_OLD, (*ADA_BARE[:6], "+44 7700 900999", *ADA_BARE[7:]), ABEL, ZOE), {"2", "3", "4"}),
        ((("C1", "Mrs", "Ada", "Ashcombe-Grey", *ADA[4:]), *PEOPLE[1:]), {"2", "3", "4"}),
        ((ADA, ADA_OLD, ("C9", *ADA_BARE[1:]), ABEL, ZOE), {"2", "3", "4"}),
    ],
    ids=["as it was", "sorted anew", "moved house", "telephone of a row without number", "married", "given a number"],
)  # fmt: skip
def test_answers_survive_the_next_file(told: Path, rows: Rows, expected: set[str]) -> None:
    """Another file name, another order, an edited address, a telephone, a name: the same rows are one."""
    house(told, rows, name="Kunden 2026.csv")
    assert rows_in(united(told).united) == [expected]


def test_a_number_that_passed_to_somebody_else_takes_no_answer_with_it(told: Path) -> None:
    """C7 is another person now, in every cell: nobody said anything of her."""
    stranger = ("C7", "Mr", "Lev", "Orlov", "3 Quay, Hull", "HU1 1AA", "+44 1482 496 0099", "", "1990-09-09", *ADA[9:])
    house(told, (ADA, stranger, ADA_BARE, ABEL, ZOE))
    registers = united(told)
    assert rows_in(registers.united) == [{"2", "4"}]
    assert Judging(checked(told)).said.gone == 1


def test_a_row_that_is_gone_is_not_taken_for_another(told: Path) -> None:
    """Once the second row was deleted, what is left is one; the answer waits, should the row come back."""
    house(told, (ADA, ADA_BARE, ABEL, ZOE))
    assert rows_in(united(told).united) == [{"2", "3"}]
    house(told)
    assert rows_in(united(told).united) == [{"2", "3", "4"}]


def test_an_answer_is_taken_back(told: Path) -> None:
    """One undone, the others stand; both rows are two clients again, and the ledger holds every word."""
    say(told, "C7", "C1", "undone", "AL")
    assert rows_in(united(told).united) == [{"2", "4"}]
    db = sqlite3.connect(told / ".boutique" / "ledger.sqlite")
    assert db.execute("SELECT word, who FROM pairings ORDER BY id DESC LIMIT 1").fetchone() == ("undone", "AL")
    say(told, "C7", "C1", "same", "AL")
    assert rows_in(united(told).united) == [{"2", "3", "4"}]


def test_answers_that_contradict_each_other_unite_nobody(told: Path) -> None:
    """The same as one who is the same as another, who is said to be somebody else: all are left apart, and it is told."""
    session = say(told, "C7", "clients.csv, row 4", "different")
    assert rows_in(united(told).united) == []
    (group,) = session.said.at_odds
    assert sorted(answer.word for answer in group) == ["different", "same", "same"]


def test_what_is_sure_is_not_taken_against_an_answer(told: Path) -> None:
    """Zoë is said not to be Ada: she is taken neither for another row of Ada's nor for one who lives with her."""
    session = Judging(checked(told), "CM")
    ada, old, bare, abel, zoe = session.checked.registers.others["clients"]
    session.accept([like(one, zoe, 0.999, sure=True) for one in (old, abel)])
    assert [one.word for one in session.said.standing.values()] == ["same", "same", "household", "different"]
    assert not session.said.at_odds
    session.answer([(abel, bare, "undone"), (ada, abel, "undone")])
    session.accept([like(abel, zoe, 0.999, sure=True)])
    assert session.said.of(abel, zoe) is not None
    assert session.said.settled(bare, zoe)


def test_questions_are_ordered_by_what_hangs_on_the_answer(tmp_path: Path) -> None:
    """Sales before likelihood; a pair that is settled, or follows from an answer, is not asked."""
    session = Judging(checked(house(tmp_path / "house")), "CM")
    ada, old, bare, abel, zoe = session.checked.registers.others["clients"]
    likely = [like(one, other, chance) for one, other, chance in ((abel, zoe, 0.9), (ada, old, 0.6), (old, bare, 0.5))]
    _, asked = session.questions(likely)
    assert [(item.likeness.left.row, item.hangs.rows) for item in asked] == [(2, 3), (3, 2), (5, 0)]
    assert asked[0].hangs.money == {"GBP": 8600}
    session.answer([(ada, old, "same"), (ada, bare, "different")])
    _, asked = session.questions(likely)
    assert [item.likeness.left.row for item in asked] == [5]


def test_the_same_again_is_no_new_answer(told: Path) -> None:
    """Said twice, kept once; and what follows from other answers is settled too."""
    session = say(told, "C7", "C1", "same")
    assert (session.same, session.who_is_who(()).new) == (1, 0)
    rows = session.checked.registers.others["clients"]
    assert session.said.settled(rows[1], rows[2])
    assert session.said.settled(rows[4], rows[2])
    assert not session.said.settled(rows[4], rows[3])


def test_twins_in_the_register_are_told_apart_by_their_order(tmp_path: Path) -> None:
    """Three rows alike in every cell: what was said of the first two holds of two of them, wherever others stand."""
    bare = ("", "", "Ada", "Ashcombe", *[""] * 9)
    folder = house(tmp_path / "house", (bare, ZOE, bare, bare))
    say(folder, "clients.csv, row 2", "clients.csv, row 4", "same")
    assert rows_in(united(folder).united) == [{"2", "4"}]
    house(folder, (ZOE, bare, bare, bare))
    assert rows_in(united(folder).united) == [{"3", "4"}]


def test_a_ledger_that_cannot_be_read_unites_nobody(told: Path) -> None:
    """Whoever needs the ledger says what ails it; reading goes on."""
    (told / ".boutique" / "ledger.sqlite").write_bytes(b"not a database, not at all" * 40)
    assert united(told).united == ()
