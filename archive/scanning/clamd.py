"""Asks a ClamAV daemon about a file, by its INSTREAM command: the bytes are sent, so that it may run elsewhere.

Clamd("tcp://127.0.0.1:3310").scan(stream)  # None, or the signature that fits
"""

import socket
import struct
from typing import BinaryIO
from urllib.parse import urlsplit

from archive.errors import Unavailable, UsageError

_CHUNK_BYTES = 1024**2
_ANSWER_BYTES = 4096  # far longer than any signature's name
_PATIENCE_SECONDS = 120.0  # for one step; a large archive takes clamd a while
_PORT = 3310


class Clamd:
    """One clamd at `tcp://host:port` or `unix:/path`; nothing is asked until a file is to be scanned."""

    def __init__(self, address: str, *, patience: float = _PATIENCE_SECONDS) -> None:
        """A client of the daemon at that address.

        Raises:
            UsageError: the address has another form.
        """
        self._address = address
        self._patience = patience
        self._target = _target(address)

    def scan(self, stream: BinaryIO) -> str | None:
        """The name of the signature that fits the bytes from the stream's beginning on; None when none does.

        Raises:
            Unavailable: the daemon is out of reach, stops, or did not judge the file.
        """
        stream.seek(0)
        try:
            with self._connected() as connection:
                answer = _ask(connection, stream)
        except OSError as error:
            raise Unavailable(
                f"Không hỏi được chương trình diệt vi rút ở {self._address} ({error.strerror or error}); chưa nhận "
                "tệp nào. Hãy khởi động clamd rồi chạy lại.",
                address=self._address,
            ) from error
        verdict = answer.removeprefix("stream: ")
        if verdict == "OK":
            return None
        if verdict.endswith(" FOUND"):
            return verdict.removesuffix(" FOUND")
        raise Unavailable(
            f"Chương trình diệt vi rút ở {self._address} không kiểm tra được tệp ({answer or 'không trả lời'}); hãy "
            "xem nhật ký clamd, tăng StreamMaxLength nếu tệp lớn, rồi chạy lại.",
            address=self._address,
            answer=answer,
        )

    def _connected(self) -> socket.socket:
        if isinstance(self._target, tuple):
            return socket.create_connection(self._target, timeout=self._patience)
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(self._patience)
        try:
            connection.connect(self._target)
        except OSError:
            connection.close()
            raise
        return connection


def _ask(connection: socket.socket, stream: BinaryIO) -> str:
    """The command, chunks with their length, an empty one at the end; the answer ends with a zero (clamd(8))."""
    try:
        connection.sendall(b"zINSTREAM\0")
        while chunk := stream.read(_CHUNK_BYTES):
            connection.sendall(struct.pack(">I", len(chunk)) + chunk)
        connection.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # it stops reading when the file is too long for it, and says so in its answer
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _ANSWER_BYTES and (part := connection.recv(_ANSWER_BYTES)):
        answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _target(address: str) -> tuple[str, int] | str:
    parts = urlsplit(address)
    if parts.scheme == "unix" and parts.path:
        return parts.path
    try:
        if parts.scheme == "tcp" and parts.hostname:
            return parts.hostname, parts.port or _PORT
    except ValueError:  # a port that is no number
        pass
    raise UsageError(
        f"HOSO_CLAMD là '{address}'; hãy viết như tcp://127.0.0.1:3310 hoặc unix:/run/clamav/clamd.ctl.",
        address=address,
    )
