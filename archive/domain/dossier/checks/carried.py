"""Whether the tasks that moved here from the quarter before are here, unchanged (R25)."""

from collections.abc import Iterator

from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.plan import Task
from archive.language import day

CARRIED_LOST = FindingKind(
    code="carried_lost",
    rule="R25",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ {task} của {unit} chuyển từ quý trước chưa có trong sổ quý này; thư ký hãy ghi lại với đúng mã "
    "cũ (lệnh hoso carry lập sẵn) {by_when}.",
)
CARRIED_CHANGED = FindingKind(
    code="carried_changed",
    rule="R25",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ {task} của {unit} chuyển từ quý trước đã đổi {what}; thư ký hãy giữ như danh mục cũ hoặc ghi "
    "dòng Điều chỉnh danh mục ở trang Quyết định {by_when}.",
    example={"what": "thời hạn từ 08/07/2026 thành 30/09/2026"},
)
NOT_CARRIED = FindingKind(
    code="not_carried",
    rule="R25",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ {task} của {unit} ghi là chuyển từ quý trước, nhưng quý trước không có nhiệm vụ này chưa đến "
    "hạn; thư ký hãy kiểm tra cột Chuyển từ quý {by_when}.",
)
KINDS = (CARRIED_LOST, CARRIED_CHANGED, NOT_CARRIED)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """Every task known to have moved here; nothing is judged while the quarter before is not known."""
    if not around.carried:
        return
    here = {task.code: task for task in dossier.tasks}
    people = {cadre.code: cadre for cadre in dossier.cadres}
    for was in around.carried:
        now = here.get(was.code)
        if now is None:
            yield CARRIED_LOST.about(dossier, person=people.get(was.lead), task=was)
        elif what := _changed(was, now):
            yield CARRIED_CHANGED.about(dossier, person=people.get(now.lead), task=now, what=what)
    moved = {task.code for task in around.carried}
    for task in dossier.tasks:
        if task.carried_from == dossier.quarter.preceding() and task.carried_from and task.code not in moved:
            yield NOT_CARRIED.about(dossier, person=people.get(task.lead), task=task)


def _changed(was: Task, now: Task) -> str:
    changes = []
    if was.name != now.name:
        changes.append(f"tên từ '{was.name}' thành '{now.name}'")
    if was.due != now.due:
        before, after = (day(due) if due else "chưa ghi" for due in (was.due, now.due))
        changes.append(f"thời hạn từ {before} thành {after}")
    return ", ".join(changes)
