"""Cash in the sales register against the limits of the house's country: a list for the house alone.

Nothing here accuses anybody, and nothing of it is ever printed for a client. A sale is judged by the law of its own
day. Sums in another currency than the law's are not compared; a sum whose cash part is unknown is asked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Any

from toolkit.checks.law.cash import INSTALMENT_DAYS, LINKED_DAYS, NEAR, limit_on
from toolkit.checks.law.row import Law
from toolkit.checks.pieces import spelled
from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Sale
from toolkit.values import Money, fold, fold_code

_KEEP = "This list stays inside the house."
OVER = declare(
    "cash-over-limit", Severity.WARNING, "Cash at or above the limit",
    why="From a certain sum the law wants the trader to be registered, to report it, or not to take it.",
    message="{value} in cash on {day}. The law of that day ({country}): {law}. {standing}.",
    hint="Show it to the person in the house who is responsible for cash. " + _KEEP,
)  # fmt: skip
NEARLY = declare(
    "cash-near-limit", Severity.WARNING, "Cash just under the limit",
    why="A little more from the same client, for the same piece or within a day, reaches the limit.",
    message="{value} in cash on {day}; the limit of that day ({country}) is {limit}. {standing}.",
    hint="Ask the person in the house who is responsible for cash before more is taken from this client. " + _KEEP,
)  # fmt: skip
SPLIT = declare(
    "cash-split", Severity.WARNING, "Several sums of cash that reach the limit together",
    why="Sums of one client for one piece, or within a day, count as one.",
    message="{count} sums of cash, {value} together, {link}. The law of that day ({country}): {law}. "
    "{standing}.",
    hint="See whether they belong together, and show them to the person who is responsible for cash. " + _KEEP,
)  # fmt: skip
UNKNOWN = declare(
    "cash-part-unknown", Severity.WARNING, "Paid partly in cash, but how much is not said",
    why="Only the part in cash counts towards the limit, and it has to be known.",
    message="The payment reads {value!r} for a price of {price}; the limit on cash of that day ({country}) is {limit}. "
            "{standing}.",
    hint="Type the sum that was paid in cash into a column for it, such as 'Cash received'.",
)  # fmt: skip
OTHER_CURRENCY = declare(
    "cash-not-compared", Severity.INFORMATION, "Cash in another currency than that of the limit",
    why="The rate of the day decides whether the limit was reached, and the program knows no rates.",
    message="{value} in cash on {day}, not compared; the limit of that day ({country}) is {limit}. {standing}.",
    hint="Work it out at the rate of that day; if it comes near the limit, show it to the person who is responsible "
    "for cash. " + _KEEP,
)  # fmt: skip

TAKES = frozenset({"sold", "exchanged", "deposit", "service", None})
"""Kinds of row in which a client pays."""
_CASH = re.compile(
    r"\b(cash|especes?|liquide|numeraire|bar|bargeld|barzahlung|contanti?|efectivo|metalico|bank ?notes?|"
    r"billets|scheine|banconote|billetes)\b"
)
_NO_CASH = re.compile(
    r"\bcash (on delivery|app|back)\b"
    r"|\b(non?|kein|keine|sans|senza|sin|not) (cash|bar|especes|contanti|efectivo)\b"
)
_ALONE = frozenset(
    {"in", "en", "paid", "paye", "bezahlt", "pagato", "pagado", "sale", "only", "all", "full", "payment", "paiement",
     "zahlung", "pagamento", "pago", "by", "par", "per", "gbp", "eur", "usd", "chf", "euro", "euros", "sterling",
     "pounds"}
)  # fmt: skip
"""Words beside the one for cash that say nothing of another means."""
_NOBODY = frozenset(
    {"cash", "cash sale", "walk in", "walk in client", "counter", "passing trade", "various", "unknown", "client",
     "customer", "passant", "client de passage", "divers", "laufkunde", "laufkundschaft", "diverse", "passante",
     "cliente", "vari", "cliente di passaggio", "cliente de paso", "varios", "private", "private client"}
)  # fmt: skip
"""What stands for the buyer where no client is named; such sales are nobody's in particular and are never joined."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Cash of one row: how much, on which day, under which limit."""

    sale: Sale
    money: Money
    day: date
    law: Law


@lru_cache(maxsize=4096)
def means(words: str) -> str:
    """What a payment says: ``cash``, ``part`` for cash beside something else or a figure, nothing for no cash."""
    folded = fold(words)
    if not _CASH.search(folded) or _NO_CASH.search(folded):
        return ""
    rest = [word for word in _CASH.sub(" ", folded).split() if word not in _ALONE and word not in "£€$"]
    return "part" if rest else "cash"


def cash_of(sale: Sale) -> Money | None:
    """The cash of a row: as its own column says, else the price where it was paid in cash and nothing else."""
    if sale.cash is not None or "cash" in sale.doubts:
        return sale.cash
    wholly = sale.payment_method is not None and means(sale.payment_method) == "cash"
    return (sale.price or sale.deposit) if wholly else None


def _law(scope: Scope, sale: Sale) -> tuple[Law, date] | None:
    """The limit on the day of the sale, where that day is known well enough to say which law it falls under."""
    when, country = sale.sale_date, scope.house.country
    if when is None or not country or sale.kind not in TAKES:
        return None
    law = limit_on(country, when.latest)
    return (law, when.latest) if law and law is limit_on(country, when.earliest) else None


def _sums(scope: Scope) -> Iterable[Sum]:
    """Every row's cash that a limit applies to."""
    for sale in scope.registers.sales:
        money = cash_of(sale) if sale.cash is not None or sale.payment_method else None
        if money and money.amount > 0 and (found := _law(scope, sale)):
            yield Sum(sale, money, found[1], found[0])


def _facts(scope: Scope, law: Law) -> dict[str, Any]:
    """What every message says of a limit."""
    amount = f"{law.amount:,.0f} {law.unit}"
    return {
        "country": _name(scope.house.country) + (f", since {law.since}" if law.since else ""),
        "limit": amount if law.comparator == ">=" else f"more than {amount}",
        "law": law.words,
        "standing": f"Source: {law.source}; check with your adviser" if law.verified
        else "To be verified with your adviser",
    }


@lru_cache(maxsize=8)
def _name(country: str) -> str:
    """A country as a sentence names it."""
    from babel import Locale

    return str(Locale("en").territories.get(country, country))


def _place(sale: Sale) -> str:
    """The field whose cell holds the cash."""
    return "cash" if sale.cash is not None else "price" if sale.price is not None else "deposit"


def check_sums(scope: Scope) -> Iterable[Finding]:
    """One sum of cash against the limit of its day: reached, or nearly."""
    for found in _sums(scope):
        money, law, sale = found.money, found.law, found.sale
        if money.amount < law.amount * NEAR:
            continue
        kind = OTHER_CURRENCY if money.currency != law.unit else OVER if law.reached(money.amount) else NEARLY
        yield kind.at(
            sale.place(_place(sale)), spelled(money), register="sales", subject=sale.stock_no or "",
            day=found.day, **_facts(scope, law),
        )  # fmt: skip


def check_parts(scope: Scope) -> Iterable[Finding]:
    """Cash beside another means, of a price that reaches the limit: and how much of it was cash is not said."""
    for sale in scope.registers.sales:
        if not sale.payment_method or sale.price is None or sale.cash is not None or "cash" in sale.doubts:
            continue
        if means(sale.payment_method) != "part" or not (found := _law(scope, sale)):
            continue
        law, _ = found
        if sale.price.currency == law.unit and law.reached(sale.price.amount):
            yield UNKNOWN.at(
                sale.place("payment_method"), sale.payment_method, register="sales", subject=sale.stock_no or "",
                price=spelled(sale.price), **_facts(scope, law),
            )  # fmt: skip


def check_split(scope: Scope) -> Iterable[Finding]:
    """Sums of one client that count as one, each below the limit, together not."""
    clients: dict[str, list[Sum]] = defaultdict(list)
    for found in _sums(scope):
        key = _client(found.sale)
        below = found.money.currency == found.law.unit and not found.law.reached(found.money.amount)
        if key and below:
            clients[key].append(found)
    for sums in clients.values():
        if len(sums) > 1:
            yield from _linked(scope, sorted(sums, key=lambda one: one.day))


def _client(sale: Sale) -> str:
    """Whose cash it is: the client's number, else the buyer's name; nothing where the name is nobody's."""
    if sale.client_no:
        return fold_code(sale.client_no)
    name = fold(sale.buyer or "")
    return "" if name in _NOBODY else name


def _linked(scope: Scope, sums: Sequence[Sum]) -> Iterable[Finding]:
    """The linked sums of one client that reach the limit, each sum once: by piece or invoice first, then by day."""
    groups: dict[str, list[Sum]] = defaultdict(list)
    for one in sums:
        for kind, number in (("piece", one.sale.stock_no), ("invoice", one.sale.invoice_no)):
            if number:
                groups[f"for one {kind} {fold_code(number)}"].append(one)
    told: set[int] = set()
    for link, group, days in (*((key, group, INSTALMENT_DAYS) for key, group in groups.items()),
                              ("within a day of one another", sums, LINKED_DAYS)):  # fmt: skip
        for start in range(len(group)):
            near = [one for one in _within(group, start, timedelta(days)) if id(one) not in told]
            total = sum((one.money.amount for one in near), start=Decimal(0))
            if len(near) > 1 and near[0].law.reached(total):
                told |= {id(one) for one in near}
                yield _split(scope, near, total, link)


def _within(sums: Sequence[Sum], start: int, span: timedelta) -> Iterable[Sum]:
    """The sums from one on that fall under its law and into its span of time; they stand in the order of their days."""
    first = sums[start]
    for one in islice(sums, start, None):
        if one.day - first.day > span or one.law is not first.law:
            return
        yield one


def _days(sums: Sequence[Sum]) -> str:
    """The day of the sums, or the first and the last."""
    first, last = sums[0].day, sums[-1].day
    return f"on {first}" if first == last else f"{first} to {last}"


def _split(scope: Scope, sums: Sequence[Sum], total: Decimal, link: str) -> Finding:
    """The finding for linked sums."""
    law = sums[0].law
    return SPLIT.at(
        [one.sale.place(_place(one.sale)) for one in sums], spelled(Money(total, law.unit)), register="sales",
        subject=sums[0].sale.stock_no or "", count=len(sums), link=f"{link}, {_days(sums)}",
        **_facts(scope, law),
    )  # fmt: skip


RULES: tuple[Rule, ...] = (check_sums, check_parts, check_split)
