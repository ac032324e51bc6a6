"""Files made for these tests, good and bad; none comes from outside."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from docx import Document
from openpyxl import Workbook
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word() -> bytes:
    stream = BytesIO()
    document = Document()
    document.add_paragraph("Báo cáo kết quả")
    document.save(stream)
    return stream.getvalue()


def excel() -> bytes:
    stream = BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


def picture(form: str, size: tuple[int, int] = (40, 40)) -> bytes:
    stream = BytesIO()
    Image.new("1" if form != "JPEG" else "L", size).save(stream, form)
    return stream.getvalue()


def scan(*sizes: tuple[int, int]) -> bytes:
    """A TIFF with a page of each size."""
    stream = BytesIO()
    first, *others = [Image.new("1", size) for size in sizes]
    first.save(stream, "TIFF", save_all=True, append_images=others, compression="group4")
    return stream.getvalue()


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return stream.getvalue()


def parts_of(office: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(office)) as container:
        return {name: container.read(name) for name in container.namelist()}


def with_part(office: bytes, name: str, content: bytes) -> bytes:
    return zipped({**parts_of(office), name: content})


def with_pictures_first(office: bytes) -> bytes:
    """Some programs write their parts in an order that libmagic does not expect."""
    return zipped({"customXml/item1.xml": b"<a/>" * 400, **dict(reversed(parts_of(office).items()))})


def with_macros() -> bytes:
    parts = parts_of(word())
    types = parts["[Content_Types].xml"].replace(
        f"{WORD}.main+xml".encode(), b"application/vnd.ms-word.document.macroEnabled.main+xml"
    )
    return zipped({**parts, "[Content_Types].xml": types, "word/vbaProject.bin": b"macro"})


def with_relation(kind: str, target: str) -> bytes:
    """A Word file that relates to something outside itself."""
    link = f'<Relationship Id="rId99" Type="{_RELATION}/{kind}" Target="{target}" TargetMode="External"/>'
    parts = parts_of(word())
    name = "word/_rels/document.xml.rels"
    return zipped({**parts, name: parts[name].replace(b"</Relationships>", f"{link}</Relationships>".encode())})


def locked_zip() -> bytes:
    """An Office file whose entries say that they are encrypted (flag 1 in both heads of each)."""
    content = bytearray(zipped({"[Content_Types].xml": b"a", "word/document.xml": b"b"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(signature, place + 1)
    return bytes(content)


def compound(*names: str, first: bytes = b"") -> bytes:
    """A compound file: head, one sector of directory entries, then what the first entry's stream holds."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", head, 30, 9)  # sectors of 512 bytes
    directory = b""
    for name in names:
        written = f"{name}\0".encode("utf-16-le")
        entry = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), 2, 1) + bytes(48)
        directory += entry + struct.pack("<IQ", 1, 4096)
    return bytes(head) + directory.ljust(512, b"\0") + first.ljust(4096, b"\0")


def short_word(flags: int = 0) -> bytes:
    """An old Word file so short that its text lies in pieces inside the root's own stream, itself in two sectors."""
    content = bytearray(compound("Root Entry", "WordDocument"))
    struct.pack_into("<II", content, 512 + 116, 2, 1024)  # the root's stream begins in sector 2
    struct.pack_into("<II", content, 512 + 128 + 116, 512 // 64, 600)  # in the second sector of that
    struct.pack_into("<I", content, 76, 1)  # the table of sectors is sector 1
    struct.pack_into("<I", content, 1024 + 4 * 2, 4)  # after sector 2 comes sector 4
    struct.pack_into("<H8xH", content, 512 * 5, 0xA5EC, flags)
    return bytes(content)


def old_word(flags: int = 0) -> bytes:
    return compound("WordDocument", first=struct.pack("<H8xH", 0xA5EC, flags))


def records(*given: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in given)


def old_excel(*more: tuple[int, bytes]) -> bytes:
    return compound("Workbook", first=records((0x0809, bytes(16)), *more, (0x000A, b"")))


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda _: None, **saved: Any) -> bytes:
    """A PDF of one page, changed."""
    stream = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        change(made)
        made.save(stream, **saved)
    return stream.getvalue()


def opening(**action: Any) -> Callable[[pikepdf.Pdf], None]:
    """Something done when the PDF is opened."""

    def change(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = Dictionary(**action)

    return change


def linked(address: str) -> Callable[[pikepdf.Pdf], None]:
    """A link on the page."""

    def change(made: pikepdf.Pdf) -> None:
        action = Dictionary(S=Name.URI, URI=String(address))
        made.pages[0].Annots = Array([made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action))])

    return change


def attached(name: str) -> Callable[[pikepdf.Pdf], None]:
    """A file inside."""

    def change(made: pikepdf.Pdf) -> None:
        made.attachments[name] = b"content"

    return change


def form(made: pikepdf.Pdf) -> None:
    """A dynamic form."""
    made.Root.AcroForm = Dictionary(XFA=made.make_stream(b"<xdp/>"))


def nested(depth: int) -> Callable[[pikepdf.Pdf], None]:
    """A script below that many arrays."""

    def change(made: pikepdf.Pdf) -> None:
        value: Any = Dictionary(S=Name.JavaScript, JS=String("1"))
        for _ in range(depth):
            value = Array([value])
        made.Root.Deep = made.make_indirect(value)

    return change


def large_image(made: pikepdf.Pdf) -> None:
    """An image that says it has ten thousand million pixels."""
    made.Root.Large = made.make_stream(b"\0", {"/Subtype": Name.Image, "/Width": 100_000, "/Height": 100_000})


def structure_bomb() -> bytes:
    """A stream of objects of a few hundred kilobytes that unpacks to more than any document's structure."""
    packed = zlib.compress(b"5 0 << /A 1 >> " + b" " * (100 * 1024**2), 9)
    head = b"%PDF-1.5\n"
    one = b"1 0 obj << /Type /Catalog /Pages 2 0 R /X 5 0 R >> endobj\n"
    two = b"2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj\n"
    three = b"3 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >> stream\n" % len(packed)
    body = head + one + two
    places = [len(head), len(head) + len(one), len(body)]
    body += three + packed + b"\nendstream endobj\n"
    rows = [(0, 0, 255), *[(1, place, 0) for place in places], (1, len(body), 0), (2, 3, 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    last = b"4 0 obj << /Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Length %d >> stream\n" % len(table)
    return body + last + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(body)
