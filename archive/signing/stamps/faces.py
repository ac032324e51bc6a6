"""The font of stamps: Liberation Serif, cut down once to Vietnamese and for each stamp to the letters it shows."""

import io
import logging
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont, TTLibError

from archive.errors import Unavailable
from archive.signing.stamps.drawing import Style

FAMILY = "LiberationSerif"
_USUAL_FOLDER = Path("/usr/share/fonts/truetype/liberation2")  # Debian; elsewhere fontconfig is asked
_SECONDS = 30.0  # fontconfig builds its cache when it runs for the first time
_LETTERS = (*range(0x20, 0x7F), *range(0xA0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA), 0x2013, 0x2026)
_FOREIGN = "?"  # shown for what the font has no letter for: PDF/A forbids the empty box
_NOT_FOR_PDF = ["GSUB", "GPOS", "GDEF", "kern", "post", "OS/2", "name", "gasp", "DSIG", "FFTM"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedFace:
    """A face with the letters of one stamp: the program, each letter's glyph, widths in thousandths of the size."""

    name: str
    program: bytes
    glyphs: dict[str, int]
    widths: tuple[int, ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    italic_angle: float


class Face:
    """One style of the font."""

    def __init__(self, style: Style, path: Path) -> None:
        """Read the font file and keep its Vietnamese letters.

        Raises:
            Unavailable: the file is no usable font.
        """
        self.style = style
        # One line of warning for each table it does not know, and none of them says anything about the letters.
        logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
        try:
            with TTFont(path, lazy=True) as font:
                self._angle = float(font["post"].italicAngle)
                self._program = _subset(font, list(_LETTERS))
        except (OSError, TTLibError, KeyError) as wrong:
            raise _missing(f"không đọc được {path}") from wrong

    def text(self, text: str) -> str:
        """The text with foreign letters replaced, so that every letter can be shown."""
        return "".join(letter if letter in self._advances else _FOREIGN for letter in text)

    def width(self, text: str, size: float) -> float:
        """How wide the text is, in points."""
        return sum(self._advances.get(letter, self._advances[_FOREIGN]) for letter in text) * size

    def embed(self, letters: set[str]) -> EmbeddedFace:
        """The face with these letters only, to be put into a PDF."""
        with TTFont(io.BytesIO(self._program), lazy=True, recalcBBoxes=False) as font:
            program = _subset(font, sorted(ord(letter) for letter in letters))
            order = font.getGlyphOrder()
            scale = 1000 / font["head"].unitsPerEm
            head = font["head"]
            return EmbeddedFace(
                name=f"{FAMILY}-{self.style}",
                program=program,
                glyphs={chr(code): order.index(name) for code, name in font.getBestCmap().items()},
                widths=tuple(round(font["hmtx"][name][0] * scale) for name in order),
                box=tuple(round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)),
                ascent=round(font["hhea"].ascent * scale),
                descent=round(font["hhea"].descent * scale),
                italic_angle=self._angle,
            )

    @cached_property
    def _advances(self) -> dict[str, float]:
        """Widths at size 1."""
        with TTFont(io.BytesIO(self._program), lazy=True) as font:
            units, metrics = font["head"].unitsPerEm, font["hmtx"]
            return {chr(code): metrics[name][0] / units for code, name in font.getBestCmap().items()}


class Faces:
    """The styles of the font, each read when first needed."""

    def __init__(self, folder: Path | None = None) -> None:
        """Take the font from a folder, or from where the system keeps it."""
        self._folder = folder
        self._faces: dict[Style, Face] = {}

    def __getitem__(self, style: Style) -> Face:
        """The face of a style.

        Raises:
            Unavailable: the font is not installed.
        """
        if style not in self._faces:
            self._faces[style] = Face(style, self._path(style))
        return self._faces[style]

    def _path(self, style: Style) -> Path:
        file = f"{FAMILY}-{style}.ttf"
        if self._folder is not None:
            return self._folder / file
        usual = _USUAL_FOLDER / file
        return usual if usual.exists() else _ask_fontconfig(style)


def _ask_fontconfig(style: Style) -> Path:
    command = ["fc-match", "--format", "%{family}\n%{file}", f"Liberation Serif:style={style}"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_SECONDS).stdout
    except (OSError, subprocess.SubprocessError) as wrong:
        raise _missing("không chạy được fc-match") from wrong
    family, _, path = answer.partition("\n")
    if "Liberation Serif" not in family:
        raise _missing("chưa cài Liberation Serif")
    return Path(path)


def _subset(font: TTFont, letters: list[int]) -> bytes:
    options = subset.Options(
        hinting=False,
        layout_features=[],
        notdef_outline=True,
        glyph_names=False,
        legacy_cmap=False,
        recalc_bounds=False,
    )
    options.drop_tables += _NOT_FOR_PDF
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _missing(why: str) -> Unavailable:
    return Unavailable(
        f"Chưa có phông chữ để vẽ chữ ký ({why}). Hãy cài gói fonts-liberation2 (hoặc chạy `make setup`).",
        package="fonts-liberation2",
        reason=why,
    )
