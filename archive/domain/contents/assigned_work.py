"""The Danh mục sản phẩm/công việc chuẩn (PL02): the tasks assigned to a unit's cadres, or to one of them (R22)."""

from collections.abc import Mapping

from archive.domain.contents.letter import head, unit_sender
from archive.domain.contents.self_assessment import quantity
from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.people import Cadre
from archive.domain.plan import Task, Work
from archive.language import day, number


def assigned_work(dossier: OpenDossier, cadre: Cadre | None = None) -> Mapping[str, object]:
    """The list of the whole unit, or of one cadre; arising tasks stand in it and say so (R9)."""
    sender, approval = unit_sender(dossier), dossier.approval
    people = (cadre,) if cadre else dossier.rated
    tasks = [(one, task) for one in people for task in dossier.tasks_of(one.code)]
    scope = f"giao đồng chí {cadre.name}, {cadre.post}" if cadre else f"giao cán bộ lãnh đạo, quản lý {sender.name}"
    return {
        **head(sender, DocumentKind.ASSIGNED_WORK, dossier.quarter, on=approval.approved_on if approval else None),
        "subject": scope.strip(", "),
        "rows": [_row(dossier, place, one, task) for place, (one, task) in enumerate(tasks, start=1)],
        "row_count": len(tasks),
        "approval": _approval(dossier),
        "signature": sender.signature,
    }


def _row(dossier: OpenDossier, place: int, lead: Cadre, task: Task) -> dict[str, object]:
    return {
        "number": place,
        "code": task.code,
        "task": task.name,
        "works": [_work(work) for work in dossier.works if work.task == task.code],
        "product": task.product,
        "lead": lead.name,
        "coordinators": task.coordinators,
        "due": day(task.due) if task.due else "",
        "axis": _axis(task),
        "target": quantity(task.target, task.measure),
        "weight": number(task.weight) if task.weight is not None else "",
        "source": _source(task),
    }


def _work(work: Work) -> str:
    amount = quantity(work.quantity, work.measure)
    return f"{work.name}{f' ({amount})' if amount else ''}{f': {work.product}' if work.product else ''}"


def _axis(task: Task) -> str:
    if task.axis is None:
        return ""
    return f"Trục {task.axis}{f' ({task.axis_role.value.lower()})' if task.axis_role else ''}"


def _source(task: Task) -> str:
    arising = "nhiệm vụ phát sinh" if task.is_arising else ""
    carried = f"chuyển từ {task.carried_from.title}" if task.carried_from else ""
    return "; ".join(part for part in (task.source, task.source_document, arising, carried) if part)


def _approval(dossier: OpenDossier) -> str:
    approval = dossier.approval
    if approval is None:
        return ""
    by = f"{approval.approved_by} phê duyệt ngày {day(approval.approved_on)}"
    return f"{by}, số {approval.number}" if approval.number else by
