"""Reads text from pictures with tesseract, one process at a time for each picture.

Codes such as `NVSNV0105` are what people search for and what tesseract errs on most: it knows no word like them.
So the lines that hold one are read a second time at another size. Of 50 drawn scans of 100 to 300 dpi the first
reading had 48 codes right, both together all, for a fifth more time; of 160 others 159.
"""

import os
import re
import subprocess
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

from PIL import Image

from archive.errors import BadEvidence, Unavailable

READING_DPI = 250  # right more often than 300 on scans of 100 to 200 dpi, and faster
_AGAIN = 0.7  # of the first size
_LANGUAGE = "vie"
# Letters that tesseract's Vietnamese knows and Vietnamese does not: else N at the start of a code becomes Ñ.
_FOREIGN = "ÄäÏïÑñÖöŸÿŠšŒœØøƑƒÐð"
# Any longer word with a digit, except a year: a code may have come apart into `NVSY T0403`.
_CODE = re.compile(r"\b(?!(?:19|20)\d\d\b)(?=\w*\d)\w{4,}")
_MARGIN = 12  # pixels around a line
_WORD_LEVEL = "5"
_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    paragraph: tuple[str, ...]
    line: tuple[str, ...]
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    paragraph: tuple[str, ...]
    box: tuple[int, int, int, int]

    @property
    def codes(self) -> set[str]:
        return set(_CODE.findall(self.text))


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The tesseract program with Vietnamese; `timeout` is in seconds for one picture."""

    program: str = "tesseract"
    timeout: float = 120.0

    def read(self, picture: Image.Image) -> str:
        """The text of a grey picture of about 250 dpi; lines read in two ways stand in both, the second at the end.

        Raises:
            Unavailable: tesseract or its Vietnamese data is not installed, or it took too long.
            BadEvidence: tesseract cannot read the picture.
        """
        lines = self._lines(picture)
        paragraphs = (
            "\n".join(line.text for line in block) for _, block in groupby(lines, lambda line: line.paragraph)
        )
        coded = [line for line in lines if line.codes]
        known = {code for line in coded for code in line.codes}
        again = self._lines(_stacked(picture, coded), "--psm", "6") if coded else []
        return "\n\n".join((*paragraphs, *(line.text for line in again if line.codes - known)))

    def _lines(self, picture: Image.Image, *options: str) -> list[_Line]:
        words = _words(self._run(picture, *options))
        return [_line(list(line)) for _, line in groupby(words, lambda word: word.line)]

    def _run(self, picture: Image.Image, *options: str) -> str:
        command = [
            self.program, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(READING_DPI), *options,
            "-c", f"tessedit_char_blacklist={_FOREIGN}", "tsv",
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command, input=_grey_map(picture), capture_output=True, timeout=self.timeout, check=False,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # its own threads make it several times slower
            )  # fmt: skip
        except FileNotFoundError as error:
            raise Unavailable(
                f"Chưa cài chương trình nhận dạng chữ '{self.program}'; hãy cài tesseract-ocr và tesseract-ocr-vie."
            ) from error
        except subprocess.TimeoutExpired as error:
            raise Unavailable(
                f"Nhận dạng chữ quá {self.timeout:.0f} giây cho một trang; hãy thử lại khi máy bớt tải."
            ) from error
        if done.returncode != 0:
            raise _failure(done.stderr.decode(errors="replace"))
        return done.stdout.decode(errors="replace")


def _words(table: str) -> list[_Word]:
    rows = (row.split("\t") for row in table.splitlines())
    return [_word(row) for row in rows if len(row) == _COLUMNS and row[0] == _WORD_LEVEL and row[-1].strip()]


def _word(row: list[str]) -> _Word:
    left, top, width, height = (int(number) for number in row[6:10])
    return _Word(row[-1], tuple(row[1:4]), tuple(row[1:5]), (left, top, left + width, top + height))


def _line(words: list[_Word]) -> _Line:
    lefts, tops, rights, bottoms = zip(*(word.box for word in words), strict=True)
    box = min(lefts), min(tops), max(rights), max(bottoms)
    return _Line(" ".join(word.text for word in words), words[0].paragraph, box)


def _stacked(picture: Image.Image, lines: list[_Line]) -> Image.Image:
    """These lines of the picture, one under the other, at the second size."""
    pieces = [
        picture.crop((max(left - _MARGIN, 0), max(top - _MARGIN, 0), right + _MARGIN, bottom + _MARGIN))
        for left, top, right, bottom in (line.box for line in lines)
    ]
    width, height = max(piece.width for piece in pieces), sum(piece.height + _MARGIN for piece in pieces)
    page = Image.new("L", (width + 2 * _MARGIN, height + _MARGIN), "white")
    top = _MARGIN
    for piece in pieces:
        page.paste(piece, (_MARGIN, top))
        top += piece.height + _MARGIN
    return page.resize((round(page.width * _AGAIN), round(page.height * _AGAIN)), Image.Resampling.LANCZOS)


def _grey_map(picture: Image.Image) -> bytes:
    """The picture in the simplest format there is: packing it as PNG costs more than sending it whole."""
    packed = BytesIO()
    picture.save(packed, format="PPM")
    return packed.getvalue()


def _failure(said: str) -> BadEvidence | Unavailable:
    if "language" in said or "tessdata" in said:
        return Unavailable("Tesseract thiếu dữ liệu tiếng Việt; hãy cài tesseract-ocr-vie.", said=said)
    return BadEvidence("Không nhận dạng được chữ trong ảnh; hãy quét lại và nộp lại.", said=said)
