"""Stages of a dossier as types, so that a wrong order does not type-check.

    OpenDossier → AssembledDossier → SignedDossier → SealedDossier

1. A dossier is assembled only when nothing that §9.1 asks of people is missing, and then holds every due document.
2. It is signed only when every signatory of every document has signed.
3. It is sealed only as signed; a correction is a new version of the record, made by going through the stages again.
"""

from dataclasses import dataclass
from enum import StrEnum

from archive.domain.document import Document
from archive.domain.dossier.documents import due_documents
from archive.domain.dossier.facts import OpenDossier
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.errors import WrongOrder


class Stage(StrEnum):
    """Where a dossier stands."""

    OPEN = "open"
    ASSEMBLED = "assembled"
    SIGNED = "signed"
    SEALED = "sealed"

    @property
    def words(self) -> str:
        """The stage in the words of the pages."""
        return _WORDS[self]


_WORDS = {
    Stage.OPEN: "Đang lập",
    Stage.ASSEMBLED: "Chờ ký",
    Stage.SIGNED: "Đã ký",
    Stage.SEALED: "Đã niêm phong",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AssembledDossier:
    """A dossier with every due document made.

    Raises:
        WrongOrder: a due document is missing.
    """

    facts: OpenDossier
    documents: tuple[Document, ...]

    def __post_init__(self) -> None:
        made = {document.due.id for document in self.documents}
        missing = [due.title for due in due_documents(self.facts) if due.id not in made]
        if missing:
            raise WrongOrder(
                f"Hồ sơ {self.facts.unit.name} chưa lập đủ văn bản: {'; '.join(missing)}. Hãy lập hồ sơ trước.",
                missing=missing,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedDossier:
    """An assembled dossier in which every signatory has signed.

    Raises:
        WrongOrder: somebody has not signed yet.
    """

    assembled: AssembledDossier

    def __post_init__(self) -> None:
        waiting = [
            f"{document.due.title} ({document.unsigned_by[0].name})"
            for document in self.assembled.documents
            if document.unsigned_by
        ]
        if waiting:
            raise WrongOrder(
                f"Còn văn bản chưa ký: {'; '.join(waiting)}. Hãy ký trước khi niêm phong.", waiting=waiting
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedDossier:
    """A dossier kept as a version of its record."""

    record: RecordId
    unit: UnitCode
    quarter: Quarter
    version: int
