"""The order of the unlock list: the most for the least first, nothing promised before its last answer."""

from __future__ import annotations

from toolkit.findings import Place
from toolkit.reports.unlock import Need, Unit
from toolkit.reports.unlock_rank import ranked
from toolkit.values import Money


def unit(subject: str, *cells: str, value: int | None = None, currency: str = "GBP") -> Unit:
    """A line that needs these cells."""
    needs = tuple(Need((Place("S.xlsx", "S", int(cell[1:]), cell[0]),), "why", "hint") for cell in cells)
    return Unit("schedule", subject, needs, Place("S.xlsx", "S", 1), Money(value, currency) if value else None)  # type: ignore[arg-type]  # an int does


def order(*units: Unit) -> list[tuple[str, list[str]]]:
    """Each answer's cell with the units it releases."""
    return [(need.places[0].cell or "", [one.subject for one in released]) for need, released in ranked(units, "GBP")]


def test_the_most_for_an_answer_comes_first() -> None:
    """Three by one cell before one by one; two by two cells before one by two; value decides between equals."""
    assert order(unit("a", "A1", value=9), unit("b", "A2"), unit("c", "A2"), unit("d", "A2")) == [
        ("A2", ["b", "c", "d"]), ("A1", ["a"]),
    ]  # fmt: skip
    assert order(unit("a", "A1", "A2"), unit("b", "A3", "A4"), unit("c", "A3", "A4")) == [
        ("A3", []), ("A4", ["b", "c"]), ("A1", []), ("A2", ["a"]),
    ]  # fmt: skip
    assert [cell for cell, _ in order(unit("a", "A1", value=5), unit("b", "A2", value=8), unit("c", "A3"))] == [
        "A2", "A1", "A3",
    ]  # fmt: skip
    assert [cell for cell, _ in order(unit("a", "A1", value=9, currency="JPY"), unit("b", "A2", value=8))] == [
        "A2",
        "A1",
    ]


def test_a_unit_half_answered_is_worth_more() -> None:
    """Once a shared cell is filled for two others, the third needs one cell alone and moves up."""
    found = order(unit("a", "A1"), unit("b", "A1"), unit("c", "A1", "A2"), unit("d", "A3"), unit("e", "A2"))
    assert found == [("A1", ["a", "b"]), ("A2", ["e", "c"]), ("A3", ["d"])]


def test_a_thousand_units_that_hang_together() -> None:
    """Every unit once, its last answer given with or before it; the order is the same each time."""
    units = [unit(str(n), *{f"A{n % 97 + 1}", f"B{n % 31 + 1}", f"C{n % 7 + 1}"}) for n in range(1000)]
    found = order(*units)
    given: set[str] = set()
    released: list[str] = []
    wants = {one.subject: {need.places[0].cell for need in one.needs} for one in units}
    for cell, names in found:
        given.add(cell)
        assert all(wants[name] <= given and cell in wants[name] for name in names)
        released += names
    assert sorted(released) == sorted(wants)
    assert found == order(*units)
