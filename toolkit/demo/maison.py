"""The whole maison: everything invented in memory first, then written in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from toolkit.demo import (
    brands,
    clients,
    contacts,
    counts,
    movements,
    papers,
    pictures,
    provenance,
    repairs,
    sales,
    scans,
    stock,
    suppliers,
    trade,
)
from toolkit.demo.articles import Article, bags, unlisted, watches
from toolkit.demo.faults import Fault, Planting
from toolkit.demo.house import SEED
from toolkit.demo.jewelry import jewels
from toolkit.demo.stock_annex import annex
from toolkit.files import write_all

PICTURED: Mapping[str, tuple[str, str, str]] = {
    "watch-black-dial.jpg": ("Watches", "model", "Submariner"),
    "watch-blue-dial.jpg": ("Watches", "model", "Royal Oak Chronograph"),
    "watch-silver-dial.jpg": ("Watches", "model", "Datejust"),
    "ring-diamond.jpg": ("Joaillerie", "model", "Halcyon"),
    "ring-sapphire.jpg": ("Joaillerie", "model", "Mews"),
    "ring-emerald.jpg": ("Joaillerie", "model", "Art déco"),
    "bag-noir.jpg": ("Handbags", "colour", "Black"),
    "bag-gold.jpg": ("Handbags", "colour", "Gold"),
    "bag-rouge.jpg": ("Handbags", "colour", "Rouge Casaque"),
    "bag-etoupe.jpg": ("Handbags", "colour", "Étoupe"),
}
"""Each photograph: the sheet of its piece, and the fact by which the piece is chosen."""

EARLY = 40
"""Deals of the first months: their clients buy nothing in the brand corner."""


@dataclass(frozen=True, slots=True)
class Planted:
    """What was written: the files, relative to the folder, in order, and the faults planted in them."""

    files: tuple[str, ...]
    faults: tuple[Fault, ...]


def build(*, clean: bool = False) -> tuple[Mapping[str, bytes], tuple[Fault, ...]]:
    """Every file of the maison by its relative path, and the faults planted in them. The same each time.

    ``clean`` is its twin with nothing planted: the same people, pieces and layouts, and nothing to find.
    """
    written, planting = registers(clean=clean)
    written |= {f"evidence/{name}": content for name, content in (pictures.photographs() | scans.scans()).items()}
    written["planted.json"] = planting.json()
    return written, tuple(planting.faults)


def registers(*, clean: bool = False) -> tuple[dict[str, bytes], Planting]:
    """The registers alone, by their relative paths, and what was planted in them."""
    planting = Planting(clean)
    people = clients.invent(stream("clients"), clean=clean)
    trading = [client for client in people if client.trades]
    articles = [*watches(stream("watches")), *jewels(stream("jewels")), *bags(stream("bags")), *annex()]
    articles += [] if clean else [unlisted()]
    _photographed(articles)
    trade.put_away(articles, stream("places"))
    deals = trade.history(articles, trading, stream("trade"), None if clean else stream("again"))
    papers.dress(articles, stream("papers"))
    _on_its_way(articles)
    listed = _left_listed(articles)
    early = {deal.client.number for deal in deals[:EARLY]}  # whose deposits of long ago stay open
    buyers = [client for client in trading if client.number not in early]
    goods, sold = brands.corner(buyers, stream("brands"))
    written = {
        "Stock.xlsx": stock.workbook(articles, planting),
        "Sales.csv": sales.register(deals, listed, planting),
        "Clients.xlsx": clients.workbook(people, planting),
        "Suppliers.csv": suppliers.register(planting),
        "Repairs.xlsx": repairs.workbook(articles, people, stream("repairs"), planting),
        "Mouvements.xlsx": movements.workbook(articles, stream("movements"), planting),
        "Provenance.xlsx": provenance.workbook(articles, stream("provenance"), planting),
        "Kontakte.csv": contacts.register(trading, stream("contacts"), planting),
        brands.FILE: brands.workbook(goods, sold, planting),
        counts.FILE: counts.register([*articles, *goods], stream("counts"), planting),
    }
    return {f"registers/{name}": content for name, content in written.items()}, planting


def earlier(*, clean: bool = False) -> Mapping[str, bytes]:
    """The registers that looked otherwise when their columns were mapped, as they stood then."""
    return {} if clean else {"registers/Suppliers.csv": suppliers.register(Planting(), earlier=True)}


def stream(topic: str) -> Random:
    """A source of chance of its own for each topic, so that adding to one leaves the others as they were."""
    return Random(f"{SEED} {topic}")  # noqa: S311 - an invention that must repeat itself, not a secret


def _photographed(articles: Sequence[Article]) -> None:
    """Give each photograph to the first ordinary piece it can be of."""
    for name, (sheet, fact, value) in PICTURED.items():
        fits = (one for one in articles if one.sheet == sheet and one.ordinary and getattr(one, fact) == value)
        piece = next(fits, None)
        if piece:
            piece.photo = name


def _on_its_way(articles: Sequence[Article]) -> None:
    """One watch travels with a courier on the day of the schedule."""
    watch = [article for article in articles if article.sheet == "Watches" and article.status == "reserved"][-1]
    watch.status, watch.place, watch.custodian = "transit", "Courier: Fennel Secure", "Fennel Secure"


def _left_listed(articles: Sequence[Article]) -> Article:
    """The piece that the sales register will have sold while the stock register lists it; no other fault meets it."""
    piece = next(article for article in articles if article.ordinary)
    piece.spared = True
    return piece


def write(directory: Path, *, overwrite: bool = False) -> Planted:
    """Write the maison's registers, evidence and list of planted faults into a folder."""
    files, faults = build()
    write_all({directory / name: content for name, content in files.items()}, overwrite=overwrite)
    return Planted(tuple(files), faults)
