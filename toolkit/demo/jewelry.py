"""The invented jewels: metal, fineness, stones and laboratory reports that agree with one another."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle
from random import Random
from typing import Any

from toolkit.demo.articles import Article, digits, life, price
from toolkit.demo.names import table

COUNT = 196
NUMBERED = frozenset({"Cartier", "Van Cleef & Arpels", "Bulgari", "Boucheron", "Tiffany & Co.", "Chaumet"})
KARATS = {750: 18, 375: 9, 585: 14}


def jewels(rng: Random) -> list[Article]:
    """The jewels, sorted by category as the sheet keeps them, their stock numbers running through the sections."""
    people, models = table("people"), table("jewels")["model"]
    drawn = [models[rng.randrange(len(models))] for _ in range(COUNT)]
    drawn.sort(key=lambda model: _order(models, model[0]))
    made, laboratories = [], cycle(("GIA", "IGI", "GIA", "HRD", "IGI"))
    for number, model in enumerate(drawn, 1):
        article = _jewel(f"J{number:04d}", model, rng)
        life(article, rng, people["jewel_supplier"], rng.choice(people["maker_on_memo"]))
        article.box, article.papers = rng.choice([True, True, False]), rng.choice([True, False, None])
        article.condition = "vintage" if "vers" in article.description else rng.choice(["new", "new", "pre-owned"])
        _come_from(article)
        if model[-1]:
            _report(article, next(laboratories) if "iamant" in article.stones else "", rng)
        made.append(article)
    return made


def _come_from(article: Article) -> None:
    """What is new comes from its maker, a stone from a dealer, what is unsigned from an estate or a sale."""
    estate = "uccession" in article.supplier or "enchères" in article.supplier
    if article.category == "pierre libre":
        article.condition = "new"
        source = "Diamanthandel Boven NV" if "iamant" in article.stones else "Pierres du Léman SA"
    elif article.brand == "Maison Corvane":
        article.condition, source = "new", "Atelier Vernhes"
    elif article.brand == "Non signé" or article.condition == "vintage":
        source = article.supplier if estate else "Succession privée"
        if "iamant" in article.stones:
            source = "Vente aux enchères, Lyon & Crewe"
    elif article.condition == "new":
        source = "Marque : compte direct"
    else:
        source = "Vente aux enchères, Lyon & Crewe"
    if article.supplier:
        article.supplier = source
    if article.brand == "Non signé" and article.condition == "new":
        article.condition = "vintage"


def _order(models: list[list[Any]], category: str) -> int:
    """Where a category comes in the table of models."""
    return [model[0] for model in models].index(category)


def _jewel(stock_no: str, model: list[Any], rng: Random) -> Article:
    """One jewel of a model: the larger the stone, the higher the price within the band."""
    category, brand, name, reference, text, metal, fineness, stones, light, heavy, low, high = model[:12]
    article = Article(stock_no, "Joaillerie", category, brand, name, reference, description=text, metal=metal,
                      fineness=fineness, stones=stones, karat=KARATS.get(fineness, 0))  # fmt: skip
    part = rng.random()
    article.carat = round(light + (heavy - light) * part, 2)
    price(article, rng, low, high, part)
    if metal:
        article.weight = round(rng.uniform(2.6, 9.8) * (4 if category in {"collier", "bracelet"} else 1), 1)
    if category == "bague":
        article.size = str(rng.randrange(48, 58))
    if brand in NUMBERED and "vers" not in text:
        article.serial = f"{rng.choice('ABCHJK')}{rng.choice('LMRTVW')}{digits(rng, 3)}{stock_no[1:]}"
    return article


def _report(article: Article, diamonds: str, rng: Random) -> None:
    """A report for the main stone, by the laboratory for diamonds or another; its number is beyond what they issue."""
    article.laboratory = diamonds or rng.choice(["SSEF", "Gübelin"])
    shapes = {"GIA": "9" + digits(rng, 9), "HRD": "99" + digits(rng, 10), "IGI": "9" + digits(rng, 8)}
    article.report_no = shapes.get(article.laboratory, f"{rng.randrange(90000, 99999)}")
    article.report_on = article.date_in - timedelta(days=rng.randrange(40, 700))
    article.origin = "naturel"
    if diamonds:
        article.colour = rng.choice("DEFGHI")
        article.clarity = rng.choice(["IF", "VVS1", "VVS2", "VS1", "VS1", "VS2", "SI1"])
