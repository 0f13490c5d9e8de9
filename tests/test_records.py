"""Records as reading makes them: what the constructor makes, and as little to be changed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from toolkit.records import Piece, Sale, Source
from toolkit.registers import REGISTERS, Register
from toolkit.values import Doubt

STOCK = Source("stock", "stock.csv", None, {"stock_no": "A"}, {"stock_no": "Stock No"})


@pytest.mark.parametrize(
    "said", [{}, {"stock_no": "W1", "brand": "Aurelle"}, {"doubts": {"serial": Doubt("scientific", "1E+5")}}]
)
@pytest.mark.parametrize("kind", [Piece, Sale])
def test_a_record_made_the_quick_way_is_the_constructors(kind: type[Piece | Sale], said: dict[str, object]) -> None:
    """Equal in every field, said or not, and as frozen."""
    made = kind.of(STOCK, 7, said)
    assert made == kind(source=STOCK, row=7, **said)  # type: ignore[arg-type]  # the fields a row says
    assert [getattr(made, one.name) for one in fields(made)] == [getattr(replace(made), one.name) for one in fields(made)]
    with pytest.raises(FrozenInstanceError):
        made.stock_no = "W2"  # type: ignore[misc]  # what must not be


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.name)
def test_every_declared_column_is_a_field_of_its_record(register: Register) -> None:
    """The quick way asks nobody whether there is such a field."""
    known = {one.name for one in fields(register.record)}
    assert {column.field for column in register.columns} <= known
