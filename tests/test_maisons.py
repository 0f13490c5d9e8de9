"""What tests begin with is made once however many ask, whole or not at all, and a copy leaves it as it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.maisons import Shelf


def test_it_is_made_once(tmp_path: Path) -> None:
    """Who asks second waits for what the first makes."""
    made: list[Path] = []

    def house(folder: Path) -> None:
        made.append(folder)
        (folder / "boutique.toml").write_text("[house]")

    shelf = Shelf(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: shelf.look(house), range(8)))
    assert len(made) == len(found) == 1
    assert (found.pop() / "boutique.toml").read_text() == "[house]"


def test_what_failed_is_begun_anew(tmp_path: Path) -> None:
    """A house half made is never taken for one."""
    shelf, tried = Shelf(tmp_path), []

    def house(folder: Path) -> None:
        assert list(folder.iterdir()) == []
        (folder / "boutique.toml").write_text("[house]")
        tried.append(folder)
        assert len(tried) > 1, "the first attempt fails"

    with pytest.raises(AssertionError, match="the first attempt"):
        shelf.look(house)
    assert shelf.look(house).is_dir()
    copied = shelf.take(house, tmp_path / "copy")
    (copied / "boutique.toml").write_text("changed")
    assert (shelf.look(house) / "boutique.toml").read_text() == "[house]"
