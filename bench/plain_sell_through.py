"""The peer of forty sell-throughs: what a capable person writes in an afternoon with pandas and openpyxl.

It reads both registers, joins them by stock number, counts what was there, came and was sold by reference, and writes
one sheet a brand. It trusts every cell, keeps none, knows no return after a sale, no doubt and no residue; it is here
to be timed, whole and in its three parts.

    python plain_sell_through.py FOLDER 2026-10-01 2026-10-31
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import openpyxl
import pandas as pd


def main(folder: Path, first: str, last: str) -> None:
    """Read, join, count, write; print what each took, in CPU seconds."""
    start = time.process_time()
    stock = pd.read_csv(folder / "stock.csv", dtype=str, keep_default_na=False)
    sales = pd.read_csv(folder / "sales.csv", dtype=str, keep_default_na=False)
    read = time.process_time()
    stock["in"] = pd.to_datetime(stock["Date in"])
    sales["on"] = pd.to_datetime(sales["Date"])
    sold = sales[sales["Transaction"] == "Sold"].groupby("Stock No")["on"].max()
    back = sales[sales["Transaction"] == "Client return"].groupby("Stock No")["on"].max()
    stock["out"] = stock["Stock No"].map(sold)
    stock["back"] = stock["Stock No"].map(back)
    begins, ends = pd.Timestamp(first), pd.Timestamp(last)
    gone = stock["out"].where(stock["back"].isna() | (stock["back"] < stock["out"]))
    stock["opening"] = (stock["in"] < begins) & ~(gone < begins)
    stock["received"] = stock["in"].between(begins, ends)
    stock["sold"] = stock["out"].between(begins, ends)
    stock["returned"] = stock["back"].between(begins, ends)
    stock["closing"] = (stock["in"] <= ends) & ~(gone <= ends)
    names = ["opening", "received", "sold", "returned", "closing"]
    table = stock.groupby(["Brand", "Collection", "Reference"])[names].sum().reset_index()
    table["rate"] = (table["sold"] - table["returned"]) / (table["opening"] + table["received"])
    counted = time.process_time()
    book = openpyxl.Workbook()
    for brand, rows in table.groupby("Brand"):
        sheet = book.create_sheet(str(brand)[:31])
        sheet.append(list(rows.columns))
        for row in rows.itertuples(index=False):
            sheet.append([None if value != value else value for value in row])  # noqa: PLR0124 - not a number
    book.save(folder / "plain.xlsx")
    took = {"read": read - start, "figures": counted - read, "written": time.process_time() - counted}
    print(json.dumps(took))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
