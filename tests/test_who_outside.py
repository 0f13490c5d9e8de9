"""Who is who on files of others and on large invented registers: precision first, without one label."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bench.who import OUTSIDE, Quality, febrl, generated, judged, people
from toolkit import house
from toolkit.other_records import Client
from toolkit.reconcile.likeness import Likeness
from toolkit.reconcile.who import candidates
from toolkit.reconcile.who_pairs import Alike, alike
from toolkit.records import Registers, Source

BOOK = OUTSIDE.parent / "knoedler" / "clients.csv"
absent = pytest.mark.skipif(not OUTSIDE.exists(), reason="../shared/outside is not here")


def quality(found: list[Alike], truth: list[str]) -> tuple[Quality, Quality]:
    """Of everything found, and of what is sure: how well it agrees with the truth."""
    sure = [one for one in found if one.sure]
    whole, safe = (judged(((one.left, one.right) for one in pairs), truth) for pairs in (found, sure))
    return whole, safe


@absent
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("code", [False, True], ids=["names, days and addresses", "and a number of one's own"])
def test_the_repeats_of_others_are_found(number: int, code: bool) -> None:
    """Nothing that is sure is wrong, and F1 is what was asked of an estimator of our own."""
    persons, truth = people(febrl(number, code=code))
    found = [one for one in alike(persons) if one.relation == "same"]
    whole, sure = quality(found, truth)
    assert sure.precision == 1
    assert sure.recall > 0.75
    assert whole.f1 >= 0.995


def test_ten_thousand_clients_with_households_and_twins() -> None:
    """Precision of what is sure at least 0.995; of the questions most are answered with yes; households are told."""
    persons, truth = people(generated(10_000))
    made = alike(persons)
    whole, sure = quality([one for one in made if one.relation == "same"], truth)
    assert sure.precision >= 0.995
    assert sure.recall > 0.5
    assert whole.recall > 0.9
    asked = [one for one in made if one.relation == "same" and not one.sure]
    assert sum(truth[one.left] == truth[one.right] for one in asked) > 0.75 * len(asked)
    told = [one for one in made if one.relation == "household"]
    assert len(told) > 2000
    assert sum(truth[one.left] == truth[one.right] for one in told) < 0.01 * len(told)


@pytest.fixture(scope="module")
def dealer(tmp_path_factory: pytest.TempPathFactory) -> tuple[Likeness, ...]:
    """What is found in the clients' book of a real dealer: names and addresses in one cell each, nothing else."""
    with BOOK.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    source = Source("clients", "clients.csv", None, {"name": "A", "address": "B"}, {})
    clients = tuple(
        Client(source=source, row=number, name=row["Name"] or None, address=row["Address"] or None)
        for number, row in enumerate(rows, 2)
    )
    return candidates(Registers(others={"clients": clients}), house.parse("", Path(tmp_path_factory.mktemp("dealer"))))


@absent
def test_in_a_dealers_book_one_name_is_one_client(dealer: tuple[Likeness, ...]) -> None:
    """What is sure has one name, in whatever order; a thousand rows more than clients need few questions."""
    same = [one for one in dealer if one.relation == "same"]
    sure = [one for one in same if one.sure]
    assert len(sure) > 900
    assert len(same) - len(sure) < 350
    for one in sure:
        names = [sorted(str(side.name).replace(",", " ").split()) for side in (one.left, one.right)]  # type: ignore[attr-defined]
        assert names[0] == names[1]


@absent
def test_in_a_dealers_book_a_wife_is_not_her_husband(dealer: tuple[Likeness, ...]) -> None:
    """Mrs William M. Kingsland and William M. Kingsland, Dodge senior and junior: never one; at one door a household."""
    pairs = {frozenset((str(one.left.name), str(one.right.name))): one for one in dealer}  # type: ignore[attr-defined]
    couple = pairs[frozenset(("Kingsland, William M.", "Kingsland, William M., Mrs."))]
    assert couple.relation == "household"
    for names, one in pairs.items():
        marks = {("Mrs." in name, "Jr." in name, "Sr." in name) for name in names}
        if {(False, True, False), (False, False, True)} <= marks or len({mark[0] for mark in marks}) > 1:
            assert one.relation == "household", names
