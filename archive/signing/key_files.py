"""Keys in files: one PEM file holds a key and its certificate, appears whole or not at all, for its owner alone."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from archive.errors import Unavailable

PRIVATE_MODE = 0o600
PUBLIC_MODE = 0o644
_FOLDER_MODE = 0o700


def pem_of(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> bytes:
    """Key and certificate as they stand in one file."""
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def read_pem(path: Path) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """The key and the certificate of a file that `pem_of` made.

    Raises:
        FileNotFoundError: there is no such file yet.
        Unavailable: the file cannot be read, or holds something else.
    """
    try:
        content = path.read_bytes()
        key = serialization.load_pem_private_key(content, password=None)
        certificate = x509.load_pem_x509_certificate(content)
    except FileNotFoundError:
        raise
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as wrong:
        raise _unusable(path) from wrong
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise _unusable(path)
    return key, certificate


def write_whole(path: Path, content: bytes, *, mode: int) -> None:
    """Write a file so that it is there with all its bytes, or not there.

    Raises:
        Unavailable: the folder cannot be written.
    """
    try:
        _write_aside_and_rename(path, content, mode)
    except OSError as wrong:
        raise Unavailable(
            f"Không ghi được khóa vào {path}; hãy kiểm tra quyền và chỗ trống.", path=str(path)
        ) from wrong


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Only one process at a time issues keys in a folder; the folder is made when missing.

    Raises:
        Unavailable: the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=_FOLDER_MODE)
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, PRIVATE_MODE)
    except OSError as wrong:
        raise Unavailable(f"Không mở được thư mục khóa {folder}; hãy kiểm tra quyền.", path=str(folder)) from wrong
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)  # gives the lock back as well


def _write_aside_and_rename(path: Path, content: bytes, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=_FOLDER_MODE)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).rename(path)
    except BaseException:
        with suppress(OSError):
            Path(aside).unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unusable(path: Path) -> Unavailable:
    return Unavailable(f"Tệp khóa {path} không đọc được; hãy khôi phục từ bản sao lưu.", path=str(path))
