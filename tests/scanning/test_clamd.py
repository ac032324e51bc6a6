"""The virus scanner: what it says is obeyed, and its silence is never taken for a yes."""

import shutil
import socket
import socketserver
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path

import pytest

from archive.errors import BadEvidence, Unavailable, UsageError
from archive.scanning import Clamd, ContentInspector
from tests.scanning.samples import pdf

# The test file of the scanners' makers, in two pieces so that this file itself is none.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_MOST = 3 * 1024**2  # bytes the stand-in takes, as StreamMaxLength
_SECONDS = 60


class _Session(socketserver.StreamRequestHandler):
    """One INSTREAM session as clamd(8) tells it."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            if len(content) + size > _MOST:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
            content += self.rfile.read(size)
        found = EICAR in content
        self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")


@contextmanager
def stand_in(handler: type[socketserver.BaseRequestHandler] = _Session) -> Iterator[str]:
    """A server that speaks as clamd does; its address."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"tcp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@contextmanager
def real(folder: Path) -> Iterator[str]:
    """The real daemon with one signature of its own: that of the test file."""
    signatures = folder / "signatures"
    signatures.mkdir(mode=0o755)
    (signatures / "own.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    (folder / "clamd.conf").write_text(
        f"LocalSocket {folder}/clamd.sock\nDatabaseDirectory {signatures}\nForeground yes\n"
        f"StreamMaxLength 3M\nUser {Path(folder).owner()}\n"
    )
    process = subprocess.Popen(["clamd", f"--config-file={folder}/clamd.conf"], stdout=subprocess.DEVNULL)
    try:
        _wait_for(folder / "clamd.sock", process)
        yield f"unix:{folder}/clamd.sock"
    finally:
        process.terminate()
        process.wait(_SECONDS)


def _wait_for(address: Path, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket(socket.AF_UNIX) as connection, suppress(OSError):
            connection.connect(str(address))
            return
        time.sleep(0.05)
    raise AssertionError("clamd did not start")


@pytest.fixture(scope="module", params=["stand-in", *(["real"] if shutil.which("clamd") else [])])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with stand_in() if request.param == "stand-in" else real(tmp_path_factory.mktemp("clamd")) as address:
        yield address


def test_a_clean_file_is_clean(address: str) -> None:
    assert Clamd(address).scan(BytesIO(pdf())) is None


def test_what_fits_a_signature_is_named(address: str) -> None:
    found = Clamd(address).scan(BytesIO(EICAR))

    assert found is not None
    assert "Eicar-Test-Signature" in found


def test_bytes_are_sent_from_the_beginning_on(address: str) -> None:
    stream = BytesIO(EICAR)
    stream.read()

    assert Clamd(address).scan(stream)


def test_a_file_that_is_too_long_for_it_is_not_called_clean(address: str) -> None:
    with pytest.raises(Unavailable, match="StreamMaxLength"):
        Clamd(address).scan(BytesIO(bytes(8 * 1024**2)))


def test_a_file_with_a_virus_is_refused_by_its_signature(address: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(EICAR)

    with pytest.raises(BadEvidence, match="Eicar-Test-Signature"):
        ContentInspector(scanner=Clamd(address)).inspect(tmp_path / "a.txt")


def test_a_clean_file_is_taken(address: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())

    assert ContentInspector(scanner=Clamd(address)).inspect(tmp_path / "a.pdf").media_type == "application/pdf"


@pytest.mark.parametrize("gone", ["tcp://127.0.0.1:1", "unix:/nowhere/clamd.sock"])
def test_no_file_is_taken_while_the_scanner_is_out_of_reach(gone: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())

    with pytest.raises(Unavailable, match="khởi động clamd"):
        ContentInspector(scanner=Clamd(gone)).inspect(tmp_path / "a.pdf")


class _HangsUp(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        self.request.recv(10)


class _SaysNothing(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        while self.request.recv(4096):
            pass


@pytest.mark.parametrize("handler", [_HangsUp, _SaysNothing])
def test_silence_is_no_yes(handler: type[socketserver.BaseRequestHandler]) -> None:
    with stand_in(handler) as address, pytest.raises(Unavailable):
        Clamd(address, patience=0.2).scan(BytesIO(pdf()))


@pytest.mark.parametrize("address", ["", "localhost:3310", "http://a", "tcp://", "unix:", "tcp://a:x"])
def test_an_address_of_another_form_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="HOSO_CLAMD"):
        Clamd(address)
