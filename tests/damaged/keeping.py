"""How damaged files are kept: small, beside one another, and a damaged home as what differs from a whole one."""

import io
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
FORMAT = HERE.parent / "formats" / "v1"
TRUST = HERE / "trust"  # the certificates that the homes and signed papers here lead to
BASE = HERE / "whole.tar.xz"  # the home from which each damaged one differs
AT = datetime(2026, 6, 24, 1, tzinfo=UTC)
KEY = bytes(range(32))
DATABASE, REMOVED = "hoso.db", "removed"
_PAGE = 4096  # bytes: of a database only the pages that differ are kept, as `hoso.db@<place>`


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files as one, which the repository keeps: pressed together, for they repeat one another."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:xz", preset=9) as archive:
        for name, content in sorted(files.items()):
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(content), 0o644
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def folder_of(folder: Path) -> bytes:
    """A folder's files as one."""
    return packed({name: (folder / name).read_bytes() for name in _names(folder)})


def unpacked(content: Path, into: Path) -> Path:
    """The folder again."""
    with tarfile.open(content) as archive:
        archive.extractall(into, filter="data")
    return into


def flipped(content: bytes, place: int) -> bytes:
    """One bit turned."""
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def keep(name: str, content: bytes) -> None:
    """Write a file of this folder."""
    path = HERE / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def writable(folder: Path) -> Path:
    """What the store made read-only, free to be damaged."""
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


def difference(whole: Path, damaged: Path) -> bytes:
    """What must be laid over the whole home to have the damaged one."""
    changed: dict[str, bytes] = {REMOVED: "\n".join(sorted(_names(whole) - _names(damaged))).encode()}
    for name in _names(damaged):
        now, before = (damaged / name).read_bytes(), (whole / name).read_bytes() if (whole / name).exists() else b""
        if name == DATABASE and len(now) == len(before):
            changed |= {f"{DATABASE}@{place}": page for place, page in _pages(now, before)}
        elif now != before:
            changed[name] = now
    return packed(changed)


def _names(home: Path) -> set[str]:
    return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}


def _pages(now: bytes, before: bytes) -> Iterator[tuple[int, bytes]]:
    for place in range(0, len(now), _PAGE):
        if now[place : place + _PAGE] != before[place : place + _PAGE]:
            yield place, now[place : place + _PAGE]


def laid_over(over: Path, home: Path) -> Path:
    """The damaged home, in a folder that is not there yet."""
    unpacked(BASE, home)
    unpacked(over, home)
    for part in home.glob(f"{DATABASE}@*"):
        with (home / DATABASE).open("r+b") as database:
            database.seek(int(part.name.partition("@")[2]))
            database.write(part.read_bytes())
        part.unlink()
    for gone in (home / REMOVED).read_text().split():
        (home / gone).unlink()
    (home / REMOVED).unlink()
    for path in sorted(home.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    return home


def bag_again(payload: Path, name: str) -> None:
    """Keep a zip around a folder in which a bag was made."""
    made = shutil.make_archive(str(payload.parent / "again"), "zip", payload.parent, payload.name)
    keep(name, Path(made).read_bytes())
