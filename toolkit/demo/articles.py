"""The invented stock: some 450 pieces, clean and consistent, before a register is written or a fault planted."""

from __future__ import annotations

import string
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from toolkit.demo.house import AS_AT
from toolkit.demo.names import table

OPENED = date(2021, 2, 1)
LETTERS = "ABCDFGHJKLMNPQRSTUVWXYZ"
"""No E, I or O: a serial number must not look like a power of ten, a one or a nought."""


@dataclass(slots=True)
class Article:
    """One piece of the invented stock. Its words of status and ownership are the demo's own; each sheet spells them."""

    stock_no: str
    sheet: str
    category: str
    brand: str
    model: str
    reference: str = ""
    serial: str = ""
    description: str = ""
    metal: str = ""
    karat: int = 0
    fineness: int = 0
    size: str = ""
    year: str = ""
    stones: str = ""
    carat: float = 0.0
    colour: str = ""
    clarity: str = ""
    laboratory: str = ""
    report_no: str = ""
    report_on: date | None = None
    origin: str = ""
    weight: float = 0.0
    material: str = ""
    condition: str = "pre-owned"
    ownership: str = "own"
    consignor: str = ""
    supplier: str = ""
    supplier_invoice: str = ""
    date_in: date = OPENED
    cost: int = 0
    insured: int = 0
    valued_on: date = OPENED
    retail: int = 0
    status: str = "available"
    place: str = ""
    box: bool | None = None
    papers: bool | None = None
    gtin: str = ""
    photo: str = ""
    notes: str = ""
    sold_on: date | None = None
    sold_for: int = 0
    invoice: str = ""
    buyer: str = ""
    spared: bool = False
    traded: bool = False
    buyer_no: str = ""
    movement_no: str = ""
    hallmark: str = ""
    net_weight: float = 0.0
    vat: str = ""
    seller_id: str = ""
    hold_until: date | None = None
    stolen_check: str = ""
    checked_on: date | None = None
    agreement: str = ""
    agreement_ends: date | None = None
    return_by: date | None = None
    commission: str = ""
    cites: str = ""
    origin_document: str = ""
    addons: int = 0
    landed: int = 0
    card_serial: str = ""
    full_set: bool | None = None
    custodian: str = ""
    away_since: date | None = None
    away_until: date | None = None
    collection: str = ""
    expected: date | None = None

    @property
    def held(self) -> bool:
        """Whether the piece is still in the house's hands."""
        return self.status != "sold"

    @property
    def ordinary(self) -> bool:
        """Whether nothing at all is special about the piece, so that a fault may be planted in it."""
        return self.status == "available" and self.ownership == "own" and not (self.photo or self.notes or self.spared)


def check_digit(digits: str) -> str:
    """The last digit of a GTIN."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def digits(rng: Random, count: int) -> str:
    """So many digits, the first not nought."""
    return str(rng.randrange(1, 10)) + "".join(rng.choice(string.digits) for _ in range(count - 1))


def serial(rng: Random, shape: str, number: int) -> str:
    """A serial number in the shape a maker uses, made unique by the piece's own number."""
    mixed = "".join(rng.choice(LETTERS + string.digits) for _ in range(3))
    shapes = {
        "rolex": f"{rng.choice(LETTERS)}{mixed}{rng.choice(LETTERS)}{number:03d}",
        "rolex-old": f"{digits(rng, 4)}{number:03d}",
        "omega": f"{digits(rng, 5)}{number:03d}",
        "patek": f"{digits(rng, 4)}{number:03d}",
        "ap": f"{rng.choice('FGHJKL')}{digits(rng, 2)}{number:03d}",
        "cartier": f"{digits(rng, 3)}{number:03d}{rng.choice(LETTERS)}X",
        "seven": f"{digits(rng, 4)}{number:03d}",
        "six": f"{digits(rng, 3)}{number:03d}",
        "four": f"{digits(rng, 1)}{number:03d}{rng.choice(LETTERS)}",
        "hermes": f"{rng.choice(LETTERS)} {rng.randrange(100, 999)} {rng.choice(LETTERS)}{mixed[:1]} {number:03d}",
        "chanel": f"{digits(rng, 5)}{number:03d}",
        "lv": _date_code(rng),
        "plain": f"{digits(rng, 2)}-MA-{number:04d}",
    }
    return shapes.get(shape, "")


def _date_code(rng: Random) -> str:
    """A date code: two letters of a workshop, then week and year, their figures alternating."""
    week, year = f"{rng.randrange(1, 53):02d}", f"{rng.randrange(8, 20):02d}"
    return f"{rng.choice('ABCDF')}{rng.choice('RNH')}{week[0]}{year[0]}{week[1]}{year[1]}"


def price(article: Article, rng: Random, low: float, high: float, part: float) -> None:
    """Price a piece within its band: insured value, cost below it, retail above it."""
    article.insured = round((low + (high - low) * part) / 50) * 50
    article.cost = round(article.insured * rng.uniform(0.61, 0.74) / 10) * 10
    article.retail = round(article.insured * rng.uniform(1.12, 1.24) / 50) * 50


def life(article: Article, rng: Random, suppliers: list[str], memo: str) -> None:
    """When and how the piece came, who owns it, when it was valued."""
    people = table("people")
    article.date_in = OPENED + timedelta(days=rng.randrange((AS_AT - OPENED).days - 30))
    article.supplier = rng.choice(suppliers)
    article.supplier_invoice = f"{rng.choice(['F', 'R', 'A'])}{article.date_in:%y}-{digits(rng, 4)}"
    valued = max(article.date_in, date(2024, 9, 1)) + timedelta(days=rng.randrange(0, 20))
    article.valued_on = min(valued, date(2026, 10, 23))
    chance = rng.random()
    if chance < 0.075:
        article.ownership, article.consignor, article.supplier = "consigned", rng.choice(people["consignor"]), ""
        article.supplier_invoice, article.cost = "", 0
    elif chance < 0.11:
        article.ownership, article.consignor, article.supplier_invoice, article.cost = "memo", memo, "", 0
    elif chance < 0.2:
        article.status = rng.choice(["reserved", "reserved", "appro", "workshop", "memo out"])


def watches(rng: Random) -> list[Article]:
    """The watches, in the order of their stock numbers."""
    people, models = table("people"), table("watches")["model"]
    made = []
    for number in range(1, 169):
        brand, model, reference, metal, karat, size, low, high, era, shape, text = models[rng.randrange(len(models))]
        if number == 42:
            brand, model, reference, metal, karat, size, low, high, era, shape, text = models[30]
        category = "pocket watch" if era == "pocket" else "watch"
        article = Article(f"W{number:04d}", "Watches", category, brand, model, reference, description=text)
        article.metal, article.karat, article.size = metal, karat, size
        article.serial = serial(rng, shape, number)
        article.fineness = {18: 750, 9: 375}.get(karat, 925 if metal == "Silver" else 0)
        price(article, rng, low, high, rng.random())
        life(article, rng, people["watch_supplier"], rng.choice(people["maker_on_memo"]))
        _dress_watch(article, rng, era)
        made.append(article)
    _the_calatrava(made[41])
    return made


def _dress_watch(article: Article, rng: Random, era: str) -> None:
    """Condition, year, box and papers by the age of the watch."""
    article.box, article.papers = rng.choice([True, True, False]), rng.choice([True, False, None])
    article.condition = {"modern": "pre-owned", "vintage": "vintage", "pocket": "antique"}[era]
    if era == "modern":
        article.year = str(rng.randrange(2012, article.date_in.year + 1))
        if rng.random() < 0.3 and article.ownership == "own":
            article.condition, article.box, article.papers = "new", True, True
            body = "952" + digits(rng, 9)
            article.gtin = body + check_digit(body)
            article.supplier, article.year = "Brand: direct account", str(article.date_in.year)
        elif article.supplier.startswith("Brand"):
            article.supplier = "Pellworth & Sons (trade)"
    elif era == "vintage":
        article.year = f"circa {rng.randrange(1955, 1979)}"
    else:
        article.year = f"c. {rng.randrange(1880, 1915)}"
    if era != "modern" and article.supplier.startswith("Brand"):
        article.supplier = "Auction, Lyon & Crewe"


def _the_calatrava(watch: Article) -> None:
    """W0042: two owners, a gap of thirteen years between them, and papers for the rest."""
    watch.year, watch.condition, watch.ownership, watch.status = "1951", "vintage", "own", "reserved"
    watch.serial, watch.consignor, watch.supplier = "671042", "", "Private, by appointment"
    watch.supplier_invoice, watch.date_in, watch.valued_on = "P26-0311", date(2026, 3, 11), date(2026, 3, 20)
    watch.cost, watch.insured, watch.retail, watch.box, watch.papers = 8900, 14200, 16500, False, True
    watch.photo = "W0042-dial.jpg"
    watch.notes = (
        "Sold new Geneva 1951 (extract). Private collection London until at least 1991; Surrey by 2004 "
        "(service invoice 2004/118). Nothing known 1991-2004. Movement no. 956 221."
    )


def bags(rng: Random) -> list[Article]:
    """The bags and small leather goods; their stock numbers are figures with leading noughts."""
    people, tables = table("people"), table("bags")
    made = []
    for number in range(1, 105):
        kind, maker, model, size, leather, low, high, shape = tables["model"][rng.randrange(len(tables["model"]))]
        article = Article(f"{number + 300:05d}", "Handbags", kind, maker, model, size=size, material=leather)
        article.serial = serial(rng, shape, number)
        article.colour, article.metal = rng.choice(tables["colour"]), rng.choice(tables["hardware"])
        if shape == "none":
            article.metal = ""
        article.description = f"{model} {size}, {leather}, {article.colour}".replace(" ,", ",")
        price(article, rng, low, high, rng.random())
        life(article, rng, people["bag_supplier"], "Dépôt Marais SARL")
        article.box, article.papers = rng.choice([True, False]), rng.choice([True, False, None])
        article.condition = rng.choice(["new", "pre-owned", "pre-owned", "pre-owned", "vintage"])
        if article.condition == "new" and article.supplier != "Leather Exchange Ltd":
            article.condition = "pre-owned"
        made.append(article)
    return made


def unlisted() -> Article:
    """A bag left on consignment in August that found its way into the register in October only."""
    bag = Article("00406", "Handbags", "Handbag", "Loewe", "Puzzle", size="Small", material="Classic calf")
    bag.serial, bag.colour, bag.description = "41-MA-0406", "Navy", "Puzzle Small, Classic calf, Navy"
    bag.ownership, bag.consignor, bag.date_in = "consigned", "Quennell Trust", date(2026, 8, 14)
    bag.insured, bag.retail, bag.valued_on, bag.spared = 1850, 2200, date(2026, 8, 20), True
    return bag
