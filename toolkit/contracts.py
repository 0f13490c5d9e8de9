"""The contracts with brands of ``boutique.toml``: who is told what, how often, until when, in which form.

Reading is strict, as everywhere in the house file: a slip is named with what was probably meant. What a contract does
not allow is not told: prices stay at home unless it says ``prices = true``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Literal

from toolkit.calendars import YEARS, Period, Reckoning, following, latest_ended, parse_period, period_on
from toolkit.contract_words import Due, address, due, file, flag, line, reckoned, texts, whole
from toolkit.findings import Exit, ToolkitError
from toolkit.house_tables import Document, only, tables, wrong
from toolkit.policy_words import day, word
from toolkit.registers import CLIENTS, SALES, STOCK, SUPPLIERS
from toolkit.values import fold

Formula = Literal["A", "B", "C", "D"]
Settings = Mapping[str, str | None]

FORMULAS: tuple[Formula, ...] = ("A", "B", "C", "D")
"""The four public definitions of sell-through: of what was available, of receipts, of opening, of sold and left."""
COLUMNS: Mapping[str, str] = {
    "collection": "collection",
    "reference": "the brand's reference",
    "description": "what it is, in the register's words",
    "gtin": "bar code number, as text",
    "opening": "pieces on hand when the period begins",
    "received": "pieces received from the brand",
    "transfers_in": "pieces come from another door",
    "customer_returns": "pieces clients brought back",
    "sold": "pieces sold",
    "net_sold": "sold less brought back",
    "transfers_out": "pieces gone to another door",
    "returned_to_vendor": "pieces returned to the brand",
    "adjustments": "pieces lost, found, written off",
    "residue": "what dated rows cannot account for",
    "closing": "pieces on hand when the period ends",
    "rate": "sell-through by the formula of the contract",
    "cover": "weeks of cover",
    "turn": "stock turn in pieces, for a year",
    "ageing": "pieces by days since they came",
    "on_order": "pieces on order",
    "overdue": "pieces on order whose day has passed",
    "sales": "net sales in the currency of the contract; needs prices = true",
    "net_sold_before": "net sold in the same period a year before",
    "closing_before": "on hand at the end of the same period a year before",
}
"""Every column a sell-through may show."""
USUAL = tuple(name for name in COLUMNS if name not in ("gtin", "turn", "sales", "closing_before"))
"""The columns of a contract that names none."""
FORMATS = ("xlsx", "pdf", "csv")
TRAILING = (13, 26)
FIELDS = tuple(dict.fromkeys(column.field for one in (STOCK, SALES, CLIENTS, SUPPLIERS) for column in one.columns))
"""The fields of a register a contract may forbid to tell."""
KEYS: Mapping[str, str] = {
    "name": "The brand, as the stock register has it. Required.",
    "representative": "The person the report is for, as the letter addresses her, such as `Mme Aubert`.",
    "email": "Where it is sent. Empty: to nobody yet.",
    "cc": "Further addresses that get a copy: one, or a list.",
    "language": "The language of the report and its letter: `en` or `fr`. Empty: the house's.",
    "door": "The door reported on, as the registers' column of doors has it. Empty: the whole house, under its name.",
    "since": "The first day reports are owed for, such as `2026-01-01`; periods that ended before are never due.",
    "until": "The last day of the contract.",
    "calendar": "`month` (the default), `week` (ISO, Monday to Sunday), `454` (NRF), `445`, or `fiscal`.",
    "every": "How often: `week`, `month`, `quarter`, `half`, `year`. Usually `month`; of calendar `week`, `week`.",
    "fiscal_start": "The month a `fiscal` or `445` year begins in, 1 to 12.",
    "fiscal_named": "Whether that year is named after the calendar year it `begins` in or the one it `ends` in.",
    "due_working_days": "By how many working days after the period's end the report is due; Monday to Friday, public "
    "holidays not known.",
    "due_days": "The same in days.",
    "due_day": "Or the day of the month that follows the period's last day.",
    "formula": "Which sell-through: `A` (the default), `B`, `C` or `D`.",
    "trailing": "Over how many weeks the mean for weeks of cover is taken: 13 (the default) or 26.",
    "columns": "The columns wanted, from the list below. Empty: the usual ones.",
    "prices": "Whether the value of net sales may be told: `true` or `false`. The default is `false`, for telling a "
    "supplier the prices paid can raise questions of competition law; ask your adviser.",
    "currency": "The currency of that value. Empty: the house's.",
    "consigned": "Whether pieces the brand still owns are shown, apart: `true` (the default) or `false`.",
    "template": "The brand's own workbook (.xlsx or .xlsm), from the house's folder, to be filled in place of ours.",
    "formats": "Which files are made: `xlsx`, `pdf`, `csv`. Empty: all three.",
    "never": "Words that must not stand in any file for this brand; a file that has one is withheld.",
    "never_fields": "Fields of the registers whose contents must not, such as `serial` or `stock_no`.",
}
"""What a ``[[brand]]`` may say, and what for."""
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Contract:
    """What is agreed with one brand. ``brand`` is its name as the registers have it once the house's words are applied.

    ``columns`` are keys of :data:`COLUMNS`; ``email`` is empty where nobody is written to. ``currency`` is empty
    where no price is told and the house has none. ``reckoning`` is how the brand counts time.
    """

    brand: str
    due: Due
    reckoning: Reckoning = field(default_factory=Reckoning)
    representative: str = ""
    email: str = ""
    cc: tuple[str, ...] = ()
    language: str = "en"
    door: str = ""
    since: date | None = None
    until: date | None = None
    formula: Formula = "A"
    trailing: int = 13
    columns: tuple[str, ...] = USUAL
    prices: bool = False
    currency: str = ""
    consigned: bool = True
    template: str = ""
    formats: tuple[str, ...] = FORMATS
    never: tuple[str, ...] = ()
    never_fields: tuple[str, ...] = ()

    def due_on(self, period: Period) -> date:
        """The day the report on a period is due."""
        return self.due.after(period.last)

    def period(self, name: str) -> Period:
        """The period of that name, in the brand's calendar where the name needs one. Raises ToolkitError (usage)."""
        return parse_period(name, self.reckoning)

    def latest(self, day: date) -> Period:
        """The last period that is over when ``day`` is over."""
        return latest_ended(self.reckoning, day)

    def owed(self, day: date, until: date) -> tuple[Period, ...]:
        """The periods a report is owed for, in order: all since ``since`` that are due by ``until``.

        Without ``since`` nothing is known to be owed before the last period that is over on ``day``.
        """
        one = self.latest(day) if self.since is None else period_on(self.reckoning, self.since)
        found = []
        while self.due_on(one) <= until and (self.until is None or one.first <= self.until):
            found.append(one)
            one = following(one)
        return tuple(found)


def contracts(document: Document, own: Mapping[str, str], settings: Settings) -> tuple[Contract, ...]:
    """Every ``[[brand]]``, in the order of the file.

    ``own`` are the house's words for brands, folded; ``settings`` give the language and the currency of a contract that
    names none.
    """
    found: dict[str, Contract] = {}
    for number, item in enumerate(tables(document, "brand"), 1):
        one = _contract(item, number, own, settings)
        if found.setdefault(fold(one.brand), one) is not one:
            raise wrong(f"there are two [[brand]] called {one.brand!r}; put what they say into one")
    return tuple(found.values())


def contract_of(found: Sequence[Contract], own: Mapping[str, str], name: str) -> Contract:
    """The contract with the brand of that name, however it is spelt; ToolkitError (usage) where there is none."""
    wanted = fold(own.get(fold(name), name))
    for one in found:
        if fold(one.brand) == wanted:
            return one
    hint = "Write what is agreed with it at the end of boutique.toml. Three lines are enough, such as:\n"
    hint += f"[[brand]]\nname = {json.dumps(name, ensure_ascii=False)}\ndue_working_days = 5"
    if found:
        hint += f"\nThere {'is' if len(found) == 1 else 'are'} {', '.join(one.brand for one in found)}."
    near = get_close_matches(name, [one.brand for one in found], 1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    raise ToolkitError(f"There is no contract with {name!r}.{meant}", hint, code="no-contract", status=Exit.USAGE)


def _contract(item: Document, number: int, own: Mapping[str, str], settings: Settings) -> Contract:
    given = item.get("name")
    if not isinstance(given, str) or not given.strip():
        raise wrong(f'[[brand]] {number} needs its name in quotes, such as name = "Aurelle"')
    name = f"[[brand]] {given.strip()!r}"
    only(item, KEYS, f"{name}: ")
    reckoning = reckoned(item, name)
    prices = flag(item, "prices", name, default=False)
    since, until = day(item, "since", name), day(item, "until", name)
    if since and since.year not in YEARS:
        raise wrong(f"{name}: since is {since}; no calendar here reaches that year")
    if since and until and until < since:
        raise wrong(f"{name} ends on {until}, before it begins on {since}")
    formula: Formula = word(item, "formula", FORMULAS, "A", name)  # type: ignore[assignment] # one of them
    return Contract(
        brand=own.get(fold(given), given.strip()),
        due=due(item, reckoning, name),
        reckoning=reckoning,
        representative=line(item, "representative", name),
        email=address(item.get("email", ""), "email", name),
        cc=tuple(address(one, "cc", name) for one in texts(item, "cc", name)),
        language=word(item, "language", ("en", "fr"), settings.get("house.language") or "en", name),
        door=line(item, "door", name),
        since=since,
        until=until,
        formula=formula,
        trailing=whole(item, "trailing", name, TRAILING, 13),
        columns=_columns(item, name, prices=prices),
        prices=prices,
        currency=_currency(item, name, settings.get("house.currency") or "", prices=prices),
        consigned=flag(item, "consigned", name, default=True),
        template=file(item, "template", name, (".xlsx", ".xlsm")),
        formats=texts(item, "formats", name, FORMATS) or FORMATS,
        never=texts(item, "never", name),
        never_fields=texts(item, "never_fields", name, FIELDS),
    )


def _columns(item: Document, name: str, *, prices: bool) -> tuple[str, ...]:
    """The columns wanted; prices are among them only where they may be told."""
    found = texts(item, "columns", name, COLUMNS)
    if "sales" in found and not prices:
        raise wrong(f"{name}: columns has 'sales', and prices may not be told; write prices = true where they may")
    for field_name in texts(item, "never_fields", name, FIELDS):
        if field_name in found:
            raise wrong(f"{name}: {field_name!r} stands both in columns and in never_fields")
    return found or tuple(one for one in COLUMNS if one in USUAL or (one == "sales" and prices))


def _currency(item: Document, name: str, house: str, *, prices: bool) -> str:
    code = item.get("currency", house)
    if not isinstance(code, str) or (code and not _CODE.fullmatch(code)):
        raise wrong(f'{name}: currency is {code!r}; write it like currency = "GBP"')
    if prices and not code:
        raise wrong(f'{name} tells prices and needs their currency, such as currency = "GBP"')
    return code
