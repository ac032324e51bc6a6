"""What is late, as a fact with its days; what follows from it people decide (R28, R29, R54).

Nothing is judged while the moment is not known, nor where no date is: the guidance names none for quarter IV (R58).
"""

from collections.abc import Iterator
from datetime import date, datetime

from archive.domain.deadline import Deadline, DeadlineState, submission_deadline
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.papers import is_withheld
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.outcome import Outcome
from archive.domain.people import Cadre
from archive.domain.ruling import RulingKind
from archive.language import VIETNAM, day

DOSSIER_LATE = FindingKind(
    code="dossier_late",
    rule="R54",
    component=1,
    severity=Severity.WARNING,
    sentence="Hồ sơ {unit} phải gửi {by_when} (mục 9.2.1) nhưng {state}, chậm {days} ngày; thư ký hãy {act}.",
    example={"state": "chưa niêm phong", "days": "3", "act": "hoàn thành, niêm phong và gửi ngay"},
)
NOT_HANDED_IN = FindingKind(
    code="not_handed_in",
    rule="R28",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) chưa nộp đủ bản tự đánh giá {by_when}; tập thể hãy xem xét nguyên nhân: "
    "chỉ khi kết luận là cố tình mới ghi dòng 'Cố tình không thực hiện' kèm lý do vào trang Quyết định (mục 6.2, "
    "Lưu ý 1).",
)
NEGLIGENCE_DECIDED = FindingKind(
    code="negligence_decided",
    rule="R28",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) chưa nộp đủ bản tự đánh giá {by_when} và đã được {by} kết luận là cố tình "
    "ngày {on}; tập thể hãy xem xét xếp loại 'Không hoàn thành nhiệm vụ' (mục 6.2, Lưu ý 1), phần mềm không tự xếp "
    "loại.",
    example={"by": "tập thể lãnh đạo Sở Nội vụ", "on": "26/06/2026"},
)
NOT_COMPILED = FindingKind(
    code="not_compiled",
    rule="R29",
    component=2,
    severity=Severity.WARNING,
    sentence="{body} chưa trả điểm thẩm định {count} nhiệm vụ của {unit}, phải xong {by_when}; thư ký hãy đôn đốc. "
    "Việc này được xem xét khi xếp loại người đứng đầu {body} (mục 6.2, Lưu ý 2).",
    example={"body": "Ban Tổ chức Tỉnh ủy", "count": "3"},
)
KINDS = (DOSSIER_LATE, NOT_HANDED_IN, NEGLIGENCE_DECIDED, NOT_COMPILED)

_UNNAMED_BODY = "Cơ quan chủ trì (chưa ghi tên)"


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """The dossier, its people, and the bodies that compile, once the day has come."""
    deadline = submission_deadline(dossier.quarter, around.calendar)
    if deadline is None or around.now is None:
        return
    if deadline.state(done=around.sealed, now=around.now) is DeadlineState.LATE:
        yield _late(dossier, deadline, around, around.now)
    if deadline.state(done=None, now=around.now) is DeadlineState.LATE:
        yield from _people(dossier)
        yield from _bodies(dossier)


def _late(dossier: OpenDossier, deadline: Deadline, around: Surroundings, now: datetime) -> Finding:
    """The last good day is the one before the deadline: on the day itself the dossier is one day late."""
    sealed, board = around.sealed, around.province.organisation_board
    judged = _local_day(sealed or now)
    return DOSSIER_LATE.about(
        dossier,
        state=f"đến ngày {day(judged)} mới niêm phong" if sealed else "chưa niêm phong",
        days=str((judged - deadline.before).days + 1),
        act=f"báo cáo lý do với {board}" if sealed else "hoàn thành, niêm phong và gửi ngay",
    )


def _local_day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


def _people(dossier: OpenDossier) -> Iterator[Finding]:
    """Who has not handed in; a rating already proposed or decided says that people have considered it."""
    for cadre in dossier.rated:
        if _has_handed_in(dossier, cadre):
            continue
        rulings = [item for item in dossier.rulings_of(RulingKind.NEGLIGENCE, person=cadre.code) if item.reason.strip()]
        proposal = dossier.proposal_of(cadre.code)
        if not rulings:
            yield NOT_HANDED_IN.about(dossier, person=cadre)
        elif proposal is None or not (proposal.proposed or proposal.decided):
            last = max(rulings, key=lambda item: item.decided_on)
            yield NEGLIGENCE_DECIDED.about(dossier, person=cadre, by=last.decided_by, on=day(last.decided_on))


def _has_handed_in(dossier: OpenDossier, cadre: Cadre) -> bool:
    """A self-assessment with everything in it; one on paper, or not yet to be written, is not the cadre's delay."""
    stated = dossier.assessment_of(cadre.code)
    return is_withheld(dossier, cadre) or bool(stated and stated.total is not None and stated.proposed)


def _bodies(dossier: OpenDossier) -> Iterator[Finding]:
    """One for each body that has tasks of this quarter left to appraise."""
    judged = dossier.judged()
    waiting: dict[str, int] = {}
    for task in (task for cadre in dossier.rated for task in dossier.tasks_of(cadre.code)):
        result = dossier.result_of(task.code)
        scored = judged[task.code].outcome not in (Outcome.CARRIED_OVER, Outcome.OPEN)
        if scored and (result is None or result.appraised_points is None):
            body = task.lead_body or _UNNAMED_BODY
            waiting[body] = waiting.get(body, 0) + 1
    for body, count in waiting.items():
        yield NOT_COMPILED.about(dossier, body=body, count=str(count))
