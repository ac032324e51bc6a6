"""A folder of snapshots: every file once, named by its digest; a snapshot lists which stood where.

    hoso-backup.json          what this folder is, and whether it is closed with which key
    data/ab/<sha512>          the bytes, read-only, shared by all snapshots; in a closed folder under another name
    snapshots/<moment>.json   path → digest and size of one home at one moment; in a closed folder <moment>.closed

A snapshot's list is written last, so that one that can be seen is whole.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from archive.domain.snapshot import Kept, Snapshot
from archive.domain.verification import Problem, VerificationReport
from archive.errors import BadPackage, DigestMismatch, NotFound, UsageError
from archive.ports.telling import Tell, silent
from storage.aside import Aside
from storage.backup.marker import MARK, as_json, open_folder, require_key
from storage.backup.streaming import SpoiledError
from storage.backup.vaults import ClosedVault, OpenVault, Vault
from storage.durable import copy_new, make_folders, replace, settle, storing, sync, sync_tree

_NEVER_WRITTEN = ("blobs", "records")  # what lies there stays read-only
_NAME = re.compile(r"\d{8}T\d{6}Z")
_DIGEST = re.compile(r"[0-9a-f]{128}")


class Snapshots:
    """The snapshots in a folder, which is made by the first one."""

    def __init__(self, folder: Path, *, key: bytes | None = None) -> None:
        """A folder that is or becomes closed with the master key when there is one; nothing is read yet."""
        self._folder = folder
        self._vault: Vault = ClosedVault(key) if key else OpenVault()

    def save(self, files: Mapping[str, Path], *, at: datetime, tell: Tell = silent) -> Snapshot:
        """Keep these files as a snapshot, storing only what is not there yet; durable when it returns.

        Raises:
            UsageError: the folder holds something else, is closed otherwise, or has a snapshot of that moment.
            StorageFull: there is no room; no snapshot can be seen.
            Unavailable: the disk refuses, or a file cannot be read.
        """
        name = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        with storing(self._folder):
            open_folder(self._folder, self._vault)
            target = self._list_of(name)
            if target.exists():
                raise UsageError(f"Đã có bản sao lưu {name} trong {self._folder}; hãy chờ một giây rồi chạy lại.")
            kept, added = {}, 0
            with Aside(self._folder / "incoming").room() as room:
                for done, (path, source) in enumerate(sorted(files.items()), start=1):
                    kept[path], is_new = self._keep(source, room)
                    added += is_new
                    tell("Sao lưu", done, len(files))
                said = {path: {"sha512": file.sha512, "size": file.size} for path, file in kept.items()}
                listed = as_json({**MARK, "made": at.isoformat(), "files": said})
                self._vault.put_list(listed, room / "list", name=name)
                sync(room / "list")
                make_folders(target.parent)
                settle(room / "list", target)
        return Snapshot(name=name, files=kept, added=added)

    def names(self) -> list[str]:
        """The snapshots, oldest first."""
        found = (path.stem for path in (self._folder / "snapshots").glob(f"*{self._vault.list_ending}"))
        return sorted(name for name in found if _NAME.fullmatch(name))

    def load(self, name: str | None = None) -> Snapshot:
        """A snapshot, the newest when none is named.

        Raises:
            UsageError: the folder is closed with another key, or none was given.
            NotFound: there is none, or none of that name.
            BadPackage: its list cannot be read or names paths outside a home.
        """
        require_key(self._folder, self._vault)
        wanted = name or (self.names() or [""])[-1]
        if wanted not in self.names():
            raise NotFound(f"Không có bản sao lưu {wanted or 'nào'} trong {self._folder}.", folder=str(self._folder))
        try:
            said = json.loads(self._vault.read_list(self._list_of(wanted), name=wanted))
            files = {
                str(path): Kept(_digest(item["sha512"]), int(item["size"])) for path, item in said["files"].items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as wrong:
            raise BadPackage(f"Bản sao lưu {wanted} hỏng danh sách tệp; hãy chọn bản khác bằng --snapshot.") from wrong
        if not all(map(_is_inside, files)):
            raise BadPackage(f"Bản sao lưu {wanted} có đường dẫn ra ngoài kho; không khôi phục từ bản này.")
        return Snapshot(name=wanted, files=files)

    def check(self, snapshot: Snapshot, *, tell: Tell = silent) -> VerificationReport:
        """Read every file of a snapshot again and name each that is missing or has changed."""
        report = VerificationReport()
        for done, (path, file) in enumerate(sorted(snapshot.files.items()), start=1):
            problem = self._problem(path, file)
            report += VerificationReport(1, (problem,) if problem else ())
            tell("Kiểm tra bản sao lưu", done, len(snapshot.files))
        return report

    def restore(self, snapshot: Snapshot, target: Path, *, tell: Tell = silent) -> None:
        """Make a home of a snapshot at a path where nothing is; each byte is checked on its way.

        Raises:
            UsageError: there is something at the path.
            DigestMismatch: a file has changed in the backup; nothing was restored.
            NotFound: a file is missing in the backup; nothing was restored.
            StorageFull: there is no room; nothing was restored.
            Unavailable: the disk refuses.
        """
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise UsageError(f"{target} đã có dữ liệu; hãy khôi phục vào thư mục mới bằng --home.", path=str(target))
        with storing(target), Aside(target.with_name(f"{target.name}.restoring")).room() as room:
            for done, (path, file) in enumerate(sorted(snapshot.files.items()), start=1):
                self._bring_back(path, file, room / "home" / path)
                tell("Khôi phục", done, len(snapshot.files))
            (room / "home").chmod(0o700)
            sync_tree(room / "home")
            if target.exists():
                target.rmdir()
            settle(room / "home", target)
        with storing(target):
            target.with_name(f"{target.name}.restoring").rmdir()

    def _keep(self, source: Path, room: Path) -> tuple[Kept, bool]:
        """Store a file unless its bytes are here; the copy is what is hashed, so what is named is what is kept."""
        with source.open("rb") as content:
            sha512 = hashlib.file_digest(content, "sha512").hexdigest()
            if self._data(sha512).exists():
                return Kept(sha512, content.tell()), False
            content.seek(0)
            written = self._vault.put(content, room / "file")
        sync(room / "file")
        target = self._data(written.sha512)
        make_folders(target.parent)
        replace(room / "file", target)
        return Kept(written.sha512, written.size), True

    def _problem(self, path: str, file: Kept) -> Problem | None:
        try:
            with self._vault.open(self._data(file.sha512)) as content:
                found = hashlib.file_digest(content, "sha512").hexdigest()  # type: ignore[arg-type]  # any binary file
        except SpoiledError:
            found = ""
        except OSError:
            return Problem("file_missing", path, "Tệp không còn trong bản sao lưu; hãy sao lưu lại ngay.")
        if found == file.sha512:
            return None
        return Problem("digest_mismatch", path, "Tệp trong bản sao lưu đã khác; hãy sao lưu lại sang đĩa khác.")

    def _bring_back(self, path: str, file: Kept, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            content = self._vault.open(self._data(file.sha512))
        except FileNotFoundError as wrong:
            raise NotFound(f"Bản sao lưu thiếu tệp {path}; hãy dùng bản khác bằng --snapshot.", path=path) from wrong
        try:
            with content:
                found = copy_new(content, target).sha512
        except SpoiledError as wrong:
            raise DigestMismatch(path, expected=file.sha512, found="không mở được") from wrong
        if found != file.sha512:
            raise DigestMismatch(path, expected=file.sha512, found=found)
        if PurePosixPath(path).parts[0] not in _NEVER_WRITTEN:
            target.chmod(0o600)

    def _data(self, sha512: str) -> Path:
        name = self._vault.name(sha512)
        return self._folder / "data" / name[:2] / name

    def _list_of(self, name: str) -> Path:
        return self._folder / "snapshots" / f"{name}{self._vault.list_ending}"


def _digest(text: str) -> str:
    if not _DIGEST.fullmatch(text):
        raise ValueError(text)
    return text


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\0" not in path
