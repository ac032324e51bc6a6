"""What a PDF says about itself, written twice as PDF/A-1 asks: as an XMP packet and as the information dictionary.

Every schema has its own rdf:Description in element form: Preflight does not read the attribute form.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from archive.language import VIETNAM, tidy

PRODUCER = "Hồ sơ quý (hoso)"
PROVISIONAL = "Mẫu tạm – chưa phải Phụ lục của Hướng dẫn"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
{descriptions}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_SCHEMAS = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is said of one document; `creator` is the program its text was set with."""

    title: str
    author: str
    creator: str
    made: datetime
    provisional: bool

    def docinfo(self) -> Mapping[str, str]:
        """The entries of the information dictionary; empty ones are left out."""
        stamp = self.made.astimezone(VIETNAM).strftime("D:%Y%m%d%H%M%S+07'00'")
        entries = {
            "/Title": _clean(self.title),
            "/Author": _clean(self.author),
            "/Subject": PROVISIONAL if self.provisional else "",
            "/Creator": _clean(self.creator),
            "/Producer": PRODUCER,
            "/CreationDate": stamp,
            "/ModDate": stamp,
        }
        return {key: value for key, value in entries.items() if value}

    def packet(self) -> bytes:
        """The XMP packet, saying the same as `docinfo`."""
        descriptions = "\n".join(_description(schema, "\n".join(body)) for schema, body in self._schemas())
        return _PACKET.format(descriptions=descriptions).encode()

    def _schemas(self) -> Iterator[tuple[str, list[str]]]:
        yield "dc", list(self._dublin_core())
        yield "pdf", [_element("pdf:Producer", escape(PRODUCER))]
        yield "xmp", list(self._basic())
        yield "pdfaid", [_element("pdfaid:part", "1"), _element("pdfaid:conformance", "B")]

    def _dublin_core(self) -> Iterator[str]:
        yield _element("dc:format", "application/pdf")
        if title := _clean(self.title):
            yield _element("dc:title", _alternative(title))
        if author := _clean(self.author):
            yield _element("dc:creator", f"<rdf:Seq><rdf:li>{escape(author)}</rdf:li></rdf:Seq>")
        if self.provisional:
            yield _element("dc:description", _alternative(PROVISIONAL))

    def _basic(self) -> Iterator[str]:
        if creator := _clean(self.creator):
            yield _element("xmp:CreatorTool", escape(creator))
        moment = self.made.astimezone(VIETNAM).replace(microsecond=0).isoformat()
        yield _element("xmp:CreateDate", moment)
        yield _element("xmp:ModifyDate", moment)


def _description(schema: str, body: str) -> str:
    space = f'xmlns:{schema}="{_SCHEMAS[schema]}"'
    return f'<rdf:Description rdf:about="" {space}>\n{body}\n</rdf:Description>'


def _element(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>"


def _alternative(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def _clean(text: str) -> str:
    """One line that XML can carry."""
    return tidy("".join(mark if mark.isprintable() else " " for mark in text))
