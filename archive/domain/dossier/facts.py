"""The open dossier: the facts of one unit's quarter as people gave them, and questions about them."""

from collections.abc import Mapping
from dataclasses import dataclass

from archive.domain.criteria import Criterion
from archive.domain.evidence import Evidence
from archive.domain.meeting import Meeting
from archive.domain.outcome import JudgedTask, Outcome, Result, judge
from archive.domain.paper import PaperClassification
from archive.domain.people import Cadre, PersonCode, Unit
from archive.domain.plan import Delegation, Period, PlanApproval, Task, TaskCode, Work
from archive.domain.quarter import Quarter
from archive.domain.rating import Proposal, SelfAssessment
from archive.domain.ruling import Ruling, RulingKind
from archive.domain.transfer import Transfer, TransferKind
from archive.language import name_key


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDossier:
    """The facts of one unit's quarter, as people gave them. Order of rows carries no meaning."""

    period: Period
    unit: Unit
    cadres: tuple[Cadre, ...] = ()
    tasks: tuple[Task, ...] = ()
    results: tuple[Result, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    self_assessments: tuple[SelfAssessment, ...] = ()
    meeting: Meeting | None = None
    proposals: tuple[Proposal, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    works: tuple[Work, ...] = ()
    approval: PlanApproval | None = None
    criteria: tuple[Criterion, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    papers: tuple[PaperClassification, ...] = ()

    @property
    def quarter(self) -> Quarter:
        """The quarter it speaks of."""
        return self.period.quarter

    @property
    def head(self) -> Cadre | None:
        """The unit's head, who signs for it."""
        return next((cadre for cadre in self.cadres if cadre.is_head), None)

    @property
    def rated(self) -> tuple[Cadre, ...]:
        """The cadres rated this quarter (R17): the head first, then in the order of Vietnamese names."""
        rated = [cadre for cadre in self.cadres if cadre.is_rated]
        return tuple(sorted(rated, key=lambda cadre: (not cadre.is_head, name_key(cadre.name), cadre.code)))

    def tasks_of(self, person: PersonCode) -> tuple[Task, ...]:
        """The tasks a cadre leads, by code."""
        return tuple(sorted((task for task in self.tasks if task.lead == person), key=lambda task: task.code))

    def result_of(self, task: TaskCode) -> Result | None:
        """What was reported for a task."""
        return next((result for result in self.results if result.task == task), None)

    def evidence_of(self, task: TaskCode) -> tuple[Evidence, ...]:
        """The evidence given for a task."""
        return tuple(item for item in self.evidence if item.task == task)

    def assessment_of(self, person: PersonCode) -> SelfAssessment | None:
        """A cadre's self-assessment."""
        return next((item for item in self.self_assessments if item.person == person), None)

    def proposal_of(self, person: PersonCode) -> Proposal | None:
        """What the collective proposed for a cadre."""
        return next((item for item in self.proposals if item.person == person), None)

    def rulings_of(self, kind: RulingKind, *, person: PersonCode | None = None, group: str = "") -> tuple[Ruling, ...]:
        """What people decided in that matter for the person, the group, or (neither named) the unit."""
        return tuple(
            item for item in self.rulings if item.kind is kind and item.person == person and item.group == group
        )

    def transfers_of(self, kind: TransferKind, *, person: PersonCode | None = None) -> tuple[Transfer, ...]:
        """The papers of that kind sent about the person, or about the unit when nobody is named."""
        return tuple(item for item in self.transfers if item.kind is kind and item.person == person)

    @property
    def carried_over(self) -> tuple[Task, ...]:
        """The tasks not yet due at the cut-off day, which move to the next quarter (R25), by code."""
        judged = self.judged()
        carried = [task for task in self.tasks if judged[task.code].outcome is Outcome.CARRIED_OVER]
        return tuple(sorted(carried, key=lambda task: task.code))

    def judged(self) -> Mapping[TaskCode, JudgedTask]:
        """Every task's outcome at the cut-off day."""
        results = {result.task: result for result in self.results}
        return {task.code: judge(task, results.get(task.code), self.period.cutoff) for task in self.tasks}
