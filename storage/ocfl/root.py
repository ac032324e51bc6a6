"""The storage root itself: its declaration and layout, made whole or not at all, and a walk over its objects."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

from archive.domain.verification import Problem, VerificationReport
from archive.errors import RecordDamaged, Unavailable, UsageError
from storage.aside import Aside
from storage.durable import copy_new, settle, sync, sync_tree
from storage.ocfl.objects import read_inventory
from storage.ocfl.paths import LAYOUT, TUPLE_SIZE, TUPLES, object_id

_DECLARATION, _DECLARED = "0=ocfl_1.1", b"ocfl_1.1\n"
_LAYOUT_FILE = "ocfl_layout.json"
_CONFIG_FILE = f"extensions/{LAYOUT}/config.json"
_LAYOUT_SAYS = {
    "extension": LAYOUT,
    "description": "Hashed Truncated N-tuple Trees with Object ID Encapsulating Directory",
}
_CONFIG_SAYS = {
    "extensionName": LAYOUT,
    "digestAlgorithm": "sha256",
    "tupleSize": TUPLE_SIZE,
    "numberOfTuples": TUPLES,
}


def open_root(root: Path, aside: Aside) -> None:
    """Make the storage root unless it is there; then see that it is one of ours.

    Raises:
        UsageError: the folder holds something else.
        Unavailable: it is a storage root of another version or layout.
        OSError: it cannot be made.
    """
    if not (root / _DECLARATION).exists():
        with aside.room() as room, aside.locked():
            if not (root / _DECLARATION).exists():  # another process may have made it meanwhile
                _make(root, room / "root")
    for file, is_ours in (
        (_CONFIG_FILE, _json(root / _CONFIG_FILE) == _CONFIG_SAYS),
        (_LAYOUT_FILE, _json(root / _LAYOUT_FILE).get("extension") == LAYOUT),
    ):
        if not is_ours:
            raise Unavailable(
                f"Kho lưu trữ {root} có cách xếp thư mục khác với phần mềm này (theo {file}); nếu tệp ấy bị hỏng, hãy "
                "khôi phục nó từ bản sao lưu.",
                root=str(root),
                file=str(file),
            )


def _make(root: Path, built: Path) -> None:
    if root.exists():
        if any(root.iterdir()):
            raise UsageError(f"Thư mục {root} đã có dữ liệu khác; hãy chọn thư mục trống.", root=str(root))
        root.rmdir()
    (built / _CONFIG_FILE).parent.mkdir(parents=True)
    for name, content in _own_files().items():
        copy_new(io.BytesIO(content), built / name)
    sync_tree(built)
    settle(built, root)
    sync(root)


def _own_files() -> dict[str, bytes]:
    """What a root holds beside its objects; the declaration last, for it says that the root is whole."""
    return {
        _CONFIG_FILE: _written(_CONFIG_SAYS),
        _LAYOUT_FILE: _written(_LAYOUT_SAYS),
        _DECLARATION: _DECLARED,
    }


def check_root(root: Path) -> VerificationReport:
    """The root's own files, and that nothing else lies outside the objects."""
    expected = _own_files()
    found = {path.name for path in root.iterdir() if path.is_file()} | set(expected)
    problems = [problem for name in sorted(found) if (problem := _root_problem(root, name, expected.get(name)))]
    return VerificationReport(len(found), tuple(problems))


def _root_problem(root: Path, name: str, expected: bytes | None) -> Problem | None:
    where = f"records/{name}"
    if expected is None:
        return Problem("file_extra", where, "Tệp lạ trong kho lưu trữ; hãy chuyển ra ngoài và tìm xem ai đã đặt.")
    if not (root / name).is_file():
        return Problem("file_missing", where, "Thiếu tệp khai báo của kho lưu trữ; hãy khôi phục từ bản sao lưu.")
    if (root / name).read_bytes() != expected:
        return Problem("digest_mismatch", where, "Tệp khai báo của kho lưu trữ bị sửa; hãy khôi phục từ bản sao lưu.")
    return None


def object_ids(root: Path) -> Iterator[str]:
    """The id of every object, in no order; taken from the folder's name, so that a damaged object is named too.

    Raises:
        RecordDamaged: a folder bears no id and its inventory cannot be read.
    """
    for folder in root.glob("/".join(["[0-9a-f]" * TUPLE_SIZE] * TUPLES + ["*"])):
        yield object_id(folder.name) or read_inventory(folder).object_id


def _written(document: dict[str, object] | dict[str, str]) -> bytes:
    return json.dumps(document, indent=2, sort_keys=True).encode()


def _json(path: Path) -> dict[str, object]:
    try:
        document = json.loads(path.read_bytes())
    except (OSError, ValueError) as wrong:
        raise Unavailable(f"Không đọc được {path} của kho lưu trữ.", path=str(path)) from wrong
    if not isinstance(document, dict):
        raise RecordDamaged(f"{path} không đúng dạng.", path=str(path))
    return document
