"""Made to last: a tagged PDF as PDF/A-3a and PDF/UA-1 at once, with its facts and evidence attached.

WeasyPrint sets the page to PDF/A-3a; what is added here is what it has no word for. Same input, same bytes: the moment
that is written into the file is the one the document speaks of, never the clock's.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from xml.sax.saxutils import escape

from toolkit.findings import ToolkitError

Relationship = Literal["Data", "Source", "Supplement", "Alternative", "Unspecified"]

# What PDF/A and PDF/UA ask of the description that travels with the file. PDF/A allows only properties it knows or
# that are explained in the file itself: so the one of PDF/UA is.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
{properties}
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_ALTERNATIVES = '<dc:{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></dc:{0}>'
# Each entry of the file's own properties, as the same must stand in the description.
_PROPERTIES = {
    "/Title": _ALTERNATIVES.format("title", "{}"),
    "/Author": "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>",
    "/Subject": _ALTERNATIVES.format("description", "{}"),
    "/Keywords": "<pdf:Keywords>{}</pdf:Keywords>",
    "/Creator": "<xmp:CreatorTool>{}</xmp:CreatorTool>",
    "/Producer": "<pdf:Producer>{}</pdf:Producer>",
}
_MISREAD = b"\r\nendstream"
_TAGGED = ("/StructTreeRoot", "/MarkInfo", "/OutputIntents", "/Lang")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside a PDF: ``relationship`` is what it is to the page, ``modified`` its own moment."""

    name: str
    data: bytes
    mime: str
    relationship: Relationship
    description: str
    modified: datetime | None = None


def archive(
    pdf: bytes, attachments: Sequence[Attachment] = (), *, identifier: str, at: datetime, author: str = ""
) -> bytes:
    """The document made to last. ``at`` is the moment it speaks of, ``author`` the house that answers for it.

    ``pdf`` must be set as the variant "archive": what is claimed here must be so. Raises ToolkitError for two
    attachments of one name, of which a reader would see one.
    """
    import pikepdf

    _no_two_alike(attachments)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        missing = [key for key in _TAGGED if key not in document.Root]
        if missing:
            raise ValueError(f"only a page set as an archive becomes one; it lacks {', '.join(missing)}")
        document.docinfo["/CreationDate"] = document.docinfo["/ModDate"] = pdf_date(at)
        if author:
            document.docinfo["/Author"] = author
        if attachments:
            document.Root.AF = pikepdf.Array([_attach(document, one, at) for one in attachments])
        document.Root.Metadata = document.make_stream(
            _description(document.docinfo, identifier, at), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        return _saved(document)


def pdf_date(moment: datetime) -> str:
    """A moment as a PDF writes it, in universal time."""
    return f"{moment.astimezone(UTC):D:%Y%m%d%H%M%S}+00'00'"


def _no_two_alike(attachments: Sequence[Attachment]) -> None:
    """Refuse attachments that share a name."""
    names = [one.name for one in attachments]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ToolkitError(
            f"Two files to attach are both called {twice}.", "Rename one of them, then run again.", code="same-name"
        )


def _attach(document: Any, one: Attachment, at: datetime) -> Any:
    """Put one file into the document; the entry that says what it is to the page."""
    from pikepdf import AttachedFileSpec, Name

    moment = pdf_date(one.modified or at)
    entry = AttachedFileSpec(
        document,
        one.data,
        filename=one.name,
        description=one.description,
        mime_type=one.mime,
        creation_date=moment,
        mod_date=moment,
    )
    entry.relationship = Name(f"/{one.relationship}")
    document.attachments[one.name] = entry
    return document.attachments[one.name].obj


def _description(info: Any, identifier: str, at: datetime) -> bytes:
    """The description as XMP: what the properties say, in the same words, and which standards the file keeps."""
    moment = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}+00:00"
    lines = [form.format(escape(str(info[key]))) for key, form in _PROPERTIES.items() if key in info]
    lines += [f"<dc:identifier>{escape(identifier)}</dc:identifier>"]
    lines += [f"<xmp:{name}>{moment}</xmp:{name}>" for name in ("CreateDate", "ModifyDate", "MetadataDate")]
    return _XMP.format(properties="\n".join(lines)).encode()


def _saved(document: Any) -> bytes:
    """The document's bytes, in which no stream ends in a carriage return: some checkers take it for the end of a line.

    They would call one dossier in ten damaged, though its lengths are right.
    """
    from pikepdf import ObjectStreamMode, StreamDecodeLevel

    made = _written(document, object_stream_mode=ObjectStreamMode.generate)
    if _MISREAD not in made:
        return made
    for item in document.objects:
        _pack_anew(item)
    # Without the streams that only the writer makes, and each of ours left as it was packed.
    disable, none = ObjectStreamMode.disable, StreamDecodeLevel.none
    return _written(document, object_stream_mode=disable, stream_decode_level=none, compress_streams=False)


def _written(document: Any, **how: Any) -> bytes:
    """The document as bytes; its identifier comes from them."""
    out = io.BytesIO()
    document.save(out, deterministic_id=True, **how)
    return out.getvalue()


def _pack_anew(item: Any) -> None:
    """Wrap what ends in a carriage return once more: the end is a sum over the content, and the next sum differs."""
    from pikepdf import Array, Name, Stream

    if not isinstance(item, Stream) or item.get("/Type") == Name.Metadata:
        return
    raw, filters = item.read_raw_bytes(), item.get("/Filter")
    if filters not in {None, Name.FlateDecode} or (filters is not None and not raw.endswith(b"\r")):
        return
    times = 0 if filters is None else 1
    while times == 0 or raw.endswith(b"\r"):
        raw, times = zlib.compress(raw, 9), times + 1
    parameters: Any = item.get("/DecodeParms")
    if parameters is not None:
        parameters = Array([*[None] * (times - 1), parameters])
    item.write(raw, filter=Array([Name.FlateDecode] * times), decode_parms=parameters)
