"""A PDF is read, not run: what would do more is refused, or taken with a warning that says what it is."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Encryption, Name, String

from archive.errors import BadEvidence
from archive.ports.scanning import Inspection
from archive.scanning import ContentInspector, Limits
from tests.scanning.samples import attached, form, large_image, linked, nested, opening, pdf, structure_bomb

Make = Callable[[], bytes]


def inspected(content: bytes, tmp_path: Path) -> Inspection:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    return ContentInspector().inspect(path)


def hidden_script() -> bytes:
    """A script in a stream of objects, its names disguised."""
    content = pdf(opening(S=Name.JavaScript, JS=String("1")))
    return content.replace(b"/JavaScript", b"/Ja#76aScript").replace(b"/JS ", b"/J#53 ")


CLEAN: dict[str, Make] = {
    "a plain one": pdf,
    "one that opens at a page": lambda: pdf(lambda made: made.Root.__setattr__("OpenAction", [made.pages[0].obj])),
    "one with a link": lambda: pdf(linked("https://laocai.gov.vn/van-ban/12")),
    "one with a link to an address that ends like a program": lambda: pdf(linked("https://example.com")),
    "one with an address to write to": lambda: pdf(linked("mailto:vanthu@laocai.gov.vn")),
    "one that only speaks of scripts": lambda: pdf(opening(S=Name.GoTo, Note=String("/JS /Launch"))),
}


@pytest.mark.parametrize("make", CLEAN.values(), ids=CLEAN.keys())
def test_what_ordinary_programs_write_gives_no_warning(make: Make, tmp_path: Path) -> None:
    assert inspected(make(), tmp_path) == Inspection("application/pdf")


WARNED: dict[str, tuple[Make, str]] = {
    "a script": (lambda: pdf(opening(S=Name.JavaScript, JS=String("1"))), "JavaScript"),
    "a script in disguise": (hidden_script, "JavaScript"),
    "a script in a stream of objects": (
        lambda: pdf(opening(S=Name.JavaScript, JS=String("1")), object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "JavaScript",
    ),
    "a script below arrays": (lambda: pdf(nested(5)), "JavaScript"),
    "a script of a page": (
        lambda: pdf(lambda made: made.pages[0].obj.__setattr__("AA", Dictionary(O=Dictionary(JS=String("1"))))),
        "JavaScript",
    ),
    "a form that sends": (lambda: pdf(opening(S=Name.SubmitForm, F=String("https://example.org"))), "gửi dữ liệu"),
    "a dynamic form": (lambda: pdf(form), "XFA"),
    "a file inside": (lambda: pdf(attached("phụ lục.xlsx")), "đính kèm bên trong: phụ lục.xlsx"),
    "a link to a program": (lambda: pdf(linked("https://example.org/a/cai-dat.exe")), "https://example.org/a/cai-dat"),
    "a link to the reader's machine": (lambda: pdf(linked("file:///C:/Windows/notepad")), "file:///C:/Windows"),
    "a password against printing": (lambda: pdf(encryption=Encryption(owner="x", user="")), "hạn chế"),
}


@pytest.mark.parametrize(("make", "says"), WARNED.values(), ids=WARNED.keys())
def test_what_may_be_harmless_is_taken_with_a_warning(make: Make, says: str, tmp_path: Path) -> None:
    found = inspected(make(), tmp_path)

    assert found.media_type == "application/pdf"
    assert [warning for warning in found.warnings if says in warning]


BAD: dict[str, tuple[Make, str]] = {
    "one that starts a program": (lambda: pdf(opening(S=Name.Launch, F=String("cmd.exe"))), "khởi chạy"),
    "one that reads the reader's files": (lambda: pdf(opening(S=Name.ImportData, F=String("a.fdf"))), "đọc tệp"),
    "one with a program inside": (lambda: pdf(attached("hoa-don.pdf.exe")), "hoa-don.pdf.exe"),
    "one under a password": (lambda: pdf(encryption=Encryption(owner="x", user="y")), "không có mật khẩu"),
    "one nested too deep": (lambda: pdf(nested(80)), "lồng nhau"),
    "one with an image too large": (lambda: pdf(large_image), "200 triệu điểm ảnh"),
    "one whose structure unpacks to too much": (structure_bomb, "giải nén ra quá lớn"),
    "one that is no PDF after its head": (lambda: b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + bytes(300), "bị hỏng"),
}


@pytest.mark.parametrize(("make", "says"), BAD.values(), ids=BAD.keys())
def test_what_is_dangerous_or_cannot_be_read_is_refused(make: Make, says: str, tmp_path: Path) -> None:
    with pytest.raises(BadEvidence, match=says) as caught:
        inspected(make(), tmp_path)

    assert "hãy" in caught.value.sentence


def test_warnings_come_in_the_same_order_each_time(tmp_path: Path) -> None:
    def several(made: pikepdf.Pdf) -> None:
        for change in (form, attached("a.xlsx"), opening(S=Name.JavaScript, JS=String("1"))):
            change(made)

    found = inspected(pdf(several), tmp_path).warnings

    assert len(found) == 3
    assert list(found) == sorted(found)


def test_a_file_with_more_objects_than_a_document_is_refused(tmp_path: Path) -> None:
    content = pdf().replace(b"/Size 5", b"/Size 9999999")
    path = tmp_path / "a.pdf"
    path.write_bytes(content)

    with pytest.raises(BadEvidence):
        ContentInspector(Limits()).inspect(path)
