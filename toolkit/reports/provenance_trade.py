"""Valuation where it is asked for, the sale, and for the house alone how the piece was acquired and at what cost."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.reconcile.keys import code_key
from toolkit.reconcile.turns import Turn, turn
from toolkit.records import Piece, Sale
from toolkit.render.dossier_words import dated
from toolkit.render.wording import money
from toolkit.reports.provenance import Fact, Section
from toolkit.reports.provenance_case import Case
from toolkit.reports.provenance_fact import fact, of_field, section
from toolkit.reports.provenance_sources import placed
from toolkit.values import Money, When


def _amount(case: Case, figure: Money | None) -> str:
    return money(figure.amount, figure.currency, case.language) if figure else ""


def _day(case: Case, day: When | None) -> str:
    return dated(day, case.language) if day else ""


def valuation(case: Case) -> Section:
    """The insured value with its basis, date and valuer; without amount, currency or date the dossier is withheld."""
    piece = case.piece
    figure = piece.insured_value
    wanting = {
        "insured_value": figure is None, "currency": bool(figure and not figure.currency),
        "valuation_date": piece.valuation_date is None,
    }  # fmt: skip
    for field, absent in wanting.items():
        if absent:
            case.withhold(
                f"A valuation was asked for, but its {_CALLED[field]} is not recorded.", (piece.place(field),),
                "Type it from the valuation, or make the dossier without a valuation.",
            )  # fmt: skip
    by = piece.valuer or case.say("by-valuer")
    vat = case.say(f"vat-{case.house['insurance.vat'] or 'unknown'}")
    amount = f"{_amount(case, figure)} ({vat})" if figure else ""
    facts = (
        fact(case, "basis", case.say("basis-insured"), placed(piece, "insured_value"), by=by),
        fact(case, "value", amount, placed(piece, "insured_value", "currency"), by=by),
        of_field(case, "valued", piece, "valuation_date", value=_day(case, piece.valuation_date)),
        of_field(case, "valuer", piece, "valuer"),
    )
    return section(case, "valuation", facts, [case.say("valuation-words")])


_CALLED = {"insured_value": "amount", "currency": "currency", "valuation_date": "date"}


def sale(case: Case, invoice: str | None) -> Section | None:
    """The sale by which the piece left the house: the one under ``invoice``, else the last; None while it is here."""
    row = _sale_row(case, invoice)
    if row is None:
        if invoice:
            case.withhold(
                f"No sale of this piece has the invoice {invoice!r}.", (case.piece.place("stock_no"),),
                "Give the invoice number of this piece's sale, as the sales register has it.",
            )  # fmt: skip
        return None
    field = "invoice_no" if isinstance(row, Sale) else "sales_invoice_no"
    number = getattr(row, field) or ""
    by = case.say("by-invoice") if number else ""
    vat = (row.vat_treatment or (case.piece.vat_treatment if row is case.piece else "")) or ""
    cell = row.place("vat_treatment")
    facts = [
        of_field(case, "invoice", row, field, value=number),
        fact(case, "sale_date", _day(case, row.sale_date), placed(row, "sale_date"), by=by),
        fact(case, "vat", case.say(f"sale-{vat}") if vat else "", (cell,), by=by),
    ]
    if case.internal:
        price = row.price if isinstance(row, Sale) else row.sale_price
        facts.append(fact(case, "price", _amount(case, price), placed(row, "price", "currency") if isinstance(row, Sale)
                          else placed(row, "sale_price")))  # fmt: skip
        facts.append(of_field(case, "buyer", row, "buyer"))
    return section(case, "sale", facts)


def _sale_row(case: Case, invoice: str | None) -> Sale | Piece | None:
    """The row of the sale that is meant: of the sales register, else of the stock register."""
    out = [one for one in case.sales if turn(one) is Turn.OUT]
    if invoice:
        key = code_key(invoice)
        rows: list[Sale | Piece] = [one for one in out if one.invoice_no and code_key(one.invoice_no) == key]
        mine = case.piece.sales_invoice_no
        rows += [case.piece] if mine and code_key(mine) == key else []
        return rows[-1] if rows else None
    if case.sales:
        return out[-1] if out and case.sales[-1] is out[-1] else None
    sold = case.piece.sale_date
    return case.piece if sold and sold.earliest <= case.today else None


def acquisition(case: Case) -> Section | None:
    """From whom the house has the piece, with which papers and at what cost; in the house's copy alone."""
    return section(case, "acquisition", _acquired(case)) if case.internal else None


def _acquired(case: Case) -> Iterator[Fact]:
    piece = case.piece
    for key, field in (
        ("acquired_from", "acquired_from"), ("consignor", "consignor"), ("agreement", "agreement_ref"),
        ("purchase_invoice", "purchase_invoice_no"),
    ):  # fmt: skip
        if getattr(piece, field) or key == "acquired_from":
            yield of_field(case, key, piece, field)
    yield of_field(case, "acquired_date", piece, "acquired_date", value=_day(case, piece.acquired_date))
    for key, field in (
        ("agreed", "agreed_value"), ("cost", "cost_purchase"), ("addons", "cost_addons"), ("landed", "cost_landed"),
    ):  # fmt: skip
        figure: Money | None = getattr(piece, field)
        if figure:
            yield of_field(case, key, piece, field, value=_amount(case, figure))
    if piece.notes:
        yield of_field(case, "notes", piece, "notes")
