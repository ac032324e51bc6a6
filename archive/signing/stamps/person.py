"""The stamp of a person: the given name as if by hand on the left, who and when in blue words beside it.

The left third is the part that an organ's seal covers (NĐ 30/2020, Điều 33), so nothing that must be read stands there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from archive.domain.signature import Signatory
from archive.language import VIETNAM, day, tidy
from archive.signing.stamps.drawing import WHITE, Drawing, Shape, Style, Words, bar, stroke
from archive.signing.stamps.faces import Faces

_BLUE = (0.05, 0.16, 0.60)
_INK = (0.42, 0.55, 0.88)  # lighter, so that the seal over it can be read
_LARGEST = 9.0  # points; a stamp never shouts over the document's own text of 13 or 14
_STEP = 0.95  # sizes are tried from the largest down
_LEADING = 1.18  # of the size: Vietnamese capitals with two marks need it
_SEAL_SHARE = 1 / 3
_NARROW = 96.0  # points; below this width the words get the whole box
_EDGE, _EDGE_SHARE = 2.0, 0.05  # points, but in a tiny box never more than this share of it
_TRIAL = "BẢN THỬ"
_BANNER_LINES = 1.1  # the bar below the words with the air above it, in lines
_ABOVE = 0.93  # of the size: how high a capital with two marks reaches above the baseline
_FIXED = "\u00a0"  # a blank at which no line ends


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    style: Style


def person_stamp(
    signatory: Signatory, *, at: datetime, width: float, height: float, is_development: bool, faces: Faces
) -> Drawing:
    """The stamp, its words as large as the box allows."""
    left = width * _SEAL_SHARE if width >= _NARROW else 0.0
    said = list(_said(signatory, at))
    across, down = min(_EDGE, width * _EDGE_SHARE), min(_EDGE, height * _EDGE_SHARE)
    room = width - left - 2 * across
    size, lines = _fit(said, room, height - 2 * down, has_banner=is_development, faces=faces)
    marks: list[Words | Shape] = []
    if left:
        marks += _by_hand(signatory.name, left, height, faces)
    marks += _column(lines, size, left + across, room, height, faces=faces, has_banner=is_development)
    return Drawing(width=width, height=height, colour=_BLUE, marks=tuple(marks))


def _said(signatory: Signatory, at: datetime) -> Iterator[_Line]:
    local = at.astimezone(VIETNAM)
    yield _Line(f"Ký{_FIXED}bởi: {tidy(signatory.name)}", Style.BOLD)
    if signatory.post:
        yield _Line(tidy(signatory.post), Style.REGULAR)
    when = f"{day(local.date())} {local:%H:%M:%S} +07:00".replace(" ", _FIXED)
    yield _Line(f"Thời{_FIXED}gian{_FIXED}ký: {when}", Style.REGULAR)


def _fit(
    said: Sequence[_Line], width: float, height: float, *, has_banner: bool, faces: Faces
) -> tuple[float, list[_Line]]:
    """The largest size at which all lines fit, and the lines broken for it."""
    size = _LARGEST
    while True:
        lines = [line for paragraph in said for line in _broken(paragraph, size, width, faces)]
        shown = [*lines, _Line(_TRIAL, Style.BOLD)] if has_banner else lines
        fits_across = all(faces[line.style].width(line.text, size) <= width for line in shown)
        if fits_across and (len(lines) + has_banner * _BANNER_LINES) * size * _LEADING <= height:
            return size, lines
        size *= _STEP


def _broken(paragraph: _Line, size: float, width: float, faces: Faces) -> Iterator[_Line]:
    face, line = faces[paragraph.style], ""
    for word in face.text(paragraph.text).split(" "):
        longer = f"{line} {word}" if line else word
        if line and face.width(longer, size) > width:
            yield _Line(line, paragraph.style)
            longer = word
        line = longer
    yield _Line(line, paragraph.style)


def _column(
    lines: Sequence[_Line], size: float, left: float, width: float, height: float, *, faces: Faces, has_banner: bool
) -> Iterator[Words | Shape]:
    pitch = size * _LEADING
    block = (len(lines) + has_banner * _BANNER_LINES) * pitch
    top = height - (height - block) / 2
    for number, line in enumerate(lines):
        yield Words(text=line.text, style=line.style, size=size, x=left, y=top - number * pitch - size * _ABOVE)
    if has_banner:
        floor = top - block
        yield bar(left, floor, width, pitch)
        start = left + (width - faces[Style.BOLD].width(_TRIAL, size)) / 2
        yield Words(text=_TRIAL, style=Style.BOLD, size=size, x=start, y=floor + size * 0.2, colour=WHITE)


def _by_hand(name: str, width: float, height: float, faces: Faces) -> Iterator[Words | Shape]:
    """The given name in slanted letters over a stroke of the pen; nobody's real hand."""
    face = faces[Style.ITALIC]
    given = face.text((tidy(name).split(" ") or [""])[-1])
    room = width - 3 * _EDGE
    size = min(height * 0.42, 22.0, room / max(face.width(given, 1.0), 0.1))
    shown = face.width(given, size)
    x, y = (width - shown) / 2, height * 0.46
    yield Words(text=given, style=Style.ITALIC, size=size, x=x, y=y, colour=_INK)
    low, far = y - size * 0.35, width - _EDGE
    curves = (
        (width * 0.35, low + size * 0.30, width * 0.60, low + size * 0.22, far, low + size * 0.18),
        (width * 0.70, low - size * 0.05, width * 0.45, low - size * 0.22, width * 0.30, low - size * 0.30),
    )
    yield stroke((_EDGE, low), curves, line=0.7, colour=_INK)
