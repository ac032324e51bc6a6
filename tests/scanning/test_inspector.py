"""Files are judged by what they hold, not by what they are called."""

import gzip
import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from PIL import Image

from archive.errors import BadEvidence
from archive.ports.scanning import FileInspector
from archive.scanning import ContentInspector

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


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


def picture(form: str) -> bytes:
    stream = BytesIO()
    Image.new("L", (40, 40), 200).save(stream, form)
    return stream.getvalue()


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return stream.getvalue()


def with_pictures_first(office: bytes) -> bytes:
    """Some programs write their parts in an order that libmagic does not expect."""
    with zipfile.ZipFile(BytesIO(office)) as container:
        parts = {name: container.read(name) for name in reversed(container.namelist())}
    return zipped({"customXml/item1.xml": b"<a/>" * 400, **parts})


def with_macros() -> bytes:
    with zipfile.ZipFile(BytesIO(word())) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    types = parts["[Content_Types].xml"].replace(
        f"{WORD}.main+xml".encode(), b"application/vnd.ms-word.document.macroEnabled.main+xml"
    )
    return zipped({**parts, "[Content_Types].xml": types, "word/vbaProject.bin": b"macro"})


def pdf() -> bytes:
    return picture("PDF")


GOOD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a PDF": ("a.pdf", pdf, "application/pdf"),
    "a PDF under a wrong name": ("a.docx", pdf, "application/pdf"),
    "a Word file": ("báo cáo.docx", word, WORD),
    "a Word file with its parts in another order": ("a.docx", lambda: with_pictures_first(word()), WORD),
    "an Excel file": ("a.xlsx", excel, EXCEL),
    "an Excel file with its parts in another order": ("a.xlsx", lambda: with_pictures_first(excel()), EXCEL),
    "an old Word file": ("a.doc", lambda: COMPOUND + "WordDocument".encode("utf-16-le"), "application/msword"),
    "an old Excel file": ("a.xls", lambda: COMPOUND + "Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
    "a PNG": ("a.png", lambda: picture("PNG"), "image/png"),
    "a JPEG": ("a.jpg", lambda: picture("JPEG"), "image/jpeg"),
    "a TIFF": ("a.tif", lambda: picture("TIFF"), "image/tiff"),
    "plain text": ("a.txt", "Biên bản bàn giao mặt bằng".encode, "text/plain"),
    "a table as text": ("a.csv", lambda: b"a,b,c\n1,2,3\n4,5,6\n7,8,9\n", "text/plain"),
}


@pytest.mark.parametrize(("name", "make", "media_type"), GOOD.values(), ids=GOOD.keys())
def test_the_kind_is_told_by_content(name: str, make: Callable[[], bytes], media_type: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    inspector: FileInspector = ContentInspector()

    assert inspector.inspect(path) == media_type


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a page called .pdf": ("a.pdf", lambda: b"<!DOCTYPE html><html><script>1</script></html>", "text/html"),
    "a page in UTF-16": ("a.txt", lambda: "<html><script>alert(1)</script>".encode("utf-16"), "không nhận"),
    "a script inside text": ("a.txt", lambda: b"Ghi ch\xc3\xba\n<script>alert(1)</script>", "không nhận"),
    "a shell script": ("a.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "không nhận"),
    "a program called .docx": ("a.docx", lambda: b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0" + bytes(500), "không nhận"),
    "a program of Linux": ("a.pdf", lambda: b"\x7fELF\x02\x01\x01" + bytes(100), "không nhận"),
    "an archive called .docx": ("a.docx", lambda: zipped({"a.txt": b"a"}), "application/zip"),
    "a compressed file": ("a.gz", lambda: gzip.compress(b"a" * 100), "không nhận"),
    "a Word file with macros": ("a.docx", with_macros, "không nhận"),
    "a damaged Word file": ("a.docx", lambda: word()[:2000], "bị hỏng"),
    "an Office file under a password": (
        "a.xlsx",
        lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        "mật khẩu",
    ),
    "another compound file": ("a.doc", lambda: COMPOUND + bytes(600), "không nhận"),
    "a bomb": ("a.docx", lambda: zipped({"[Content_Types].xml": b"", "a.xml": bytes(80 * 1024**2)}), "quá lớn"),
    "a picture called .exe": ("a.exe", lambda: picture("PNG"), "đuôi .exe"),
    "an empty file": ("a.pdf", lambda: b"", "trống"),
    "noise": ("a.pdf", lambda: bytes(range(256)) * 9, "không nhận"),
}


@pytest.mark.parametrize(("name", "make", "says"), BAD.values(), ids=BAD.keys())
def test_what_is_no_evidence_is_refused_with_what_to_do(
    name: str, make: Callable[[], bytes], says: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(make())

    with pytest.raises(BadEvidence) as caught:
        ContentInspector().inspect(path)

    assert says in caught.value.sentence
    assert f"'{name}'" in caught.value.sentence
    assert "hãy" in caught.value.sentence


def test_a_shortcut_is_refused_even_to_a_good_file(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    (tmp_path / "b.pdf").symlink_to(tmp_path / "a.pdf")

    with pytest.raises(BadEvidence, match="lối tắt"):
        ContentInspector().inspect(tmp_path / "b.pdf")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")

    with pytest.raises(BadEvidence, match="tệp thường"):
        ContentInspector().inspect(tmp_path / "a.pdf")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadEvidence, match="tệp thường"):
        ContentInspector().inspect(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadEvidence, match="không mở được"):
        ContentInspector().inspect(tmp_path / "a.pdf")


def test_a_file_over_two_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as stream:
        stream.write(b"%PDF-1.4\n")
        stream.truncate(2 * 1024**3 + 1)  # sparse: takes no room

    with pytest.raises(BadEvidence, match="lớn hơn 2 GB"):
        ContentInspector().inspect(path)


def test_a_file_of_exactly_two_gigabytes_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as stream:
        stream.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        stream.truncate(2 * 1024**3)

    assert ContentInspector().inspect(path) == "application/pdf"
