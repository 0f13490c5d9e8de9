"""The charts of the sell-through's workbook: native ones, over rows that grow with the trend."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.worksheet.worksheet import Worksheet

from tools.schedule_chart import WARM, quiet
from tools.workbook_stationery import Stationery
from tools.workbook_styles import COLOURS

FIRST, LAST = 5, 6  # the pattern rows of the trend
TOP, FOOT = 13, 30  # the rows the charts stand between, counted from 0
_LABEL, _SOLD, _BEFORE, _ON_HAND = 1, 4, 5, 6


def sold_chart(made: Stationery, source: Worksheet) -> None:
    """Net sold beside the year before: the one in the accent, the other in grey; the heading above says so."""
    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "clustered", 0, 60
    for column, colour in ((_BEFORE, COLOURS["lt2"]), (_SOLD, COLOURS["accent1"])):
        cells = Reference(source, min_col=column, min_row=FIRST, max_row=LAST)
        series: Any = Series(cells, title=_title(source, column))
        series.graphicalProperties = GraphicalProperties(solidFill=colour, ln=LineProperties(noFill=True))
        series.invertIfNegative = False
        chart.series.append(series)
    _place(made, chart, source, 1, 6)


def on_hand_chart(made: Stationery, source: Worksheet) -> None:
    """Pieces on hand at the end of each period."""
    chart: Any = LineChart()
    cells = Reference(source, min_col=_ON_HAND, min_row=FIRST, max_row=LAST)
    series: Any = Series(cells, title=_title(source, _ON_HAND))
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=WARM, w=19050))
    series.smooth = False
    series.marker.symbol = "none"
    chart.series.append(series)
    chart.y_axis.scaling.min = 0  # left to itself the axis begins anywhere, and a small change looks large
    _place(made, chart, source, 7, 11)


def _title(source: Worksheet, column: int) -> str:
    return str(source.cell(row=4, column=column).value)


def _place(made: Stationery, chart: Any, source: Worksheet, first: int, last: int) -> None:
    """Both as wide as the columns, whatever their face."""
    chart.anchor = TwoCellAnchor(_from=AnchorMarker(col=first, row=TOP), to=AnchorMarker(col=last, row=FOOT))
    chart.layout = Layout(manualLayout=ManualLayout(x=0.06, y=0.06, w=0.92, h=0.76))
    chart.legend, chart.title, chart.style = None, None, 2
    chart.set_categories(Reference(source, min_col=_LABEL, min_row=FIRST, max_row=LAST))
    quiet(chart)
    chart.x_axis.tickLblPos = "low"
    made.sheet.add_chart(chart)
