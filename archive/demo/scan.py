"""A printed page as an office scanner gives it: grey, a little crooked, stamped, signed, with dust on the glass."""

import math
from io import BytesIO
from random import Random
from time import gmtime

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from archive.pdfium import PDFIUM

_DPI = 150
_POINTS_PER_INCH = 72
_PAPER, _INK = 247, 70
_STAMP_MM, _MM_PER_INCH = 36, 25.4
_JPEG_QUALITY = 38  # keeps a page with noise under 200 KB
_PNG_LEVELS = 8
_CREATED = gmtime(1782201600)  # 23/6/2026: the same bytes for the same seed


def scanned_png(pdf: bytes, signer: str, dice: Random) -> bytes:
    """The first page as PNG; few levels of grey keep it small."""
    page = _pages(pdf, signer, dice)[0]
    stream = BytesIO()
    page.quantize(_PNG_LEVELS, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True, dpi=(_DPI, _DPI))
    return stream.getvalue()


def scanned_pdf(pdf: bytes, signer: str, dice: Random) -> bytes:
    """All pages as a PDF of images without text."""
    first, *others = _pages(pdf, signer, dice, speckled=True)
    stream = BytesIO()
    first.save(
        stream,
        "PDF",
        save_all=True,
        append_images=others,
        resolution=_DPI,
        quality=_JPEG_QUALITY,
        creationDate=_CREATED,
        modDate=_CREATED,
    )
    return stream.getvalue()


def _pages(pdf: bytes, signer: str, dice: Random, *, speckled: bool = False) -> list[Image.Image]:
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_scan(document[place], signer, dice, speckled=speckled) for place in range(len(document))]
        finally:
            document.close()


def _scan(page: pypdfium2.PdfPage, signer: str, dice: Random, *, speckled: bool) -> Image.Image:
    sheet: Image.Image = page.render(scale=_DPI / _POINTS_PER_INCH, grayscale=True).to_pil().convert("L")
    sheet = sheet.point([_INK + level * (_PAPER - _INK) // 255 for level in range(256)])
    place = _place_of(page, signer)
    if place:
        _sign(sheet, place, dice)
    angle = dice.uniform(0.25, 0.9) * dice.choice((-1, 1))
    sheet = sheet.rotate(angle, Image.Resampling.BICUBIC, fillcolor=_PAPER).filter(ImageFilter.GaussianBlur(0.45))
    return _with_dust(sheet, dice) if speckled else sheet


def _place_of(page: pypdfium2.PdfPage, signer: str) -> tuple[float, float] | None:
    """Where the signer's name was printed last, in pixels from the top left."""
    text = page.get_textpage()
    searcher = text.search(signer)
    found = None
    while occurrence := searcher.get_next():
        found = occurrence
    if found is None:
        return None
    left, _, _, top = text.get_charbox(found[0])
    return left * _DPI / _POINTS_PER_INCH, (page.get_height() - top) * _DPI / _POINTS_PER_INCH


def _sign(sheet: Image.Image, place: tuple[float, float], dice: Random) -> None:
    """A pen's strokes above the name and a round seal over the left third of them."""
    left, top = place
    ink = ImageDraw.Draw(sheet)
    middle, width, phase = top - 55, 190, dice.uniform(0, math.pi)
    strokes = [
        (
            left + width * step / 120 + 12 * math.sin(step / 5 + phase),
            middle + (30 - step / 6) * math.sin(step / dice.uniform(4.6, 5.0) + phase),
        )
        for step in range(120)
    ]
    ink.line(strokes, fill=_INK + 25, width=3, joint="curve")
    radius = _STAMP_MM / _MM_PER_INCH * _DPI / 2
    centre_x, centre_y = left - radius / 3, middle - 14
    tone = 138  # red ink seen in grey
    for shrink, width in ((0, 4), (10, 2), (46, 2)):
        box = (
            centre_x - radius + shrink,
            centre_y - radius + shrink,
            centre_x + radius - shrink,
            centre_y + radius - shrink,
        )
        ink.ellipse(box, outline=tone, width=width)
    ink.polygon(_star(centre_x, centre_y, radius / 3), fill=tone)


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    corners = ((radius if point % 2 == 0 else radius * 0.4, math.radians(36 * point - 90)) for point in range(10))
    return [(x + length * math.cos(angle), y + length * math.sin(angle)) for length, angle in corners]


def _with_dust(sheet: Image.Image, dice: Random) -> Image.Image:
    """Soft unevenness of the paper and some dark specks."""
    width, height = sheet.size
    grain = Image.frombytes("L", (width // 3, height // 3), dice.randbytes((width // 3) * (height // 3)))
    grain = grain.point([level % 15 for level in range(256)]).resize(sheet.size, Image.Resampling.BILINEAR)
    dusty = ImageChops.add(sheet, grain, offset=-7)
    ink = ImageDraw.Draw(dusty)
    for _ in range(dice.randint(25, 60)):
        x, y = dice.randrange(width), dice.randrange(height)
        ink.ellipse((x, y, x + dice.randint(1, 2), y + dice.randint(1, 2)), fill=dice.randint(120, 190))
    return dusty
