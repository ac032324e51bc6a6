"""What a backup folder says of itself: that it is one, and whether it is closed, and with which key."""

import json
from collections.abc import Mapping
from pathlib import Path

from archive.errors import UsageError
from storage.backup.vaults import SCHEME, ClosedVault, Vault
from storage.durable import make_folders, replace, sync

MARK = {"format": "hoso-backup/1"}
_MARKER = "hoso-backup.json"


def is_closed(folder: Path) -> bool:
    """Whether a master key is needed to read the folder.

    Raises:
        UsageError: its marker is damaged.
    """
    return _closed(folder) is not None


def open_folder(folder: Path, vault: Vault) -> None:
    """Make the folder a backup, or let only the right key into one that is there.

    Raises:
        UsageError: the folder holds something else, or is closed otherwise.
        OSError: the disk refuses.
    """
    marker = folder / _MARKER
    if marker.exists():
        require_key(folder, vault)
        return
    aside = folder / f"{_MARKER}.part"  # a stop may have left it alone in the folder
    if folder.exists() and any(path != aside for path in folder.iterdir()):
        raise UsageError(f"{folder} không phải thư mục sao lưu; hãy chọn thư mục trống.", path=str(folder))
    make_folders(folder)
    said = _said(vault)
    aside.write_bytes(as_json({**MARK, "closed": said} if said else MARK))
    sync(aside)
    replace(aside, marker)


def require_key(folder: Path, vault: Vault) -> None:
    """Let only the key pass that the folder was closed with, and none where it is open.

    Raises:
        UsageError: it is another one, or there is one too many or too few.
    """
    found, given = _closed(folder), _said(vault)
    if found == given or not (folder / _MARKER).exists():
        return
    if found is None:
        told = "chứa bản sao lưu không mã hóa; hãy chọn thư mục khác cho bản mã hóa, hoặc bỏ --encrypt"
    elif given is None:
        told = "đã mã hóa; hãy đặt HOSO_MASTER_KEY_FILE (khi sao lưu: thêm --encrypt)"
    else:
        told = "mã hóa bằng khóa khác; hãy tìm đúng tệp khóa cho HOSO_MASTER_KEY_FILE"
    raise UsageError(f"Thư mục sao lưu {folder} {told}.", path=str(folder))


def as_json(said: Mapping[str, object]) -> bytes:
    """As the files of a backup are written."""
    return (json.dumps(said, indent=1, sort_keys=True) + "\n").encode()


def _said(vault: Vault) -> Mapping[str, object] | None:
    return {"scheme": SCHEME, "key": vault.key_id} if isinstance(vault, ClosedVault) else None


def _closed(folder: Path) -> Mapping[str, object] | None:
    try:
        said: Mapping[str, object] | None = json.loads((folder / _MARKER).read_bytes()).get("closed")
    except FileNotFoundError:
        return None
    except (ValueError, AttributeError) as wrong:
        raise UsageError(f"{folder / _MARKER} hỏng; hãy chép lại tệp này từ bản khác.") from wrong
    return said
