"""What a first-time user types into the blank registers: ten pieces, five clients, three sales, one piece's past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

Row = Mapping[str, object]
OURS: Row = {"Ownership": "owned", "Currency": "GBP", "Status": "available"}

STOCK: Sequence[Row] = (
    {"Stock no.": "W0001", "Category": "watch", "Brand": "Ravelle", "Model": "Alba", "Reference": "2526.01",
     "Serial no.": "0671042", "Description": "Gentleman’s wristwatch, silvered dial", "Condition": "vintage",
     "Year": "1951", "Metal": "18ct yellow gold", "Location": "Safe 1, tray 1", "Date in": date(2026, 3, 11),
     "Bought from": "Mrs Honoria Whitcombe", "Seller type": "private", "Purchase invoice": "P26-1", "Cost": 8900,
     "Insured value": 14500, "Valuation date": date(2026, 4, 2), "Retail price": 16500, "VAT": "margin", "Box": "no",
     "Papers": "yes", "Theft check": "No Match", "Date checked": date(2026, 3, 12)},
    {"Stock no.": "W0002", "Category": "watch", "Brand": "Aurelle", "Model": "Marina", "Reference": "MA-300",
     "Serial no.": "A220417", "Description": "Diver’s watch, blue dial", "Condition": "new", "Metal": "steel",
     "Location": "Showcase 1", "At night": "Safe 1", "Date in": date(2026, 9, 1), "Bought from": "Aurelle SA",
     "Seller type": "brand", "Purchase invoice": "AU-8841", "Cost": 4100, "Insured value": 5600, "Retail price": 7900,
     "VAT": "standard"},
    {"Stock no.": "W0003", "Category": "watch", "Brand": "Aurelle", "Model": "Marina", "Reference": "MA-310",
     "Serial no.": "A220533", "Description": "Diver’s watch, black dial", "Condition": "new", "Metal": "steel",
     "Location": "Safe 1", "Date in": date(2026, 9, 1), "Bought from": "Aurelle SA", "Seller type": "brand",
     "Purchase invoice": "AU-8841", "Cost": 4300, "Insured value": 5900, "Retail price": 8200, "VAT": "standard",
     "Status": "sold", "Date sold": date(2026, 10, 8)},
    {"Stock no.": "W0004", "Category": "watch", "Brand": "Aurelle", "Model": "Petite", "Reference": "PE-120",
     "Serial no.": "A219876", "Description": "Lady’s watch, mother-of-pearl dial", "Condition": "new", "Metal": "steel",
     "Location": "Showcase 1", "At night": "Safe 1", "Date in": date(2026, 8, 3), "Bought from": "Aurelle SA",
     "Seller type": "brand", "Purchase invoice": "AU-8702", "Cost": 2900, "Insured value": 3900, "Retail price": 5400,
     "VAT": "standard"},
    {"Stock no.": "J0001", "Category": "ring", "Description": "Solitaire ring, four claws", "Condition": "new",
     "Metal": "18ct white gold", "Gross weight (g)": 4.31, "Size": "M½ UK", "Stones": "One round brilliant diamond",
     "Natural / lab-grown": "natural", "Carat weight": 1.02, "Colour": "F", "Clarity": "VS1", "Laboratory": "GIA",
     "Report no.": "2185643210", "Location": "Safe 1, tray 2", "Date in": date(2026, 1, 20), "Brand": "Delmar",
     "Bought from": "Delmar Diamonds Ltd", "Seller type": "dealer", "Purchase invoice": "DD-20881", "Cost": 6200,
     "Insured value": 9800, "Valuation date": date(2026, 2, 1), "Retail price": 11200, "VAT": "standard"},
    {"Stock no.": "J0002", "Category": "earrings", "Description": "Pearl drop earrings", "Condition": "new",
     "Brand": "Delmar", "Metal": "18ct white gold", "Gross weight (g)": 6.8, "Stones": "Two South Sea pearls",
     "Location": "Window", "At night": "Safe 1", "Date in": date(2026, 5, 18), "Bought from": "Delmar Diamonds Ltd",
     "Seller type": "dealer", "Purchase invoice": "DD-21402", "Cost": 1450, "Insured value": 2400,
     "Retail price": 2950, "VAT": "standard"},
    {"Stock no.": "J0003", "Category": "bracelet", "Description": "Curb-link bracelet", "Condition": "pre-owned",
     "Brand": "unsigned", "Metal": "9ct yellow gold", "Gross weight (g)": 38.2, "Location": "Safe 1, tray 3",
     "Date in": date(2026, 6, 9), "Bought from": "Mr Alaric Penhallow", "Seller type": "private",
     "Purchase invoice": "P26-2", "Cost": 1300, "Insured value": 2100, "Retail price": 2450, "VAT": "margin",
     "Theft check": "No Match", "Date checked": date(2026, 6, 10), "Status": "sold", "Date sold": date(2026, 10, 21)},
    {"Stock no.": "J0004", "Category": "brooch", "Description": "Bar brooch with a sapphire", "Condition": "antique",
     "Brand": "unsigned", "Metal": "15ct yellow gold", "Gross weight (g)": 5.1, "Stones": "One sapphire",
     "Location": "Showcase 2", "At night": "Safe 1", "Date in": date(2026, 7, 14), "Bought from": "Lowther Auctions",
     "Seller type": "auction", "Purchase invoice": "L-3312", "Cost": 780, "Insured value": 1500, "Retail price": 1650,
     "VAT": "margin", "Theft check": "No Match", "Date checked": date(2026, 7, 15)},
    {"Stock no.": "H0001", "Category": "handbag", "Brand": "Sandrine Roche", "Model": "Anse", "Description":
     "Top-handle bag, gilt clasp", "Condition": "pre-owned", "Leather": "Calf", "Colour": "tan", "Size": "25 cm", "Ownership": "consigned",
     "Location": "Window", "At night": "Strongroom", "Date in": date(2026, 9, 2), "Insured value": 4100,
     "Retail price": 4950, "Consignor": "Miss Cordelia Ashby", "Agreement no.": "K-2026-07", "Agreed value": 4100,
     "Agreement ends": date(2027, 3, 1), "Theft check": "No Match", "Date checked": date(2026, 9, 3)},
    {"Stock no.": "H0002", "Category": "handbag", "Brand": "Sandrine Roche", "Model": "Cap", "Description":
     "Shoulder bag, chain strap", "Condition": "new", "Leather": "Lambskin", "Colour": "black", "Size": "22 cm", "Location": "Showcase 2",
     "At night": "Safe 1", "Date in": date(2026, 9, 20), "Bought from": "Sandrine Roche SARL", "Seller type": "brand",
     "Purchase invoice": "SR-551", "Cost": 1900, "Insured value": 2700, "Retail price": 3600, "VAT": "standard",
     "Status": "reserved"},
)  # fmt: skip

HERS: Row = {"Country": "United Kingdom", "Language": "English", "Adviser": "Eleanor Hartwell",
             "Do not contact": "no", "Letters by post": "yes"}  # fmt: skip
CLIENTS: Sequence[Row] = (
    {"Client no.": "C0001", "Title": "Mrs", "First name": "Honoria", "Surname": "Whitcombe", "Street": "4 Cedar Lane",
     "Town": "London", "Postcode": "SW3 1AA", "Birthday": date(1962, 12, 14), "Client since": date(2014, 11, 20)},
    {"Client no.": "C0002", "Title": "Dr", "First name": "Lucian", "Surname": "Fairweather", "Street": "The Old Mill",
     "Town": "Bath", "Postcode": "BA1 2QT", "Birthday": date(1971, 12, 9), "Words for letter":
     "I still think of your story of the lighthouse."},
    {"Client no.": "C0003", "Title": "Mr", "First name": "Alaric", "Surname": "Penhallow", "Street": "12 Quay Street",
     "Town": "Falmouth", "Postcode": "TR11 3LH", "Wedding anniversary": date(1996, 6, 8)},
    {"Client no.": "C0004", "Title": "Ms", "First name": "Ottoline", "Surname": "Marchbank", "Street": "7 Mill Road",
     "Town": "Ely", "Postcode": "CB7 4AA", "Letters by post": "unknown"},
    {"Client no.": "C0005", "Title": "Mrs", "First name": "Rosamund", "Surname": "Tarrant", "Street": "Hale House",
     "Town": "Salisbury", "Postcode": "SP1 2AB", "Letters by post": "no", "Do not contact": "yes"},
)  # fmt: skip

SOLD: Row = {"Transaction": "sale", "Currency": "GBP", "Salesperson": "Eleanor Hartwell", "Payment": "card"}
SALES: Sequence[Row] = (
    {"Date": date(2026, 10, 8), "Invoice no.": "2026-001", "Stock no.": "W0003", "Description": "Diver’s watch",
     "Brand": "Aurelle", "Reference": "MA-310", "Serial no.": "A220533", "Client no.": "C0002", "Gift": "no",
     "Price": 8200, "VAT": "standard", "Delivered": date(2026, 10, 8)},
    {"Date": date(2026, 10, 21), "Invoice no.": "2026-002", "Stock no.": "J0003", "Description": "Curb-link bracelet",
     "Client no.": "C0001", "Gift": "no", "Price": 2450, "VAT": "margin", "Delivered": date(2026, 10, 21)},
)  # fmt: skip

PROVENANCE: Sequence[Row] = (
    {"Stock no.": "W0001", "Event": "made", "Date": "1951", "To": "Ravelle SA", "Place": "Geneva",
     "Evidence": "Extract from the archives", "Document no.": "EX-9"},
    {"Stock no.": "W0001", "Event": "sale", "Date": "March 1951", "Until": "1991", "From": "Ravelle SA",
     "To": "Colonel Ambrose Thackeray", "Place": "London", "Evidence": "Extract from the archives",
     "Document no.": "EX-9"},
    {"Stock no.": "W0001", "Event": "by descent", "Date": "circa 2019", "From": "Lady Winifred Ashdown",
     "To": "Mrs Honoria Whitcombe", "Place": "Bath", "Evidence": "Letter of the family", "Document no.": "L-8",
     "May be named": "no"},
)  # fmt: skip

TYPED: Mapping[str, Sequence[Row]] = {
    "Stock": [{**OURS, **row} for row in STOCK],
    "Clients": [{**HERS, **row} for row in CLIENTS],
    "Sales": [{**SOLD, **row} for row in SALES],
    "Provenance": PROVENANCE,
}


def type_in(folder: Path) -> None:
    """Type the rows into the blank workbooks of a folder, each under its heading, and save them."""
    for name, rows in TYPED.items():
        path = folder / f"{name}.xlsx"
        book = load_workbook(path)
        sheet = book[name]
        columns = {str(cell.value): cell.column for cell in sheet[2]}
        for number, row in enumerate(rows, 3):
            for heading, value in row.items():
                sheet.cell(number, columns[heading], value)
        book.save(path)
