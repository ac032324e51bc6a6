"""Keeps extracted texts, so that no page goes through OCR twice; a wrapper around any extractor.

    CachedExtractor(FileExtractor(), Path("hoso/cache/text"))

What is kept is derived: a damaged or deleted file is simply made again.
"""

import errno
import hashlib
import json
import os
import shutil
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from archive.errors import StorageFull, Unavailable
from archive.ports.extracting import ExtractedText
from indexer.extract.seekable import seekable

_BLOCK_BYTES = 1024**2


class VersionedExtractor(Protocol):
    """An extractor that says which version of itself made a text."""

    @property
    def version(self) -> str:
        """Changes whenever the same bytes may give another text."""
        ...

    def extract(self, source: BinaryIO, media_type: str) -> ExtractedText:
        """The text of a file, as the port says."""
        ...


class CachedExtractor:
    """Remembers what the inner extractor read, by the bytes' SHA-512, the media type and the version."""

    def __init__(self, inner: VersionedExtractor, folder: Path) -> None:
        """A wrapper around `inner` that keeps texts under `folder`."""
        self._inner = inner
        self._folder = folder

    def extract(self, source: BinaryIO, media_type: str) -> ExtractedText:
        """The text of a file, read once.

        Raises:
            BadEvidence: the bytes cannot be read as what they claim to be.
            Unavailable: a reader is not installed or did not answer in time, or the folder cannot be written.
            StorageFull: the disk is full.
        """
        with seekable(source) as readable:
            path = self._path(_digest(readable), media_type)
            kept = _kept(path)
            if kept is not None:
                return kept
            readable.seek(0)
            text = self._inner.extract(readable, media_type)
        self._keep(path, text)
        return text

    def forget(self) -> None:
        """Remove every text kept; what is still needed is read again.

        Raises:
            Unavailable: the folder cannot be emptied.
        """
        try:
            if self._folder.exists():
                shutil.rmtree(self._folder)
        except OSError as error:
            raise _not_kept(self._folder, error) from error

    def _path(self, digest: str, media_type: str) -> Path:
        name = hashlib.sha512(f"{digest} {media_type} {self._inner.version}".encode()).hexdigest()
        return self._folder / name[:2] / f"{name}.json"

    def _keep(self, path: Path, text: ExtractedText) -> None:
        """Written aside and renamed: a reader never sees half a file. A lost one is made again, so no fsync."""
        content = json.dumps({"pages": text.pages, "by_ocr": text.by_ocr}, ensure_ascii=False)
        aside = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            aside.write_text(content, encoding="utf-8")
            aside.replace(path)
        except OSError as error:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
            raise _not_kept(self._folder, error) from error


def _digest(source: BinaryIO) -> str:
    digest = hashlib.sha512()
    while block := source.read(_BLOCK_BYTES):
        digest.update(block)
    return digest.hexdigest()


def _kept(path: Path) -> ExtractedText | None:
    """What the file holds; None when it is not there or not whole."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        pages, by_ocr = found["pages"], found["by_ocr"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    whole = isinstance(pages, list) and all(isinstance(page, str) for page in pages) and isinstance(by_ocr, bool)
    return ExtractedText(pages=tuple(pages), by_ocr=by_ocr) if whole else None


def _not_kept(folder: Path, error: OSError) -> Unavailable:
    if error.errno == errno.ENOSPC:
        return StorageFull(f"Hết chỗ trên đĩa khi ghi vào {folder}; hãy giải phóng dung lượng rồi chạy lại.")
    return Unavailable(f"Không ghi được vào {folder} ({error.strerror}); hãy kiểm tra quyền của thư mục.")
