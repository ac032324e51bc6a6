"""The tasks of one unit for who looks at them: what they may see of it, all its facts, and what they may fill in."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import Request

from api.access import Refused, Visitor
from api.pages.reading import quarter_of
from api.pages.views.task_list import RESULT_FIELDS, Results
from api.web import Web
from archive.domain.dossier import OpenDossier
from archive.domain.editing import EVIDENCE_SHEET, RESULTS_SHEET, Whose, may_edit
from archive.domain.people import UnitCode
from archive.domain.plan import Task, TaskCode
from archive.errors import NotFound
from archive.ports import Parts
from archive.workflow.review import DossierReview, review

GIVEN_FIELDS = ("task", "number", "issued", "summary", "classification")  # of a piece of evidence somebody gives


@dataclass(frozen=True, slots=True)
class UnitTasks:
    """Who looks at which unit's tasks."""

    visitor: Visitor
    found: DossierReview
    whole: OpenDossier

    def task(self, code: str) -> Task:
        """One of the tasks the visitor may see.

        Raises:
            NotFound: there is none of that code, or it is not for them.
        """
        task = next((item for item in self.found.facts.tasks if item.code == TaskCode(code)), None)
        if task is None:
            raise NotFound(f"Không thấy nhiệm vụ '{code}'.", task=code)
        return task

    def whose(self, task: Task) -> Whose:
        """For asking who may edit what is about the task: its lead's affair."""
        lead = next((cadre for cadre in self.whole.cadres if cadre.code == task.lead), None)
        return Whose(self.whole.unit.code, task.lead, lead.management if lead else None)

    def may(self, task: Task, sheet: str, fields: Iterable[str]) -> bool:
        """Whether the visitor may change these fields of a row about the task."""
        return may_edit(self.visitor.account, self.whose(task), sheet, fields)

    def may_attach(self, task: Task) -> bool:
        """Whether the visitor may give evidence for it and take it away."""
        return self.may(task, EVIDENCE_SHEET, GIVEN_FIELDS)

    def takes_files(self, task: Task) -> bool:
        """Whether evidence is asked for (R52) and the visitor may give it."""
        return self.found.judged[task.code].needs_evidence and self.may_attach(task)

    def require_attach(self, task: Task) -> None:
        """Let pass only who may give evidence for it.

        Raises:
            Refused: somebody else.
        """
        if not self.may_attach(task):
            raise Refused(status=404)

    def results(self, parts: Parts) -> Results:
        """The sheets behind the table."""
        rows = {row.texts["task"]: row for row in parts.forms.rows(self.whole, RESULTS_SHEET)}
        proofs = parts.forms.rows(self.whole, EVIDENCE_SHEET)
        return Results(
            form=parts.forms.form(RESULTS_SHEET),
            rows=rows,
            marks={item: row.mark for item, row in zip(self.whole.evidence, proofs, strict=True)},
            may_edit=lambda task: self.may(task, RESULTS_SHEET, RESULT_FIELDS),
            may_attach=self.may_attach,
        )


def unit_tasks(web: Web, request: Request, quarter: str, unit: str) -> UnitTasks:
    """The tasks an address names.

    Raises:
        NotSignedIn: nobody is signed in.
        NotFound: there are none, or not for this visitor.
    """
    visitor = web.access.visitor(request)
    found = next(review(web.parts, quarter_of(quarter), unit, readable=visitor.readable))
    if found.is_whole:
        return UnitTasks(visitor, found, found.facts)
    with web.parts.desk.look() as work:
        return UnitTasks(visitor, found, work.facts.dossier(UnitCode(unit), found.facts.quarter))
