"""What a file is that is no register, told by how it begins, with the way out of each."""

from __future__ import annotations

import re
from struct import unpack_from

from toolkit.readers.refusals import SAVE_AGAIN

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: an old workbook, and any that a password locks."""

Kind = tuple[str, str]
"""What a file is, in words, and what to do about it."""

_UNPACK = "Unpack it first, then name the file inside."
_PICTURE = "Ask for the workbook the picture shows."
_EXPORT = "Open it in the program it comes from and export the table as .xlsx or .csv."
_LIBRE = "Open it in LibreOffice, choose Save As, Excel Workbook (.xlsx), and use the new file."
_TABLE_OUT = "Copy its table into a workbook and save that as .xlsx."
_THE_FILE = "Name the file itself, not the shortcut to it."
_ADDRESS = "Name the spreadsheet by its address: open it in the browser and copy the address."
_ATTACHED = "Save the attachment from the message, then name that file."

_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "Ask for the workbook the PDF was printed from."),
    (b"{\\rtf", "a word-processor document (RTF)", SAVE_AGAIN),
    (b"TABLE\r\n0,1", "a DIF file", SAVE_AGAIN),
    (b"TABLE\n0,1", "a DIF file", SAVE_AGAIN),
    (b"MIME-Version:", "a web archive (MHTML)", SAVE_AGAIN),
    (b"\x00\x00\x02\x00\x20\x51", "a Quattro Pro spreadsheet", _LIBRE),
    (b"\x00\x00\x02\x00\x21\x51", "a Quattro Pro spreadsheet", _LIBRE),
    (b"\x00\x00\x02\x00\x01\x10", "a Quattro Pro spreadsheet", _LIBRE),
    (b"\x00\x00\x02\x00\x02\x10", "a Quattro Pro spreadsheet", _LIBRE),
    (b"\x00\x00\x02\x00\x07\x10", "a Quattro Pro spreadsheet", _LIBRE),
    (b"\x00\x00\x02\x00\x04\x04\x05\x54", "a Microsoft Works spreadsheet", _LIBRE),
    (b"\xff\x00\x02\x00\x04\x04\x05\x54", "a Microsoft Works spreadsheet", _LIBRE),
    (b"\x00\x00\x02\x00", "a Lotus 1-2-3 spreadsheet", _LIBRE),
    (b"\x00\x00\x1a\x00", "a Lotus 1-2-3 spreadsheet", _LIBRE),
    (b"\x00\x01\x00\x00Standard Jet DB", "an Access database", "In Access export the table as an Excel workbook."),
    (b"\x00\x01\x00\x00Standard ACE DB", "an Access database", "In Access export the table as an Excel workbook."),
    (b"SQLite format 3", "a database (SQLite)", "Export the table as .csv or .xlsx."),
    (b"\x1f\x8b", "a compressed file (gzip)", _UNPACK),
    (b"BZh91AY&SY", "a compressed file (bzip2)", _UNPACK),
    (b"\xfd7zXZ\x00", "a compressed file (xz)", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a compressed file (Zstandard)", _UNPACK),
    (b"7z\xbc\xaf", "a compressed file (7-Zip)", _UNPACK),
    (b"Rar!", "a compressed file (RAR)", _UNPACK),
    (b"MSCF\x00", "a compressed file (cabinet)", _UNPACK),
    (b"\x89PNG", "a picture", _PICTURE),
    (b"\xff\xd8\xff", "a picture", _PICTURE),
    (b"GIF8", "a picture", _PICTURE),
    (b"II*\x00", "a picture", _PICTURE),
    (b"MM\x00*", "a picture", _PICTURE),
    (b"PAR1\x15", "a data file (Parquet)", _EXPORT),
    (b"\x00\x05\x16\x07", "what a Mac keeps beside a file", "Name the file whose name has no ._ before it."),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "a shortcut", _THE_FILE),
    (b"[InternetShortcut]", "a shortcut", _THE_FILE),
    (b"bplist00", "what a Mac keeps in place of a file that is in the cloud",
     "Open the file once so that it is downloaded, then run again."),
)  # fmt: skip

_DATABASES = frozenset({0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0x8C, 0xCB, 0xF5, 0xFB})
_NEW_PICTURES = frozenset({b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"})
_START = 4096

_TEXTS: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (re.compile(rb"ID;P[^\r\n]*(?:[\r\n]+(?:P|B|C|F|O|E|NN|W);[^\r\n]*){2}"), "a SYLK file", SAVE_AGAIN),
    (re.compile(rb"(?:<\?xml[^>]*>\s*)?<office:document\b"), "a flat OpenDocument file (.fods)", _LIBRE),
    (re.compile(rb"<\?xml"), "an XML file", SAVE_AGAIN),
    (re.compile(rb"(?:From \S+@\S+ |Return-Path: *<|Received: (?:from|by) |Delivered-To: \S+@|Message-ID: *<)",
                re.IGNORECASE), "an e-mail", _ATTACHED),
    (re.compile(rb'\{[^{}]*"(?:doc_id"|url"\s*:\s*"https?://)[^{}]*\}\s*\Z'),
     "a shortcut to a spreadsheet in the cloud", _ADDRESS),
    (re.compile(rb'(?:\[\s*)?\{\s*"[^"]*"\s*:'), "a JSON file", _EXPORT),
)  # fmt: skip
"""Texts by how they begin. A CSV may begin with ``ID;Prix`` or ``From;To``, so more than that must fit."""

_STREAMS: tuple[tuple[str, str, str], ...] = (
    ("worddocument", "a Word document", _TABLE_OUT),
    ("powerpoint document", "a presentation", "Ask for the workbook behind it."),
    ("__properties_version1.0", "an Outlook message", _ATTACHED),
    ("nativecontent_main", "a Quattro Pro spreadsheet", _LIBRE),
    ("starcalcdocument", "a StarOffice spreadsheet", _LIBRE),
    ("visiodocument", "a drawing (Visio)", SAVE_AGAIN),
    ("quill", "a Publisher document", SAVE_AGAIN),
    ("matost", "a Microsoft Works document", SAVE_AGAIN),
)

_NUMBERS = "In Numbers choose File, Export To, Excel, and use the new file."
_PACKAGES: tuple[tuple[str, str, str], ...] = (
    ("word/document.xml", "a Word document", _TABLE_OUT),
    ("ppt/presentation.xml", "a presentation", "Ask for the workbook behind it."),
    ("visio/document.xml", "a drawing (Visio)", SAVE_AGAIN),
    ("index/document.iwa", "an Apple Numbers file", _NUMBERS),
    ("index.zip", "an Apple Numbers file", _NUMBERS),
    ("index.apxl", "an Apple Keynote file", SAVE_AGAIN),
    ("index.xml", "an Apple Numbers file", _NUMBERS),
    ("fixeddocseq.fdseq", "a printed page (XPS)", "Ask for the workbook it was printed from."),
    ("meta-inf/container.xml", "an electronic book (EPUB)", SAVE_AGAIN),
)


def foreign_kind(data: bytes) -> Kind | None:
    """What a file is by its first bytes, None where nothing known."""
    start = data[:_START].lstrip(b"\xef\xbb\xbf \t\r\n")
    for beginning, what, hint in _BEGINNINGS:
        if data.startswith(beginning) or (beginning.isascii() and start.startswith(beginning)):
            return what, hint
    if data[257:262] == b"ustar":
        return "a bundle of files (tar)", _UNPACK
    if (data[:4], data[8:12]) == (b"RIFF", b"WEBP") or data[4:12] in _NEW_PICTURES:
        return "a picture", _PICTURE
    if _is_database(data):
        return "a dBase or FoxPro table", _LIBRE
    text = start.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    return next(((what, hint) for pattern, what, hint in _TEXTS if pattern.match(text)), None)


def _is_database(data: bytes) -> bool:
    """A dBase table: its version, a day of the calendar, and a head that ends where it says (in FoxPro, before)."""
    if len(data) < 33 or data[0] not in _DATABASES or not (1 <= data[2] <= 12 and 1 <= data[3] <= 31):
        return False
    head, record = unpack_from("<HH", data, 8)
    ends = (data[head - back : head - back + 1] for back in (1, 264) if head >= 32 + back)
    return record > 0 and b"\r" in ends


def compound_kind(names: set[str]) -> Kind:
    """What a compound file without a workbook is, by the names of its streams in small letters."""
    known = ((what, hint) for stream, what, hint in _STREAMS if any(stream in name.split("/") for name in names))
    return next(known, ("an old Office document that is no workbook", SAVE_AGAIN))


def package_kind(names: set[str]) -> Kind | None:
    """What a ZIP archive without a workbook is, by the names in it in small letters."""
    return next(((what, hint) for part, what, hint in _PACKAGES if part in names), None)
