"""Review: where a dossier stands, what it misses, whose it is and by when. Reads, changes nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from archive.domain.deadline import Deadline, DeadlineState
from archive.domain.deadline_duties import standings
from archive.domain.document import Document
from archive.domain.dossier import Component, Finding, OpenDossier, Severity, Surroundings, components, findings
from archive.domain.dossier.visible import (
    people_within,
    units_within,
    visible_components,
    visible_documents,
    visible_events,
    visible_facts,
    visible_findings,
)
from archive.domain.history import Event, EventKind
from archive.domain.outcome import JudgedTask, Outcome
from archive.domain.people import Cadre, UnitCode
from archive.domain.plan import Task, TaskCode
from archive.domain.quarter import Quarter
from archive.domain.quota import GroupQuota, group_of, larger_shares, quotas
from archive.domain.rating import Proposal, ratings
from archive.domain.record import RecordId
from archive.domain.rights import Readable
from archive.domain.ruling import Ruling
from archive.errors import NotFound
from archive.language import VIETNAM
from archive.ports import Parts
from archive.ports.desk import Progress, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierReview:
    """Everything a person asks of a dossier at a glance; `ended` counts its tasks by axis and outcome."""

    facts: OpenDossier
    progress: Progress
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    components: tuple[Component, ...]
    judged: Mapping[TaskCode, JudgedTask]
    ended: Mapping[tuple[int | None, Outcome], int]
    deadlines: tuple[tuple[Deadline, DeadlineState], ...]
    events: tuple[Event, ...]
    is_whole: bool = True  # False: what the reader may not see was left out

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing that people must give (R53)."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def units_of(
    parts: Parts, quarter: Quarter, unit: str | None = None, *, readable: Readable | None = None
) -> tuple[UnitCode, ...]:
    """The units of a quarter, or the one asked for; of a reader with bounds those within them.

    Raises:
        NotFound: the quarter has no facts, or the unit has none in it, or none for this reader.
    """
    with parts.desk.look() as work:
        units = tuple(work.facts.units(quarter))
        if readable is not None:
            units = units_within(readable, units, lambda: work.facts.across(Cadre, quarter))
    if not units:
        raise NotFound(f"Chưa có dữ liệu {quarter.title}; hãy nhập sổ bằng lệnh hoso import.", quarter=str(quarter))
    if unit is None:
        return units
    if unit not in units:
        raise NotFound(f"Không thấy đơn vị '{unit}' trong {quarter.title}; các đơn vị có: {', '.join(units)}.")
    return (UnitCode(unit),)


def review(
    parts: Parts, quarter: Quarter, unit: str | None = None, *, readable: Readable | None = None
) -> Iterator[DossierReview]:
    """Each dossier of the quarter, one after another, so that memory does not grow with their number.

    A reader with bounds gets the dossiers within them, and of each only what is about people within them.

    Raises:
        NotFound: the quarter or unit has no facts, or none for this reader.
    """
    units, before = units_of(parts, quarter, unit, readable=readable), quarter.preceding()
    today = parts.clock.now().astimezone(VIETNAM).date()  # rules ask for the day, never for the hour
    with parts.desk.look() as work:
        marks = work.revisions.of(quarter)
        earlier = work.revisions.of(before) if before else {}
        groups = _groups(parts, work, quarter)
    for code in units:
        around = Surroundings(quotas=groups.get(code, ()), calendar=parts.calendar, province=parts.province)
        basis = (marks.get(code), earlier.get(code), today, around)
        record = RecordId(code, quarter)
        reviewed = parts.memory.once(("review", record), basis, partial(_look, parts, record, around))
        yield (
            reviewed if readable is None else _within(reviewed, readable)
        )  # outside of a unit of work: who reads it may take any time, and may begin work of its own


def _groups(parts: Parts, work: Work, quarter: Quarter) -> Mapping[UnitCode, tuple[GroupQuota, ...]]:
    """For each unit the count of the groups it has people in, over the whole quarter."""

    def count() -> Mapping[UnitCode, tuple[GroupQuota, ...]]:
        cadres = work.facts.across(Cadre, quarter)
        counted = ratings(work.facts.across(Proposal, quarter))
        every = quotas(cadres, counted, decisions=larger_shares(work.facts.across(Ruling, quarter)))
        own: dict[UnitCode, set[str]] = {}
        for cadre in cadres:
            own.setdefault(cadre.unit, set()).add(group_of(cadre))
        return {code: tuple(item for item in every if item.group in groups) for code, groups in own.items()}

    return parts.memory.once(("quotas", quarter), work.revisions.shared(), count)


def _look(parts: Parts, record: RecordId, around: Surroundings) -> DossierReview:
    with parts.desk.look() as work:
        return _review(work, record, around, now=parts.clock.now())


def _review(work: Work, record: RecordId, around: Surroundings, *, now: datetime) -> DossierReview:
    unit, quarter = record.unit, record.quarter
    facts = work.facts.dossier(unit, quarter)
    events = tuple(work.journal.events(record))
    sealed = next((event.at for event in events if event.kind is EventKind.SEALING), None)
    carried = _carried(work, unit, quarter)
    found = findings(facts, replace(around, now=now, sealed=sealed, carried=carried))
    return DossierReview(
        facts=facts,
        progress=work.shelf.progress(unit, quarter),
        documents=tuple(work.shelf.documents(unit, quarter)),
        findings=found,
        components=components(facts, found),
        judged=(judged := facts.judged()),
        ended=_ended(facts, judged),
        deadlines=standings(facts, around.calendar, sealed=sealed, now=now),
        events=events,
    )


def _within(whole: DossierReview, readable: Readable) -> DossierReview:
    people = people_within(whole.facts, readable)
    if people is None:
        return whole
    facts = visible_facts(whole.facts, people)
    found = visible_findings(whole.findings, people)
    documents = visible_documents(whole.facts, whole.documents, readable)
    return replace(
        whole,
        facts=facts,
        documents=documents,
        findings=found,
        components=visible_components(whole.components, found),
        judged=(judged := facts.judged()),
        ended=_ended(facts, judged),
        events=visible_events(whole.events, documents),
        is_whole=False,
    )


def _ended(facts: OpenDossier, judged: Mapping[TaskCode, JudgedTask]) -> Mapping[tuple[int | None, Outcome], int]:
    return Counter((task.axis, judged[task.code].outcome) for task in facts.tasks if task.code in judged)


def _carried(work: Work, unit: UnitCode, quarter: Quarter) -> tuple[Task, ...]:
    """What moved here from the quarter before, if that one is known."""
    before = quarter.preceding()
    if before is None or unit not in work.facts.units(before):
        return ()
    return work.facts.dossier(unit, before).carried_over
