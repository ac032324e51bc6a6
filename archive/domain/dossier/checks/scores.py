"""Whether points add up, stay within the period's figures, and carry the rating proposed (R5, R12, R25, R27, R60).

Everything is shown and nothing corrected; a condition that is not met is named, and people decide.
"""

from collections.abc import Iterator
from decimal import Decimal

from archive.domain.criteria import Criterion, CriterionName, figure
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.papers import is_withheld
from archive.domain.dossier.scoring import Tally, tally, unmet
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.outcome import JudgedTask, Outcome, Result
from archive.domain.people import Cadre
from archive.domain.plan import Task
from archive.domain.rating import Rating, SelfAssessment
from archive.language import number

CARRIED_SCORED = FindingKind(
    code="carried_scored",
    rule="R25",
    component=2,
    sentence="Nhiệm vụ {task} của đồng chí {person} ({unit}) chưa đến hạn, chuyển quý sau nên không chấm điểm ở quý "
    "này, nhưng đã có điểm; thư ký hãy bỏ điểm ở trang Kết quả {by_when}.",
)
POINTS_OUT_OF_RANGE = FindingKind(
    code="points_out_of_range",
    rule="R27",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ {task} của đồng chí {person} ({unit}): {what}; thư ký hãy kiểm tra trang Kết quả {by_when}.",
    example={"what": "điểm tự chấm 25 cao hơn tỷ trọng 20"},
)
POINTS_SUM = FindingKind(
    code="points_sum",
    rule="R27",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) ghi điểm kết quả nhiệm vụ {stated}, cộng điểm tự chấm các nhiệm vụ được "
    "{sum}; phần mềm không sửa, đồng chí hãy kiểm tra lại {by_when}.",
    example={"stated": "64", "sum": "61,5"},
)
ABOVE_MAXIMUM = FindingKind(
    code="above_maximum",
    rule="R5",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}): {what} {stated} cao hơn mức tối đa {maximum} ({basis}); "
    "đồng chí hãy kiểm tra lại {by_when}.",
    example={"what": "điểm tiêu chí chung", "stated": "31", "maximum": "30", "basis": "Điều 11 Quy định 366-QĐ/TW"},
)
WEIGHTS_SUM = FindingKind(
    code="weights_sum",
    rule="R5",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}): tỷ trọng các nhiệm vụ cộng lại được {sum}, phải là {maximum} ({basis}); "
    "đồng chí hãy cân đối lại {by_when}.",
    example={"sum": "65", "maximum": "70", "basis": "Điều 11 Quy định 366-QĐ/TW"},
)
GAP_UNEXPLAINED = FindingKind(
    code="gap_unexplained",
    rule="R26",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) tự chấm {self_points} điểm, thẩm định {appraised} điểm, chênh lệch từ {least} "
    "điểm phải giải trình ({basis}); đồng chí hãy ghi giải trình ở cột Ghi chú {by_when}.",
    example={"self_points": "66", "appraised": "60", "least": "5", "basis": "Hướng dẫn 03-HD/TVĐU"},
)
CONDITION_UNMET = FindingKind(
    code="condition_unmet",
    rule="R5",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) được đề xuất '{rating}' nhưng chưa đạt: {name} {asked}, thực tế {actual} "
    "({basis}); tập thể hãy xem lại đề xuất {by_when}.",
    example={
        "rating": "Hoàn thành xuất sắc nhiệm vụ",
        "name": "Tỷ lệ nhiệm vụ vượt yêu cầu từ (%)",
        "asked": "30",
        "actual": "20",
        "basis": "Điều 11 Quy định 366-QĐ/TW",
    },
)
EXCELLENT_UNFOUNDED = FindingKind(
    code="excellent_unfounded",
    rule="R12",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) được đề xuất xuất sắc nhưng {what}; mục 3.3 chỉ xét xuất sắc khi có kết quả "
    "nổi trội, vượt yêu cầu; tập thể hãy bổ sung hoặc xem lại {by_when}.",
    example={"what": "chưa có nhiệm vụ vượt chỉ tiêu kèm minh chứng, chưa ghi căn cứ, lý do"},
)
CRITERIA_MISSING = FindingKind(
    code="criteria_missing",
    rule="R60",
    component=2,
    severity=Severity.WARNING,
    sentence="{unit} chưa có bộ tiêu chí chấm điểm của kỳ nên phần mềm không xét điều kiện xếp loại; thư ký hãy ghi "
    "trang Tiêu chí, mỗi con số kèm căn cứ, {by_when}.",
)
KINDS = (
    CARRIED_SCORED,
    POINTS_OUT_OF_RANGE,
    POINTS_SUM,
    ABOVE_MAXIMUM,
    WEIGHTS_SUM,
    GAP_UNEXPLAINED,
    CONDITION_UNMET,
    EXCELLENT_UNFOUNDED,
    CRITERIA_MISSING,
)

_HUNDRED = Decimal(100)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """The set of figures, each rated cadre, and each of the cadre's tasks."""
    del around
    if not dossier.criteria and dossier.rated:
        yield CRITERIA_MISSING.about(dossier)
    judged = dossier.judged()
    for cadre in dossier.rated:
        tallied = tally(dossier, cadre.code)
        for task in dossier.tasks_of(cadre.code):
            yield from _task(dossier, cadre, task, judged[task.code])
        assessment = dossier.assessment_of(cadre.code)
        if assessment and not is_withheld(dossier, cadre):
            yield from _sums(dossier, cadre, tallied, assessment)
        yield from _plan(dossier, cadre, tallied)
        yield from _rating(dossier, cadre, tallied, assessment)


def _task(dossier: OpenDossier, cadre: Cadre, task: Task, judged: JudgedTask) -> Iterator[Finding]:
    result = dossier.result_of(task.code)
    if result is None:
        return
    points = {"điểm tự chấm": result.self_points, "điểm thẩm định": result.appraised_points}
    if judged.outcome is Outcome.CARRIED_OVER:
        if any(value is not None for value in points.values()):
            yield CARRIED_SCORED.about(dossier, person=cadre, task=task)
        return
    wrong = [_out_of_range(label, value, task.weight) for label, value in points.items()]
    if result.quality is not None and not 0 <= result.quality <= _HUNDRED:
        wrong.append(f"chất lượng {number(result.quality)} % ngoài khoảng từ 0 đến 100")
    if any(wrong):
        yield POINTS_OUT_OF_RANGE.about(dossier, person=cadre, task=task, what=", ".join(filter(None, wrong)))


def _out_of_range(label: str, value: Decimal | None, weight: Decimal | None) -> str:
    if value is None:
        return ""
    if value < 0:
        return f"{label} {number(value)} nhỏ hơn 0"
    if weight is not None and value > weight:
        return f"{label} {number(value)} cao hơn tỷ trọng {number(weight)}"
    return ""


def _sums(dossier: OpenDossier, cadre: Cadre, tallied: Tally, said: SelfAssessment) -> Iterator[Finding]:
    scored = any(result.self_points is not None for result in _results(dossier, cadre))
    if said.task_points is not None and scored and not tallied.agrees(said.task_points):
        yield POINTS_SUM.about(dossier, person=cadre, stated=number(said.task_points), sum=number(tallied.self_points))
    for what, value, name in (
        ("điểm tiêu chí chung", said.general_points, CriterionName.GENERAL_MAX),
        ("điểm kết quả nhiệm vụ", said.task_points, CriterionName.TASK_MAX),
    ):
        most = figure(dossier.criteria, name)
        if most and value is not None and value > most.value:
            yield ABOVE_MAXIMUM.about(
                dossier, person=cadre, what=what, stated=number(value), maximum=number(most.value), basis=most.basis
            )
    yield from _gap(dossier, cadre, tallied, figure(dossier.criteria, CriterionName.GAP_FROM))


def _gap(dossier: OpenDossier, cadre: Cadre, tallied: Tally, least: Criterion | None) -> Iterator[Finding]:
    appraised = tallied.appraised_points
    explained = any(result.note or result.cause for result in _results(dossier, cadre))
    if least and appraised is not None and not explained and abs(tallied.self_points - appraised) >= least.value:
        yield GAP_UNEXPLAINED.about(
            dossier,
            person=cadre,
            self_points=number(tallied.self_points),
            appraised=number(appraised),
            least=number(least.value),
            basis=least.basis,
        )


def _plan(dossier: OpenDossier, cadre: Cadre, tallied: Tally) -> Iterator[Finding]:
    """What all tasks weigh together; a task without a weight is told elsewhere (R14)."""
    tasks = dossier.tasks_of(cadre.code)
    most = figure(dossier.criteria, CriterionName.TASK_MAX)
    if most and tasks and all(task.weight is not None for task in tasks) and tallied.weight != most.value:
        yield WEIGHTS_SUM.about(
            dossier, person=cadre, sum=number(tallied.weight), maximum=number(most.value), basis=most.basis
        )


def _rating(dossier: OpenDossier, cadre: Cadre, tallied: Tally, assessment: SelfAssessment | None) -> Iterator[Finding]:
    proposal = dossier.proposal_of(cadre.code)
    rating = proposal.proposed if proposal else None
    if rating is None:
        return
    points = assessment.total if assessment else None
    for item in unmet(dossier.criteria, rating, tallied, points):
        yield CONDITION_UNMET.about(
            dossier,
            person=cadre,
            rating=rating.value,
            name=item.figure.name.value,
            asked=number(item.figure.value),
            actual=number(item.actual.quantize(Decimal("0.1"))),
            basis=item.figure.basis,
        )
    if rating is Rating.EXCELLENT:
        missing = [] if _has_proven_overrun(dossier, cadre) else ["chưa có nhiệm vụ vượt chỉ tiêu kèm minh chứng"]
        missing += [] if proposal and proposal.reason else ["chưa ghi căn cứ, lý do"]
        if missing:
            yield EXCELLENT_UNFOUNDED.about(dossier, person=cadre, what=", ".join(missing))


def _has_proven_overrun(dossier: OpenDossier, cadre: Cadre) -> bool:
    judged = dossier.judged()
    over = (task.code for task in dossier.tasks_of(cadre.code) if judged[task.code].over_target)
    return any(any(item.counts for item in dossier.evidence_of(code)) for code in over)


def _results(dossier: OpenDossier, cadre: Cadre) -> Iterator[Result]:
    for task in dossier.tasks_of(cadre.code):
        result = dossier.result_of(task.code)
        if result:
            yield result
