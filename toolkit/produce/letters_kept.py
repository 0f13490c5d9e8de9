"""What was drafted last, kept as plain text: by it an edit made in Word is told from a change in the registers.

The text that is about to be drafted is written first, under ``next``; so a run that is killed between two files never
makes a draft of ours look like somebody's own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.files import private_folder, standing, write_all
from toolkit.ledger import STATE_FOLDER

DRAFTS = "drafts"
_DAYS = "days"
_LAST, _NEXT, _OWN = "txt", "next.txt", "own.txt"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was drafted, and where: the path is as seen from the house's folder."""

    path: str
    text: str


def kept(house: Path, mark: str) -> tuple[Kept, ...]:
    """What was drafted last of a letter, and what was about to be; nothing where it never was."""
    found = (standing(_path(house, mark, ending)) for ending in (_LAST, _NEXT))
    return tuple(_read(data) for data in found if data is not None)


def own_words(house: Path, mark: str) -> str:
    """The adviser's own paragraph for a letter; empty where she gave none."""
    return (standing(_path(house, mark, _OWN)) or b"").decode("utf-8", "replace").strip()


def announce(house: Path, drafts: Mapping[str, Kept]) -> None:
    """Say which drafts are about to be written, by mark."""
    _write(house, {_path(house, mark, _NEXT): _written(one) for mark, one in drafts.items()})


def confirm(house: Path, drafts: Mapping[str, Kept]) -> None:
    """Say that they were written."""
    _write(house, {_path(house, mark, _LAST): _written(one) for mark, one in drafts.items()})


def keep_own(house: Path, words: Mapping[str, str]) -> None:
    """Keep the adviser's own paragraphs, by mark."""
    _write(house, {_path(house, mark, _OWN): text.strip().encode() for mark, text in words.items()})


def keep_days(house: Path, first: str, last: str) -> None:
    """Remember of which days letters were drafted last."""
    _write(house, {house / STATE_FOLDER / DRAFTS / _DAYS: f"{first} {last}\n".encode()})


def days(house: Path) -> tuple[str, str]:
    """Of which days letters were drafted last; empty where none were."""
    first, _, last = (standing(house / STATE_FOLDER / DRAFTS / _DAYS) or b"").decode().strip().partition(" ")
    return first, last


def _path(house: Path, mark: str, ending: str) -> Path:
    return house / STATE_FOLDER / DRAFTS / f"{mark}.{ending}"


def _write(house: Path, files: Mapping[Path, bytes]) -> None:
    if files:
        private_folder(house / STATE_FOLDER)
        private_folder(house / STATE_FOLDER / DRAFTS)
        write_all(files, overwrite=True)


def _written(one: Kept) -> bytes:
    return f"{one.path}\n\n{one.text}\n".encode("utf-8", "surrogatepass")


def _read(data: bytes) -> Kept:
    path, _, text = data.decode("utf-8", "replace").partition("\n\n")
    return Kept(path, text.removesuffix("\n"))
