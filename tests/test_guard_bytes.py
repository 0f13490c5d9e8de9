"""The guard on what strange programs write: prefixes, no addresses, two bytes a letter, old files; and what is no amount."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.houses import make, table
from tests.raw_records import compound, record, stream
from tests.raw_workbooks import with_part, zipped
from tests.sell_throughs import sell_through
from toolkit.findings import Place, ToolkitError
from toolkit.guard import search
from toolkit.guard_secrets import secrets
from toolkit.guard_words import Leak, Secret
from toolkit.produce.reading import read_and_check, read_house
from toolkit.readers.signatures import COMPOUND
from toolkit.reports.sell_through_workbook import TEMPLATES, workbook
from toolkit.templates import template

NAME = Secret("Ursula Penhallick", "the buyer", Place("Sales.csv", None, 4, "C"))
COSTS = tuple(Secret(cost, "the purchase cost", amount=True, bare=False) for cost in ("8900", "4100", "6150.5", "217"))
WORKBOOK = '<workbook xmlns:r="r"><sheets><sheet name="Sell Out" sheetId="1" r:id="rId1"/></sheets></workbook>'
RELATIONS = '<Relationships><Relationship Id="{}" Type="x/{}" Target="{}"/></Relationships>'


def package(sheet: str, stroke: str = "/") -> bytes:
    """A workbook of one sheet as a program of a stranger writes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("_rels/.rels", RELATIONS.format("a", "officeDocument", "xl/workbook.xml"))
        made.writestr(f"xl{stroke}workbook.xml", WORKBOOK)
        made.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format("rId1", "worksheet", "worksheets/sheet1.xml"))
        made.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


def found(data: bytes, *known: Secret) -> list[Leak]:
    """What the guard finds."""
    return list(search(data, "made.xlsx", known or (NAME, *COSTS)))


def rows(*figures: str, prefix: str = "") -> str:
    """A sheet of rows without addresses, with these figures in its second column."""

    def cell(words: str) -> str:
        return f"<{prefix}c><{prefix}v>{words}</{prefix}v></{prefix}c>"

    lines = "".join(f"<{prefix}row>{cell('1')}{cell(figure)}</{prefix}row>" for figure in figures)
    return f'<{prefix}worksheet xmlns:x="s"><{prefix}sheetData>{lines}</{prefix}sheetData></{prefix}worksheet>'


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_column_of_costs_is_found_whatever_writes_the_sheet(prefix: str) -> None:
    """Without addresses, with a prefix: the column is counted; three figures of other rows are none by chance."""
    (where,) = {leak.where for leak in found(package(rows("8900", "4100", "6150.5", prefix=prefix)))}
    assert where == "sheet Sell Out, column B"
    assert found(package(rows("8900", "3", "77", "12", prefix=prefix))) == []
    assert found(package(rows("8900", "8900", "8900", "8900", prefix=prefix))) == []  # one figure, again and again


def test_a_row_without_a_number_is_counted() -> None:
    """Its place is told as Excel shows it."""
    sheet = rows("1", "<x:t>Ursula Penhallick</x:t>", prefix="x:")
    assert [leak.where for leak in found(package(sheet))] == ["sheet Sell Out, row 2"]


def test_the_figures_a_chart_draws_are_a_column() -> None:
    """What a chart keeps of its cells is searched as they are."""
    points = "".join(f"<c:pt><c:v>{cost.words}</c:v></c:pt>" for cost in COSTS)
    chart = f'<c:chartSpace xmlns:c="c"><c:numCache>{points}</c:numCache></c:chartSpace>'
    assert {leak.what for leak in found(package(chart))} == {"the purchase cost"}


def test_a_package_with_the_other_stroke_is_read() -> None:
    """As some programs write their parts' names."""
    data = package(rows("1").replace("<v>1</v>", "<t>Ursula Penhallick</t>"), stroke="\\")
    assert [leak.where for leak in found(data)] == ["sheet Sell Out, row 1"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "utf-8"])
def test_a_name_in_any_encoding_and_cut_in_two(encoding: str) -> None:
    """With a mark, without one, or as the part declares."""
    words = f'<?xml version="1.0" encoding="{encoding}"?><a><t>Éléonore Pen</t><t>hallick</t></a>'
    (leak,) = found(_with(words.encode(encoding)), Secret("Eléonore Penhallick", "the buyer"))
    assert leak.where == "a hidden part (customXml/item1.xml)"


def _with(part: bytes, name: str = "customXml/item1.xml") -> bytes:
    """A workbook with one more part."""
    return with_part(package(rows("1")), name, part)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16-le"])
def test_the_words_of_an_old_file_within_are_found(encoding: str) -> None:
    """An object of an old program, one or two bytes a letter."""
    words = b"\1\2" + "Ursula Penhallick".encode(encoding) + b"\0\0"
    assert found(_with(compound({"Contents": words}), "xl/embeddings/oleObject1.bin"))
    assert found(compound({"WordDocument": bytes(512) + words}))


@pytest.mark.parametrize(
    "locked",
    [
        compound({"EncryptedPackage": b"x"}),
        compound({"Workbook": stream(("Stock", b""), head=record(0x2F, bytes(6)))}),
        compound({"WordDocument": bytes(10) + b"\0\1" + bytes(600)}),
        zipped({"META-INF/manifest.xml": "<a><encryption-data/></a>", "content.xml": "x"}),
        zipped({"a.xml": '<!DOCTYPE a [<!ENTITY n "Ursula">]><a>&n; Penhallick</a>'}),
        COMPOUND + bytes(600),
        b"PK\3\4" + bytes(600),
    ],
    ids=["workbook", "old workbook", "old letter", "open document", "entities", "broken", "broken package"],
)
def test_what_cannot_be_read_to_its_end_is_refused(locked: bytes) -> None:
    """By itself and within another file: nobody knows what it says."""
    for data in (locked, _with(locked, "xl/embeddings/a.bin")):
        with pytest.raises(ToolkitError) as refusal:
            found(data)
        assert refusal.value.code == "unreadable"


@pytest.mark.parametrize(
    "words",
    ["sold through 217.0%", "217 % of last year", "a rate of 0.217", "LibreOffice_project/217$Build-2", "no. 217"],
)
def test_what_only_looks_like_an_amount_is_none(words: str) -> None:
    """A rate, a decimal fraction, the version of a program."""
    assert found(words.encode()) == []


@pytest.mark.parametrize("words", ["217.00", "£217", "217 EUR", "217 $US", "paid 217.0, or 50%", "0 217.00"])
def test_an_amount_beside_them_is_found(words: str) -> None:
    """However it is printed."""
    assert [leak.what for leak in found(words.encode())] == ["the purchase cost"]


def test_the_name_of_a_network_printer_is_no_path() -> None:
    """Excel keeps it in a part of its own; a folder shared on the network, in a text, is one."""
    printer = "\\\\print01\\Accounts"
    assert found(_with(printer.encode("utf-16-le"), "xl/printerSettings/printerSettings1.bin")) == []
    assert found(printer.encode())


def test_a_short_code_is_one_word(tmp_path: Path) -> None:
    """The words "as us" are not the cost code ASUS."""
    heading = ("Stock No", "Description", "Date in", "Cost", "Cost code", "Currency")
    folder = make(tmp_path, {"stock.csv": table(heading, [("W1", "Watch", "2026-03-02", "900", "ASUS", "GBP")])})
    checked = read_and_check(*read_house(folder, "2026-10-31"))
    known = secrets(checked.registers, checked.house, "client", ["W1"])
    assert search(b"They are as us.", "a.txt", known) == ()
    assert search(b"Ask for ASUS.", "a.txt", known)


def test_a_template_saved_by_excel_says_no_folder() -> None:
    """Excel writes there whose computer it was saved on; the house may restyle ours and send what is made from it."""
    path, out = template(TEMPLATES["en"], "workbook_templates", None), io.BytesIO()
    note = b'<x15ac:absPath xmlns:x15ac="x" url="C:\\Users\\camille\\Documents\\"/><bookViews>'
    with zipfile.ZipFile(path) as ours, zipfile.ZipFile(out, "w") as hers:
        for name in ours.namelist():
            hers.writestr(name, ours.read(name).replace(b"<bookViews>", note))
    assert found(out.getvalue())
    assert found(workbook(sell_through(), out.getvalue(), name="sell-through.xlsx")) == []
