"""The masked twin: the same findings, kind by kind and cell by cell, and nothing of the house left in it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.houses import make, run, table
from toolkit.demo import maison, story
from toolkit.demo.house import AS_AT
from toolkit.files import write_all
from toolkit.mask.amounts import Amounts
from toolkit.mask.known import of_people, of_program
from toolkit.mask.letters import Chance, bare, drawn
from toolkit.mask.words import Words
from toolkit.mask.written import workbook
from toolkit.produce.masked import Masked, mask, write
from toolkit.produce.reading import read_and_check, read_house
from toolkit.produce.reconcile import reconciled
from toolkit.readers.open import read

BOOKS = Path(__file__).resolve().parents[2] / "shared" / "outside" / "knoedler"
SECRET = b"try1"
PRICED = "Cost|Price|Insured value|Agreed value|Retail|Prix|Valeur|Sold for|Charge"
PLANTED = "Quillfeather"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's faulty registers, mapped; no document issued."""
    folder = tmp_path_factory.mktemp("masked") / "maison"
    write_all({folder / name: data for name, data in maison.registers()[0].items()}, overwrite=False)
    story.map_columns(folder)
    return folder


@pytest.fixture(scope="module")
def twin(demo: Path) -> Masked:
    """The demo's twin, written beside it."""
    made = _masked(demo, demo.parent / "twin")
    write(made)
    return made


def _masked(folder: Path, to: Path, as_at: str = AS_AT.isoformat(), secret: bytes | None = SECRET) -> Masked:
    """The twin of a house, in memory."""
    house, moment = read_house(folder, as_at)
    return mask(house, to, moment, secret)


def _kinds(folder: Path, as_at: str = AS_AT.isoformat()) -> Counter[str]:
    """How many findings of each kind check and reconcile have."""
    checked = read_and_check(*read_house(folder, as_at))
    return Counter(one.kind.code for one in (*checked.found, *reconciled(checked).findings))


def _said(folder: Path) -> str:
    """Everything the files of a twin say: names of files and parts, their unzipped bytes without the marks of XML."""
    texts = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        texts.append(str(path.relative_to(folder)))
        data = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                parts = [package.read(name).decode() for name in package.namelist()]
            said = (re.sub(r"<[^>]*>", "\n", part) + "\n".join(re.findall(r'="([^"]*)"', part)) for part in parts)
            texts += [*package.namelist(), *(re.sub(r"\n\s*(?=\n)", "", text) for text in said)]
        else:
            texts += [data.decode("utf-8-sig", "ignore"), data.decode("cp1252", "replace")]
    return "\n".join(texts)


@cache
def _columns(folder: Path) -> tuple[tuple[str, list[object]], ...]:
    """Every column of the demo's workbooks as openpyxl reads it: its heading in row 3 to 6, and the values below."""
    found = []
    for path in sorted(folder.glob("registers/*.xlsx")):
        for sheet in load_workbook(path, data_only=True).worksheets:
            for cells in sheet.iter_cols(values_only=True):
                heads = [str(cell) for cell in cells[:6] if isinstance(cell, str)]
                found.append((" ".join(heads), list(cells)))
    return tuple(found)


def _texts(folder: Path, *headings: str) -> set[str]:
    """The texts of the columns with one of these headings."""
    found = [(head, value) for head, values in _columns(folder) for value in values if isinstance(value, str)]
    return {value for head, value in found if any(re.search(rf"\b{one}\b", head) for one in headings)} - set(headings)


def test_the_same_is_found_by_kind_and_count(demo: Path, twin: Masked) -> None:
    """All planted faults are found in the twin, and nothing else: no exception."""
    hers = _kinds(demo)
    assert twin.differences == ()
    assert _kinds(twin.folder) == hers
    assert len(hers) == twin.kinds > 250


def test_no_name_address_or_number_of_hers_is_left(demo: Path, twin: Masked) -> None:
    """People, addresses of e-mail, telephones, stock numbers and serials as openpyxl reads them: none is in the bytes."""
    said = _said(twin.folder)
    words = set(re.findall(r"[^\W\d_]{3,}", said.casefold()))
    people = {word for text in _texts(demo, "Surname", "First name\\(s\\)", "Partner", "Consignor", "Sold to")
              for word in re.findall(r"[^\W\d_]{3,}", text.casefold())}  # fmt: skip
    people = {word for word in people if not of_people().kept(word) and not of_program().kept(word)}
    assert len(people) > 80
    assert people & words == set()
    for headings in (("E-mail",), ("Telephone",), ("Stock no", "N° de stock"), ("Serial", "N° de série", "GTIN")):
        hers = {text for text in _texts(demo, *headings) if len(text) > 4 and re.search(r"\d{3}|@", text)}
        assert len(hers) > 20, headings
        left = [text for text in hers if text in said]  # the plain search first: it is a hundred times as quick
        assert [text for text in left if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", said)] == []


def test_no_price_of_hers_is_left(demo: Path, twin: Masked) -> None:
    """Every figure in a column for money, from a thousand on, is in no such column of the twin."""

    def figures(folder: Path) -> set[float]:
        columns = [values for head, values in _columns(folder) if re.search(rf"\b({PRICED})\b", head)]
        numbers = (value for values in columns for value in values if isinstance(value, int | float))
        return {float(number) for number in numbers if abs(number) >= 1000 and not isinstance(number, bool)}

    hers = figures(demo)
    assert len(hers) > 500
    assert hers & figures(twin.folder) == set()


def test_the_mess_is_the_same(demo: Path, twin: Masked) -> None:
    """Sheets, rows, strike-through, hidden rows, comments, merges and number formats stand where they stood."""
    hers, theirs = read(demo / "registers/Stock.xlsx"), read(twin.folder / "registers/Stock.xlsx")
    assert len(hers.grids) == len(theirs.grids)
    for one, other in zip(hers.grids, theirs.grids, strict=True):
        assert (one.height, one.width, one.state) == (other.height, other.width, other.state)
        assert one.marks.struck == other.marks.struck
        assert one.marks.hidden_rows == other.marks.hidden_rows
        assert one.marks.merged == other.marks.merged
        assert one.marks.comments.keys() == other.marks.comments.keys()
        assert one.marks.uncomputed == other.marks.uncomputed
        for mine, twins in zip(one.columns, other.columns, strict=True):
            assert [type(raw) if isinstance(raw, str | date) else raw is None for raw in mine] == [
                type(raw) if isinstance(raw, str | date) else raw is None for raw in twins
            ]


def test_what_is_written_reads_back_the_same(demo: Path, tmp_path: Path) -> None:
    """The writer of the twin loses nothing that the readers read, in any workbook of the demo."""
    for path in sorted(demo.glob("registers/*.xlsx")):
        book = read(path)
        (tmp_path / path.name).write_bytes(workbook(book))
        again = read(tmp_path / path.name)
        for one, other in zip(book.grids, again.grids, strict=True):
            assert other.columns == one.columns, path.name
            for mark in ("struck", "coloured", "hidden_rows", "hidden_columns", "comments", "uncomputed", "sums",
                         "merged"):  # fmt: skip
                assert getattr(other.marks, mark) == getattr(one.marks, mark), (path.name, mark)


def test_a_word_is_replaced_alike_everywhere(demo: Path, twin: Masked) -> None:
    """A client's number leads to the same row in both, and a surname is one word wherever it stands."""
    hers, theirs = (load_workbook(folder / "registers/Clients.xlsx").worksheets[0] for folder in (demo, twin.folder))
    made: dict[str, set[str]] = {}
    for one, other in zip(hers.iter_rows(min_row=4, max_col=4), theirs.iter_rows(min_row=4, max_col=4), strict=True):
        surname = one[3].value
        if isinstance(surname, str) and surname.isalpha():
            made.setdefault(surname, set()).add(str(other[3].value))
    assert len(made) > 20
    assert all(len(found) == 1 for found in made.values())
    assert len({next(iter(found)) for found in made.values()}) == len(made)


def test_nobody_can_make_it_again(tmp_path: Path) -> None:
    """Another secret makes other words: what stands in a twin does not follow from the registers."""
    stock = table(("Stock No", "Description", "Date in", "Cost"), [("A1001", "Ring Ottoline", "2026-01-11", 4210)])
    house = make(tmp_path / "house", {"stock.csv": stock})
    made = [_masked(house, tmp_path / "twin", secret=None).files["registers/stock.csv"] for _ in range(2)]
    assert made[0] != made[1]
    assert b"Ring" in made[0]
    assert b"Ottoline" not in b"".join(made)


def _planted(folder: Path) -> Path:
    """A house whose workbook hides a client's name wherever a workbook can hide one."""
    folder.mkdir()
    book = Workbook()
    sheet = book.active
    sheet.title = "Stock"
    sheet.append(["Stock No", "Description", "Date in", "Cost", "Currency", "Notes"])
    for number in range(1, 9):
        sheet.append([f"Q{number:04d}", "Gold ring", date(2026, 1, number), 1000 + 137 * number, "GBP", None])
    sheet["F3"] = f"For Mrs {PLANTED}, lunch with {PLANTED.upper()} on 3 May, 020 7946 0999"
    sheet["A4"].comment = Comment(f"{PLANTED} asked twice", PLANTED)
    sheet["B5"].number_format = f'"{PLANTED}" 0'
    sheet["B5"].font = Font(strike=True)
    sheet["D5"].number_format = f'[${PLANTED}] 0 "48123.5"'
    sheet["B6"].hyperlink = f"https://{PLANTED}.example/ring"
    sheet.oddHeader.center.text = f"Prepared for {PLANTED}"
    sheet.oddFooter.left.text = PLANTED
    listed = DataValidation(type="list", formula1=f'"{PLANTED},nobody"')
    sheet.add_data_validation(listed)
    listed.add("F2:F9")
    sheet.conditional_formatting.add("F2:F9", FormulaRule(formula=[f'$F2="{PLANTED}"']))
    chart = BarChart()
    chart.title = f"Bought by {PLANTED}"
    chart.add_data(Reference(sheet, min_col=4, min_row=1, max_row=9), titles_from_data=True)
    sheet.add_chart(chart, "H2")
    hidden = book.create_sheet(f"{PLANTED}s list")
    hidden.sheet_state = "veryHidden"
    hidden.append([PLANTED, "M R S  Q U I L L F E A T H E R", 48123.5])
    book.defined_names[PLANTED] = DefinedName(PLANTED, attr_text="Stock!$A$1")
    book.properties.creator = book.properties.title = book.properties.lastModifiedBy = PLANTED
    book.save(folder / f"Stock {PLANTED}.xlsx")
    assert run("init", folder, "--basis", "cost").code in {0, 3}
    return folder


def test_a_name_hidden_anywhere_in_a_workbook_is_gone(tmp_path: Path) -> None:
    """Comments and their authors, properties, headers, names, links, lists, formats, charts, hidden sheets, file names."""
    house = _planted(tmp_path / "house")
    made = _masked(house, tmp_path / "twin")
    write(made)
    assert made.differences == ()
    said = _said(made.folder).casefold()
    assert PLANTED.casefold() not in said
    assert "q u i l l" not in said
    for number in ("0999", "48123.5", "q0001", "q0008", "1137"):
        assert number not in said
    book = load_workbook(next(made.folder.glob("registers/*.xlsx")))
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "veryHidden"]
    assert book.worksheets[0]["A4"].comment is not None
    assert book.worksheets[0]["B5"].font.strike
    assert book.worksheets[0]["B3"].value == "Gold ring"


def test_clients_called_like_everyday_words(tmp_path: Path) -> None:
    """May, Rose, Pearl and Ruby Gold are clients in a column for names and in a note, and gold and pearl in a piece."""
    stock = table(
        ("Stock No", "Description", "Date in", "Cost", "Currency", "Sold to", "Notes"),
        [(f"J{n:04d}", "Rose gold ring, pearl and ruby; Mr Amber saw it", f"2026-0{n}-11", 2000 + 313 * n, "GBP", who, f"Put aside for {who}")
         for n, who in enumerate(("Mrs May Rose", "Ms Pearl Mark", "Miss Ruby Gold", "Mr Gold"), 1)],
    )  # fmt: skip
    made = _masked(make(tmp_path / "house", {"stock.csv": stock}), tmp_path / "twin")
    rows = list(csv.DictReader(io.StringIO(made.files["registers/stock.csv"].decode())))
    named = " ".join(f"{row['Sold to']} {row['Notes']}" for row in rows)
    assert not set(named.casefold().split()) & {"may", "rose", "pearl", "mark", "ruby", "gold"}
    assert [row["Sold to"].split()[0] for row in rows] == ["Mrs", "Ms", "Miss", "Mr"]
    assert {row["Description"][:30] for row in rows} == {"Rose gold ring, pearl and ruby"}
    assert not any("Amber" in row["Description"] for row in rows)
    assert made.differences == ()


def test_a_slip_stays_a_slip_and_sums_stay_sums(tmp_path: Path) -> None:
    """A serial and a name mistyped by one letter differ in one letter still; cost and extras come to the same total."""
    stock = table(
        ("Stock No", "Description", "Serial", "Date in", "Cost", "Extra cost", "Total cost", "Currency", "Sold to"),
        [("W0001", "Watch", "5544221", "2026-01-11", 4210, 190, 4400, "GBP", "Mrs Zandervliet"),
         ("W0002", "Watch", "5544227", "2026-01-12", 7777, 223, 8000, "GBP", "Mrs Zandervleit"),
         ("W0005", "Watch", "9081726", "2026-01-13", 5120, 0, 5120, "GBP", "Mr Ostrakov")],
    )  # fmt: skip
    made = _masked(make(tmp_path / "house", {"stock.csv": stock}), tmp_path / "twin")
    one, two, three = csv.DictReader(io.StringIO(made.files["registers/stock.csv"].decode()))
    assert sum(a != b for a, b in zip(one["Serial"], two["Serial"], strict=True)) == 1
    names = [row["Sold to"].split()[1] for row in (one, two)]
    assert names[0] != names[1]
    assert sum(a != b for a, b in zip(*names, strict=True)) <= 2
    assert all(int(row["Cost"]) + int(row["Extra cost"]) == int(row["Total cost"]) for row in (one, two, three))
    numbers = [int(re.sub(r"\D", "", row["Stock No"])) for row in (one, two, three)]
    assert [number - numbers[0] for number in numbers] == [0, 1, 4]


def test_the_house_file_says_nothing_of_the_house(twin: Masked) -> None:
    """Neither its name and address nor its policy, its people, its brands' contracts, its accounts are in the twin's."""
    text = twin.files["boutique.toml"].decode()
    for hers in ("Corvane", "Halcyon", "JB/26/0419", "Hartwell", "Delmare", "2400000", "MC\\\\d"):
        assert hers not in text
    assert "[[source]]" in text
    assert 'basis = "insured_value"' in text


def test_the_command(tmp_path: Path) -> None:
    """It writes into an empty folder only, tells what it did, and writes nothing on a dry run."""
    stock = table(
        ("Stock No", "Description", "Date in", "Cost", "Currency"), [("A1001", "Ring", "2026-01-11", 4210, "GBP")]
    )
    house = make(tmp_path / "house", {"stock.csv": stock})
    before = {path: path.read_bytes() for path in house.rglob("*") if path.is_file()}
    to = tmp_path / "twin"
    dry = run("masked", to, "--house", house, "--as-at", "2026-10-31", "--dry-run", "--json")
    assert dry.code == 0
    assert (dry.json["written"], dry.json["left"], to.exists()) == (False, 0, False)
    ran = run("masked", to, "--house", house, "--as-at", "2026-10-31")
    assert ran.code == 0
    assert "none is left" in ran.out
    assert sorted(path.name for path in to.rglob("*") if path.is_file()) == ["boutique.toml", "stock.csv"]
    assert run("check", "--house", to, "--as-at", "2026-10-31").code in {0, 3}
    again = run("masked", to, "--house", house, "--as-at", "2026-10-31")
    assert again.code == 1
    assert "not an empty folder" in again.err
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.skipif(not BOOKS.exists(), reason="../shared/outside is not here")
def test_a_dealers_real_books(tmp_path: Path) -> None:
    """Part of a real stock book and its sales: the same findings, no party's name left."""
    house = tmp_path / "house"
    house.mkdir()
    people: set[str] = set()
    for name in ("stock.csv", "sales.csv"):
        rows = list(csv.reader((BOOKS / name).read_text("utf-8").splitlines()))[:900]
        with (house / name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        column = {"stock.csv": 5, "sales.csv": 2}[name]
        people |= {word.casefold() for row in rows[1:] for word in re.findall(r"[^\W\d_]{4,}", row[column])}
    words: Mapping[str, str] = {"francs": "FRF", "marks": "DEM", "dollars": "USD", "pounds": "GBP"}
    options = (part for pair in words.items() for part in ("--currency", "=".join(pair)))
    assert run("init", house, *options).code == 0
    made = _masked(house, tmp_path / "twin", "1899-12-31")
    write(made)
    assert made.differences == ()
    assert made.findings > 50
    said = set(re.findall(r"[^\W\d_]{4,}", _said(made.folder).casefold()))
    assert {word for word in people & said if not of_people().kept(word) and not of_program().kept(word)} == set()


def _noted(folder: Path, notes: list[str]) -> tuple[str, Masked]:
    """The notes of a twin, of a house whose rows have these."""
    stock = table(
        ("Stock No", "Description", "Date in", "Cost", "Price", "Currency", "Notes"),
        [(f"J{n:04d}", "Gold ring", "2026-01-11", 2000 + 313 * n, 4000 + 500 * n, "GBP", note)
         for n, note in enumerate(notes, 1)],
    )  # fmt: skip
    made = _masked(make(folder / "house", {"stock.csv": stock}), folder / "twin")
    rows = csv.DictReader(io.StringIO(made.files["registers/stock.csv"].decode()))
    return "\n".join(row["Notes"] for row in rows), made


def test_numbers_as_people_write_them_in_notes(tmp_path: Path) -> None:
    """Telephones in pairs, thousands as k, a postcode and a street of everyday words go; dates, gold and sizes stay."""
    notes, _ = _noted(tmp_path, [
        "Tel 06 12 34 56 78, or +33 6 98 76 54 32 (office)", "call 06.11.22.33.44 or 079 123 45 67",
        "offered £47k, then 48k, then GBP 1.6m", "lives 12 Mount Street W1K 2AP", "jane61@gmail.com asked",
        "seen 01.02.2026 and 03-04-2026, 18k gold, chain 1.6 m, 12 x 15 mm",
    ])  # fmt: skip
    for hers in ("34 56 78", "76 54 32", "22.33.44", "123 45 67", "47k", "48k", "1.6m", "Mount", "2AP", "61@"):
        assert hers not in notes, hers
    for same in ("Tel 06 12 ", "+33 6 98 ", "Street W1K ", "01.02.2026", "03-04-2026", "18k gold", "1.6 m,", "12 x 15 mm"):
        assert same in notes, same


def test_her_words_may_be_the_words_of_a_house_file(tmp_path: Path) -> None:
    """A note of columns, months or a file's ending does not look like a leak: the twin is written."""
    notes, made = _noted(tmp_path, ["see Ottoline 2025.xlsx, two columns", "some months in registers, csv sheet"])
    assert "Ottoline" not in notes
    assert made.searched > 0


def test_birthdays(tmp_path: Path) -> None:
    """Day and month change however they are written, late in a month and with a short year too; the year stays."""
    birthdays = ["31/12/61", "12/03/61", "1961-05-30", "1975-10-17", "01/01/1970"]
    clients = table(
        ("Client No", "Title", "First name", "Surname", "Birthday"),
        [(f"C{n:03d}", "Mrs", "Ann", f"Quill{'abcdef'[n]}", day) for n, day in enumerate(birthdays)],
    )
    stock = table(("Stock No", "Description", "Date in", "Cost"), [("A1001", "Ring", "2026-01-11", 4210)])
    made = _masked(make(tmp_path / "house", {"clients.csv": clients, "stock.csv": stock}), tmp_path / "twin")
    rows = csv.DictReader(io.StringIO(made.files["registers/clients.csv"].decode()))
    found = [row["Birthday"] for row in rows]
    assert not set(birthdays[:4]) & set(found)
    assert found[4] == "01/01/1970"
    assert [found[0][:3], found[0][-3:], found[1][-3:], found[2][:5], found[2][-3:], found[3][:5]] == [
        "31/", "/61", "/61", "1961-", "-30", "1975-",
    ]  # fmt: skip


def test_a_list_of_names_does_not_find_a_client_again() -> None:
    """Where vowels stood is not kept, and a sign of another script may become any of its alphabet."""
    shapes = {re.sub("[aeiou]", "v", drawn(Chance(bytes([n])), "zandervliet", 0)) for n in range(30)}
    assert len({re.sub("[^v]", "c", shape) for shape in shapes}) > 20
    for sign, span in (("王", 20000), ("김", 5000), ("ж", 20), ("ع", 20)):
        made = [ord(drawn(Chance(bytes([n])), bare(sign), 0)) for n in range(60)]
        assert max(made) - min(made) > span / 2, sign
    words = Words(Chance(SECRET), of_program(), ["Dufrénoy", "Dufrenoy", "Dufrénoy"])
    assert bare(words.word("Dufrénoy")) == bare(words.word("Dufrenoy"))
    assert "é" not in words.word("Dufrénoy") or words.word("Dufrenoy")[4] == "e"


def test_prices_are_not_solved_by_one_that_is_known() -> None:
    """Neither a sheet nor a piece has one measure: what one amount was to another is gone, which was more is not."""
    hers = [Decimal(size) for size in (4000, 8000, 9500, 12000, 25000)]
    amounts = Amounts(Chance(SECRET), {"piece": hers})
    for piece in ("piece", ""):
        made = [amounts.amount(size, piece) for size in hers]
        measures = [new / old for new, old in zip(made, hers, strict=True)]
        assert max(measures) / min(measures) > Decimal("1.005")
        assert piece == "" or made == sorted(made)
