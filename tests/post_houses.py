"""A house with issued documents and letters about them, and a mail server of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from toolkit.files import digest
from toolkit.house import House
from toolkit.house import read as read_house
from toolkit.ledger import Identity, Ledger
from toolkit.mail import Letter
from toolkit.produce import post
from toolkit.produce.post import Parcel

AT = datetime(2026, 10, 31, 18, tzinfo=UTC)
NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
COPIES = ("buyer@brand.example", "office@brand.example")


def house(folder: Path, **mail: object) -> House:
    """A house with these settings of mail."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f'{key} = "{value}"' for key, value in mail.items()]
    text = '[house]\nname = "Maison Corvane"\nemail = "registers@corvane.example"\n[mail]\n' + "\n".join(lines)
    (folder / "boutique.toml").write_text(text + "\n", "utf-8")
    return read_house(folder)


def files(brand: str) -> dict[str, bytes]:
    """The files of one brand; those of Plates are large."""
    large = {"Plates.pdf": b"%PDF-1.7\n" + bytes(9_000_000)} if brand == "Plates" else {}
    return large | {f"{brand}.xlsx": b"PK\x03\x04" + brand.encode() * 50, f"{brand}.csv": b"reference,sold\r\n.5,1\r\n"}


def issue(where: House, brands: Sequence[str]) -> list[str]:
    """Issue one document a brand; their numbers."""
    numbers = []
    with Ledger.open(where.folder) as ledger:
        for brand in brands:
            identity = Identity("sell-through", brand, "2026-10", "brand")
            held = ledger.reserve(identity, digest(brand.encode()), "T-2026", at=AT)
            ledger.issue(held, files(brand), b"{}")
            numbers.append(held.number)
    return numbers


def letter(
    brand: str, *, cc: Sequence[str] = (), words: str = "", enclosed: Mapping[str, bytes] | None = None
) -> Letter:
    """A letter to the representative of a brand."""
    return Letter(
        to=("Mme Aubert", f"{brand}@brand.example"),
        sender=("Maison Corvane", ""),
        subject=f"Sell-through {brand}, octobre 2026",
        words=words or "Chère Madame,\n\n.5 % de plus\n.\nVoici octobre.\n",
        at=AT,
        identifier="",
        language="fr",
        enclosed=files(brand) if enclosed is None else enclosed,
        cc=tuple(cc),
    )


def parcels(where: House, brands: Sequence[str], *, cc: Sequence[str] = (), words: str = "") -> list[Parcel]:
    """Issue one document a brand; a parcel for each, not approved."""
    numbers = issue(where, brands)
    return [
        post.parcel(where, number, 1, letter(brand, cc=cc, words=words))
        for number, brand in zip(numbers, brands, strict=True)
    ]


def approve(where: House, ready: Sequence[Parcel]) -> None:
    """A person approves them all."""
    post.approve(where, ready, "CM", lambda _: None, at=AT)
