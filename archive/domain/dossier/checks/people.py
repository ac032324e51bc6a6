"""What each rated cadre and the collective owe: self-assessment and proposal (R27, R31, R47)."""

from collections.abc import Iterator

from archive.domain.document import COMPONENT_NUMBER
from archive.domain.dossier.documents import summary_kinds
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind
from archive.domain.dossier.papers import is_withheld
from archive.domain.dossier.steps import Route, route_of
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.people import Cadre

SELF_ASSESSMENT_MISSING = FindingKind(
    code="self_assessment_missing",
    rule="R47",
    component=2,
    sentence="Đồng chí {person} ({unit}) chưa nộp bản tự đánh giá; đồng chí hãy nộp cho đơn vị {by_when}.",
)
SELF_ASSESSMENT_INCOMPLETE = FindingKind(
    code="self_assessment_incomplete",
    rule="R27",
    component=2,
    sentence="Bản tự đánh giá của đồng chí {person} ({unit}) chưa có {what}; đồng chí hãy bổ sung {by_when}.",
    example={"what": "điểm kết quả nhiệm vụ, mức tự đề xuất"},
)
PROPOSAL_MISSING = FindingKind(
    code="proposal_missing",
    rule="R31",
    component=4,
    sentence="Tập thể lãnh đạo {unit} chưa đề xuất mức xếp loại cho đồng chí {person}; "
    "hãy kết luận tại hội nghị và nhập vào trang Xếp loại {by_when}.",
)
KINDS = (SELF_ASSESSMENT_MISSING, SELF_ASSESSMENT_INCOMPLETE, PROPOSAL_MISSING)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """Each rated cadre's own part and what the collective says of it."""
    del around
    summary = COMPONENT_NUMBER[summary_kinds(dossier)[0]]
    for cadre in dossier.rated:
        if not is_withheld(dossier, cadre):  # on paper, or not yet to be written: checks/secrecy.py says which
            yield from _assessment(dossier, cadre)
        proposal = dossier.proposal_of(cadre.code)
        proposes = route_of(cadre) is not Route.A  # R30: there the standing committee does, upon this dossier
        if proposes and (proposal is None or proposal.proposed is None):
            yield PROPOSAL_MISSING.about(dossier, person=cadre, component=summary)


def _assessment(dossier: OpenDossier, cadre: Cadre) -> Iterator[Finding]:
    assessment = dossier.assessment_of(cadre.code)
    if assessment is None:
        yield SELF_ASSESSMENT_MISSING.about(dossier, person=cadre)
        return
    given = {
        "điểm tiêu chí chung": assessment.general_points,
        "điểm kết quả nhiệm vụ": assessment.task_points,
        "mức tự đề xuất": assessment.proposed,
    }
    empty = [label for label, value in given.items() if value is None]
    if empty:
        yield SELF_ASSESSMENT_INCOMPLETE.about(dossier, person=cadre, what=", ".join(empty))
