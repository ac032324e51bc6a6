"""A worker in a process of its own beside the pages: begun with them, begun again when it dies, ended with them."""

import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

_LOOK = 0.5  # seconds between two looks whether it lives
_PAUSE = 2.0  # seconds before one that died is begun again
_GRACE = 20.0  # seconds the job at hand has to end when the pages do; what is cut off goes on next time


@contextmanager
def attended(command: Sequence[str], *, environ: Mapping[str, str]) -> Iterator[None]:
    """Keep one process of this command alive for as long as the block lasts."""
    over = threading.Event()
    thread = threading.Thread(target=_attend, args=(command, environ, over), name="attendance")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _attend(command: Sequence[str], environ: Mapping[str, str], over: threading.Event) -> None:
    while not over.is_set():
        worker = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environ)
        while worker.poll() is None and not over.wait(_LOOK):
            pass
        if worker.poll() is None:
            _end(worker)
        over.wait(_PAUSE)


def _end(worker: "subprocess.Popen[bytes]") -> None:
    worker.terminate()
    with suppress(subprocess.TimeoutExpired):
        worker.wait(_GRACE)
    if worker.poll() is None:
        worker.kill()
        worker.wait()
