"""One worker process seen from our side: started when first needed, asked line by line, killed with all it started."""

import contextlib
import json
import os
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from archive.errors import Unavailable
from doc_templates.convert import office_worker

ANSWERS_BEFORE_RESTART = 500  # soffice grows by about 0.1 MB a document; a start takes a second (pipeline notes §2)
_START_LIMIT = office_worker.START_LIMIT + 15  # seconds; the worker itself gives up first
_GOODBYE_LIMIT = 3.0  # seconds a worker has to kill soffice and clear its profile


class WorkerLost(Exception):  # noqa: N818 - not an error of the project: the pool answers it with a new worker
    """The worker ended, gave no answer in time, or LibreOffice refused; `str()` says which."""


class OfficeWorker:
    """One LibreOffice, used by one thread at a time."""

    def __init__(self, python: Path, scratch: Path) -> None:
        self._python = python
        self._scratch = scratch
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._profile = scratch
        self._closed = False
        self._answers = 0
        self._version = ""

    def version(self) -> str:
        """LibreOffice's version, which needs a started one.

        Raises:
            Unavailable: LibreOffice cannot be started.
        """
        with self._turn:
            self._running()
            return self._version

    def convert(self, docx: Path, pdf: Path, *, timeout: float) -> None:
        """Have the PDF written; after a failure nothing of the old process is left and the next call starts a new one.

        Raises:
            WorkerLost: no PDF came out.
            Unavailable: LibreOffice cannot be started, or the worker was closed.
        """
        with self._turn:
            if self._answers >= ANSWERS_BEFORE_RESTART:
                self._stop()
            process = self._running()
            try:
                answer = self._ask(process, {"docx": str(docx), "pdf": str(pdf)}, timeout)
            except WorkerLost:
                self._stop()
                raise
            self._answers += 1
            if answer:
                self._stop()
                raise WorkerLost(f"LibreOffice từ chối văn bản ({answer.get('refused')})")

    def close(self) -> None:
        """End the process, even in the middle of a conversion; the worker cannot be used again."""
        self._closed = True
        if self._turn.acquire(blocking=False):
            self._turn.release()
        elif (process := self._process) is not None:
            _kill_group(process)  # whoever waits for an answer meets the end of file and gives its turn back
        with self._turn:
            self._stop()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise Unavailable("Bộ chuyển đổi PDF đã đóng. Hãy khởi động lại hệ thống rồi làm lại.")
        if self._process is None:
            self._start()
        assert self._process is not None  # noqa: S101 - tells the type checker what _start has done
        return self._process

    def _start(self) -> None:
        self._scratch.mkdir(parents=True, exist_ok=True)
        self._profile = Path(tempfile.mkdtemp(prefix="office-", dir=self._scratch)).resolve() / "profile"
        script = Path(office_worker.__file__)
        try:
            self._process = subprocess.Popen(
                [self._python, "-I", script, "--profile", self._profile],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # one process group to kill, out of reach of the terminal's Ctrl-C
            )
            self._welcome(self._read(self._process, _START_LIMIT))
        except (OSError, WorkerLost) as error:
            self._stop()
            raise _no_office(str(error)) from error

    def _welcome(self, first: Mapping[str, object]) -> None:
        if "version" not in first:
            raise WorkerLost(f"thiếu {first.get('missing')}")
        self._version = str(first["version"])
        self._answers = 0

    def _ask(
        self, process: subprocess.Popen[bytes], request: Mapping[str, str], timeout: float
    ) -> Mapping[str, object]:
        assert process.stdin is not None  # noqa: S101 - opened as a pipe in _start
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
        except OSError as error:
            raise WorkerLost("LibreOffice đã dừng") from error
        return self._read(process, timeout)

    def _read(self, process: subprocess.Popen[bytes], timeout: float) -> Mapping[str, object]:
        assert process.stdout is not None  # noqa: S101 - opened as a pipe in _start
        line, limit = b"", time.monotonic() + timeout
        waiter = select.poll()
        waiter.register(process.stdout, select.POLLIN)
        while not line.endswith(b"\n"):
            if not waiter.poll(max(0.0, limit - time.monotonic()) * 1000):
                raise WorkerLost(f"quá {timeout:g} giây")
            piece = os.read(process.stdout.fileno(), 65536)
            if not piece:
                raise WorkerLost("LibreOffice đã dừng giữa chừng")
            line += piece
        try:
            answer: Mapping[str, object] = json.loads(line)
        except ValueError as error:
            raise WorkerLost("câu trả lời không đọc được") from error
        return answer

    def _stop(self) -> None:
        process, self._process = self._process, None
        self._answers = 0
        if process is not None:
            _end(process)
        if self._profile != self._scratch:
            office_worker.clear(self._profile)
            with contextlib.suppress(FileNotFoundError):
                self._profile.parent.rmdir()
            self._profile = self._scratch


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let the process clear up after itself, which it does when its input ends; kill what does not go."""
    assert process.stdin is not None  # noqa: S101 - opened as pipes in _start
    assert process.stdout is not None  # noqa: S101
    with contextlib.suppress(OSError):  # a request nobody will read any more
        process.stdin.close()
    try:
        process.wait(timeout=_GOODBYE_LIMIT)
    except subprocess.TimeoutExpired:
        _kill_group(process)
        process.wait()
    process.stdout.close()


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _no_office(why: str) -> Unavailable:
    return Unavailable(f"Chưa dùng được LibreOffice để tạo PDF ({why}). Hãy chạy `make setup` rồi thử lại.", reason=why)
