"""Letters: write papers outside the seven components into a new folder, DOCX and PDF/A, and remember that.

They are drafts for people to check and sign, numbered and dated only when they are issued; a dossier needs none of
them to be complete.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from archive.domain.contents import IndexedEvidence, Letter, Wanted, letters_of
from archive.domain.contents.choice import refuse_secret
from archive.domain.contents.dossier_index import dossier_index, pages_of
from archive.domain.contents.issue import Issued, issued
from archive.domain.contents.letterhead import symbol_of
from archive.domain.contents.unit_letters import letter_of
from archive.domain.contents.year_record import year_record
from archive.domain.document import DocumentId, DocumentKind
from archive.domain.dossier import OpenDossier, due_documents
from archive.domain.evidence import Evidence
from archive.domain.history import Event, EventKind
from archive.domain.layout import evidence_paths
from archive.domain.numbering import DocumentNumber, register_of
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.year import PersonQuarter
from archive.errors import NotFound, RuleBroken, UsageError
from archive.language import VIETNAM
from archive.ports import Parts
from archive.ports.desk import Work
from archive.ports.rendering import RenderRequest
from archive.ports.telling import Tell, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLetter:
    """A paper that lies in the folder as `<stem>.docx` and `<stem>.pdf`."""

    letter: Letter
    pages: int
    number: DocumentNumber | None = None


def choose(parts: Parts, quarter: Quarter, wanted: Wanted) -> tuple[Letter, ...]:
    """The papers that an order asks for, from the facts of the quarter.

    Raises:
        NotFound: the quarter, the unit or the person has no facts.
        RuleBroken: the facts give no such paper, or it is a state secret.
    """
    dossiers = _dossiers(parts, quarter)
    if wanted.person and all(cadre.code != wanted.person for one in dossiers for cadre in one.cadres):
        raise NotFound(f"Không thấy cán bộ '{wanted.person}' trong {quarter.title}.", person=wanted.person)
    if wanted.kind is DocumentKind.DOSSIER_INDEX:
        return tuple(_index(parts, one) for one in dossiers if one.unit.code in wanted.units)
    return letters_of(wanted, dossiers, province=parts.province, policy=parts.calendar)


def year_letter(parts: Parts, found: Sequence[PersonQuarter], year: int) -> Letter:
    """The quarters of one cadre side by side, written by the unit the cadre stands in last.

    Raises:
        NotFound: that unit's facts are gone from the working database.
        RuleBroken: the paper is a state secret.
    """
    record = found[-1].record
    with parts.desk.begin() as work:
        dossier = work.facts.dossier(record.unit, record.quarter)
    refuse_secret(dossier, DocumentKind.YEAR_RECORD)
    data = year_record(dossier, found, year)
    return letter_of(dossier, DocumentKind.YEAR_RECORD, data, found[-1].person, period=f"năm {year}")


def write(
    parts: Parts, letters: Sequence[Letter], out: Path, *, issue: bool = False, tell: Tell = silent
) -> tuple[WrittenLetter, ...]:
    """Render the papers into a folder that appears only when it is whole.

    Papers to be issued get their numbers and the day from the registers; one issued before keeps both.

    Raises:
        UsageError: the folder is already there, or papers are to be issued that bear no number.
        BadTemplate: a template and its data do not fit.
        ConversionFailed: LibreOffice gave no PDF.
    """
    if out.exists():
        raise UsageError(f"Thư mục {out} đã có; hãy chọn tên khác.")
    aside = out.with_name(f".{out.name}.part")
    shutil.rmtree(aside, ignore_errors=True)  # left by a run that was cut off
    aside.mkdir(parents=True)
    try:
        given = _issue(parts, letters) if issue else {}
        papers = [replace(item, data=given[item.stem].data) if issue else item for item in letters]
        rendered = _render(parts, papers, aside, tell)
        written = tuple(replace(item, number=given[item.letter.stem].number) if issue else item for item in rendered)
        aside.rename(out)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _remember(parts, written)
    order = {letter.stem: place for place, letter in enumerate(letters)}
    return tuple(sorted(written, key=lambda item: order[item.letter.stem]))


def _issue(parts: Parts, letters: Sequence[Letter]) -> dict[str, Issued]:
    """Number and day of each paper, by its stem."""
    today = parts.clock.now().astimezone(VIETNAM).date()
    with parts.desk.begin() as work:
        given = {letter.stem: _numbered(parts, work, letter, today) for letter in letters}
        work.commit()
    return given


def _numbered(parts: Parts, work: Work, letter: Letter, today: date) -> Issued:
    symbol = symbol_of(letter.kind)
    if symbol is None:
        raise UsageError(f"{letter.title} không mang số, nên không cần --issue.", kind=letter.kind.value)
    term = work.numbers.term(letter.issuer)
    register = register_of(letter.issuer, symbol, letter.system, on=today, term=term)
    return issued(letter.data, letter.kind, work.numbers.give(register, _id(letter), on=today, actor=parts.actor))


def _render(parts: Parts, letters: Sequence[Letter], folder: Path, tell: Tell) -> Iterator[WrittenLetter]:
    now = parts.clock.now()
    by_id = {_id(letter): letter for letter in letters}
    requests = [
        RenderRequest(
            id=name,
            kind=letter.kind,
            system=letter.system,
            title=letter.title,
            data=letter.data,
            roles=(letter.role,) if letter.role else (),
            made=now,
        )
        for name, letter in by_id.items()
    ]
    tell("Lập văn bản", 0, len(requests))
    for done, rendered in enumerate(parts.renderer.render(requests), start=1):
        letter = by_id[rendered.request.id]
        (folder / f"{letter.stem}.docx").write_bytes(rendered.docx)
        (folder / f"{letter.stem}.pdf").write_bytes(rendered.pdf)
        tell("Lập văn bản", done, len(requests))
        yield WrittenLetter(letter=letter, pages=rendered.pages)


def _remember(parts: Parts, written: Sequence[WrittenLetter]) -> None:
    """One entry for each paper in the history of each dossier it speaks of."""
    with parts.desk.begin() as work:
        for item in written:
            letter = item.letter
            state = f"ban hành số {item.number.sign}" if item.number else "bản dự thảo"
            for unit in letter.units:
                work.journal.write(
                    Event(
                        kind=EventKind.CREATION,
                        unit=unit,
                        quarter=letter.quarter,
                        subject=_id(letter),
                        at=parts.clock.now(),
                        actor=parts.actor,
                        note=f"{state} ngoài hồ sơ: {letter.title}",
                    )
                )
        work.commit()


def _id(letter: Letter) -> DocumentId:
    return DocumentId(f"{letter.quarter}.{letter.stem}")


def _dossiers(parts: Parts, quarter: Quarter) -> tuple[OpenDossier, ...]:
    with parts.desk.begin() as work:
        found = tuple(work.facts.dossier(unit, quarter) for unit in work.facts.units(quarter))
    if not found:
        raise NotFound(f"Chưa có dữ liệu {quarter.title}; hãy nhập sổ bằng lệnh hoso import.", quarter=str(quarter))
    return found


def _index(parts: Parts, dossier: OpenDossier) -> Letter:
    unit: UnitCode = dossier.unit.code
    with parts.desk.begin() as work:
        documents = {item.due.id: item for item in work.shelf.documents(unit, dossier.quarter)}
    missing = [due.title for due in due_documents(dossier) if due.id not in documents]
    if missing:
        raise RuleBroken(
            f"Hồ sơ {dossier.unit.name} {dossier.quarter.title} chưa lập {len(missing)} văn bản (thiếu {missing[0]}), "
            "nên chưa có mục lục; hãy chạy hoso assemble trước.",
            unit=unit,
        )
    refuse_secret(dossier, DocumentKind.DOSSIER_INDEX)
    evidence = [IndexedEvidence(item, _pages(parts, item)) for item, _ in evidence_paths(dossier) if item.counts]
    data = dossier_index(dossier, list(documents.values()), evidence)
    return letter_of(dossier, DocumentKind.DOSSIER_INDEX, data, role=None)


def _pages(parts: Parts, item: Evidence) -> int | None:
    if item.file is None:
        return None
    with parts.blobs.open(item.file.sha512) as source:
        return pages_of(item.file, read=len(parts.extractor.extract(source, item.file.media_type).pages))
