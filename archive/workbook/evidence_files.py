"""Evidence paths of the workbook looked up below the folder given, never outside of it, whatever form names have."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.domain.evidence import Evidence, StoredFile
from archive.language import nfc, tidy
from archive.workbook import tables
from archive.workbook.kept import Kept
from archive.workbook.owners import Owners
from archive.workbook.problems import Problems
from archive.workbook.rows import Row

_DRIVE = re.compile(r"[A-Za-z]:")
_RELATIVE = "đường dẫn bên trong thư mục minh chứng, không bắt đầu bằng / hay ổ đĩa và không có .."
_INSIDE = "một tệp nằm trong thư mục minh chứng; đường dẫn này dẫn ra ngoài"
_REAL = "một tệp thật, không phải lối tắt; hãy chép tệp vào thư mục"
_EXISTING = "tên một tệp có trong thư mục minh chứng; hãy kiểm tra tên hoặc chép tệp vào"
_FILE = "tên một tệp, không phải thư mục"
_FOLDER = "thư mục minh chứng; hãy thêm --files với thư mục chứa tệp này"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFiles:
    """Where evidence may be: below the folder given, or among the files stored for the same task."""

    files: Path | None
    kept: Kept
    owners: Owners

    def find(self, rows: Sequence[Row], problems: Problems) -> Mapping[int, Path | StoredFile]:
        """The file of each row that names one, by row number; a secret row's file is not looked at."""
        folder = EvidenceFolder(self.files) if self.files else None
        found: dict[int, Path | StoredFile] = {}
        used: set[Evidence] = set()
        for row in rows:
            named = row.values["path"]
            if not named or row.values["classification"].is_secret or _is_unclear(row, problems):
                continue
            try:
                found[row.number] = _look_up(folder, named)
            except ValueError as refusal:
                stored = self._stored(row, named, used)
                if stored and stored.file:
                    used.add(stored)
                    found[row.number] = stored.file
                    continue
                problems.add(
                    tables.EVIDENCE, row=row.number, column=row.column("path"), found=named, expected=str(refusal)
                )
        return found

    def _stored(self, row: Row, named: str, used: Collection[Evidence]) -> Evidence | None:
        """The stored piece of the row's task with a file of that name: of the same paper, else not yet named."""
        unit = self.owners.unit(tables.EVIDENCE, row)
        dossier = self.kept.dossiers.get(unit) if unit else None
        pieces = dossier.evidence_of(row.values["task"]) if dossier else ()
        named_so = [item for item in pieces if item.file and tidy(item.file.name) == named and item not in used]
        told = (row.values["number"], row.values["summary"])
        return next((item for item in named_so if (item.number, item.summary) == told), next(iter(named_so), None))


def _is_unclear(row: Row, problems: Problems) -> bool:
    """Whether the row's classification could not be read: such a file is not touched either."""
    column = row.columns.get("classification")
    return column is not None and problems.has(tables.EVIDENCE, row=row.number, column=column)


def _look_up(folder: "EvidenceFolder | None", named: str) -> Path:
    if folder is None:
        raise ValueError(_FOLDER)
    return folder.find(named)


@dataclass(frozen=True, slots=True)
class EvidenceFolder:
    """The folder of evidence; what each folder below it holds is listed once, names in composed form."""

    root: Path
    _listings: dict[Path, Mapping[str, Path]] = field(default_factory=dict)

    def find(self, named: str) -> Path:
        """The file a cell names.

        Raises:
            ValueError: says what is expected instead.
        """
        path = self.root
        for name in _parts(named):
            path = self._child(path, name)
        resolved = path.resolve()
        if not resolved.is_relative_to(self.root.resolve()):
            raise ValueError(_INSIDE)
        if resolved != self.root.resolve() / path.relative_to(self.root):
            raise ValueError(_REAL)
        if not path.is_file():
            raise ValueError(_FILE if path.is_dir() else _EXISTING)
        return path

    def _child(self, folder: Path, name: str) -> Path:
        """The entry of that name, as written or in another Unicode form (macOS decomposes names)."""
        if folder not in self._listings:
            inside = folder.resolve().is_relative_to(self.root.resolve())
            entries = sorted(folder.iterdir()) if inside and folder.is_dir() else []
            self._listings[folder] = {nfc(entry.name): entry for entry in entries}
        child = self._listings[folder].get(nfc(name))
        if child is None:
            raise ValueError(_EXISTING)
        return child


def _parts(named: str) -> Sequence[str]:
    parts = [part for part in named.replace("\\", "/").split("/") if part != "."]
    if _DRIVE.match(named) or not parts or not all(parts) or ".." in parts or "\0" in named:
        raise ValueError(_RELATIVE)
    return parts
