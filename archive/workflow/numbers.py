"""Numbers: look into the registers, begin one where the office's own stands, and keep both the same by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from archive.domain.contents.letterhead import symbol_of
from archive.domain.document import Document, DueDocument
from archive.domain.dossier import Stage, due_documents
from archive.domain.log import Action, Deed
from archive.domain.numbering import (
    NumberEntry,
    Register,
    by_register,
    cancelled,
    find_in_force,
    next_number,
    register_of,
    unaccounted,
    used_elsewhere,
)
from archive.domain.people import IssuerSystem, Unit, UnitCode
from archive.domain.quarter import Quarter
from archive.errors import NotFound, RuleBroken, UsageError
from archive.language import VIETNAM, tidy
from archive.ports import Parts
from archive.ports.desk import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """One register as people see it; `missing` are numbers that no line speaks of."""

    register: Register
    entries: tuple[NumberEntry, ...]
    missing: tuple[int, ...]
    following: int


def show(parts: Parts, issuer: str | None = None) -> Sequence[RegisterView]:
    """Every register, of one issuer or of all."""
    with parts.desk.look() as work:
        found = by_register(work.numbers.entries(issuer))
    return [_view(register, entries) for register, entries in found]


def start(
    parts: Parts, issuer: str, symbol: str, *, at: int, term: str | None = None, reason: str = ""
) -> RegisterView:
    """Go on at a number: those before it were used elsewhere, as the reason says; a committee's term is opened.

    Raises:
        NotFound: nobody knows the issuer.
        UsageError: the number was passed already, or nothing says where those before it were used.
    """
    today = _today(parts)
    with parts.desk.begin() as work:
        system = _system(parts, work, issuer)
        if system is IssuerSystem.PARTY and term:
            work.numbers.open_term(issuer, term, on=today, actor=parts.actor)
        register = register_of(issuer, symbol, system, on=today, term=work.numbers.term(issuer))
        if system is IssuerSystem.STATE and term:
            register = replace(register, term=term)
        following = next_number(_lines(work, register))
        if at < following:
            raise UsageError(f"Sổ {symbol} của {issuer} ({register.term}) đã tới số {following - 1}; hãy chọn số sau.")
        _step_over(parts, work, register, at, reason)
        lines = _lines(work, register)
        _tell(parts, work, Action.REGISTER_STARTED, register, issuer, number=at, reason=tidy(reason))
        work.commit()
    return _view(register, lines)


def assign(parts: Parts, document: str, number: int, *, reason: str) -> NumberEntry:
    """Give a paper the number that the office's own register gave it; the numbers before it were used elsewhere.

    A paper written already under another number, or none, is written again by the next `hoso assemble`.

    Raises:
        NotFound: there is no such paper, or it bears no number.
        UsageError: the number is another paper's, or no reason was given.
        RuleBroken: somebody has signed it: the number is part of what was signed.
    """
    today, because = _today(parts), tidy(reason)
    with parts.desk.begin() as work:
        unit, due = _due(work, document)
        _reopen(work, unit, due)
        register = _register(work, unit, due, today)
        standing = [line for line in _lines(work, register) if line.is_in_force and line.document == document]
        for line in standing:
            if line.number == number:
                return line
            work.numbers.keep(cancelled(line, on=today, because=because))
        _step_over(parts, work, register, number, because)
        entry = NumberEntry(
            register=register, number=number, given=today, actor=parts.actor, document=document, note=because
        )
        work.numbers.keep(entry)
        _tell(parts, work, Action.NUMBER_ASSIGNED, register, document, number=number, reason=because)
        work.commit()
    return entry


def cancel(parts: Parts, document: str, *, reason: str) -> NumberEntry:
    """Strike out the number of a paper that will not be issued; it is given to nobody else.

    Raises:
        NotFound: the paper bears no number.
        UsageError: no reason was given.
        RuleBroken: the paper stands in a dossier under this number.
    """
    with parts.desk.begin() as work:
        entry = find_in_force(work.numbers.entries(), document)
        _refuse_borne(work, entry)
        struck = cancelled(entry, on=_today(parts), because=tidy(reason))
        work.numbers.keep(struck)
        because = struck.cancelled_because
        _tell(parts, work, Action.NUMBER_CANCELLED, entry.register, document, number=entry.number, reason=because)
        work.commit()
    return struck


def _tell(
    parts: Parts, work: Work, action: Action, register: Register, subject: str, *, number: int, reason: str
) -> None:
    """What people do to a register is told in the log; what a step gives is told with the document."""
    named = {"issuer": register.issuer, "type": register.symbol, "term": register.term, "number": str(number)}
    at = parts.clock.now()
    work.log.append(Deed(at=at, actor=parts.actor, action=action, subject=subject, reason=reason, details=named))


def _view(register: Register, entries: Sequence[NumberEntry]) -> RegisterView:
    return RegisterView(
        register=register, entries=tuple(entries), missing=unaccounted(entries), following=next_number(entries)
    )


def _lines(work: Work, register: Register) -> list[NumberEntry]:
    return [line for line in work.numbers.entries(register.issuer) if line.register == register]


def _step_over(parts: Parts, work: Work, register: Register, number: int, reason: str) -> None:
    before = range(next_number(_lines(work, register)), number)
    if before:
        today = _today(parts)
        for line in used_elsewhere(register, before, on=today, actor=parts.actor, note=tidy(reason)):
            work.numbers.keep(line)


def _system(parts: Parts, work: Work, issuer: str) -> IssuerSystem:
    if issuer in (parts.province.committee_symbol, parts.province.board_symbol):
        return IssuerSystem.PARTY
    for quarter in work.facts.quarters():
        if issuer in work.facts.units(quarter):
            return work.facts.dossier(UnitCode(issuer), quarter).unit.system
    raise NotFound(f"Không thấy đơn vị '{issuer}'; hãy dùng mã đơn vị trong sổ dữ liệu, hoặc ký hiệu như TU, BTCTU.")


def _due(work: Work, document: str) -> tuple[Unit, DueDocument]:
    quarter = Quarter.parse(document.partition(".")[0])
    for code in work.facts.units(quarter):
        if document.startswith(f"{quarter}.{code}."):
            dossier = work.facts.dossier(code, quarter)
            for due in due_documents(dossier):
                if due.id == document and symbol_of(due.kind):
                    return dossier.unit, due
    raise NotFound(f"'{document}' không phải văn bản có số của hồ sơ nào; hãy viết như {quarter}.SNV.submission.")


def _register(work: Work, unit: Unit, due: DueDocument, today: date) -> Register:
    return register_of(unit.code, symbol_of(due.kind) or "", unit.system, on=today, term=work.numbers.term(unit.code))


def _reopen(work: Work, unit: Unit, due: DueDocument) -> None:
    progress = work.shelf.progress(unit.code, due.quarter)
    made = _made(work, unit.code, due.quarter, due.id)
    if progress.stage is Stage.SEALED or (made and made.signatures):
        raise RuleBroken(
            f"{due.title} đã có chữ ký nên không đổi số được: số là một phần của nội dung đã ký.", document=due.id
        )
    if progress.stage is not Stage.OPEN:
        work.shelf.move(replace(progress, stage=Stage.OPEN))


def _refuse_borne(work: Work, entry: NumberEntry) -> None:
    document = entry.document or ""
    quarter = Quarter.parse(document.partition(".")[0])
    for code in work.facts.units(quarter):
        made = _made(work, code, quarter, document)
        if made and made.number and (made.number.register, made.number.number) == (entry.register, entry.number):
            raise RuleBroken(
                f"{made.due.title} đang mang số {made.number.sign} trong hồ sơ; hãy đổi số bằng hoso numbers set.",
                document=document,
            )


def _made(work: Work, unit: UnitCode, quarter: Quarter, document: str) -> Document | None:
    return next((item for item in work.shelf.documents(unit, quarter) if item.due.id == document), None)


def _today(parts: Parts) -> date:
    return parts.clock.now().astimezone(VIETNAM).date()
