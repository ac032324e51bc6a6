"""Templates: see the forms of documents, take one out to edit in Word, check it, and put it into force."""

from collections.abc import Sequence
from pathlib import Path

from archive.domain.document import DocumentKind, TemplateRef
from archive.domain.people import IssuerSystem
from archive.errors import BadInput, NotFound, UsageError
from archive.language import tidy
from archive.ports import Parts
from archive.ports.templates import Provenance, TemplateReport, TemplateVersion

_MOST_BYTES = 20 << 20  # a Word form of text has some tens of thousand


def versions(parts: Parts) -> Sequence[TemplateVersion]:
    """Every version of every form, by kind, system and version.

    Raises:
        BadTemplate: the files of a version cannot be read.
    """
    return parts.templates.all()


def take_out(
    parts: Parts, kind: DocumentKind, system: IssuerSystem, version: str | None = None
) -> tuple[TemplateRef, bytes]:
    """The Word file of a version, that in force when none is named.

    Raises:
        NotFound: there is no such form or version.
        BadTemplate: its files cannot be read.
    """
    return parts.templates.read(kind, system, version)


def check(parts: Parts, file: Path, kind: DocumentKind, system: IssuerSystem) -> TemplateReport:
    """What is wrong with a Word file as a form; nothing is stored.

    Raises:
        NotFound: there is no such file, or no form of this kind.
        BadInput: the file is far too large.
        ConversionFailed: LibreOffice does not answer.
    """
    return parts.templates.check(_word(file), kind, system)


def sample(parts: Parts, word: bytes, kind: DocumentKind, system: IssuerSystem) -> bytes:
    """A form filled with made-up data, as PDF.

    Raises:
        NotFound: there is no form of this kind.
        BadTemplate: it cannot be filled.
        BadInput: it is no Word document.
        ConversionFailed: LibreOffice does not answer.
    """
    return parts.templates.sample(word, kind, system)


def add(
    parts: Parts, file: Path, kind: DocumentKind, system: IssuerSystem, *, reason: str, official: bool = False
) -> TemplateRef:
    """Check a Word file and put it into force as the next version, with who did it, when and why.

    Raises:
        UsageError: no reason was given.
        NotFound: there is no such file, or no form of this kind.
        BadInput: the file is far too large.
        BadTemplate: the check found a problem; nothing was stored.
        StorageFull: there is no room; nothing was stored.
    """
    why = tidy(reason)
    if not why:
        raise UsageError("Hãy ghi lý do thay mẫu; lý do được giữ cùng phiên bản.")
    added = Provenance(actor=parts.actor, at=parts.clock.now(), reason=why)
    return parts.templates.add(_word(file), kind, system, added, official=official)


def _word(file: Path) -> bytes:
    if not file.is_file():
        raise NotFound(f"Không có tệp {file}; hãy kiểm tra đường dẫn.", file=str(file))
    if file.stat().st_size > _MOST_BYTES:
        raise BadInput(f"Tệp {file} lớn hơn {_MOST_BYTES >> 20} MB, không phải mẫu văn bản.", file=str(file))
    return file.read_bytes()
