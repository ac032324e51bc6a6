"""The sRGB colour profile every PDF/A of ours names as its output intent, made here from the numbers of IEC 61966-2-1.

ICC version 2 (PDF/A-1 rests on PDF 1.4, which does not know version 4), display class, matrix and curve.
"""

import struct
from functools import cache

# Chromaticities of the sRGB primaries and the two white points as x, y (IEC 61966-2-1; D50 of ICC.1).
_RED, _GREEN, _BLUE = (0.64, 0.33), (0.30, 0.60), (0.15, 0.06)
_D65 = (0.3127, 0.3290)
_D50_XYZ = (0.9642, 1.0, 0.8249)
_CURVE_POINTS = 1024  # steps finer than 8-bit colour can show
_DATE = (2026, 1, 1, 0, 0, 0)  # fixed, so that the profile never changes

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]

# Bradford cone responses: how ICC profiles move colours from one white to another.
_BRADFORD: Matrix = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))


@cache
def srgb_profile() -> bytes:
    """The profile's bytes, the same on every machine."""
    red, green, blue = _colorants()
    curve = _curve()
    tags = (
        (b"desc", _description("sRGB IEC61966-2.1")),
        (b"cprt", b"text\0\0\0\0No copyright, use freely\0"),
        (b"wtpt", _xyz(_D50_XYZ)),
        (b"rXYZ", _xyz(red)),
        (b"gXYZ", _xyz(green)),
        (b"bXYZ", _xyz(blue)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    )
    return _assemble(tags)


def _assemble(tags: tuple[tuple[bytes, bytes], ...]) -> bytes:
    table, body, places = b"", b"", dict[bytes, int]()
    start = 128 + 4 + 12 * len(tags)
    for signature, content in tags:
        if content not in places:  # the three curves share one place
            places[content] = start + len(body)
            body += content + b"\0" * (-len(content) % 4)
        table += signature + struct.pack(">II", places[content], len(content))
    return _header(start + len(body)) + struct.pack(">I", len(tags)) + table + body


def _header(size: int) -> bytes:
    fields = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    fields += struct.pack(">6H", *_DATE) + b"acsp" + bytes(24)
    fields += struct.pack(">I", 0) + _fixed(_D50_XYZ)  # perceptual intent, D50
    return fields.ljust(128, b"\0")


def _description(text: str) -> bytes:
    ascii_text = text.encode("ascii") + b"\0"
    # After the ASCII form follow empty Unicode and Macintosh forms, which version 2 asks to be there.
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_text)) + ascii_text + bytes(4 + 4 + 2 + 1 + 67)


def _curve() -> bytes:
    points = (_linear(step / (_CURVE_POINTS - 1)) for step in range(_CURVE_POINTS))
    values = [round(point * 65535) for point in points]
    return b"curv\0\0\0\0" + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *values)


def _linear(encoded: float) -> float:
    """The transfer function of IEC 61966-2-1."""
    return float(encoded / 12.92 if encoded <= 0.04045 else ((encoded + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004


def _xyz(value: Vector) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(value)


def _fixed(value: Vector) -> bytes:
    return struct.pack(">3i", *(round(part * 65536) for part in value))


def _colorants() -> Matrix:
    """XYZ of the three primaries under D50; together they make exactly the white point."""
    primaries = [_from_chromaticity(point) for point in (_RED, _GREEN, _BLUE)]
    columns: Matrix = (_column(primaries, 0), _column(primaries, 1), _column(primaries, 2))
    white = _from_chromaticity(_D65)
    shares = _times(_inverse(columns), white)
    adapt = _adaptation(white, _D50_XYZ)
    red, green, blue = (
        _times(adapt, (x * share, y * share, z * share)) for (x, y, z), share in zip(primaries, shares, strict=True)
    )
    return red, green, blue


def _from_chromaticity(point: tuple[float, float]) -> Vector:
    x, y = point
    return (x / y, 1.0, (1 - x - y) / y)


def _column(rows: list[Vector], index: int) -> Vector:
    first, second, third = (row[index] for row in rows)
    return first, second, third


def _adaptation(source: Vector, target: Vector) -> Matrix:
    cones = zip(_times(_BRADFORD, source), _times(_BRADFORD, target), strict=True)
    gains = [to / of for of, to in cones]
    back = _inverse(_BRADFORD)
    rows = [tuple(sum(back[i][k] * gains[k] * _BRADFORD[k][j] for k in range(3)) for j in range(3)) for i in range(3)]
    return rows[0], rows[1], rows[2]  # type: ignore[return-value]  # tuple() forgets its length of three


def _times(matrix: Matrix, vector: Vector) -> Vector:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def _inverse(m: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    s = 1 / determinant
    return (
        ((e * i - f * h) * s, (c * h - b * i) * s, (b * f - c * e) * s),
        ((f * g - d * i) * s, (a * i - c * g) * s, (c * d - a * f) * s),
        ((d * h - e * g) * s, (b * g - a * h) * s, (a * e - b * d) * s),
    )
