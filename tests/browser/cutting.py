"""A line that is cut: a proxy that lets so many bytes through to the server, then drops everything without a word."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

_RESET = struct.pack("ii", 1, 0)  # of SO_LINGER: end the line at once, as when a cable is pulled
_AT_ONCE = 64 * 1024  # bytes


@dataclass
class CutLine:
    """What went through; `cuts` are the places, in bytes sent to the server, at which all lines are dropped once."""

    server: tuple[str, int]
    cuts: list[int]
    sent: int = 0
    dropped: int = 0
    _open: list[socket.socket] = field(default_factory=list)
    _door: threading.Lock = field(default_factory=threading.Lock)

    def serve(self, listener: socket.socket) -> None:
        """Carry whatever comes, until the listener is closed."""
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = socket.create_connection(self.server)
            with self._door:
                self._open += [near, far]
            for ends in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, is_up: bool) -> None:  # noqa: FBT001 - of a thread
        with contextlib.suppress(OSError):
            while data := source.recv(_AT_ONCE):
                target.sendall(data)
                if is_up:
                    self._count(len(data))
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _count(self, size: int) -> None:
        with self._door:
            self.sent += size
            if not self.cuts or self.sent < self.cuts[0]:
                return
            del self.cuts[0]
            self.dropped += 1
            lines, self._open = self._open, []
        for line in lines:
            with contextlib.suppress(OSError):
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()


@contextmanager
def cut_line(port: int, cuts: Sequence[int]) -> Iterator[tuple[str, CutLine]]:
    """The address of such a line to the server on that port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        line = CutLine(("127.0.0.1", port), list(cuts))
        threading.Thread(target=line.serve, args=(listener,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}", line
        finally:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
