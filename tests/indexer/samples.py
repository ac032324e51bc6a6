"""Evidence files made for tests: drawn scans, PDF, Word and Excel files."""

import io
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_FONTS = Path("/usr/share/fonts/truetype/liberation2")
A4_INCHES = 8.27, 11.69
_PALE, _DARK = 214, 40  # grey of the paper and of the ink of a poor scan

REPORT = (
    "SỞ NỘI VỤ",
    "BÁO CÁO",
    "Kết quả thực hiện nhiệm vụ: Số hóa hồ sơ, kết quả giải quyết thủ tục",
    "Người chủ trì: Nguyễn Thị Thuỷ",
    "Số 5/BC. mã kiểm chứng NVSNV0105.",
    "Căn cứ chương trình công tác quý II năm 2026, đơn vị báo cáo kết quả.",
)


def drawn(lines: Sequence[str] = REPORT, *, dpi: int = 150) -> Image.Image:
    """A clean page with these lines in 13 points."""
    width, height = (round(inches * dpi) for inches in A4_INCHES)
    page = Image.new("L", (width, height), "white")
    font = ImageFont.truetype(_FONTS / "LiberationSerif-Regular.ttf", round(13 * dpi / 72))
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((dpi, dpi + number * dpi * 0.35), line, fill="black", font=font)
    return page


def scanned(page: Image.Image, *, seed: int = 1) -> Image.Image:
    """The page as a poor scanner gives it: askew, pale, blurred, noisy."""
    askew = page.rotate(0.6, resample=Image.Resampling.BICUBIC, fillcolor="white")
    pale = askew.point(lambda grey: _DARK + grey * (_PALE - _DARK) // 255)
    noise = Image.frombytes("L", pale.size, random.Random(seed).randbytes(pale.width * pale.height))  # noqa: S311 - noise
    return Image.blend(pale.filter(ImageFilter.GaussianBlur(0.5)), noise, 0.05)


def picture_bytes(page: Image.Image, form: str, **options: object) -> bytes:
    """The page as a picture file."""
    packed = io.BytesIO()
    page.save(packed, format=form, **options)
    return packed.getvalue()


def scanned_pdf(*pages: Image.Image, dpi: int = 150) -> bytes:
    """A PDF that holds nothing but pictures."""
    first, *others = pages
    return picture_bytes(first, "PDF", save_all=True, append_images=others, resolution=dpi)


def text_pdf(*pages: Sequence[str], over: Image.Image | None = None) -> bytes:
    """A PDF with real text, ASCII only, and under it a picture when one is given."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for lines in pages:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
        drawing = b""
        if over is not None:
            page.Resources.XObject = pikepdf.Dictionary(Im0=_grey_image(pdf, over))
            drawing = b"q 595 0 0 842 0 0 cm /Im0 Do Q "
        page.Contents = pdf.make_stream(drawing + f"BT /F1 12 Tf 50 800 Td {shown} ET".encode())
    packed = io.BytesIO()
    pdf.save(packed)
    return packed.getvalue()


def _grey_image(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
    stream = pdf.make_stream(picture.convert("L").tobytes())
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height = picture.size
    stream.ColorSpace, stream.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    return stream


def locked_pdf() -> bytes:
    """A PDF that needs a password."""
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(text_pdf(["secret"]))) as pdf:
        pdf.save(packed, encryption=pikepdf.Encryption(user="mat khau", owner="mat khau"))
    return packed.getvalue()


def word_file() -> bytes:
    """A Word file with header, paragraphs, a table between them, and a footer."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "ĐẢNG BỘ TỈNH"
    section.footer.paragraphs[0].text = "Nơi nhận: lưu"
    document.add_paragraph("Trước bảng: đường dây nóng")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], ["Mã", "Tên", "NV-01", "Số hóa"], strict=True):
        cell.text = text
    document.add_paragraph("Sau bảng")
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def office_zip(**parts: str) -> bytes:
    """An Office container of these parts; a name's `__` stands for a slash."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(f"{name.replace('__', '/')}.xml", content)
    return packed.getvalue()


def word_xml(body: str) -> str:
    """The body part of a Word file."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'


def excel_file(*rows: Sequence[object], title: str = "Kết quả") -> bytes:
    """A workbook with one sheet of these rows, and a second one that says only that it is there."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    workbook.create_sheet("Phụ").append(["trang hai"])
    packed = io.BytesIO()
    workbook.save(packed)
    return packed.getvalue()
