"""Blocks that keep a gift secret: nothing betrays it to whoever opens the letters of that address."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.checks.pieces import listed
from toolkit.letters.batch import Case
from toolkit.letters.discretion_people import Block
from toolkit.letters.history import History
from toolkit.letters.letter import Hold
from toolkit.letters.occasions_pieces import is_gift
from toolkit.records import Sale
from toolkit.values import fold

_CALL = "Speak to the client alone, or hand the letter over; nothing is posted to a shared address."
_RETURNED = frozenset({"client_return", "cancelled"})


def secret_gift(case: Case) -> Iterable[Hold]:
    """A letter that rests on a gift is not posted where others may open it; nor any where a note asks for secrecy."""
    history = case.history
    for sale in {id(record): record for one in case.every for record in one.records}.values():
        if isinstance(sale, Sale) and is_gift(sale) and (history.shared or _wearer(sale)):
            whose = f" for {sale.gift_recipient}" if sale.gift_recipient else ""
            where = ", and the address is shared" if history.shared else ""
            yield Hold(
                "secret-gift",
                f"the purchase was a gift{whose}{where}",
                _CALL,
                (sale.place("gift_recipient" if sale.gift_recipient else "gift"),),
            )
    for one in case.said("secret-gift-note"):
        rests = any(one.record is record for each in case.every for record in each.records)
        if rests or one.personal:
            where = f"; {_beside(history)}" if history.shared else ""
            words = f"a note asks for secrecy: {one.words!r}{where}"
            yield Hold("secret-gift", words, _CALL, (one.place,), final=rests)


def _wearer(sale: Sale) -> bool:
    """Whether somebody else than the buyer is named as the one who wears it."""
    return bool(sale.gift_recipient) and fold(sale.gift_recipient or "") != fold(sale.buyer or "")


def _beside(history: History) -> str:
    others = tuple(other.client.client_no or "another client" for other in history.household)
    return f"the address is shared with {listed(others)}" if others else "a partner lives at the address"


def two_recipients(case: Case) -> Iterable[Hold]:
    """Gifts to two people: a letter must not mix them up, so somebody who knows both reads it first."""
    gifts: dict[str, Sale] = {}
    for sale in case.history.sales:
        if sale.gift_recipient and sale.kind not in _RETURNED:
            gifts.setdefault(fold(sale.gift_recipient), sale)
    if len(gifts) > 1:
        people = listed(tuple(sale.gift_recipient or "" for sale in gifts.values()))
        yield Hold(
            "two-recipients",
            f"gifts to different people: {people}",
            "The adviser who knows the client reads the letter: it may mention no gift.",
            tuple(sale.place("gift_recipient") for sale in gifts.values()),
            final=False,
        )


BLOCKS: tuple[Block, ...] = (secret_gift, two_recipients)
