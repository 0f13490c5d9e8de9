"""The papers of title and nature of each piece: whose it was, what was checked, marked, agreed and declared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from toolkit.demo.articles import Article, digits
from toolkit.demo.house import AS_AT
from toolkit.demo.names import table

PRIVATE = ("Private", "Succession")
MARKED = {"Or": "Londres", "Platine": "Londres", "Argent": "Sheffield"}


def dress(articles: Sequence[Article], rng: Random) -> None:
    """Give every piece its papers, by what it is, where it came from and where it is now."""
    for number, article in enumerate(articles, 1):
        if article.sheet == "Annex":
            continue
        if article.ownership in {"consigned", "memo"}:
            _agree(article, number, rng)
        elif article.ownership in {"own", "to collect"}:
            _title(article, rng)
        _matter(article)
        if article.sheet == "Watches":
            _watch(article, rng)
        if article.status in AWAY_TO.get(article.sheet, {}):
            _away(article, rng)


AWAY_TO = {
    "Watches": {"appro": "Client", "workshop": "J. Aldous", "memo out": "Pellworth & Sons"},
    "Joaillerie": {"appro": "Client", "workshop": "Atelier Vernhes", "memo out": "Pierres du Léman"},
    "Handbags": {"appro": "Client", "workshop": "Bag spa", "memo out": "Leather Exchange"},
}


def _agree(article: Article, number: int, rng: Random) -> None:
    """The agreement with the owner of a piece on consignment, or with the maker who left it on memo."""
    article.agreement = f"{'DV' if article.ownership == 'consigned' else 'MI'}{article.date_in:%y}-{number:03d}"
    article.agreement_ends = AS_AT + timedelta(days=rng.randrange(45, 320))
    article.return_by = article.agreement_ends + timedelta(days=14)
    article.commission = rng.choice(["15 %", "18 %", "20 %"])


def _title(article: Article, rng: Random) -> None:
    """How the piece was bought: under which VAT scheme, from whom with which paper, and what it has cost since."""
    schemes = table("people")["scheme"]
    article.vat = "standard" if article.condition == "new" else "margin"
    article.vat = schemes.get(article.supplier, article.vat)
    if article.supplier.startswith(PRIVATE):
        article.seller_id = f"{rng.choice(['Passport', 'Driving licence'])} ..{digits(rng, 3)}, seen EH"
        article.hold_until = article.date_in + timedelta(days=5)
        if article.sheet == "Joaillerie":
            article.seller_id = f"Passeport ..{digits(rng, 3)}, vu CR"
    if article.condition != "new":
        last = article.sold_on or AS_AT
        article.stolen_check, article.checked_on = "No Match", last - timedelta(days=rng.randrange(2, 45))
        article.checked_on = max(article.checked_on, article.date_in)
    if article.sheet == "Watches" and rng.random() < 0.4 and article.condition != "new":
        article.addons = max(10, round(article.cost * rng.uniform(0.02, 0.06) / 5) * 5)
    article.landed = article.cost + article.addons


def _matter(article: Article) -> None:
    """Hallmark, weights, and the papers of skins and diamonds."""
    mark = next((town for metal, town in MARKED.items() if article.metal.startswith(metal)), "")
    if article.sheet == "Joaillerie" and mark:
        article.hallmark = f"{mark} {article.fineness}"
        article.net_weight = round(article.weight - article.carat * 0.2 - 0.1, 1)
    if "Crocodylus" in article.material:
        article.cites = f"{article.date_in:%y}FR0750{article.stock_no[1:]}-R"
    if "iamant" in article.stones:
        article.origin_document = "Déclaration SoW sur facture"


def _watch(article: Article, rng: Random) -> None:
    """The numbers inside a watch and on its card."""
    if article.condition in {"vintage", "antique"} and article.serial:
        article.movement_no = "956221" if article.stock_no == "W0042" else digits(rng, 6)
    if article.papers and article.serial:
        article.card_serial = article.serial
    article.full_set = True if article.box and article.papers else None


def _away(article: Article, rng: Random) -> None:
    """Who has a piece that is away, since when, and when it is due."""
    article.custodian = AWAY_TO[article.sheet][article.status]
    article.away_since = max(AS_AT - timedelta(days=rng.randrange(4, 40)), article.date_in)
    article.away_until = AS_AT + timedelta(days=rng.randrange(5, 45))
