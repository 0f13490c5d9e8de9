"""The chart of the months in the schedule's workbook: a native one, over a fixed range of twelve rows."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import LineChart, Reference, Series
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties

from tools.workbook_stationery import Stationery
from tools.workbook_styles import COLOURS, FACES, SOFT_RGB

WARM = "A79D8E"
SIZE = 900  # hundredths of a point
WIDTH, HEIGHT = 18.6, 8.6  # centimetres


def months_chart(made: Stationery, last: int) -> None:
    """Value at the end of each month, the highest within it, and the average, each named at its end."""
    chart: Any = LineChart()
    chart.width, chart.height = WIDTH, HEIGHT
    chart.layout = Layout(manualLayout=ManualLayout(x=0.12, y=0.06, w=0.72, h=0.82))
    chart.legend, chart.title, chart.style = None, None, 2
    for column, key, colour, line, side in (
        (7, "average_word", COLOURS["lt2"], LineProperties(w=9525, prstDash="dash"), "b"),
        (5, "highest", WARM, LineProperties(w=9525), "t"),
        (4, "month_end", COLOURS["accent1"], LineProperties(w=19050), "r"),
    ):
        series: Any = Series(Reference(made.sheet, min_col=column, min_row=5, max_row=last), title=made.word(key))
        line.solidFill = colour
        series.graphicalProperties = GraphicalProperties(ln=line)
        series.smooth = False
        series.marker.symbol = "none"
        at_end = colour if colour != COLOURS["lt2"] else SOFT_RGB
        series.dLbls = DataLabelList(dLbl=[_named(last - 5, at_end, side)])
        series.dLbls.showVal = series.dLbls.showSerName = series.dLbls.showCatName = False
        series.dLbls.showLegendKey = series.dLbls.showPercent = False
        chart.series.append(series)
    chart.set_categories(Reference(made.sheet, min_col=1, min_row=5, max_row=last))
    quiet(chart)
    chart.x_axis.number_format = "mmm"
    made.sheet.add_chart(chart, "I4")


def _named(last: int, colour: str, side: str) -> Any:
    """The label at the end of a line: its name, on a side where it meets no other."""
    return DataLabel(
        idx=last, dLblPos=side, txPr=axis_text(colour), showSerName=True, showVal=False, showCatName=False,
        showLegendKey=False, showPercent=False,
    )  # fmt: skip


def quiet(chart: Any) -> None:
    """The look of the house's charts: a baseline, figures at the side, nothing else."""
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.majorTickMark = "none"
    chart.y_axis.majorGridlines, chart.y_axis.majorTickMark = None, "none"
    chart.y_axis.number_format = "#,##0"
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=COLOURS["dk1"], w=6350))
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.x_axis.txPr, chart.y_axis.txPr = axis_text(SOFT_RGB), axis_text(SOFT_RGB)
    chart.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    chart.plot_area.graphicalProperties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))


def axis_text(colour: str) -> Any:
    """The face of a chart's words."""
    face = CharacterProperties(sz=SIZE, solidFill=colour, latin=Font(typeface=FACES["minor"]))
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=face), endParaRPr=face)])
