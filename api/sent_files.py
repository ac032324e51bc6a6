"""Evidence files as a browser sends them beside a workbook: one by one, as a folder, or in a ZIP; put into a folder.

Names are paths from outside: they stay inside the folder, and nothing is unpacked beyond what was allowed.
"""

import os
import re
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from archive.errors import BadEvidence
from archive.language import nfc
from archive.zip_damage import ZIP_DAMAGE

_MOST_ENTRIES = 20_000
_MOST_DEEP = 8
_CHUNK = 1024**2
_UTF8, _ENCRYPTED = 0x800, 0x1  # flags of an entry (APPNOTE 4.4.4)
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f:*?"<>|]')


def put_file(folder: Path, name: str, source: BinaryIO) -> None:
    """Put one file there under its name, which may be a path below a folder that was chosen.

    Raises:
        BadEvidence: the name leads elsewhere, or is taken.
    """
    with _new(folder, name) as target:
        shutil.copyfileobj(source, target, _CHUNK)


def unpack(folder: Path, packed: BinaryIO, *, most: int) -> None:
    """Unpack a ZIP there, at most so many bytes of it.

    Raises:
        BadEvidence: it is no ZIP, damaged, under a password, too large, or holds names that lead elsewhere.
    """
    try:
        with zipfile.ZipFile(packed) as container:
            _unpack(folder, container, most)
    except (*ZIP_DAMAGE, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:  # of the disk, not of the file
            raise
        raise BadEvidence("Tệp nén minh chứng bị hỏng hoặc không phải ZIP; hãy nén lại rồi gửi.") from error


def lift(folder: Path) -> None:
    """When all lies in one folder, let it stand beside that folder as well: workbooks name files with it or without."""
    inside = list(folder.iterdir())
    if len(inside) != 1 or not inside[0].is_dir():
        return
    top = inside[0]
    for path in sorted(top.rglob("*")):
        target = folder / path.relative_to(top)
        if path.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)


def _unpack(folder: Path, container: zipfile.ZipFile, most: int) -> None:
    entries = [entry for entry in container.infolist() if not entry.is_dir()]
    if len(entries) > _MOST_ENTRIES:
        raise BadEvidence(f"Tệp nén có hơn {_MOST_ENTRIES} tệp; hãy chia nhỏ.")
    left = most
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise BadEvidence("Tệp nén minh chứng đang đặt mật khẩu; hãy nén lại không có mật khẩu.")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise BadEvidence(f"Tệp nén có lối tắt '{_name(entry)}'; hãy nén tệp thật.")
        with container.open(entry) as source, _new(folder, _name(entry)) as target:
            while chunk := source.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise BadEvidence(f"Tệp nén giải ra lớn hơn {most // 1024**2} MB; hãy chia nhỏ.")
                target.write(chunk)


def _name(entry: zipfile.ZipInfo) -> str:
    """Old programs write names in UTF-8 and do not say so."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _new(folder: Path, name: str) -> BinaryIO:
    pieces = list(_pieces(name))
    path = folder.joinpath(*pieces)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")
    except (FileExistsError, NotADirectoryError) as taken:
        raise BadEvidence(f"Có hai tệp minh chứng cùng tên '{'/'.join(pieces)}'; hãy đổi tên một tệp.") from taken
    except OSError as refused:
        raise BadEvidence(f"Tên tệp '{name[:80]}' không dùng được; hãy đặt tên ngắn hơn.") from refused


def _pieces(name: str) -> Iterator[str]:
    pieces = nfc(name).replace("\\", "/").split("/")
    if len(pieces) > _MOST_DEEP:
        raise BadEvidence(f"Tệp '{name[:80]}' nằm trong quá nhiều lớp thư mục.")
    for piece in pieces:
        if piece in ("", ".", "..") or _NOT_IN_NAMES.search(piece):
            raise BadEvidence(f"Tên tệp '{name[:80]}' không dùng được; hãy đổi tên rồi gửi lại.")
        yield piece
