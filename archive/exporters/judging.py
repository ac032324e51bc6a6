"""What is wrong with a bag in a folder: the `bagit` library re-reads every file, stricter questions are asked here.

bagit-python lets some things pass that a package of ours may not have: a declaration with stray blanks, files it must
fetch from elsewhere, tag files nobody vouches for, and a payload file without a SHA-512 (validator notes §3.1).
"""

import logging
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import bagit

from archive.domain.verification import Problem, VerificationReport
from archive.errors import BadPackage
from archive.exporters.entries import is_safe, require_distinct
from archive.exporters.naming import DECLARATION, INFORMATION, MANIFEST, PAYLOAD, TAG_MANIFEST

_ALGORITHM = "sha512"
_DECLARED = re.compile(rb"\ABagIt-Version: \d+\.\d+\r?\nTag-File-Character-Encoding: UTF-8(\r?\n)?\Z")
_MOST_DECLARATION_BYTES = 200
_ASK_AGAIN = "hãy xin bên gửi gửi lại gói."


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the check found, and the SHA-512 of each payload file as the manifest tells it."""

    report: VerificationReport
    payload: Mapping[str, str]


def judge(folder: Path) -> Judgement:
    """Check a bag in full.

    Raises:
        BadPackage: it is no bag at all, or the folder holds what is no plain file.
    """
    files = frozenset(_inventory(folder))
    if DECLARATION not in files:
        raise BadPackage(f"{folder.name} không phải gói hồ sơ: không có {DECLARATION}.", where=DECLARATION)
    logging.getLogger(bagit.__name__).setLevel(logging.CRITICAL + 1)  # its errors become Problems, not lines on stderr
    damage = tuple(_damaged_frame(folder, files))
    if damage:
        return Judgement(VerificationReport(problems=damage), {})
    try:
        bag = bagit.Bag(str(folder))
        problems = (*_strict(bag, files), *_complaints(bag))
    except (bagit.BagError, ValueError, OSError) as error:
        return Judgement(VerificationReport(problems=(_bag_damaged(DECLARATION, str(error)),)), {})
    return Judgement(VerificationReport(len(bag.entries), problems), _payload(bag))


def _inventory(folder: Path) -> Iterator[str]:
    """Every file below the folder as a relative path; nothing is followed and nothing special is opened."""
    paths: list[str] = []
    for place, folders, files in os.walk(folder, onerror=_unreadable):
        for name in (*folders, *files):
            path = Path(place, name)
            mode = path.lstat().st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                raise BadPackage(f"Gói có mục không phải tệp thường: {name}. Không mở gói này.", where=name)
        paths.extend(Path(place, name).relative_to(folder).as_posix() for name in files)
    unsafe = next((path for path in paths if not is_safe(path)), None)
    if unsafe:
        raise BadPackage(f"Gói có tên tệp không an toàn: {unsafe!r}. Không mở gói này.", where=unsafe)
    require_distinct(paths)
    return iter(paths)


def _unreadable(error: OSError) -> None:
    raise BadPackage(f"Không đọc được thư mục {error.filename} của gói ({error.strerror}).") from error


def _damaged_frame(folder: Path, files: frozenset[str]) -> Iterator[Problem]:
    """What must hold before the bag's own words are read."""
    with (folder / DECLARATION).open("rb") as declaration:
        if not _DECLARED.match(declaration.read(_MOST_DECLARATION_BYTES)):
            yield _bag_damaged(DECLARATION, "dòng khai báo không đúng chuẩn")
    for name in (MANIFEST, TAG_MANIFEST):
        if name not in files:
            yield _missing(name)


def _strict(bag: bagit.Bag, files: frozenset[str]) -> Iterator[Problem]:
    for path, digests in bag.entries.items():
        if not is_safe(path):
            yield _bag_damaged(path, "tên tệp trong bảng kê không an toàn")
        elif _ALGORITHM not in digests:
            yield _bag_damaged(path, "tệp không có mã SHA-512 trong bảng kê")
    for path in sorted(files):
        if not path.startswith(PAYLOAD) and path not in bag.entries and path != TAG_MANIFEST:
            yield _extra(path)
    if "fetch.txt" in bag.entries:
        yield _bag_damaged("fetch.txt", "gói phải có đủ tệp, không được hẹn tải thêm")


def _complaints(bag: bagit.Bag) -> Iterator[Problem]:
    try:
        bag.validate()
    except bagit.BagValidationError as error:
        if not error.details and bag.info.pop("Payload-Oxum", None):
            # The count of bytes is asked first and names no file: ask again without it, for the places.
            yield from tuple(_complaints(bag)) or (_bag_damaged(INFORMATION, str(error)),)
        elif error.details:
            yield from (_told(detail) for detail in error.details)
        else:
            yield _bag_damaged(DECLARATION, str(error))


def _told(detail: bagit.BagError) -> Problem:
    match detail:
        case bagit.ChecksumMismatch():
            return Problem(
                "digest_mismatch", detail.path, f"Nội dung {detail.path} đã khác với lúc đóng gói; {_ASK_AGAIN}"
            )
        case bagit.FileMissing():
            return _missing(detail.path)
        case bagit.UnexpectedFile():
            return _extra(detail.path)
        case _:
            return _bag_damaged(DECLARATION, str(detail))


def _missing(path: str) -> Problem:
    return Problem("file_missing", path, f"Gói thiếu {path}; {_ASK_AGAIN}")


def _extra(path: str) -> Problem:
    return Problem("file_extra", path, f"{path} không có trong bảng kê của gói; đừng dùng tệp này và {_ASK_AGAIN}")


def _bag_damaged(where: str, why: str) -> Problem:
    return Problem("bag_damaged", where, f"Gói không đúng chuẩn BagIt ở {where}: {why}; {_ASK_AGAIN}")


def _payload(bag: bagit.Bag) -> dict[str, str]:
    return {
        path: digests[_ALGORITHM].lower()
        for path, digests in bag.entries.items()
        if path.startswith(PAYLOAD) and _ALGORITHM in digests and is_safe(path)
    }
