"""A schedule form as a broker sends one: everything in it that a careless program loses on load and save."""

from __future__ import annotations

import io
import re
from typing import Any

from toolkit.render import container

FIRST = 7
HEADINGS = ("Ref", "Description of item", "Serial / Report", "Category", "Location", "Sum insured", "Valued",
            "Remarks", "Premium")  # fmt: skip
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/package/2006/relationships"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"

SHEET = "xl/worksheets/sheet1.xml"
DRAWING = "xl/drawings/drawing1.xml"
BUTTONS = "xl/drawings/vmlDrawing7.vml"
HEADER = "xl/drawings/vmlDrawing8.vml"


def broker_book(blanks: int = 10, *, macros: bool = False, notes: bool = True) -> bytes:
    """The form with so many blank rows for lines; ``macros`` makes it an .xlsm, ``notes`` puts text below the total."""
    parts = container.read(_styled(blanks, notes=notes), "form")
    _share_texts(parts)
    below = FIRST + blanks + (3 if notes else 1)
    _extend_sheet(parts, blanks, below)
    _extend_drawing(parts, below)
    _add(parts, BUTTONS, _button(below).encode(), None)
    _add(parts, HEADER, _header_picture().encode(), None)
    _add(parts, "xl/ctrlProps/ctrlProp1.xml",
         f'<formControlPr xmlns="{_later("2009/9/main")}" objectType="Button" lockText="1"/>'.encode(),
         "application/vnd.ms-excel.controlproperties+xml")  # fmt: skip
    _add(parts, "customXml/item1.xml", b'<?xml version="1.0"?><broker ref="JB/2026"><market>specie</market></broker>',
         "application/xml")  # fmt: skip
    _add_pivot_cache(parts, blanks)
    _add_chain(parts, blanks)
    if macros:
        _add(parts, "xl/vbaProject.bin", bytes(range(256)) * 8, "application/vnd.ms-office.vbaProject")
        _point(parts, "xl/_rels/workbook.xml.rels", "rIdVba",
               "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")  # fmt: skip
        kinds = parts["[Content_Types].xml"]
        main = f"{SPREADSHEET}.sheet.main+xml".encode()
        parts["[Content_Types].xml"] = kinds.replace(main, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    return container.write(parts)


def _styled(blanks: int, *, notes: bool) -> bytes:
    """What openpyxl can make of it."""
    from openpyxl import Workbook
    from openpyxl.workbook.defined_name import DefinedName

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Schedule"
    total = FIRST + blanks
    _top(sheet)
    _rows(sheet, blanks)
    _total(sheet, blanks)
    if notes:
        sheet.cell(total + 2, 1, "Notes: values in transit are limited as the policy says.")
        sheet.merge_cells(start_row=total + 2, start_column=1, end_row=total + 2, end_column=9)
    _rules(sheet, blanks)
    summary: Any = book.create_sheet("Summary")
    summary.append(["Total of the schedule", f"=Schedule!F{total}"])
    summary.append(["Share of a limit of 10m", f"=Schedule!F{total}/10000000"])
    summary.append(["Untouched", "=1+2"])
    summary.append(["Highest", f"=MAX(Schedule!F{FIRST}:F{total - 1})"])
    lists = book.create_sheet("Lists")
    for word in ("Watches", "Rings", "Loose stones"):
        lists.append([word])
    lists.sheet_state = "hidden"
    book.defined_names["TotalInsured"] = DefinedName("TotalInsured", attr_text=f"Schedule!$F${total}")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _top(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet["A1"] = "Jewellers’ block: schedule of stock"
    sheet["A1"].font = Font(name="Arial", size=16, bold=True)
    sheet.merge_cells("A1:I1")
    for address, words in (
        ("A2", "Insured:"),
        ("A3", "Policy No."),
        ("F2", "As at:"),
        ("F3", "Currency"),
        ("H3", "Rate"),
    ):
        sheet[address] = words
    sheet.merge_cells("B2:D2")
    sheet["G2"].number_format = "dd/mm/yyyy"
    sheet["I3"] = 0.002
    sheet["A5"], sheet["F5"] = "Property", "Insurance"
    sheet.merge_cells("A5:E5")
    sheet.merge_cells("F5:I5")
    for column, words in enumerate(HEADINGS, 1):
        cell = sheet.cell(6, column, words)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F3864")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for letter, width in zip("ABCDEFGHI", (11, 44, 22, 14, 20, 16, 12, 18, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A7"


def _rows(sheet: Any, blanks: int) -> None:
    from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side

    for row in range(FIRST, FIRST + blanks):
        for column in range(1, 10):
            cell = sheet.cell(row, column)
            closing = "medium" if row == FIRST + blanks - 1 else "hair"
            cell.border = Border(bottom=Side(style=closing))
            cell.protection = Protection(locked=False)
            if row % 2:
                cell.fill = PatternFill("solid", fgColor="F2F2F2")
        sheet.cell(row, 2).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 6).number_format = "#,##0.00"
        sheet.cell(row, 7).number_format = "dd/mm/yyyy"
        sheet.cell(row, 9, f"=F{row}*$I$3").number_format = "#,##0.00"


def _total(sheet: Any, blanks: int) -> None:
    from openpyxl.styles import Font

    total = FIRST + blanks
    sheet.cell(total, 1, "Total sum insured").font = Font(bold=True)
    sheet.merge_cells(start_row=total, start_column=1, end_row=total, end_column=3)
    sheet.cell(total, 4, f"=COUNTA(A{FIRST}:A{total - 1})")
    sheet.cell(total, 6, f"=SUM(F{FIRST}:F{total - 1})").number_format = "#,##0.00"
    sheet.cell(total, 9, f"=SUM(I{FIRST}:I{total - 1})").number_format = "#,##0.00"


def _rules(sheet: Any, blanks: int) -> None:
    from openpyxl.chart import BarChart, Reference
    from openpyxl.drawing.image import Image
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation
    from PIL import Image as Picture

    last = FIRST + blanks - 1
    red = PatternFill("solid", bgColor="FFC7CE")
    sheet.conditional_formatting.add(f"F{FIRST}:F{last}", CellIsRule("greaterThan", ["250000"], fill=red))
    sheet.conditional_formatting.add(f"F{last + 1}", CellIsRule("greaterThan", ["5000000"], fill=red))
    choice = DataValidation(type="list", formula1="Lists!$A$1:$A$3", allow_blank=True, showErrorMessage=False)
    choice.add(f"D{FIRST}:D{last}")
    sheet.add_data_validation(choice)
    sheet.print_area = f"A1:I{last + 3}"
    sheet.print_title_rows = "5:6"
    sheet.page_setup.orientation = "landscape"
    sheet.oddHeader.right.text = "&G"
    sheet.oddFooter.center.text = "Page &P of &N"
    sheet.protection.sheet = True
    logo = io.BytesIO()
    Picture.new("RGB", (60, 24), (31, 56, 100)).save(logo, "PNG")
    sheet.add_image(Image(logo), "K1")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=6, min_row=FIRST, max_row=last))
    sheet.add_chart(chart, f"A{last + 9}")


def _share_texts(parts: container.Parts) -> None:
    """The texts in a list of their own, as Excel keeps them."""
    texts: list[bytes] = []

    def shared(match: re.Match[bytes]) -> bytes:
        texts.append(match[1])
        return b't="s"><v>%d</v></c>' % (len(texts) - 1)

    for path in [path for path in parts if "/worksheets/sheet" in path]:
        parts[path] = re.sub(rb't="inlineStr"><is>(.*?)</is></c>', shared, parts[path])
    content = b"".join(b"<si>%s</si>" % text for text in texts)
    _add(parts, "xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">'.encode() + content + b"</sst>",
         f"{SPREADSHEET}.sharedStrings+xml")  # fmt: skip
    _point(parts, "xl/_rels/workbook.xml.rels", "rIdTexts", f"{RELATIONS}/sharedStrings", "sharedStrings.xml")


def _extend_sheet(parts: container.Parts, blanks: int, below: int) -> None:
    """The button, the header picture, a sparkline and a data bar of the later kind."""
    first, last = FIRST, FIRST + blanks - 1
    later, cells = _later("2009/9/main"), "http://schemas.microsoft.com/office/excel/2006/main"
    controls = (
        f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice xmlns:x14="{later}" Requires="x14"><controls><control xmlns:r="{RELATIONS}" shapeId="2049" '
        f'r:id="rIdControl" name="Button 1"><controlPr defaultSize="0" print="0"><anchor moveWithCells="1">'
        f'<from><xdr:col xmlns:xdr="{_drawn("spreadsheetDrawing")}">6</xdr:col>'
        f'<xdr:row xmlns:xdr="{_drawn("spreadsheetDrawing")}">{below}</xdr:row></from>'
        f'<to><xdr:col xmlns:xdr="{_drawn("spreadsheetDrawing")}">8</xdr:col>'
        f'<xdr:row xmlns:xdr="{_drawn("spreadsheetDrawing")}">{below + 2}</xdr:row></to>'
        f"</anchor></controlPr></control></controls></mc:Choice></mc:AlternateContent>"
    )
    sparkline = (
        f'<ext xmlns:x14="{later}" uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}"><x14:sparklineGroups '
        f'xmlns:xm="{cells}"><x14:sparklineGroup type="column"><x14:colorSeries rgb="FF1F3864"/><x14:sparklines>'
        f"<x14:sparkline><xm:f>Schedule!F{first}:F{last}</xm:f><xm:sqref>I2</xm:sqref></x14:sparkline>"
        f"</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext>"
    )
    bar = (
        f'<ext xmlns:x14="{later}" uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}"><x14:conditionalFormattings>'
        f'<x14:conditionalFormatting xmlns:xm="{cells}"><x14:cfRule type="dataBar" id="{{0A1B2C3D-0000-4000-8000-'
        f'000000000001}}"><x14:dataBar minLength="0" maxLength="100"><x14:cfvo type="autoMin"/>'
        f'<x14:cfvo type="autoMax"/><x14:negativeFillColor rgb="FFFF0000"/><x14:axisColor rgb="FF000000"/>'
        f"</x14:dataBar></x14:cfRule><xm:sqref>I{first}:I{last}</xm:sqref></x14:conditionalFormatting>"
        f"</x14:conditionalFormattings></ext>"
    )
    tail = (
        f'<legacyDrawing xmlns:r="{RELATIONS}" r:id="rIdButtons"/><legacyDrawingHF xmlns:r="{RELATIONS}" '
        f'r:id="rIdHeader"/>{controls}<extLst>{bar}{sparkline}</extLst></worksheet>'
    )
    parts[SHEET] = parts[SHEET].replace(b"</worksheet>", tail.encode())
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    vml = f"{RELATIONS}/vmlDrawing"
    _point(parts, relations, "rIdButtons", vml, "../drawings/vmlDrawing7.vml")
    _point(parts, relations, "rIdHeader", vml, "../drawings/vmlDrawing8.vml")
    _point(parts, relations, "rIdControl", f"{RELATIONS}/ctrlProp", "../ctrlProps/ctrlProp1.xml")
    kinds = parts["[Content_Types].xml"]
    vml_kind = b'<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
    parts["[Content_Types].xml"] = kinds.replace(b"</Types>", vml_kind + b"</Types>")


def _extend_drawing(parts: container.Parts, below: int) -> None:
    """A text box under the notes."""
    box = (
        f'<a:twoCellAnchor xmlns:a="{_drawn("spreadsheetDrawing")}" xmlns:m="{_drawn("main")}"><a:from><a:col>0</a:col>'
        f"<a:colOff>0</a:colOff><a:row>{below}</a:row><a:rowOff>0</a:rowOff></a:from><a:to><a:col>5</a:col>"
        f"<a:colOff>0</a:colOff><a:row>{below + 3}</a:row><a:rowOff>0</a:rowOff></a:to><a:sp macro='' textlink=''>"
        f"<a:nvSpPr><a:cNvPr id='90' name='Signature'/><a:cNvSpPr txBox='1'/></a:nvSpPr><a:spPr><m:xfrm>"
        f"<m:off x='0' y='0'/><m:ext cx='10' cy='10'/></m:xfrm><m:prstGeom prst='rect'><m:avLst/></m:prstGeom></a:spPr>"
        f"<a:txBody><m:bodyPr/><m:p><m:r><m:t>Signed for the insured</m:t></m:r></m:p></a:txBody></a:sp>"
        f"<a:clientData/></a:twoCellAnchor>"
    )
    end = parts[DRAWING].rindex(b"</")
    parts[DRAWING] = parts[DRAWING][:end] + box.encode() + parts[DRAWING][end:]


def _button(below: int) -> str:
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s2049" type="#_x0000_t201" '
        'style="position:absolute"><x:ClientData ObjectType="Button">'
        f"<x:Anchor>6, 0, {below}, 0, 8, 0, {below + 2}, 0</x:Anchor><x:PrintObject>False</x:PrintObject>"
        "</x:ClientData></v:shape></xml>"
    )


def _header_picture() -> str:
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<v:shape id="RH" style="position:absolute;width:60pt;height:24pt"><v:imagedata o:title="logo"/></v:shape></xml>'
    )


def _add_pivot_cache(parts: container.Parts, blanks: int) -> None:
    fields = "".join(f'<cacheField name="{heading}"><sharedItems/></cacheField>' for heading in HEADINGS)
    content = (
        f'<pivotCacheDefinition xmlns="{MAIN}" saveData="0" refreshOnLoad="0" recordCount="0"><cacheSource '
        f'type="worksheet"><worksheetSource ref="A6:I{FIRST + blanks - 1}" sheet="Schedule"/></cacheSource>'
        f'<cacheFields count="{len(HEADINGS)}">{fields}</cacheFields></pivotCacheDefinition>'
    )
    _add(parts, "xl/pivotCache/pivotCacheDefinition1.xml", content.encode(), f"{SPREADSHEET}.pivotCacheDefinition+xml")
    _point(parts, "xl/_rels/workbook.xml.rels", "rIdPivot", f"{RELATIONS}/pivotCacheDefinition",
           "pivotCache/pivotCacheDefinition1.xml")  # fmt: skip
    cache = f'<pivotCaches><pivotCache xmlns:r="{RELATIONS}" cacheId="7" r:id="rIdPivot"/></pivotCaches></workbook>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</workbook>", cache.encode())


def _add_chain(parts: container.Parts, blanks: int) -> None:
    cells = "".join(f'<c r="I{row}" i="1"/>' for row in range(FIRST, FIRST + blanks))
    chain = f'<calcChain xmlns="{MAIN}">{cells}<c r="F{FIRST + blanks}" i="1"/></calcChain>'
    _add(parts, "xl/calcChain.xml", chain.encode(), f"{SPREADSHEET}.calcChain+xml")
    _point(parts, "xl/_rels/workbook.xml.rels", "rIdChain", f"{RELATIONS}/calcChain", "calcChain.xml")


def _add(parts: container.Parts, path: str, content: bytes, kind: str | None) -> None:
    parts[path] = content
    if kind:
        declared = f'<Override PartName="/{path}" ContentType="{kind}"/></Types>'
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", declared.encode())


def _point(parts: container.Parts, relations: str, name: str, kind: str, target: str) -> None:
    relation = f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/></Relationships>'
    empty = f'<Relationships xmlns="{KINDS}"></Relationships>'.encode()
    parts[relations] = parts.get(relations, empty).replace(b"</Relationships>", relation.encode())


def _later(name: str) -> str:
    return f"http://schemas.microsoft.com/office/spreadsheetml/{name}"


def _drawn(name: str) -> str:
    return f"http://schemas.openxmlformats.org/drawingml/2006/{name}"
