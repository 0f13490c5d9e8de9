"""A web page called .xls is read as the one sheet Excel makes of it, with every value as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.findings import ToolkitError
from toolkit.readers.grid import Grid
from toolkit.readers.open import read
from toolkit.readers.web_page import read_web_page


def page(text: str, encoding: str = "utf-8") -> Grid:
    """The sheet of a page."""
    return read_web_page(text.encode(encoding), "Export.xls")


def test_an_export_is_read_by_what_it_is(tmp_path: Path) -> None:
    """Codes keep their zeros, numbers their spelling; the note says what it was."""
    rows = "".join(f"<tr><td>{at:05d}</td><td>12&nbsp;500,0{at}</td><td>Étui &amp; écrin</td></tr>" for at in range(9))
    table = f"<table><tr><th>Réf</th><th>Prix<br>TTC</th><th> Notes\n du mois</th></tr>{rows}</table>"
    (tmp_path / "Export.xls").write_text(f"\n<html><head><title>x</title></head><body>{table}</body></html>", "utf-8")
    book = read(tmp_path / "Export.xls")
    grid = book.grids[0]
    assert (book.format, book.notes, grid.sheet) == ("html", ("a web page: 1 table, read as UTF-8",), None)
    assert grid.row(1) == ["Réf", "Prix\nTTC", "Notes du mois"]
    assert grid.row(10) == ["00008", "12\xa0500,08", "Étui & écrin"]


def test_cells_stand_where_excel_puts_them() -> None:
    """Cells that reach across and down push the others; unclosed elements end where they must."""
    grid = page(
        "<p>Stock au 31.10.2026</p><table><tr><td colspan=2>a<td rowspan=2>b<td>c"
        "<tr><td>d<td>e<td>f<tr><td>g</table><p>fin<p>"
    )
    assert [grid.row(row) for row in range(1, 6)] == [
        ["Stock au 31.10.2026", None, None, None], ["a", None, "b", "c"], ["d", "e", None, "f"], ["g", None, None, None],
        ["fin", None, None, None],
    ]  # fmt: skip
    assert grid.marks.merged == [(2, 1, 2, 2), (2, 3, 3, 3)]


def test_marks_are_kept() -> None:
    """Letters struck by element or style, rows that do not show, comments as LibreOffice writes them."""
    grid = page(
        "<table><tr><td><s>W1</s></td><td style='TEXT-DECORATION: line-through'>W2</td><td><del>W</del>3</td></tr>"
        "<tr style='display: none'><td>W4</td></tr><tr style='text-decoration:line-through'><td>W5</td></tr>"
        "<tr><td><a class='comment-indicator'></a><comment>gift for M</comment><b>W6</b></td></tr>"
        "<tr><td>W7<a class=msocomanchor href='#x'>[1]</a></td></tr></table>"
    )
    assert grid.marks.struck == {(1, 1), (1, 2), (3, 1)}
    assert (grid.marks.hidden_rows, grid.marks.comments) == ({2}, {(4, 1): "gift for M"})
    assert [grid.value(row, 1) for row in (4, 5)] == ["W6", "W7"]


def test_tables_inside_tables_and_beside_them() -> None:
    """A table laid out by another is read for itself; several stand one below the other, a row apart; nothing is lost."""
    inner = "<table><tr><td>Réf<td>Prix<tr><td>W1<td>5</table>"
    grid = page(f"<table><tr><td>Menu<td>{inner}after</table><table><tr><td>Réf<td>Lieu<tr><td>W1<td>coffre</table>")
    assert [[value for value in grid.row(row) if value] for row in range(1, grid.height + 1)] == [
        ["Menu"], ["Réf", "Prix"], ["W1", "5"], ["after"], [], ["Réf", "Lieu"], ["W1", "coffre"],
    ]  # fmt: skip
    assert grid.notes == ("a web page: 3 tables, one below the other, read as UTF-8",)


def test_the_encoding_a_page_names_is_believed_if_it_fits() -> None:
    """What is called Latin-1 is Windows' own; a name that unpacks or computes is not looked up; a mark wins."""
    row = "<table><tr><td>Hermès<td>5 €</table>"
    named = '<meta http-equiv="Content-Type" content="text/html; charset={}">'
    for name, encoding in {
        "iso-8859-1": "cp1252",
        "windows-1252": "cp1252",
        "utf-8": "utf-8",
        "zip": "utf-8",
        "utf-16": "utf-16",
    }.items():
        assert page(named.format(name) + row, encoding).row(1) == ["Hermès", "5 €"], name
    assert page(named.format("ascii") + row, "utf-8-sig").row(1) == ["Hermès", "5 €"]


TRAPS = {
    "no table": ("<html><body><p>Nothing here</p></body></html>", "foreign"),
    "frames": ("<html><frameset><frame src='x_files/sheet001.htm'></frameset></html>", "foreign"),
    "wide": ("<table>" + "<tr><td colspan=16384>a<td colspan=16384>b" * 50 + "</table>", "too-large"),
    "far": ("<table><tr><td>a<tr>" + "<tr></tr>" * 9000 + "<tr><td colspan=16000>b<td>c</table>", "too-large"),
    "down": ("<table><tr>" + "<td rowspan=60000>a" * 300 + "</table>", "too-large"),
}


@pytest.mark.parametrize("name", TRAPS)
def test_what_cannot_be_read_is_refused(name: str) -> None:
    """Pages without a table, pages whose tables stand in other files, traps."""
    text, code = TRAPS[name]
    with pytest.raises(ToolkitError, match=r"Export\.xls") as caught:
        page(text)
    assert (caught.value.code, bool(caught.value.hint)) == (code, True)


def test_nothing_outside_the_page_is_read(tmp_path: Path) -> None:
    """Entities that name files, deep nesting, scripts: none of them is followed, and the cells are read."""
    (tmp_path / "secret").write_text("SECRET")
    grid = page(
        f"<!DOCTYPE html [<!ENTITY x SYSTEM '{(tmp_path / 'secret').as_uri()}'>]><html><script>var a='<td>no</td>'</script>"
        f"<table><tr><td>&x;<td>W1</table>{'<div>' * 3000}</html>"
    )
    assert "W1" in grid.columns[1]
    assert not {"SECRET", "no"} & {value for column in grid.columns for value in column}
