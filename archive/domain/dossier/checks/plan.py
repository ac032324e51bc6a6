"""Whether each task is clear in all six ways, has one lead, and stands in an approved list (R3-R8, R21-R23)."""

from collections.abc import Iterator
from itertools import groupby

from archive.domain.deadline import deadlines
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.people import Cadre, PersonCode
from archive.domain.plan import Task
from archive.language import day, fold

TASK_UNCLEAR = FindingKind(
    code="task_unclear",
    rule="R22",
    component=2,
    sentence="Nhiệm vụ {task} của đồng chí {person} ({unit}) chưa rõ {what}; "
    "thư ký hãy ghi bổ sung trong danh mục nhiệm vụ {by_when}.",
    example={"what": "sản phẩm đầu ra"},
)
DUTY_UNCLEAR = FindingKind(
    code="duty_unclear",
    rule="R3",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ {task} của đồng chí {person} ({unit}) chưa rõ {what} (yêu cầu sáu rõ); "
    "thư ký hãy ghi bổ sung trong danh mục nhiệm vụ {by_when}.",
    example={"what": "trách nhiệm (Cơ quan chủ trì), thẩm quyền (Cấp giao)"},
)
SEVERAL_LEADS = FindingKind(
    code="several_leads",
    rule="R4",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ {task} của đồng chí {person} ({unit}) trùng tên, sản phẩm và thời hạn với {other}: một việc chỉ "
    "có một đầu mối chịu trách nhiệm chính; thư ký hãy để một người chủ trì, người kia phối hợp, {by_when}.",
    example={"other": "NV-SNV-02-01 của đồng chí Lý A Páo"},
)
LEAD_COORDINATES = FindingKind(
    code="lead_coordinates",
    rule="R4",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ {task}: đồng chí {person} ({unit}) vừa chủ trì vừa được ghi là phối hợp; "
    "thư ký hãy bỏ tên đồng chí khỏi cột Phối hợp {by_when}.",
)
AXIS_MISSING = FindingKind(
    code="axis_missing",
    rule="R6",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ {task} của đồng chí {person} ({unit}) chưa ghi thuộc trục kết quả nào trong sáu trục; "
    "thư ký hãy ghi cột Trục {by_when}.",
)
WORK_WITHOUT_PRODUCT = FindingKind(
    code="work_without_product",
    rule="R8",
    component=2,
    severity=Severity.WARNING,
    sentence="Công việc '{work}' của nhiệm vụ {task}, đồng chí {person} ({unit}), chưa ghi sản phẩm đầu ra; "
    "thư ký hãy ghi bổ sung ở trang Công việc {by_when}.",
    example={"work": "Kiểm kê hồ sơ giấy"},
)
PLAN_UNAPPROVED = FindingKind(
    code="plan_unapproved",
    rule="R21",
    component=2,
    severity=Severity.WARNING,
    sentence="Danh mục nhiệm vụ của {unit} chưa ghi cấp nào duyệt, ngày nào; thư ký hãy ghi ở trang Duyệt danh mục "
    "{by_when}.",
)
PLAN_LATE = FindingKind(
    code="plan_late",
    rule="R23",
    component=2,
    severity=Severity.WARNING,
    sentence="Danh mục nhiệm vụ của {unit} được duyệt ngày {on}, phải xong trước ngày {due} (mục 6.1.1); thư ký hãy "
    "ghi lý do vào tờ trình {by_when}.",
    example={"on": "30/06/2026", "due": "25/06/2026"},
)
ADDED_AFTER_APPROVAL = FindingKind(
    code="added_after_approval",
    rule="R21",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ {task} của đồng chí {person} ({unit}) giao ngày {on}, sau khi danh mục được duyệt, mà không ghi "
    "là phát sinh; thư ký hãy đánh dấu Phát sinh hoặc ghi dòng Điều chỉnh danh mục ở trang Quyết định {by_when}.",
    example={"on": "12/05/2026"},
)
KINDS = (
    TASK_UNCLEAR,
    DUTY_UNCLEAR,
    SEVERAL_LEADS,
    LEAD_COORDINATES,
    AXIS_MISSING,
    WORK_WITHOUT_PRODUCT,
    PLAN_UNAPPROVED,
    PLAN_LATE,
    ADDED_AFTER_APPROVAL,
)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """The list of tasks and every task of a rated cadre."""
    yield from _approval(dossier, around)
    rated = {cadre.code: cadre for cadre in dossier.rated}
    for task in dossier.tasks:
        if task.lead in rated:
            yield from _task(dossier, rated[task.lead], task)
    yield from _several_leads(dossier, rated)


def _task(dossier: OpenDossier, cadre: Cadre, task: Task) -> Iterator[Finding]:
    missing = _empty({"tên nhiệm vụ": task.name, "sản phẩm đầu ra": task.product, "thời gian hoàn thành": task.due})
    if missing:
        yield TASK_UNCLEAR.about(dossier, person=cadre, task=task, what=missing)
    duty = _empty({"trách nhiệm (Cơ quan chủ trì)": task.lead_body, "thẩm quyền (Cấp giao)": task.assigned_by})
    if duty and not task.is_arising:
        yield DUTY_UNCLEAR.about(dossier, person=cadre, task=task, what=duty)
    if fold(cadre.name) in fold(task.coordinators):
        yield LEAD_COORDINATES.about(dossier, person=cadre, task=task)
    if task.axis is None:
        yield AXIS_MISSING.about(dossier, person=cadre, task=task)
    for work in dossier.works:
        if work.task == task.code and not work.product:
            yield WORK_WITHOUT_PRODUCT.about(dossier, person=cadre, task=task, work=work.name)
    approval = dossier.approval
    added = approval and task.assigned_on and task.assigned_on > approval.approved_on
    if added and task.assigned_on and not task.is_arising:
        yield ADDED_AFTER_APPROVAL.about(dossier, person=cadre, task=task, on=day(task.assigned_on))


def _several_leads(dossier: OpenDossier, rated: dict[PersonCode, Cadre]) -> Iterator[Finding]:
    named = sorted((task for task in dossier.tasks if task.name and task.lead in rated), key=_matter_and_code)
    for _, same in groupby(named, key=_matter):
        first, *others = same
        for task in others:
            if task.lead != first.lead:
                other = f"{first.code} của đồng chí {rated[first.lead].name}"
                yield SEVERAL_LEADS.about(dossier, person=rated[task.lead], task=task, other=other)


def _matter(task: Task) -> tuple[str, str, str]:
    """What makes two tasks one and the same."""
    return fold(task.name), fold(task.product), str(task.due)


def _matter_and_code(task: Task) -> tuple[tuple[str, str, str], str]:
    return _matter(task), task.code


def _approval(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    approval = dossier.approval
    if approval is None:
        if dossier.tasks:
            yield PLAN_UNAPPROVED.about(dossier)
        return
    due = next(
        (item for item in deadlines(dossier.quarter, around.calendar) if item.rule == "R23" and item.binds), None
    )
    if due and approval.approved_on >= due.before:
        yield PLAN_LATE.about(dossier, on=day(approval.approved_on), due=day(due.before))


def _empty(facts: dict[str, object]) -> str:
    return ", ".join(label for label, value in facts.items() if not value)
