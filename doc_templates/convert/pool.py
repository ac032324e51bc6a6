"""The pool of LibreOffice workers: who is idle, and a second try when one is lost."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import LifoQueue
from types import TracebackType
from typing import Self

from archive.errors import ConversionFailed, StorageFull
from doc_templates.convert.intake import admit
from doc_templates.convert.worker import OfficeWorker, WorkerLost

_MOST_WORKERS = 4  # when nobody said how many: each needs up to 0.5 GB (pipeline notes §2)
_TRIES = 2


class OfficePool:
    """Turns DOCX into PDF with several LibreOffice processes, started when they are first needed."""

    def __init__(self, *, python: Path, workers: int, timeout: float, scratch: Path) -> None:
        """A pool that has started nothing yet.

        Args:
            python: the system's Python, which has LibreOffice's `uno`.
            workers: how many at most; 0 takes one for each core, four at most.
            timeout: seconds one conversion may take.
            scratch: a folder for profiles and files in work.
        """
        self.workers = workers or min(os.cpu_count() or 1, _MOST_WORKERS)
        self._timeout = timeout
        self._scratch = scratch
        self._all = tuple(OfficeWorker(python, scratch) for _ in range(self.workers))
        # Last in, first out: whoever works alone stays with one warm process.
        self._idle: LifoQueue[OfficeWorker] = LifoQueue()
        for worker in self._all:
            self._idle.put(worker)
        self._version = ""

    @property
    def version(self) -> str:
        """LibreOffice's version; asked for before any conversion, it starts a worker.

        Raises:
            Unavailable: LibreOffice cannot be started.
        """
        if not self._version:
            with self._worker() as worker:
                self._version = worker.version()
        return self._version

    def convert(self, docx: bytes, *, name: str) -> bytes:
        """The document as PDF (plain, with its bookmarks as named destinations); any thread may call.

        Raises:
            BadInput: the bytes are no Word document.
            ConversionFailed: LibreOffice gave no PDF, twice; names the document.
            Unavailable: LibreOffice cannot be started.
            StorageFull: the scratch folder has no room.
        """
        admitted = admit(docx, name=name)
        try:
            self._scratch.mkdir(parents=True, exist_ok=True)
            with self._worker() as worker, tempfile.TemporaryDirectory(prefix="convert-", dir=self._scratch) as folder:
                return self._convert(worker, admitted, Path(folder).resolve(), name)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise StorageFull(
                    "Hết chỗ trên ổ đĩa tạm khi tạo PDF. Hãy giải phóng dung lượng rồi làm lại."
                ) from error
            raise

    def close(self) -> None:
        """End every process; conversions under way fail."""
        for worker in self._all:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _worker(self) -> Iterator[OfficeWorker]:
        worker = self._idle.get()
        try:
            yield worker
        finally:
            self._idle.put(worker)

    def _convert(self, worker: OfficeWorker, docx: bytes, folder: Path, name: str) -> bytes:
        source, target = folder / "document.docx", folder / "document.pdf"
        source.write_bytes(docx)
        reasons = []
        for _ in range(_TRIES):
            try:
                worker.convert(source, target, timeout=self._timeout)
                return target.read_bytes()
            except WorkerLost as lost:
                reasons.append(str(lost))
        raise ConversionFailed(
            f"LibreOffice không tạo được PDF cho '{name}' sau {_TRIES} lần ({reasons[-1]}). "
            "Hãy mở thử văn bản bằng Word, chia nhỏ bảng quá dài, rồi làm lại.",
            document=name,
            reasons=tuple(reasons),
        )
