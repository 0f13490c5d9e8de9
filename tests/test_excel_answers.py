"""What Excel itself wrote of other people's workbooks is what we read of them, cell by cell."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from toolkit.readers.displayed import displayed
from toolkit.readers.grid import Grid
from toolkit.readers.open import read

ANSWERS = Path(__file__).parents[2] / "shared" / "outside" / "workbooks" / "excel_answers"
ENCODINGS = ("cp1252", "mac_roman")
"""Excel wrote the texts on Windows and on a Macintosh."""
NOT_THE_FILE = {
    "DStar.xls.0": "the workbook was saved again, with more in it, years after Excel wrote its text",
    "DStar.xls.1": "the same",
    "56574.xlsx.2": "TODAY() was computed on the day Excel wrote its text",
}
"""Sheets whose text Excel wrote of something else than what the file holds."""


def letters(text: str, encoding: str) -> str:
    """Letters and digits alone, as far as the encoding holds them: Excel wrote ``_`` for the others."""
    return "".join(letter for letter in text.encode(encoding, "ignore").decode(encoding) if letter.isalnum())


def shown(grid: Grid, encoding: str) -> dict[tuple[int, int], str]:
    """The letters of every cell that shows any."""
    found = {}
    for number, column in enumerate(grid.columns, 1):
        for row, raw in enumerate(column, 1):
            text = letters(displayed(raw, grid.marks.format_at(row, number), grid.epoch), encoding)
            if text:
                found[row, number] = text
    return found


def differences(grid: Grid, answer: Path) -> tuple[int, list[str]]:
    """How many cells Excel shows, and those we show otherwise, under the encoding and the corner that fit best."""
    best: tuple[int, list[str]] | None = None
    for encoding in ENCODINGS:
        ours = shown(grid, encoding)
        top, left = min((row for row, _ in ours), default=1) - 1, min((column for _, column in ours), default=1) - 1
        lines = list(csv.reader(io.StringIO(answer.read_bytes().decode(encoding, "replace"), newline="")))
        cells = {
            (row, column): letters(text, encoding)
            for row, line in enumerate(lines, 1)
            for column, text in enumerate(line, 1)
            if text.strip()
        }
        for down, across in ((0, 0), (top, 0), (0, left), (top, left)):
            wrong = [
                f"{answer.name} {cell}: {text!r} is read {ours.get((cell[0] + down, cell[1] + across), '')!r}"
                for cell, text in cells.items()
                if ours.get((cell[0] + down, cell[1] + across), "") != text
            ]
            if best is None or len(wrong) < len(best[1]):
                best = len(cells), wrong
    assert best is not None
    return best


@pytest.mark.skipif(not ANSWERS.exists(), reason="../shared is absent")
def test_every_cell_excel_shows_is_read_with_the_same_text(capsys: pytest.CaptureFixture[str]) -> None:
    """All sheets complete but those that are of another day, whatever Excel wrote the file since 1990."""
    sheets = complete = cells = equal = 0
    wrong: dict[str, list[str]] = {}
    for path in sorted(path for path in ANSWERS.iterdir() if path.suffix != ".csv"):
        book = read(path)
        for number, grid in enumerate(book.grids):
            answer = ANSWERS / f"{path.name}.{number}.excel2016.csv"
            if not answer.exists():
                continue
            filled, differing = differences(grid, answer)
            sheets, complete = sheets + 1, complete + (not differing)
            cells, equal = cells + filled, equal + filled - len(differing)
            if differing:
                wrong[f"{path.name}.{number}"] = differing
    with capsys.disabled():
        print(f"\nExcel's answers: {complete}/{sheets} sheets complete, {equal}/{cells} cells equal")
    assert set(wrong) <= set(NOT_THE_FILE), [
        line for name in set(wrong) - set(NOT_THE_FILE) for line in wrong[name][:3]
    ]
    assert equal > 0.999 * cells
    assert sheets > 100
