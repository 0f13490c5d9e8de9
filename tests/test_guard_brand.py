"""The guard for a brand's representative: thirty planted leaks, each in another place, and no false alarm."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.houses import make, table
from tests.raw_workbooks import changed, with_part
from toolkit.findings import Place
from toolkit.guard import Leak, search
from toolkit.guard_brand import BrandSecrets
from toolkit.guard_words import Secret
from toolkit.mail import Letter, draft
from toolkit.produce.reading import Checked, read_and_check, read_house

STOCK = ("Stock No", "Brand", "Collection", "Model", "Reference", "Serial", "Description", "Metal", "Condition",
         "Ownership", "Supplier", "Date in", "Cost", "Retail", "Currency", "Location", "Notes", "Commission",
         "Date sold", "Sold to")  # fmt: skip
ROWS = (
    ("DG-0001", "Delmare", "Minuit", "Minuit 36", "3919.01", "DG77123", "Steel wristwatch", "Steel", "New", "Own",
     "Tempora Handels GmbH", "2026-03-02", "5012", "8900", "GBP", "Safe 1", "She promised it to her godson", "",
     "2026-10-06", "Miss Ursula Penhallick"),
    ("DG-0002", "Delmare", "Minuit", "Minuit 36", "3919.01", "DG77124", "Wristwatch, yellow gold", "Gold", "New", "Own",
     "Delmare SA", "2026-04-02", "5000", "9100", "GBP", "Safe 1", "", "", "", ""),
    ("VX-0003", "Vauxhall Gemworks", "Arch", "Arch ring", "VG-881-R", "VG445566", "Ring", "Gold", "New", "Own",
     "Quillet Stones Ltd", "2026-05-02", "2380", "4250", "GBP", "Safe 2", "", "18 percent", "2026-10-09",
     "Colonel Ambrose Gold"),
    ("OR-0004", "Or", "Filigree", "Filigree", "77441", "OR-9-1", "Bangle", "Gold", "New", "Own",
     "Quillet Stones Ltd", "2026-05-02", "1150", "2200", "GBP", "Safe 2", "", "", "", ""),
)  # fmt: skip
SALES = ("Invoice", "Date", "Type", "Stock no", "Brand", "Price", "Currency", "Client", "Sold by")
SOLD = (
    ("A26-001", "2026-10-06", "Sale", "DG-0001", "Delmare", "8755", "GBP", "Miss Ursula Penhallick", "J. Ostrey"),
    (
        "A26-002",
        "2026-10-09",
        "Sale",
        "VX-0003",
        "Vauxhall Gemworks",
        "4175",
        "GBP",
        "Colonel Ambrose Gold",
        "Eva Hart",
    ),
)
CLIENTS = ("Client no", "Title", "First name", "Surname", "E-mail", "Notes")
PEOPLE = (
    ("C001", "Miss", "Ursula", "Penhallick", "ursula@penhallick.example", "Allergic to nickel in her bracelets"),
    ("C002", "Colonel", "Ambrose", "Gold", "ambrose@gold.example", ""),
)
CONTRACTS = """
[[brand]]
name = "Delmare"
representative = "Mme Aubert"
email = "aubert@delmare.example"
due_days = 5
never = ["VIP"]

[[brand]]
name = "Or"
due_days = 5

[[brand]]
name = "Vauxhall Gemworks"
due_days = 5
prices = true
currency = "GBP"
"""


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """A small house with three brands, one of them called by a word of two letters."""
    registers = {
        "stock.csv": table(STOCK, ROWS),
        "sales.csv": table(SALES, SOLD),
        "clients.csv": table(CLIENTS, PEOPLE),
    }
    folder = make(tmp_path_factory.mktemp("house"), registers, house_name="Maison Linnet", house_currency="GBP")
    path = folder / "boutique.toml"
    path.write_text(path.read_text("utf-8") + CONTRACTS, "utf-8")
    return read_and_check(*read_house(folder, "2026-10-31"))


@pytest.fixture(scope="module")
def delmare(checked: Checked) -> tuple[Secret, ...]:
    """What Delmare must not see."""
    return BrandSecrets(checked.registers, checked.house).of(checked.house.contract("Delmare"))


def _book() -> Workbook:
    """A report of two references, as Delmare may see it: 5,000 pieces once, by chance the cost of one."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "References"
    sheet.append(["Collection", "Reference", "Model", "Opening", "Sold", "Closing", "Rate"])
    sheet.append(["Minuit", "3919.01", "Minuit 36, yellow gold", 12, 1, 11, 0.083])
    sheet.append(["Rivage", "2207.10", "Rivage", 3, 0, 3, None])
    return book


def book(change: Callable[[Workbook], object] = lambda book: None) -> bytes:
    """The workbook's bytes with something planted."""
    return changed(_book(), change)


def part(name: str, words: bytes) -> bytes:
    """The workbook with one more part."""
    return with_part(book(), name, words)


def _cell(at: str, value: object) -> Callable[[Workbook], None]:
    def change(made: Workbook) -> None:
        made["References"][at] = value

    return change


def _hidden(state: str) -> Callable[[Workbook], None]:
    def change(made: Workbook) -> None:
        sheet = made.create_sheet("Working")
        sheet.sheet_state, sheet["B7"] = state, "Vauxhall Gemworks: 4 sold"

    return change


def _comment(made: Workbook) -> None:
    made["References"]["B2"].comment = Comment("bought by Ursula Penhallick", "EH")


def _author(made: Workbook) -> None:
    made["References"]["B2"].comment = Comment("ask", "Eva Hart")


def _name(made: Workbook) -> None:
    made.defined_names["who"] = DefinedName("who", attr_text='"VG445566"')


def _chart(made: Workbook) -> None:
    sheet, chart = made["References"], BarChart()
    chart.title = "Sold, beside Vauxhall Gemworks"
    chart.add_data(Reference(sheet, min_col=5, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "J2")


def _validation(made: Workbook) -> None:
    rule = DataValidation(type="list", formula1='"Ursula Penhallick,none"')
    rule.add("H2")
    made["References"].add_data_validation(rule)


def _header(made: Workbook) -> None:
    made["References"].HeaderFooter.oddHeader.center.text = "kept by Eva Hart"


def _creator(made: Workbook) -> None:
    made.properties.creator = "J. Ostrey"


def _custom(made: Workbook) -> None:
    made.properties.keywords = "Stock.csv; Quillet Stones Ltd"


def _link(made: Workbook) -> None:
    made["References"]["B2"].hyperlink = "file:///srv/eva/Registers/stock.csv"


def _sheet_name(made: Workbook) -> None:
    made.create_sheet("Vauxhall Gemworks")


PLAIN = "door,brand,stock,period,reference,opening,sold,closing\r\nHouse,Delmare,own,2026-10,3919.01,12,1,11\r\n"


def table_file(line: str) -> bytes:
    """The plain file with one more line."""
    return (PLAIN + line + "\r\n").encode()


def letter(subject: str = "Sell-through", words: str = "Dear Mme Aubert,\n", **enclosed: bytes) -> bytes:
    """A letter to the representative."""
    files = {name.replace("__", "."): data for name, data in enclosed.items()}
    return draft(
        Letter(("Mme Aubert", "aubert@delmare.example"), ("Maison Linnet", "shop@linnet.example"), subject, words,
               datetime(2026, 10, 31, 18, 0).astimezone(), "T-2026-001.r1", "en", files)
    )  # fmt: skip


def _alternative() -> bytes:
    """A letter that says something else to those who see its colours."""
    words = b"<p>Mm<b>e</b> Aubert, as for Ursula <i>Penhallick</i></p>"
    return (
        b"Subject: Sell-through\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/plain\r\n\r\nDear Mme Aubert\r\n"
        b"--x\r\nContent-Type: text/html\r\n\r\n" + words + b"\r\n--x--\r\n"
    )


def pdf(key: str, words: str, *, drawn: bool = False) -> bytes:
    """A PDF of one page with words in its properties, or on the page."""
    out = io.BytesIO()
    with pikepdf.new() as file:
        page = file.add_blank_page()
        if drawn:
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.obj.Contents = file.make_stream(f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode())
        elif key.startswith("/"):
            file.docinfo[key] = words
        else:
            file.attachments[key] = words.encode()
        file.save(out)
    return out.getvalue()


PLANTED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a client in a cell": (lambda: book(_cell("C9", "for Ursula Penhallick")), "sheet References, row 9"),
    "a surname first": (lambda: book(_cell("C9", "Penhallick, Ursula")), "sheet References, row 9"),
    "one cost as a number": (lambda: book(_cell("H2", 5012)), "sheet References, column H"),
    "a cost as words": (lambda: book(_cell("H2", "GBP 5,012.00")), "sheet References, row 2"),
    "a price sold at": (lambda: book(_cell("H2", "£8,755")), "sheet References, row 2"),
    "another brand's reference": (lambda: book(_cell("B9", "VG-881-R")), "sheet References, row 9"),
    "another brand's cost": (lambda: book(_cell("B9", "paid £2,380")), "sheet References, row 9"),
    "the house's own number": (lambda: book(_cell("B9", "DG-0002")), "sheet References, row 9"),
    "a note": (lambda: book(_cell("B9", "She promised it to her godson")), "sheet References, row 9"),
    "a forbidden short word": (lambda: book(_cell("B9", "a VIP piece")), "sheet References, row 9"),
    "a hidden sheet": (lambda: book(_hidden("hidden")), "sheet Working (hidden), row 7"),
    "a very hidden sheet": (lambda: book(_hidden("veryHidden")), "sheet Working (hidden), row 7"),
    "a comment": (lambda: book(_comment), "notes"),
    "the author of a comment": (lambda: book(_author), "notes"),
    "a defined name": (lambda: book(_name), "names of its sheets and ranges"),
    "the name of a sheet": (lambda: book(_sheet_name), "names of its sheets and ranges"),
    "a chart's title": (lambda: book(_chart), "xl/charts/"),
    "a chart's cache": (
        lambda: part("xl/charts/chart9.xml", b"<c><c:strCache><c:v>Vauxhall Gemworks</c:v></c:strCache></c>"),
        "xl/charts/",
    ),
    "a list to choose from": (lambda: book(_validation), "sheet References"),
    "a header": (lambda: book(_header), "sheet References"),
    "a link": (lambda: book(_link), ""),
    "who made it": (lambda: book(_creator), "its properties"),
    "its keywords": (lambda: book(_custom), "its properties"),
    "a shared string no cell uses": (
        lambda: part("xl/sharedStrings.xml", b"<sst><si><t>Quillet Stones</t></si></sst>"),
        "texts of its cells",
    ),
    "a pivot's cache": (
        lambda: part("xl/pivotCache/pivotCacheRecords1.xml", b'<r><s v="Ursula Penhallick"/></r>'), "pivotCache",
    ),
    "an external link": (
        lambda: part("xl/externalLinks/externalLink1.xml", b'<a><sheetName val="Vauxhall Gemworks"/></a>'), "external",
    ),
    "custom XML": (lambda: part("customXml/item1.xml", b"<a>ambrose@gold.example</a>"), "customXml"),
    "the words of a drawing": (lambda: part("xl/drawings/d9.xml", b"<a:t>Eva Hart</a:t>"), "drawings"),
    "an enclosed workbook": (lambda: part("xl/embeddings/a.xlsx", book(_hidden("visible"))), "sheet Working"),
    "a line of the plain file": (lambda: table_file("House,Vauxhall Gemworks,own,2026-10,x,1,1,0"), "line 3"),
    "a cost in the plain file": (lambda: table_file("House,Delmare,own,2026-10,3919.01,5012,1,0"), "line 3"),
    "the subject of a letter": (lambda: letter(subject="Ursula Penhallick’s watch"), "heading of the letter"),
    "the words of a letter": (lambda: letter(words="Ursula\nPenhallick has it.\n"), "its words"),
    "a letter's other words": (_alternative, "its words"),
    "the name of an enclosed file": (lambda: letter(Vauxhall_Gemworks__csv=b"a"), "heading of one of its parts"),
    "an enclosed file": (lambda: letter(a__xlsx=book(_comment)), "the enclosed file a.xlsx: the notes"),
    "an enclosed plain file": (lambda: letter(a__csv=table_file("House,Or,own,2026-10,VG-881-R,1,1,0")), "line 3"),
    "a PDF's page": (lambda: pdf("", "for Ursula Penhallick", drawn=True), "page 1"),
    "a PDF's properties": (lambda: pdf("/Author", "Eva Hart"), "properties"),
    "a PDF's enclosed file": (lambda: pdf("notes.txt", "Vauxhall Gemworks"), "an attachment"),
}  # fmt: skip


def looked_at(data: bytes, secrets: tuple[Secret, ...]) -> tuple[Leak, ...]:
    """The leaks of a file, with what the report says by right."""
    return search(data, "Sell-through.xlsx", secrets, ("Maison Linnet", "Mme Aubert", "aubert@delmare.example"))


@pytest.mark.parametrize("where", PLANTED)
def test_what_is_planted_is_found_and_its_place_is_told(where: str, delmare: tuple[Secret, ...]) -> None:
    """Each in another place of a workbook, a PDF, a plain file or a letter."""
    build, place = PLANTED[where]
    found = looked_at(build(), delmare)
    assert found, where
    assert any(place in leak.where for leak in found), found


def test_what_delmare_may_see_is_no_leak(delmare: tuple[Secret, ...]) -> None:
    """Its own words, gold, the two letters of another brand's name, a representative, a figure that is no cost."""
    assert looked_at(book(), delmare) == ()
    assert looked_at(book(_cell("C9", "Delmare SA, gold or steel; Mme Aubert")), delmare) == ()
    assert looked_at(PLAIN.encode(), delmare) == ()
    assert looked_at(letter(words="Dear Mme Aubert,\nyellow gold, or steel.\n"), delmare) == ()
    assert looked_at(pdf("", "Delmare, Minuit 36 in gold", drawn=True), delmare) == ()


def test_a_figure_that_is_printed_by_right_is_no_cost(delmare: tuple[Secret, ...]) -> None:
    """A sum that equals a cost by chance passes where the report says it, and only there."""
    told = book(_cell("H2", 5000))
    assert search(told, "a.xlsx", delmare, ("5000",)) == ()
    assert looked_at(told, delmare)


def test_two_figures_side_by_side_are_no_amount(delmare: tuple[Secret, ...]) -> None:
    """The cells 5 and 012 of a page, both printed by right, are not the cost of 5,012."""
    page = pdf("", "5 012", drawn=True)
    assert search(page, "a.pdf", delmare, ("5", "12")) == ()
    assert looked_at(page, delmare)


def test_each_brand_sees_its_own(checked: Checked) -> None:
    """What is hers passes, what was Delmare's is found; prices pass where the contract lets them be told."""
    secrets = BrandSecrets(checked.registers, checked.house).of(checked.house.contract("Vauxhall Gemworks"))
    own = book(_cell("C9", "Vauxhall Gemworks VG-881-R: £4,175"))
    assert [leak.what for leak in looked_at(own, secrets) if "row 9" in leak.where] == []
    other = book(_cell("C9", "Delmare: £8,755"))
    assert {"the name of another brand", "the price"} <= {
        leak.what for leak in looked_at(other, secrets) if "row 9" in leak.where
    }
    assert looked_at(book(_cell("C9", "paid 2,380")), secrets)


def test_a_cost_code_in_the_brands_own_description_is_a_secret(tmp_path: Path) -> None:
    """In capitals among other words it is the code; where the same letters are a word of the piece, they are a word."""
    head = ("Stock No", "Brand", "Description", "Date in", "Cost")
    texts = ("Watch BLAO", "Rose gold watch", "Gold watch", "Steel watch", "Watch", "WATCH 36MM")
    codes = ("BLAO", "ROSE", "CKHR", "KRHE", "ACKO", "HREL")
    rows = [(f"D{n}", "Delmare", text, "2026-03-02", codes[n]) for n, text in enumerate(texts)]
    make(tmp_path, {"stock.csv": table(head, rows)})
    path = tmp_path / "boutique.toml"
    path.write_text(path.read_text("utf-8") + '\n[[brand]]\nname = "Delmare"\ndue_working_days = 5\n', "utf-8")
    seen = read_and_check(*read_house(tmp_path, "2026-10-31"))
    known = {secret.words for secret in BrandSecrets(seen.registers, seen.house).of(seen.house.contract("Delmare"))}
    assert known.isdisjoint({"ROSE"})
    assert known >= {"BLAO", "CKHR"}


def test_thousands_of_secrets_in_a_large_workbook_are_quick() -> None:
    """Five thousand secrets in some two megabytes of cells: seconds at most."""
    known = tuple(
        Secret(f"Penelope Quarrington{number:05d}", "the buyer", Place("Sales.csv", None, number, "C"))
        for number in range(5000)
    )
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for number in range(6000):
        sheet.append([f"Reference {number}", "Wristwatch, steel, black dial, small seconds", number % 7, 12, "Minuit"])
    out = io.BytesIO()
    made.save(out)
    begun = time.process_time()
    assert search(out.getvalue(), "a.xlsx", known) == ()
    assert time.process_time() - begun < 6
