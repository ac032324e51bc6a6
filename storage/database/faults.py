"""What the database says when it refuses, in our own errors."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from archive.errors import BadInput, HosoError, RecordDamaged, StorageFull, Unavailable

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_ROOM_NEEDED = 1 << 20  # bytes: what a small unit of work needs at the most
_PRIMARY = 0xFF  # the low byte of an extended result code


@contextmanager
def database_faults(database: str) -> Iterator[None]:
    """Let only our own errors out of a block that talks to the database.

    Raises:
        Unavailable: somebody else writes, or the database is out of reach.
        StorageFull: there is no room.
        RecordDamaged: the file is no database any more.
        BadInput: two rows bear one code, or a number is too large to be kept.
    """
    try:
        yield
    except DBAPIError as wrong:
        raise _translated(wrong, database) from wrong
    except sqlite3.Error as wrong:  # while a connection is made ready, which nobody has wrapped yet
        raise _translated(wrong, database) from wrong
    except UnicodeDecodeError as wrong:
        raise _damaged(database) from wrong
    except OverflowError as wrong:
        raise BadInput("Có số quá lớn, cơ sở dữ liệu không lưu được; hãy sửa lại trong bảng dữ liệu.") from wrong


def _translated(wrong: DBAPIError | sqlite3.Error, database: str) -> HosoError:
    said = wrong.orig if isinstance(wrong, DBAPIError) else wrong
    code = getattr(said, "sqlite_errorcode", 0) & _PRIMARY
    if code in _BUSY:
        return busy(database)
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(database)):
        return StorageFull(f"Hết chỗ trên đĩa khi ghi {database}; chưa lưu gì. Hãy giải phóng chỗ rồi chạy lại.")
    if code in _BROKEN:
        return _damaged(database)
    if code == sqlite3.SQLITE_CONSTRAINT:
        return BadInput(f"Dữ liệu có hai dòng trùng mã hoặc thiếu ô bắt buộc ({said}); hãy sửa rồi nhập lại.")
    return Unavailable(f"Cơ sở dữ liệu {database} không dùng được lúc này ({said}); hãy kiểm tra rồi chạy lại.")


def _damaged(database: str) -> RecordDamaged:
    return RecordDamaged(f"Tệp {database} không còn là cơ sở dữ liệu đọc được; hãy khôi phục từ bản sao lưu.")


def _is_full(database: str) -> bool:
    """Whether the disk has no room: SQLite calls that an I/O error where it could not grow its shared memory."""
    folder = os.statvfs(Path(database).absolute().parent)
    return folder.f_bavail * folder.f_frsize < _ROOM_NEEDED


def busy(database: str) -> Unavailable:
    """What to say when somebody else has been writing for too long."""
    return Unavailable(f"Người khác đang ghi vào {database}; hãy đợi họ xong rồi chạy lại.", database=database)
