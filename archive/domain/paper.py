"""The answer asked for before a sensitive paper is written: whether it may be written here (domain notes §3.7).

Papers about cadres of Bộ Chính trị, Ban Bí thư may be state secrets while not yet public; the body that issues them
decides, not the program. A secret one is kept as a stub: what it is, how secret, where the paper lies.
"""

from dataclasses import dataclass

from archive.domain.document import DocumentKind
from archive.domain.people import PersonCode, UnitCode
from archive.domain.secrecy import Classification


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperClassification:
    """Who classified which paper, and for a secret one where it lies; `person` is None for a paper of the unit."""

    kind: DocumentKind
    unit: UnitCode
    classification: Classification
    decided_by: str
    person: PersonCode | None = None
    kept_at: str = ""
