"""A zip that suffered is told in the words of the room that reads it, whatever Python's zip reader says of it."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from api.sent_files import unpack as unpack_sent
from archive.domain.document import DocumentKind
from archive.errors import BadEvidence, BadInput, BadPackage, BadTemplate, BadWorkbook
from archive.exporters.entries import Limits as PackageLimits
from archive.exporters.unpacking import unpack as unpack_package
from archive.scanning.containers import office_zip_kind
from archive.scanning.limits import Limits, Unacceptable
from archive.workbook.guard import look_into
from archive.zip_damage import ZIP_DAMAGE
from doc_templates.check.word import NotWordError, WordFile
from doc_templates.convert.intake import admit
from doc_templates.render.fill import fill
from indexer.extract.sheet import sheet_pages
from indexer.extract.word import word_pages
from tests.damaged.zips import DAMAGES, Contents, zipped
from tests.doc_templates.samples import example, form

Read = Callable[[bytes, Path], object]
_KIND = DocumentKind.SUBMISSION
WORD: Contents = {**WordFile.read(form(_KIND).template).parts, "word/comments.xml": b"<w/>"}
FILES: Contents = {"top/a.txt": "Đánh giá quý; ".encode() * 40, "top/b.txt": b"Xong"}


def _workbook() -> Contents:
    out = io.BytesIO()
    Workbook().save(out)
    with zipfile.ZipFile(out) as package:
        return {name: package.read(name) for name in package.namelist()}


EXCEL = _workbook()


def _filed(read: Callable[[Path], object]) -> Read:
    def _read(content: bytes, folder: Path) -> object:
        path = folder / "sent.zip"
        path.write_bytes(content)
        return read(path)

    return _read


def _streamed(read: Callable[[io.BytesIO], object]) -> Read:
    return lambda content, _: read(io.BytesIO(content))


ROOMS: dict[str, tuple[Contents, Read, type[Exception]]] = {
    "a form that is looked at": (WORD, lambda content, _: WordFile.read(content), NotWordError),
    "a form that is filled": (
        WORD,
        lambda content, _: fill(replace(form(_KIND), template=content), example(_KIND), title="Tờ trình"),
        BadTemplate,
    ),
    "a document to print": (WORD, lambda content, _: admit(content, name="Tờ trình"), BadInput),
    "a document to search": (WORD, _streamed(word_pages), BadEvidence),
    "a sheet to search": (EXCEL, _streamed(sheet_pages), BadEvidence),
    "evidence": (WORD, _streamed(lambda stream: office_zip_kind(stream, Limits())), Unacceptable),
    "a workbook": (EXCEL, _filed(look_into), BadWorkbook),
    "evidence sent together": (
        FILES,
        lambda content, folder: unpack_sent(folder, io.BytesIO(content), most=2**20),
        BadEvidence,
    ),
}


def _said(content: bytes) -> Exception | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for entry in package.infolist():
                package.read(entry)
    except Exception as error:  # noqa: BLE001 - which ones there are is the question
        return error
    return None


def _is_damage(error: Exception) -> bool:
    return isinstance(error, ZIP_DAMAGE) or (isinstance(error, OSError) and error.errno is None)


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_zip_reader_says_what_is_expected_of_it(damage: str) -> None:
    make, meant = DAMAGES[damage]

    told = _said(make(FILES))

    assert isinstance(told, (meant, zipfile.BadZipFile))  # newer ones find some of it when they open the zip
    assert _is_damage(told)


def test_whatever_bytes_are_changed_nothing_else_is_said() -> None:
    whole, chance = zipped(FILES), random.Random(7)  # noqa: S311 - the same bytes in each run
    cut = [whole[:length] for length in range(len(whole))]
    changed = []
    for _ in range(5_000):
        one = bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            one[chance.randrange(len(one))] = chance.randrange(256)
        changed.append(bytes(one))

    told = [error for content in (*cut, *changed) if (error := _said(content))]

    assert {type(error) for error in told} >= {zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError}
    assert [error for error in told if not _is_damage(error)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_whole_one_is_not_called_damaged(room: str, tmp_path: Path) -> None:
    contents, read, _ = ROOMS[room]

    read(zipped(contents), tmp_path)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_each_room_tells_it_in_its_own_words(room: str, damage: str, tmp_path: Path) -> None:
    contents, read, told = ROOMS[room]

    with pytest.raises(told):
        read(DAMAGES[damage][0](contents), tmp_path)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_package_is_refused_or_names_its_damaged_files(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(DAMAGES[damage][0](FILES))

    with suppress(BadPackage):
        _, problems = unpack_package(path, tmp_path / "out", PackageLimits())
        assert {problem.where for problem in problems} == {"a.txt", "b.txt"}
