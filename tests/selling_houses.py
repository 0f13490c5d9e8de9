"""The clean maison with mail servers of its own, and two of its reports issued."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

from tests.houses import Ran, run
from tests.maisons import Shelf, clean

BRANDS = ("Delmare Genève", "Maison Solveig")
ASKED = (*BRANDS, "--format", "csv")


def settled(folder: Path, told: Mapping[str, object]) -> None:
    """Write the house's ``[mail]`` anew."""
    settings = folder / "boutique.toml"
    kept = re.sub(r"\n*\[mail\](?:\n(?!\[)[^\n]*)*", "", settings.read_text("utf-8"))
    lines = "".join(f'{key} = "{value}"\n' for key, value in told.items())
    settings.write_text(f"{kept.rstrip()}\n\n[mail]\n{lines}", "utf-8")


def issued(shelf: Shelf) -> Path:
    """The clean maison, its two reports issued and looked at; only to be read."""

    def clean_issued(folder: Path) -> None:
        """Issue them in a copy."""
        assert sell(shelf.take(clean, folder), *ASKED).code == 0

    return shelf.look(clean_issued)


def with_servers(house: Path, folder: Path, told: Mapping[str, object]) -> Path:
    """That house again in another folder, with these servers."""
    copytree(house, folder)
    settled(folder, told)
    return folder


def sell(folder: Path, *arguments: object) -> Ran:
    """Run the command on the house."""
    return run("sellthrough", *arguments, "--house", folder, "--as-at", "2026-10-31")


def states(ran: Ran) -> list[str]:
    """What became of each letter."""
    return [report["letter"]["state"] for report in ran.json["reports"]]
