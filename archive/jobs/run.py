"""Run: all steps over a quarter's dossiers, each from where it was; what is done is never done twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.errors import DossierIncomplete, IntegrityError, RuleBroken
from archive.ports import Parts
from archive.ports.telling import Tell, silent
from archive.workflow.assemble import assemble
from archive.workflow.gather import gather
from archive.workflow.index import index, reindex
from archive.workflow.log import publish
from archive.workflow.seal import seal
from archive.workflow.sign import sign


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """Which units are sealed now, which were before, and which could not go on, each with its error."""

    sealed: tuple[UnitCode, ...] = ()
    before: tuple[UnitCode, ...] = ()
    refused: tuple[tuple[UnitCode, RuleBroken], ...] = field(default=())


def run(parts: Parts, quarter: Quarter, units: Sequence[UnitCode], *, tell: Tell = silent) -> RunReport:
    """Take each dossier as far as its facts allow; an incomplete one does not hold up the others.

    Raises:
        HosoError: anything but a broken rule stops the run; a second run goes on from there.
    """
    publish(parts)  # the seals made here name the log as it stood with the facts they rest on
    sealed: list[UnitCode] = []
    before: list[UnitCode] = []
    refused: list[tuple[UnitCode, RuleBroken]] = []
    for unit in units:
        try:
            (sealed if _run_unit(parts, unit, quarter, tell) else before).append(unit)
        except RuleBroken as broken:
            refused.append((unit, broken))
    return RunReport(sealed=tuple(sealed), before=tuple(before), refused=tuple(refused))


def _run_unit(parts: Parts, unit: UnitCode, quarter: Quarter, tell: Tell) -> bool:
    """Whether there was anything to do."""
    with parts.desk.begin() as work:
        progress = work.shelf.progress(unit, quarter)
    if progress.version and progress.indexed == progress.version and progress.stage.value == "sealed":
        return False

    def tell_unit(what: str, done: int, total: int) -> None:
        tell(f"{unit}: {what}", done, total)

    assembled = assemble(parts, unit, quarter, tell=tell_unit)
    gather(parts, unit, quarter, tell=tell_unit)
    sign(parts, unit, quarter, tell=tell_unit)
    seal(parts, unit, quarter, tell=tell_unit)
    _index(parts, RecordId(assembled.facts.unit.code, quarter))
    return True


def _index(parts: Parts, record: RecordId) -> None:
    """Index the record; an index that a stop left half-made is made anew, for it is derived from the records."""
    try:
        index(parts, record)
    except IntegrityError:
        reindex(parts)


def refuse_unfinished(report: RunReport) -> None:
    """Turn what could not go on into one error.

    Raises:
        DossierIncomplete: at least one dossier was refused; its detail names each.
    """
    if not report.refused:
        return
    names = ", ".join(unit for unit, _ in report.refused)
    raise DossierIncomplete(
        f"Còn {len(report.refused)} hồ sơ chưa đủ điều kiện: {names}. {report.refused[0][1].sentence}",
        findings=[item for _, error in report.refused for item in getattr(error, "findings", ())],
        units=[unit for unit, _ in report.refused],
        sealed=list(report.sealed),
    )
