"""Words on the pages of a portfolio: a font put into the PDF once, lines that fit a width, and how a page shows them.

The letters themselves come from outside, for whoever knows the font of the house hands it in.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol

import pikepdf
from pikepdf import Array, Dictionary, Name

_PRINTED = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0]))
_LETTERS = frozenset(_PRINTED) | frozenset(map(chr, [*range(0x1EA0, 0x1EFA), 0x2013, 0x2026]))
_NONSYMBOLIC = 32  # font descriptor flags: letters of the Latin script
_STEM = 80  # thousandths; asked for by the format, used by nobody when the font is embedded
_MAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Hoso def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n%s"
    b"endcmap CMapName currentdict /CMap defineresource pop end end\n"
)
_MAP_BLOCK = 100  # pairs that one block of a character map may hold


class EmbeddedFace(Protocol):
    """A face cut down to some letters: its program, each letter's glyph, widths in thousandths of the size."""

    @property
    def name(self) -> str:
        """What the font calls itself."""
        ...

    @property
    def program(self) -> bytes:
        """The TrueType file."""
        ...

    @property
    def glyphs(self) -> Mapping[str, int]:
        """Letter → glyph."""
        ...

    @property
    def widths(self) -> tuple[int, ...]:
        """By glyph."""
        ...

    @property
    def box(self) -> tuple[int, int, int, int]:
        """What every glyph fits in."""
        ...

    @property
    def ascent(self) -> int:
        """Above the line."""
        ...

    @property
    def descent(self) -> int:
        """Below the line, negative."""
        ...


class Face(Protocol):
    """One style of a font that has every Vietnamese letter."""

    def text(self, text: str) -> str:
        """The text with foreign letters replaced."""
        ...

    def width(self, text: str, size: float) -> float:
        """Points."""
        ...

    def embed(self, letters: set[str]) -> EmbeddedFace:
        """Cut down to these letters."""
        ...


class Lettering:
    """One face inside one PDF, under a name for the resources of its pages."""

    def __init__(self, pdf: pikepdf.Pdf, face: Face, *, name: str) -> None:
        """Put the face into the PDF."""
        self.name = name
        self._face = face
        embedded = face.embed(set(_LETTERS))
        self._glyphs = embedded.glyphs
        self.font = pdf.make_indirect(_font(pdf, embedded))

    def width(self, text: str, size: float) -> float:
        """How wide the text will be, points."""
        return self._face.width(self._face.text(text), size)

    def show(self, text: str, size: float, x: float, y: float) -> bytes:
        """The operators that write the text from a point on."""
        codes = "".join(f"{self._glyphs[letter]:04X}" for letter in self._face.text(text))
        return f"BT {self.name} {size:g} Tf {x:.2f} {y:.2f} Td <{codes}> Tj ET\n".encode()

    def fit(self, text: str, size: float, width: float) -> Iterator[str]:
        """The text as lines no wider than that; a word too long for a line is cut."""
        line = ""
        for word in text.split():
            joined = f"{line} {word}".lstrip()
            if self.width(joined, size) <= width:
                line = joined
                continue
            if line:
                yield line
            *cut, line = self._cut(word, size, width)
            yield from cut
        if line:
            yield line

    def _cut(self, word: str, size: float, width: float) -> Iterator[str]:
        start = 0
        for end in range(1, len(word) + 1):
            if self.width(word[start:end], size) > width:
                yield word[start : end - 1]
                start = end - 1
        yield word[start:]


def _font(pdf: pikepdf.Pdf, face: EmbeddedFace) -> Dictionary:
    base = Name(f"/HOSOAA+{face.name}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=base,
        Flags=_NONSYMBOLIC,
        FontBBox=Array(face.box),
        ItalicAngle=0,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=face.ascent,
        StemV=_STEM,
        FontFile2=pdf.make_stream(face.program, Length1=len(face.program)),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=base,
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=Name.Identity,
        W=Array([0, Array(face.widths)]),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=base,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(_MAP % b"".join(_blocks(face.glyphs))),
    )


def _blocks(glyphs: Mapping[str, int]) -> Iterator[bytes]:
    """Glyph → letter, so that text can be searched and copied."""
    pairs = [f"<{glyph:04X}> <{ord(letter):04X}>" for letter, glyph in sorted(glyphs.items())]
    for start in range(0, len(pairs), _MAP_BLOCK):
        block = pairs[start : start + _MAP_BLOCK]
        yield "\n".join([f"{len(block)} beginbfchar", *block, "endbfchar\n"]).encode()
