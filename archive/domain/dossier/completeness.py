"""What a dossier still misses: each finding names the rule, whose it is, by when, and what to do (R53).

Only what people must give is looked for; documents the system writes itself never make a dossier incomplete.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from archive.domain.deadline import submission_deadline
from archive.domain.document import COMPONENT_NUMBER
from archive.domain.dossier.documents import summary_kinds
from archive.domain.dossier.facts import OpenDossier
from archive.domain.outcome import Outcome
from archive.domain.people import Cadre, PersonCode, UnitCode
from archive.domain.plan import Task, TaskCode
from archive.language import day


class Severity(StrEnum):
    """An error keeps the dossier from being assembled; a warning only has to be seen."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is missing or wrong; `component` is the number in §9.1 it belongs to."""

    code: str
    rule: str
    severity: Severity
    unit: UnitCode
    message: str
    component: int
    person: PersonCode | None = None
    task: TaskCode | None = None


def findings(dossier: OpenDossier) -> tuple[Finding, ...]:
    """Everything found, in the order of components, people and tasks."""
    by_when = _by_when(dossier)
    found = [
        *_of_unit(dossier, by_when),
        *_of_people(dossier, by_when),
        *_of_tasks(dossier, by_when),
    ]
    return tuple(sorted(found, key=lambda item: (item.component, item.person or "", item.task or "", item.code)))


def _by_when(dossier: OpenDossier) -> str:
    deadline = submission_deadline(dossier.quarter)
    return f"trước ngày {day(deadline.before)}" if deadline else "theo thời hạn đánh giá cuối năm"


def _of_unit(dossier: OpenDossier, by_when: str) -> Iterator[Finding]:
    unit, name = dossier.unit.code, dossier.unit.name

    def error(code: str, rule: str, component: int, message: str) -> Finding:
        return Finding(code=code, rule=rule, severity=Severity.ERROR, unit=unit, component=component, message=message)

    if not dossier.rated:
        yield error("no_cadre", "R47", 2, f"{name} chưa có cán bộ nào được đánh giá; hãy nhập danh sách cán bộ.")
    if dossier.head is None:
        yield error(
            "head_missing",
            "R46",
            1,
            f"{name} chưa ghi ai là người đứng đầu để ký tờ trình; hãy đánh dấu x ở cột Người đứng đầu, {by_when}.",
        )
    heads = [cadre.name for cadre in dossier.cadres if cadre.is_head]
    if len(heads) > 1:
        yield error(
            "several_heads",
            "R46",
            1,
            f"{name} có nhiều người được đánh dấu đứng đầu ({', '.join(heads)}); hãy chỉ để một người, {by_when}.",
        )
    meeting = dossier.meeting
    if meeting is None:
        yield error(
            "minutes_missing",
            "R48",
            3,
            f"{name} chưa có biên bản hội nghị; thư ký hãy nhập thông tin hội nghị của tập thể lãnh đạo, {by_when}.",
        )
        return
    named = {
        "thời gian": meeting.held,
        "chủ trì": meeting.chair,
        "thư ký": meeting.secretary,
        "số có mặt": meeting.present,
        "kết luận": meeting.conclusion,
    }
    empty = [label for label, value in named.items() if value in (None, "")]
    if empty:
        yield error(
            "minutes_incomplete",
            "R48",
            3,
            f"Biên bản hội nghị của {name} còn thiếu: {', '.join(empty)}; thư ký hãy bổ sung, {by_when}.",
        )


def _of_people(dossier: OpenDossier, by_when: str) -> Iterator[Finding]:
    summary = COMPONENT_NUMBER[summary_kinds(dossier)[0]]
    for cadre in dossier.rated:
        assessment = dossier.assessment_of(cadre.code)
        if assessment is None:
            yield _about(
                cadre,
                "self_assessment_missing",
                "R47",
                2,
                f"Đồng chí {cadre.name} chưa nộp bản tự đánh giá; cần nộp cho đơn vị {by_when}.",
            )
        elif assessment.proposed is None or assessment.total is None:
            yield _about(
                cadre,
                "self_assessment_incomplete",
                "R27",
                2,
                f"Bản tự đánh giá của đồng chí {cadre.name} chưa có điểm hoặc mức tự đề xuất; cần bổ sung {by_when}.",
            )
        proposal = dossier.proposal_of(cadre.code)
        if proposal is None or proposal.proposed is None:
            yield _about(
                cadre,
                "proposal_missing",
                "R31",
                summary,
                f"Tập thể lãnh đạo chưa đề xuất mức xếp loại cho đồng chí {cadre.name}; "
                f"cần kết luận tại hội nghị và nhập {by_when}.",
            )


def _of_tasks(dossier: OpenDossier, by_when: str) -> Iterator[Finding]:
    rated = {cadre.code: cadre for cadre in dossier.rated}
    judged = dossier.judged()
    for task in dossier.tasks:
        cadre = rated.get(task.lead)
        if cadre is None:
            continue
        missing = _unclear(task)
        if missing:
            yield _about(
                cadre,
                "task_unclear",
                "R22",
                2,
                f"Nhiệm vụ {task.code} của đồng chí {cadre.name} chưa rõ {', '.join(missing)}; "
                f"hãy ghi bổ sung trong danh mục nhiệm vụ {by_when}.",
                task=task.code,
            )
        outcome = judged[task.code]
        if outcome.needs_evidence and not any(item.counts for item in dossier.evidence_of(task.code)):
            yield _about(
                cadre,
                "evidence_missing",
                "R52",
                7,
                f"Nhiệm vụ {task.code} ({task.name or 'chưa có tên'}) của đồng chí {cadre.name}: "
                f"{_why(outcome.outcome, over_target=outcome.over_target)} nhưng chưa có minh chứng; "
                f"hãy tải tệp hoặc ghi số, ngày, trích yếu văn bản {by_when}.",
                task=task.code,
            )


def _unclear(task: Task) -> list[str]:
    facts = {"tên nhiệm vụ": task.name, "sản phẩm đầu ra": task.product, "thời gian hoàn thành": task.due}
    return [label for label, value in facts.items() if not value]


def _why(outcome: Outcome, *, over_target: bool) -> str:
    words = {
        Outcome.EARLY: "hoàn thành sớm",
        Outcome.LATE: "hoàn thành chậm",
        Outcome.NOT_COMPLETED: "không hoàn thành",
    }.get(outcome, "")
    return ", ".join(part for part in (words, "vượt chỉ tiêu" if over_target else "") if part)


def _about(
    cadre: Cadre, code: str, rule: str, component: int, message: str, *, task: TaskCode | None = None
) -> Finding:
    return Finding(
        code=code,
        rule=rule,
        severity=Severity.ERROR,
        unit=cadre.unit,
        person=cadre.code,
        task=task,
        component=component,
        message=message,
    )
