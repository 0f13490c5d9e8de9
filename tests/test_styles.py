"""Styles: which formats, strikes and colours a style number means, and which colours say nothing."""

from __future__ import annotations

import pytest

from tests.raw_workbooks import relations, sheet, styles, workbook
from toolkit.readers.package import Package
from toolkit.readers.styles import Look, read_looks

THEME = (
    '<a:theme xmlns:a="a"><a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="1F497D"/></a:dk2>'
    '<a:lt2><a:srgbClr val="EEECE1"/></a:lt2><a:accent1><a:srgbClr val="4F81BD"/></a:accent1>'
    '<a:accent2><a:srgbClr val="C0504D"/></a:accent2><a:hlink><a:srgbClr val="0000FF"/></a:hlink></a:clrScheme></a:theme>'
)


def looks(style: str) -> list[Look]:
    """The looks of a workbook with these styles and the usual theme."""
    related = relations(worksheet="worksheets/sheet1.xml", styles="styles.xml", theme="theme/theme1.xml")
    more = {"xl/_rels/workbook.xml.rels": related, "xl/theme/theme1.xml": THEME}
    return read_looks(Package(workbook(sheet(""), style=style, more=more), "Stock.xlsx"))


@pytest.mark.parametrize(
    ("colour", "wanted"),
    [
        ('rgb="FFFF0000"', "font:FF0000"), ('rgb="00C00000"', "font:C00000"), ('indexed="10"', "font:FF0000"),
        ('theme="5"', "font:C0504D"), ('theme="5" tint="0.6"', "font:E6B9B8"), ('theme="5" tint="-0.5"', "font:602826"),
        ('rgb="FF000000"', None), ('rgb="FFFFFFFF"', None), ('rgb="FF808080"', None), ('rgb="FFF2F2EE"', None),
        ('theme="1"', None), ('theme="3"', None), ('theme="10"', None), ('auto="1"', None), ('indexed="64"', None),
        ('rgb="red"', None), ('theme="99"', None), ('indexed="999"', None),
    ],
)  # fmt: skip
def test_only_colours_that_stand_out_are_kept(colour: str, wanted: str | None) -> None:
    """Red and the accents stand out, in whatever way they are named; ink, paper, greys and links do not."""
    style = styles(fonts=f"<font><color {colour}/></font>", xfs='<xf fontId="1"/>')
    assert looks(style)[1].colour == wanted


@pytest.mark.parametrize(
    ("fill", "wanted"),
    [
        ('<patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill>', "fill:FFFF00"),
        ('<patternFill patternType="solid"><fgColor indexed="3"/></patternFill>', "fill:AA2233"),
        ('<patternFill patternType="none"><fgColor rgb="FFFFFF00"/></patternFill>', None),
        ('<gradientFill><stop><color rgb="FFFFFFFF"/></stop><stop><color rgb="FFFF0000"/></stop></gradientFill>', "fill:FF0000"),
    ],
)  # fmt: skip
def test_fills(fill: str, wanted: str | None) -> None:
    """Solid and gradient fills count, absent ones do not; a workbook's own palette replaces the usual one."""
    own = "<colors><indexedColors>" + '<rgbColor rgb="FFAA2233"/>' * 8 + "</indexedColors></colors>"
    assert looks(styles(fills=f"<fill>{fill}</fill>", xfs='<xf fillId="2"/>', colors=own))[1].colour == wanted


@pytest.mark.parametrize(
    ("attributes", "wanted"),
    [
        ('numFmtId="0"', None), ('numFmtId="14"', "m/d/yy"), ('numFmtId="164"', "[$CHF] #,##0"), ('numFmtId="49"', "@"),
        ('numFmtId="44"', '_-"£"* #,##0.00'), ('numFmtId="42"', '_(¤* #,##0_);_(¤* (#,##0);_(¤* "-"_);_(@_)'), ('numFmtId="165"', None), ('numFmtId="999"', None),
    ],
)  # fmt: skip
def test_number_formats(attributes: str, wanted: str | None) -> None:
    """Declared formats come first; a currency format without its sign is the reader's own currency, so unknown."""
    declared = (
        '<numFmt numFmtId="164" formatCode="[$CHF] #,##0"/><numFmt numFmtId="165" formatCode="General"/>'
        '<numFmt numFmtId="44" formatCode="_-&quot;£&quot;* #,##0.00"/>'
    )
    assert looks(styles(formats=declared, xfs=f"<xf {attributes}/>"))[1].format == wanted


@pytest.mark.parametrize(
    ("strike", "wanted"), [("<strike/>", True), ('<strike val="1"/>', True), ('<strike val="0"/>', False), ("", False)]
)
def test_strike(strike: str, wanted: bool) -> None:
    """A strike may be switched off by its own attribute."""
    assert looks(styles(fonts=f"<font>{strike}</font>", xfs='<xf fontId="1"/>'))[1].struck is wanted
