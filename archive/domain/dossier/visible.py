"""What a reader with bounds sees of a dossier: only what is about people within reach, and nothing of the others."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from archive.domain.document import Document
from archive.domain.dossier.components import Component, ComponentState
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding
from archive.domain.history import Event
from archive.domain.people import Cadre, PersonCode, UnitCode
from archive.domain.rights import About, Readable, about_document, about_person


def units_within(
    readable: Readable, units: Iterable[UnitCode], cadres: Callable[[], Sequence[Cadre]]
) -> tuple[UnitCode, ...]:
    """Those units of which something may be read; the cadres of the quarter are looked at only when they decide it."""
    units = tuple(units)
    whole = {
        unit
        for unit in units
        for scope in readable.scopes
        if scope.covers(unit=unit, managements=frozenset(), person=None)
    }
    if len(whole) < len(units) and any(scope.managements is not None or scope.person for scope in readable.scopes):
        whole |= {cadre.unit for cadre in cadres() if _covers(readable, cadre, cadre.unit)}
    return tuple(unit for unit in units if unit in whole)


def people_within(facts: OpenDossier, readable: Readable) -> frozenset[PersonCode] | None:
    """The cadres whose papers may be read; None when everything in the dossier may be."""
    everybody = frozenset(cadre.management for cadre in facts.cadres)
    if readable.covers(About(unit=facts.unit.code, managements=everybody)):
        return None
    return frozenset(cadre.code for cadre in facts.cadres if _covers(readable, cadre, facts.unit.code))


def _covers(readable: Readable, cadre: Cadre, unit: UnitCode) -> bool:
    return readable.covers(about_person(cadre.code, unit=unit, people={cadre.code: cadre.management}))


def visible_facts(facts: OpenDossier, people: frozenset[PersonCode]) -> OpenDossier:
    """The facts about these people alone; what is about the unit as a whole is left out."""
    tasks = tuple(task for task in facts.tasks if task.lead in people)
    codes = {task.code for task in tasks}
    return OpenDossier(
        period=facts.period,
        unit=facts.unit,
        cadres=tuple(item for item in facts.cadres if item.code in people),
        tasks=tasks,
        results=tuple(item for item in facts.results if item.task in codes),
        evidence=tuple(item for item in facts.evidence if item.task in codes),
        self_assessments=tuple(item for item in facts.self_assessments if item.person in people),
        proposals=tuple(item for item in facts.proposals if item.person in people),
        works=tuple(item for item in facts.works if item.task in codes),
        criteria=facts.criteria,
        rulings=tuple(item for item in facts.rulings if item.person in people),
        papers=tuple(item for item in facts.papers if item.person in people),
    )


def visible_documents(facts: OpenDossier, documents: Iterable[Document], readable: Readable) -> tuple[Document, ...]:
    """The documents that may be opened; `facts` are those of the whole dossier."""
    people = {cadre.code: cadre.management for cadre in facts.cadres}
    unit = facts.unit.code
    return tuple(
        item
        for item in documents
        if readable.covers(about_document(item.due.kind.value, unit=unit, person=item.due.person, people=people))
    )


def visible_findings(found: Iterable[Finding], people: frozenset[PersonCode]) -> tuple[Finding, ...]:
    """What these people still have to do."""
    return tuple(item for item in found if item.person in people)


def visible_components(judged: Iterable[Component], of_these: Sequence[Finding]) -> tuple[Component, ...]:
    """The components with their state, but only with reasons that name nobody else."""
    return tuple(_component(item, of_these) for item in judged)


def _component(item: Component, of_these: Sequence[Finding]) -> Component:
    if item.state is ComponentState.NOT_APPLICABLE:
        return item
    own = [finding.message for finding in of_these if finding.component == item.number]
    reason = own[0] if len(own) == 1 else f"còn {len(own)} mục của đồng chí" if own else None
    return replace(item, reason=reason)


def visible_events(events: Iterable[Event], documents: Iterable[Document]) -> tuple[Event, ...]:
    """What happened to the documents that may be opened."""
    named = {str(document.due.id) for document in documents}
    return tuple(event for event in events if event.subject in named)
