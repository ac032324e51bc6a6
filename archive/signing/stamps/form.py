"""A drawing as a form in a PDF under signature: content, and fonts embedded as PDF/A-1b asks (CIDSet, ToUnicode)."""

from collections.abc import Iterable
from hashlib import sha256
from math import cos, sin
from typing import cast

from pyhanko.pdf_utils.content import PdfResources, RawContent
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from archive.signing.stamps.drawing import Colour, Drawing, Style, Words
from archive.signing.stamps.faces import EmbeddedFace, Faces

_SYMBOLIC = 4  # font flags: glyphs are reached by number, no standard encoding is meant
_STEM = 80  # thousandths; nobody measures it in an embedded font

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_BLOCK = 100  # entries of a bfchar block at most


def add_form(writer: BasePdfFileWriter, drawing: Drawing, faces: Faces) -> IndirectObject:
    """The drawing as a form XObject of the file."""
    embedded = _embed(drawing, faces)
    resources = PdfResources()  # type: ignore[no-untyped-call]  # the library's
    for style, face in embedded.items():
        resources.font[pdf_name(f"/{style}")] = _font(writer, face)
    box = BoxConstraints(width=drawing.width, height=drawing.height)
    form = RawContent(_content(drawing, embedded), resources=resources, box=box).as_form_xobject()
    form.compress()  # type: ignore[no-untyped-call]  # the library's
    return writer.add_object(form)


def _embed(drawing: Drawing, faces: Faces) -> dict[Style, EmbeddedFace]:
    letters: dict[Style, set[str]] = {}
    for mark in drawing.marks:
        if isinstance(mark, Words):
            letters.setdefault(mark.style, set()).update(mark.text)
    return {style: faces[style].embed(shown) for style, shown in sorted(letters.items())}


def _content(drawing: Drawing, embedded: dict[Style, EmbeddedFace]) -> bytes:
    lines = []
    for mark in drawing.marks:
        colour = mark.colour or drawing.colour
        shown = _words(mark, embedded[mark.style]) if isinstance(mark, Words) else mark.operators
        lines.append(f"q {_paint(colour, 'rg')} {_paint(colour, 'RG')} {shown} Q")
    return "\n".join(lines).encode("ascii")


def _words(words: Words, face: EmbeddedFace) -> str:
    codes = "".join(f"{face.glyphs[letter]:04X}" for letter in words.text)
    c, s = cos(words.angle), sin(words.angle)
    place = f"{c:.5f} {s:.5f} {-s:.5f} {c:.5f} {words.x:.3f} {words.y:.3f} Tm"
    return f"BT /{words.style} {words.size:.3f} Tf {place} <{codes}> Tj ET"


def _paint(colour: Colour, operator: str) -> str:
    return " ".join(f"{part:.3f}" for part in colour) + f" {operator}"


def _font(writer: BasePdfFileWriter, face: EmbeddedFace) -> IndirectObject:
    tag = "".join(chr(ord("A") + digit % 26) for digit in sha256(face.program).digest()[:6])
    name = pdf_name(f"/{tag}+{face.name}")
    descendant = _dictionary(
        Type=pdf_name("/Font"),
        Subtype=pdf_name("/CIDFontType2"),
        BaseFont=name,
        CIDSystemInfo=_dictionary(Registry=pdf_string("Adobe"), Ordering=pdf_string("Identity"), Supplement=_number(0)),
        CIDToGIDMap=pdf_name("/Identity"),
        FontDescriptor=writer.add_object(_descriptor(writer, face, name)),
        DW=_number(1000),
        W=ArrayObject([_number(0), _numbers(face.widths)]),
    )
    font = _dictionary(
        Type=pdf_name("/Font"),
        Subtype=pdf_name("/Type0"),
        BaseFont=name,
        Encoding=pdf_name("/Identity-H"),
        DescendantFonts=ArrayObject([writer.add_object(descendant)]),
        ToUnicode=writer.add_object(_stream(_to_unicode(face))),
    )
    return writer.add_object(font)


def _descriptor(writer: BasePdfFileWriter, face: EmbeddedFace, name: NameObject) -> DictionaryObject:
    program = _stream(face.program, Length1=_number(len(face.program)))
    return _dictionary(
        Type=pdf_name("/FontDescriptor"),
        FontName=name,
        Flags=_number(_SYMBOLIC),
        FontBBox=_numbers(face.box),
        ItalicAngle=_number(face.italic_angle),
        Ascent=_number(face.ascent),
        Descent=_number(face.descent),
        CapHeight=_number(face.ascent),
        StemV=_number(_STEM),
        FontFile2=writer.add_object(program),
        CIDSet=writer.add_object(_stream(_every_bit(len(face.widths)))),
    )


def _every_bit(count: int) -> bytes:
    """One bit for each glyph, the first one highest: the program holds no glyph that is not listed."""
    return bytes([0xFF] * (count // 8)) + (bytes([0xFF << (8 - count % 8) & 0xFF]) if count % 8 else b"")


def _to_unicode(face: EmbeddedFace) -> bytes:
    entries = [f"<{glyph:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for letter, glyph in face.glyphs.items()]
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    body = "\n".join("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks)
    return _CMAP.format(blocks=body).encode("ascii")


def _stream(content: bytes, **entries: PdfObject) -> StreamObject:
    stream = StreamObject({pdf_name(f"/{key}"): value for key, value in entries.items()}, stream_data=content)
    stream.compress()  # type: ignore[no-untyped-call]  # the library's
    return stream


def _dictionary(**entries: object) -> DictionaryObject:
    named = {pdf_name(f"/{key}"): value for key, value in entries.items()}
    return DictionaryObject(named)  # type: ignore[no-untyped-call]  # the library's


def _numbers(values: Iterable[int]) -> ArrayObject:
    return ArrayObject([_number(value) for value in values])


def _number(value: float) -> PdfObject:
    made = NumberObject(value) if isinstance(value, int) else FloatObject(value)  # type: ignore[no-untyped-call]  # the library's
    return cast("PdfObject", made)
