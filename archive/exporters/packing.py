"""Streams records into the zip of a bag, hashing each file on its way; knows nothing of where the zip will end."""

import hashlib
import stat
from collections.abc import Mapping
from datetime import datetime
from io import SEEK_END
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from archive.domain.record import RecordId
from archive.errors import DigestMismatch, RecordDamaged
from archive.exporters import tags
from archive.exporters.entries import is_safe
from archive.exporters.naming import DECLARATION, INFORMATION, MANIFEST, PAYLOAD, TAG_MANIFEST, folder_of
from archive.exporters.unpacking import BLOCK
from archive.language import VIETNAM
from archive.ports.records import RecordContent

_SQUEEZED = frozenset({".json", ".xml", ".txt", ".html", ".csv"})  # PDF, Word and pictures are compressed already
_UNIX = 3  # who made an entry, so that its mode is read the same everywhere
_NEEDS_SIZE_64 = 2**31  # bytes; said beforehand, as the entry's header is written before its content


class _Bag:
    """A zip being written below one top folder, with the digest of everything that went in."""

    def __init__(self, archive: ZipFile, *, top: str, at: datetime) -> None:
        self._archive = archive
        self._top = top
        self._time = at.astimezone(VIETNAM).timetuple()[:6]
        self.digests: dict[str, str] = {}
        self.payload_bytes = 0

    def add(self, path: str, source: BinaryIO) -> str:
        """Copy one payload file and return its SHA-512."""
        digest = hashlib.sha512()
        with self._archive.open(self._entry(path), "w", force_zip64=_is_large(source)) as target:
            while block := source.read(BLOCK):
                digest.update(block)
                target.write(block)
                self.payload_bytes += len(block)
        self.digests[path] = digest.hexdigest()
        return self.digests[path]

    def add_tag(self, path: str, content: bytes) -> str:
        """Write one tag file and return its SHA-512."""
        self._archive.writestr(self._entry(path), content)
        return hashlib.sha512(content).hexdigest()

    def _entry(self, path: str) -> ZipInfo:
        entry = ZipInfo(f"{self._top}/{path}", self._time)
        entry.compress_type = ZIP_DEFLATED if PurePosixPath(path).suffix in _SQUEEZED else ZIP_STORED
        entry.create_system = _UNIX
        entry.external_attr = (stat.S_IFREG | 0o644) << 16
        return entry


def pack(
    package: Path, records: Mapping[RecordId, RecordContent], *, organisation: str, at: datetime, actor: str
) -> None:
    """Write the bag of the records as a new zip whose one top folder bears the zip's name.

    Raises:
        RecordDamaged: a file's path cannot stand in a package.
        DigestMismatch: a record gave other bytes than it promised.
        OSError: the disk refused.
    """
    with ZipFile(package, "x") as archive:
        bag = _Bag(archive, top=package.stem, at=at)
        for record in sorted(records):
            _add_record(bag, record, records[record])
        information = [
            ("Source-Organization", organisation),
            ("Contact-Name", actor),
            ("Bagging-Date", at.astimezone(VIETNAM).date().isoformat()),
            *(("External-Identifier", str(record)) for record in sorted(records)),
            ("Payload-Oxum", f"{bag.payload_bytes}.{len(bag.digests)}"),
            ("Bag-Software-Agent", "hoso (Hồ sơ quý)"),
        ]
        tag_files = {
            DECLARATION: tags.DECLARED,
            INFORMATION: tags.information(information),
            MANIFEST: tags.manifest(bag.digests),
        }
        vouched = {path: bag.add_tag(path, content) for path, content in tag_files.items()}
        bag.add_tag(TAG_MANIFEST, tags.manifest(vouched))


def _add_record(bag: _Bag, record: RecordId, content: RecordContent) -> None:
    for path, promised in sorted(content.digests().items()):
        packed = f"{PAYLOAD}{folder_of(record)}/{path}"
        if not is_safe(packed) or "%" in packed:  # tools disagree on what % in a manifest means
            raise RecordDamaged(f"Tên tệp {path} của {record} không đóng gói được.", where=path)
        with content.open(path) as source:
            found = bag.add(packed, source)
        if found != promised.lower():
            raise DigestMismatch(f"{record}/{path}", expected=promised, found=found)


def _is_large(source: BinaryIO) -> bool:
    """Whether the file needs 64-bit sizes; one whose size cannot be asked might."""
    if not source.seekable():
        return True
    size = source.seek(0, SEEK_END)
    source.seek(0)
    return size >= _NEEDS_SIZE_64
