"""The peer of one schedule: what a capable person writes in an afternoon with the same libraries.

It reads every sheet with pandas, drops what has a sale date, adds up one column, and writes a workbook and a PDF.
It finds no mess, keeps no cells and takes nothing apart; it is here to be timed.

    python plain_schedule.py Stock.xlsx OUT_FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import weasyprint
from jinja2 import Template

PAGE = Template(
    """<style>@page { size: A4 landscape; margin: 18mm; @bottom-right { content: counter(page) } }
    table { border-collapse: collapse; font: 8pt serif } td, th { border-bottom: .4pt solid #ccc; padding: 2pt }</style>
    <h1>Insurance schedule</h1><p>{{ rows | length }} pieces, {{ total }}</p>
    <table><thead><tr>{% for name in names %}<th>{{ name }}</th>{% endfor %}</tr></thead>
    {% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>""",
    autoescape=True,
)
SHOWN = 9


def main(register: Path, folder: Path) -> None:
    """Read, filter, add up, write."""
    sheets = pd.read_excel(register, sheet_name=None, header=None)
    stock = pd.concat(sheets.values()).dropna(thresh=4)
    total = pd.to_numeric(stock[stock.columns[-3]], errors="coerce").sum()
    shown = stock[stock.columns[:SHOWN]].fillna("").astype(str)
    shown.to_excel(folder / "plain.xlsx", index=False)
    html = PAGE.render(rows=shown.to_numpy().tolist(), names=list(shown.columns), total=total)
    weasyprint.HTML(string=html).write_pdf(folder / "plain.pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
