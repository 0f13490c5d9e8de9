"""The movements' workbook, in French: what left its place, with whom, why, and when it is due back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from toolkit.demo.articles import Article
from toolkit.demo.faults import Planting
from toolkit.demo.house import AS_AT
from toolkit.demo.planter import Planter
from toolkit.demo.workbook import DAY, POUNDS, Column, Hand, Sheet, bytes_of

if TYPE_CHECKING:
    from openpyxl import Workbook

Move = dict[str, Any]

FILE = "Mouvements.xlsx"
RETURNED = 24
SEEN_BEFORE = 5
"""Pieces sold since, that were shown elsewhere before."""
HAND = Hand("Garamond", 11, "3B4A3F", "FFFFFF", "E9EDE6")
COLUMNS = (
    Column("receipt", "N° bon", 10),
    Column("moved", "Sorti le", 12, DAY),
    Column("stock_no", "N° de stock", 11),
    Column("piece", "Désignation", 36),
    Column("reason", "Motif", 16),
    Column("place", "De", 22),
    Column("to", "Confié à", 26),
    Column("value", "Valeur", 12, POUNDS),
    Column("due", "Retour prévu", 13, DAY),
    Column("returned", "Rendu le", 12, DAY),
    Column("by", "Autorisé par", 13),
    Column("notes", "Remarques", 30),
)
REASONS = {"appro": "À choix", "memo out": "Confié", "workshop": "Atelier"}
HANDS = ("EH", "Camille R.")


def workbook(articles: Sequence[Article], rng: Random, planting: Planting) -> bytes:
    """The workbook's bytes, its faults noted as planted."""
    moves = _moves(articles, rng)

    def write(book: Workbook) -> list[Sheet]:
        """Fill the one sheet."""
        sheet = Sheet(FILE, book.create_sheet("Sorties"), COLUMNS, HAND, planting, author="Camille R.")
        sheet.line("Registre des sorties", 15, italic=True, ink="3B4A3F")
        sheet.line("Un bon par pièce. Rien ne sort sans signature.", italic=True)
        sheet.line()
        sheet.heading()
        for move in moves:
            sheet.record(str(move["receipt"]), move)
        if not planting.clean:
            Planter(sheet, {str(move["receipt"]): move for move in moves}, step=3).plant_table("movements")
        sheet.sheet.freeze_panes = "C5"
        return [sheet]

    return bytes_of(write, "Mouvements")


def _moves(articles: Sequence[Article], rng: Random) -> list[Move]:
    """What is out now, and what went out and came back in good time, in the order of the slips."""
    out = [_move(one, one.away_since, rng) for one in articles if one.away_since]
    gone = [one for one in articles if one.sold_on and one.status == "sold" and (one.sold_on - one.date_in).days > 90]
    for article in rng.sample(gone, SEEN_BEFORE):
        move = _move(article, article.date_in + timedelta(days=rng.randrange(10, 30)), rng)
        move["returned"] = move["moved"] + timedelta(days=rng.randrange(3, 18))
        out.append(move)
    at_home = [one for one in articles if one.ordinary and not one.traded and one.date_in < date(2026, 6, 1)]
    for article in rng.sample(at_home, RETURNED):
        span = (date(2026, 9, 20) - article.date_in).days
        moved = article.date_in + timedelta(days=rng.randrange(10, span - 30))
        move = _move(article, moved, rng)
        move["returned"] = min(moved + timedelta(days=rng.randrange(3, 20)), move["due"])
        out.append(move)
    out.sort(key=lambda move: (move["moved"], move["stock_no"]))
    for number, move in enumerate(out, 1):
        move["receipt"] = f"B{number:03d}"
    return out


def _move(article: Article, moved: date | None, rng: Random) -> Move:
    """One slip; the piece is at home again unless its register says where it is."""
    away = article.away_since is not None
    reason = REASONS.get(article.status) or rng.choice([*REASONS.values(), "Exposition", "Photographie"])
    day = moved or AS_AT
    return {
        "moved": day,
        "stock_no": article.stock_no,
        "piece": " ".join(filter(None, [article.brand, article.model])) or article.description,
        "reason": reason,
        "place": "Coffre" if away else article.place,
        "to": article.custodian or rng.choice(["Pellworth & Sons", "Studio Linnet", "Salon d'automne", "Mme F."]),
        "value": article.insured or None,
        "due": article.away_until if away else day + timedelta(days=21),
        "returned": None,
        "by": rng.choice(HANDS),
        "notes": rng.choice([None, None, None, "Avec écrin", "Signé", "Transport Fennel"]),
        "away": away,
        "sold": article.sold_on,
    }
