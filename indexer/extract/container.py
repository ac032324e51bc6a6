"""Office files are ZIP containers: opened with bounds, since a small file can unpack to a very large one."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from lxml import etree

from archive.errors import BadEvidence
from archive.zip_damage import ZIP_DAMAGE

_MAX_UNPACKED_BYTES = 256 * 1024**2  # of all parts together; real documents stay far below
_MAX_PART_BYTES = 100 * 1024**2
_MAX_PARTS = 20_000
DAMAGE = (*ZIP_DAMAGE, OSError)  # what reading a damaged container raises


class Container:
    """An open Office file."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        self.names = tuple(opened.namelist())

    def xml(self, name: str) -> etree._Element:
        """The root of an XML part, read without entities, document types or network.

        Raises:
            BadEvidence: the part is damaged, too large, or declares a document type.
        """
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self._bytes(name), parser)
        except etree.XMLSyntaxError as error:
            raise BadEvidence(f"Phần {name} của tệp Office bị hỏng; hãy mở tệp, lưu lại và nộp lại.") from error
        if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # the stubs' DocInfo is incomplete
            raise BadEvidence(f"Phần {name} của tệp Office có khai báo DOCTYPE, có thể là mã độc; không nhận.")
        return root

    def _bytes(self, name: str) -> bytes:
        with self._opened.open(name) as part:
            content = part.read(_MAX_PART_BYTES + 1)
        if len(content) > _MAX_PART_BYTES:
            raise _too_large()
        return content


@contextmanager
def opened(source: BinaryIO) -> Iterator[Container]:
    """An Office file open for reading.

    Raises:
        BadEvidence: it is not a ZIP file, is damaged, or would unpack to an unreasonable size.
    """
    try:
        with zipfile.ZipFile(source) as container:
            check_bounds(container)
            yield Container(container)
    except DAMAGE as error:
        raise damaged() from error


def check_bounds(container: zipfile.ZipFile) -> None:
    """Refuse a bomb; Python's zipfile never gives more than a part's declared size.

    Raises:
        BadEvidence: too many parts, or too large once unpacked.
    """
    entries = container.infolist()
    if len(entries) > _MAX_PARTS or sum(entry.file_size for entry in entries) > _MAX_UNPACKED_BYTES:
        raise _too_large()


def damaged() -> BadEvidence:
    """The error of an Office file that cannot be read."""
    return BadEvidence("Tệp Office bị hỏng hoặc có mật khẩu; hãy mở tệp, bỏ mật khẩu, lưu lại và nộp lại.")


def _too_large() -> BadEvidence:
    return BadEvidence("Tệp Office giải nén ra quá lớn so với bình thường; không nhận.")
