"""The guard: a finished file is opened again and searched for what its reader must not see, before it is released.

One function a format behind one entry; whatever a file encloses is searched by the same entry. What cannot be read to
its end is refused, for nobody knows what it says.
"""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy
from html import unescape

from toolkit import guard_office, guard_pdf
from toolkit.findings import ToolkitError
from toolkit.guard_bytes import compound, runs, unreadable
from toolkit.guard_drawn import BAR
from toolkit.guard_pdf import Enclosed
from toolkit.guard_words import Leak, Secret, Sought, Text
from toolkit.readers.signatures import COMPOUND

__all__ = ["Leak", "Secret", "guarded", "search"]

_DEEPEST = 4
_PATH = re.compile(
    r"file:/{1,3}[\w%.-]+[/\\]|(?<![A-Za-z])[A-Za-z]:\\[\w .-]+\\|"
    r"(?<![\w.:/])/(?:home|Users|root|tmp|var|private|mnt|media|Volumes|opt|srv)/[\w.-]+"
)
_SHARE = re.compile(r"\\\\[\w.-]+\\\w")
_PARTED = re.compile(r"[/\\]")
_LETTER = re.compile(rb"(?i)(?:(?:X-Unsent|Date|From|To|Subject|Message-ID|MIME-Version|Received|Return-Path)"
                     rb":[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2}")  # fmt: skip
_TABLE = re.compile(rb"[^\r\n<{]*(?:[,;\t][^\r\n,;\t<{]*){6,}\r?\n")
_MARKUP = re.compile(r"<[^>]*>")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"\0\0\0\x0cjP")
_GPS = 0x8825
_TOLD = 4


def search(data: bytes, name: str, secrets: Iterable[Secret], allowed: Iterable[str] = ()) -> tuple[Leak, ...]:
    """Every leak in a file, with its place. Raises ToolkitError (``unreadable``) where it cannot be searched."""
    return _searched(data, name, Sought(secrets, allowed))


def _searched(data: bytes, name: str, sought: Sought) -> tuple[Leak, ...]:
    """Every leak in one file of a document."""
    texts = [Text("the name of the file", name), *_texts(data, "", depth=0)]
    found = list(sought.leaks(texts))
    for text in texts:
        if _shows_path(text):
            found.append(Leak(text.where, "the path of a file on a computer", "how the document was made"))
        if text.words is _POSITION.words:
            found.append(Leak(text.where, "where a photograph was taken", "the photograph's own properties"))
    return tuple(dict.fromkeys(found))


def _shows_path(text: Text) -> bool:
    """Whether a file's path stands in a text; where bytes may be no words, two strokes begin a printer's name."""
    words = text.words
    return bool(_PARTED.search(words) and (_PATH.search(words) or (not text.rough and _SHARE.search(words))))


def guarded(
    files: Mapping[str, bytes],
    secrets: Iterable[Secret],
    allowed: Iterable[str] = (),
    received: Mapping[str, bytes] | None = None,
) -> None:
    """Look at finished files. Raises ToolkitError (``leak``) that says where one of them gives a secret away.

    The message names page and cell and never the words: it may end in a log. ``received`` are the files, by the name of
    the finished one, that their reader sent to be filled: what stood there already is no news to him.
    """
    sought = Sought(secrets, allowed)
    found = [(name, leak) for name, data in files.items() for leak in _searched(data, name, sought)]
    if found and received:
        known = {(name, leak.what, leak.why) for name, data in received.items() for leak in _searched(data, "", sought)}
        found = [(name, leak) for name, leak in found if (name, leak.what, leak.why) not in known]
    if not found:
        return
    told = [f"{name}, {leak.where}: {leak.what} ({leak.why})" for name, leak in found]
    more = f" And {len(told) - _TOLD} more." if len(told) > _TOLD else ""
    raise ToolkitError(
        f"Not released: the finished document shows what its reader must not see. {'; '.join(told[:_TOLD])}.{more}",
        "Take it out of the text it came from (a description, a note, a picture), or record the consent; run again.",
        code="leak",
    )


def _texts(data: bytes, where: str, *, depth: int) -> Iterator[Text]:
    """Everything a file says, by its format, with the place in front."""
    if depth > _DEEPEST:
        raise unreadable("files stand in files more than four deep")
    for text in _reader(data)(data, depth):
        yield replace(text, where=": ".join(part for part in (where, text.where) if part) or "its text")


def _reader(data: bytes) -> Callable[[bytes, int], Iterator[Text]]:
    """The function that reads a format, told by how the file begins."""
    if b"%PDF-" in data[:1024]:
        return _pdf
    if data.startswith(_PICTURES):
        return _picture
    if data.startswith(b"PK\3\4"):
        return _package
    if data.startswith(COMPOUND):
        return _compound
    if _LETTER.match(data):
        return _letter
    return _table if _TABLE.match(data) else _plain


def _pdf(data: bytes, depth: int) -> Iterator[Text]:
    """A PDF and what it encloses."""
    for part in guard_pdf.contents(data, whole=depth == 0):
        if isinstance(part, Text):
            yield part
        else:
            yield from _enclosed(part, depth)


def _enclosed(part: Enclosed, depth: int) -> Iterator[Text]:
    """A file within a file."""
    yield from _texts(part.data, part.where, depth=depth + 1)


def _picture(data: bytes, depth: int) -> Iterator[Text]:
    """What a picture carries beside what it shows: the camera's notes, comments, the position."""
    del depth
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data)) as image:
                exif = image.getexif()
                if exif.get_ifd(_GPS):
                    yield _POSITION
                values = [*exif.values(), *exif.get_ifd(0x8769).values(), *image.info.values()]
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            values = [data[:200_000]]
    yield Text("", "\n".join(_spelled(value) for value in values))
    if b"ns.adobe.com/xap" in data[:200_000]:
        start = data.find(b"ns.adobe.com/xap")
        yield Text("", data[start : start + 100_000].decode("utf-8", "replace"))


_POSITION = Text("", "the position of a photograph")


def _spelled(value: object) -> str:
    """A value of a picture's properties as words."""
    return runs(value) if isinstance(value, bytes) else str(value)


def _package(data: bytes, depth: int) -> Iterator[Text]:
    """An Office file and what it encloses."""
    for part in guard_office.contents(data):
        if isinstance(part, Text):
            yield part
        else:
            yield from _enclosed(part, depth)


def _compound(data: bytes, depth: int) -> Iterator[Text]:
    """A file of an old program."""
    del depth
    yield from compound(data)


def _letter(data: bytes, depth: int) -> Iterator[Text]:
    """A letter: its heading as it is written and as it is meant, every part of its words, what is enclosed."""
    message = message_from_bytes(data, policy=policy.SMTP)
    for part in message.walk():
        heading = [f"{name}: {value}" for name, value in (*part.raw_items(), *part.items())]
        enclosed = part.get_filename()
        yield Text("the heading of the letter" if part is message else "the heading of one of its parts",
                   "\n".join((*heading, enclosed or "", part.preamble or "", part.epilogue or "")))  # fmt: skip
        content = None if part.is_multipart() else part.get_payload(decode=True)
        if isinstance(content, bytes):
            where = f"the enclosed file {enclosed}" if enclosed else "its words"
            kind = part.get_content_type()
            if kind == "text/html":
                words = content.decode(part.get_content_charset("utf-8"), "replace")
                yield Text(where, unescape(_MARKUP.sub(" ", words)))
            yield from _texts(content, where, depth=depth + 1)


def _table(data: bytes, depth: int) -> Iterator[Text]:
    """A plain file of rows, line by line and cell by cell: a comma between two figures parts no thousands."""
    for text in _plain(data, depth):
        lines = text.words.splitlines()
        delimiter = max(",;\t", key=lines[0].count)
        for number, line in enumerate(lines, 1):
            cells = next(csv.reader([line], delimiter=delimiter), [])
            yield Text(f"line {number}", f" {BAR} ".join(cells), text.rough)


def _plain(data: bytes, depth: int) -> Iterator[Text]:
    """Text, JSON, XML; anything else by the runs of letters in it."""
    del depth
    try:
        words = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError:
        yield Text("", runs(data), rough=True)
        return
    if "\0" in words:  # letters of two bytes without their mark
        yield Text("", runs(data), rough=True)
    if words.lstrip()[:1] in {"{", "["}:
        with suppress(ValueError, RecursionError):
            yield from [Text("", leaf) for leaf in _leaves(json.loads(words))]
            return
    yield Text("", words)


def _leaves(value: object) -> Iterator[str]:
    """The keys and values of a JSON text."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _leaves(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _leaves(inner)
    elif value is not None:
        yield str(value)
