"""The slip of a package: what is inside, its fingerprint to read over the telephone, and what the last check found.

It lies beside the package and can be made again by checking; what a check said holds for those very bytes alone.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from archive.domain.people import UnitCode
from archive.domain.record import RecordId
from archive.domain.verification import Problem
from archive.errors import RecordDamaged

SLIP_FORMAT = "hoso-slip/1"
_PROBLEMS_KEPT = 50  # of a check: a package with more is thrown away, not mended


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One package as it was when last checked; a `closed` one only its receivers can open and check."""

    package: str
    size: int  # bytes
    modified: datetime  # of the file; another moment is another file
    sha256: str
    checked_at: datetime
    checked: int
    problems: tuple[Problem, ...]
    trial: int  # signatures by development keys
    closed: bool
    records: tuple[RecordId, ...]

    @property
    def units(self) -> frozenset[UnitCode]:
        """Whose records are inside; empty where nobody can say any more."""
        return frozenset(record.unit for record in self.records)

    @property
    def ok(self) -> bool:
        """Whether something was checked and nothing was wrong."""
        return self.checked > 0 and not self.problems


def slip_document(slip: Slip) -> dict[str, object]:
    """The slip as its file holds it."""
    return {
        **asdict(slip),
        "format": SLIP_FORMAT,
        "modified": slip.modified.isoformat(),
        "checked_at": slip.checked_at.isoformat(),
        "problems": [asdict(problem) for problem in slip.problems[:_PROBLEMS_KEPT]],
        "records": [str(record) for record in slip.records],
    }


def read_slip(document: object) -> Slip:
    """The slip out of a parsed file.

    Raises:
        RecordDamaged: it is none, or of another format.
    """
    try:
        return _read(document)  # type: ignore[arg-type]  # any other shape ends in the except below
    except (KeyError, TypeError, ValueError) as wrong:
        raise RecordDamaged("Phiếu của gói không đọc được; hãy kiểm tra lại gói.") from wrong


def _read(document: Mapping[str, Any]) -> Slip:
    if document["format"] != SLIP_FORMAT:
        raise ValueError(document["format"])
    said = {name: value for name, value in document.items() if name != "format"}
    said |= {name: datetime.fromisoformat(said[name]) for name in ("modified", "checked_at")}
    said["problems"] = tuple(Problem(**problem) for problem in said["problems"])
    said["records"] = tuple(RecordId.parse(record) for record in said["records"])
    return Slip(**said)
