"""Where each file of a record lies (design §8): paths are ASCII, names people gave stand in `record.json`."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from archive.domain.document import Document
from archive.domain.dossier.facts import OpenDossier
from archive.domain.evidence import Evidence, StoredFile

PREMIS_PATH = "metadata/premis.xml"
INDEX_PDF = "documents/0-dossier_index/dossier_index.pdf"
INDEX_DOCX = "documents/0-dossier_index/dossier_index.docx"
INDEX_DATA = "documents/0-dossier_index/dossier_index.json"
_ENDING_LENGTH = 5  # the longest file ending kept, without its point


def pdf_path(document: Document) -> str:
    """The signed PDF."""
    return f"{document.due.folder}/{document.due.stem}.pdf"


def docx_path(document: Document) -> str:
    """The Word file the PDF came from."""
    return f"{document.due.folder}/{document.due.stem}.docx"


def data_path(document: Document) -> str:
    """What the Word file was filled with, as canonical JSON."""
    return f"{document.due.folder}/{document.due.stem}.json"


def text_path(path: str) -> str:
    """The extracted text of a file."""
    return f"text/{path}.txt"


def evidence_paths(dossier: OpenDossier) -> Iterator[tuple[Evidence, str | None]]:
    """Each piece of evidence with the path of its file, None for one without a file; in a lasting order."""
    for task in sorted({item.task for item in dossier.evidence}):
        for place, item in enumerate(_in_order(dossier.evidence_of(task)), start=1):
            yield item, f"evidence/{task}/{place}{_ending(item.file)}" if item.file else None


def _in_order(items: Sequence[Evidence]) -> list[Evidence]:
    return sorted(items, key=lambda item: (item.file.sha512 if item.file else "", item.number, item.summary))


def _ending(file: StoredFile) -> str:
    ending = PurePosixPath(file.name).suffix.lower()
    return ending if ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= _ENDING_LENGTH + 1 else ""
