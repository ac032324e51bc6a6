"""Whether those who assign, compile and decide are those whom Phụ lục 01 names (R11, R18)."""

from collections.abc import Iterator

from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.people import Cadre, Management
from archive.domain.plan import Delegation, Task
from archive.domain.ruling import RulingKind
from archive.language import fold

DELEGATION_MISSING = FindingKind(
    code="delegation_missing",
    rule="R18",
    component=1,
    sentence="{unit} chưa có bảng phân cấp (Phụ lục 01) nên chưa mở được kỳ đánh giá; thư ký hãy nhập trang Phân cấp "
    "{by_when}.",
)
DELEGATION_UNKNOWN = FindingKind(
    code="delegation_unknown",
    rule="R18",
    component=1,
    severity=Severity.WARNING,
    sentence="Chức danh của đồng chí {person} ({unit}) không có trong bảng phân cấp: {post}; thư ký hãy ghi bổ sung "
    "trang Phân cấp {by_when}.",
    example={"post": "Phó Chánh Văn phòng"},
)
WRONG_AUTHORITY = FindingKind(
    code="wrong_authority",
    rule="R18",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ {task} của đồng chí {person} ({unit}): {what} ghi '{found}', bảng phân cấp ghi '{expected}'; "
    "thư ký hãy kiểm tra lại {by_when}.",
    example={"what": "cấp giao", "found": "Sở Tài chính", "expected": "Ủy ban nhân dân tỉnh"},
)
DECISION_UNNUMBERED = FindingKind(
    code="decision_unnumbered",
    rule="R11",
    component=4,
    severity=Severity.WARNING,
    sentence="Mức xếp loại của đồng chí {person} ({unit}) đã quyết định nhưng chưa ghi số quyết định; "
    "thư ký hãy ghi cột Số quyết định {by_when}.",
)
SAME_LEVEL = FindingKind(
    code="same_level",
    rule="R11",
    component=4,
    severity=Severity.WARNING,
    sentence="{unit} vừa đề xuất vừa quyết định xếp loại đồng chí {person}; cấp sử dụng đề xuất, cấp quản lý quyết "
    "định (mục 3.2), chỉ cùng một cấp khi Phụ lục 01 cho phép; thư ký hãy ghi dòng Cùng cấp đề xuất và quyết định ở "
    "trang Quyết định {by_when}.",
)
KINDS = (DELEGATION_MISSING, DELEGATION_UNKNOWN, WRONG_AUTHORITY, DECISION_UNNUMBERED, SAME_LEVEL)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """The table of delegation, and each rated cadre and task against it."""
    del around
    if not dossier.delegations:
        yield DELEGATION_MISSING.about(dossier)
    for cadre in dossier.rated:
        lines = lines_for(dossier, cadre)
        if dossier.delegations and not lines:
            yield DELEGATION_UNKNOWN.about(dossier, person=cadre, post=cadre.post or "chưa ghi chức vụ")
        for task in dossier.tasks_of(cadre.code):
            yield from _task(dossier, cadre, task, lines)
        yield from _decision(dossier, cadre, lines)


def lines_for(dossier: OpenDossier, cadre: Cadre) -> tuple[Delegation, ...]:
    """The lines of Phụ lục 01 for the cadre's posts."""
    posts = {fold(post) for post in (cadre.party_post, cadre.state_post, cadre.union_post) if post}
    return tuple(line for line in dossier.delegations if fold(line.post) in posts)


def _task(dossier: OpenDossier, cadre: Cadre, task: Task, lines: tuple[Delegation, ...]) -> Iterator[Finding]:
    told = (
        ("cấp giao", task.assigned_by, [line.assigned_by for line in lines]),
        ("cơ quan chủ trì", task.lead_body, [line.lead_body for line in lines]),
    )
    for what, found, expected in told:
        if found and expected and fold(found) not in {fold(name) for name in expected}:
            named = "' hoặc '".join(sorted(set(expected)))
            yield WRONG_AUTHORITY.about(dossier, person=cadre, task=task, what=what, found=found, expected=named)


def _decision(dossier: OpenDossier, cadre: Cadre, lines: tuple[Delegation, ...]) -> Iterator[Finding]:
    proposal = dossier.proposal_of(cadre.code)
    if proposal is None or proposal.decided is None:
        return
    if not proposal.decision_number:
        yield DECISION_UNNUMBERED.about(dossier, person=cadre)
    own = cadre.management is not Management.UNIT and fold(dossier.unit.name) in {
        fold(line.decided_by) for line in lines
    }
    if own and not dossier.rulings_of(RulingKind.SAME_LEVEL, person=cadre.code):
        yield SAME_LEVEL.about(dossier, person=cadre)
