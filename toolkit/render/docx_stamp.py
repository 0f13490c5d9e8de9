"""A letter's number in its file's properties, where the house finds it again and the client is told nothing."""

from __future__ import annotations

from xml.sax.saxutils import escape

from toolkit.render import container

_CORE = "docProps/core.xml"
_APP = "docProps/app.xml"


def stamped(data: bytes, number: str, title: str, language: str) -> bytes:
    """A Word file with a number as its identifier; who wrote and saved it, how long and with what, is left out."""
    parts = container.read(data, number)
    if _CORE in parts:
        parts[_CORE] = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(title)}</dc:title><dc:identifier>{escape(number)}</dc:identifier>"
            f"<cp:keywords>{escape(number)}</cp:keywords><dc:language>{escape(language)}</dc:language></cp:coreProperties>"
        ).encode()
    if _APP in parts:
        parts[_APP] = (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
        )
    return container.write(parts)
