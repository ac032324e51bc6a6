"""The special cases of §4.3, §8.1 and §8.2: who is not rated, who rose in the same body, who came from another."""

import re
from collections.abc import Iterator

from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.people import Cadre, Unit
from archive.domain.ruling import RulingKind
from archive.domain.tenure import is_short
from archive.domain.transfer import TransferKind
from archive.language import day, fold, folded_tokens

EXCLUSION_UNCLEAR = FindingKind(
    code="exclusion_unclear",
    rule="R17",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) không được đánh giá vì '{reason}', không thuộc các trường hợp ở mục 4.3 "
    "(chức danh tại thôn, tổ dân phố, doanh nghiệp tư nhân; kiêm nhiệm; không làm chuyên môn); thư ký hãy ghi lại "
    "lý do hoặc bỏ lý do để đánh giá {by_when}.",
    example={"reason": "đi học"},
)
EXCLUDED_BUT_ACTIVE = FindingKind(
    code="excluded_but_active",
    rule="R17",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) được ghi là không đánh giá nhưng {what}; thư ký hãy bỏ một trong hai "
    "{by_when}.",
    example={"what": "có bản tự đánh giá"},
)
BOTH_POSTS_MISSING = FindingKind(
    code="both_posts_missing",
    rule="R40",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) giữ chức vụ mới từ {since}, chưa đủ 2 tháng đến ngày chốt, phải xét kết "
    "quả của cả hai chức vụ (mục 8.1) nhưng chưa có nhiệm vụ nào ghi ngày giao {what}; thư ký hãy bổ sung nhiệm vụ, "
    "ngày giao và kết quả {by_when}.",
    example={"since": "04/05/2026", "what": "trước ngày này (chức vụ Phó Giám đốc)"},
)
TWO_POSTS_UNDECIDED = FindingKind(
    code="two_posts_undecided",
    rule="R40",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) thôi chức vụ {former}, giữ chức vụ mới từ {since}: trong quý có hai chức "
    "vụ, mới đủ 2 tháng nên Hướng dẫn không nêu cách xét; thư ký hãy xin ý kiến cấp có thẩm quyền và ghi dòng 'Xét "
    "cả hai chức vụ' vào trang Quyết định {by_when}.",
    example={"since": "15/04/2026", "former": "Phó Giám đốc"},
)
FORMER_BODY_COMMENT = FindingKind(
    code="former_body_comment",
    rule="R41",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhận xét, đánh giá của {body} về đồng chí {person} ({unit}, chuyển đến từ {since}): {state}; thư ký "
    "hãy đề nghị nơi công tác trước gửi (mục 8.2) và ghi ngày nhận vào trang Luân chuyển {by_when}.",
    example={"body": "Văn phòng Tỉnh ủy", "since": "04/05/2026", "state": "đã gửi ngày 10/06/2026, chưa nhận"},
)
KINDS = (EXCLUSION_UNCLEAR, EXCLUDED_BUT_ACTIVE, BOTH_POSTS_MISSING, TWO_POSTS_UNDECIDED, FORMER_BODY_COMMENT)

# §4.3, by what people write of it: in folded words.
_EXCLUDING = re.compile(
    r"\b(thon|to dan pho|doanh nghiep tu nhan|kiem nhiem)\b|\bkhong\b.*\b(chuyen mon|chuyen trach)\b"
)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """Everybody, the excluded as well."""
    del around
    for cadre in dossier.cadres:
        yield from _moved(dossier, cadre) if cadre.is_rated else _excluded(dossier, cadre)


def _excluded(dossier: OpenDossier, cadre: Cadre) -> Iterator[Finding]:
    if not _EXCLUDING.search(" ".join(folded_tokens(cadre.excluded))):
        yield EXCLUSION_UNCLEAR.about(dossier, person=cadre, reason=cadre.excluded)
    doings = {
        "là người đứng đầu đơn vị": cadre.is_head,
        "có bản tự đánh giá": dossier.assessment_of(cadre.code),
        "có mức xếp loại đề xuất": dossier.proposal_of(cadre.code),
    }
    what = ", ".join(label for label, there in doings.items() if there)
    if what:
        yield EXCLUDED_BUT_ACTIVE.about(dossier, person=cadre, what=what)


def _moved(dossier: OpenDossier, cadre: Cadre) -> Iterator[Finding]:
    """Who changed posts within the quarter; an appointment after the cut-off day has not happened yet."""
    since = cadre.in_post_since
    if since is None or not dossier.quarter.first_day < since <= dossier.period.cutoff:
        return
    if cadre.former_unit and not _is_own(cadre.former_unit, dossier.unit):
        yield from _from_another_body(dossier, cadre)
    elif cadre.former_post and is_short(since, dossier.period.cutoff):
        yield from _short_in_post(dossier, cadre)
    elif cadre.former_post and not dossier.rulings_of(RulingKind.TWO_POSTS, person=cadre.code):
        yield TWO_POSTS_UNDECIDED.about(dossier, person=cadre, since=day(since), former=cadre.former_post)


def _is_own(body: str, unit: Unit) -> bool:
    return folded_tokens(body) == folded_tokens(unit.name) or fold(body).strip() == fold(unit.code)


def _from_another_body(dossier: OpenDossier, cadre: Cadre) -> Iterator[Finding]:
    comments = dossier.transfers_of(TransferKind.FORMER_BODY, person=cadre.code)
    if cadre.in_post_since is None or any(comment.received for comment in comments):
        return
    sent = max((comment.sent for comment in comments if comment.sent), default=None)
    state = f"đã gửi ngày {day(sent)}, chưa nhận" if sent else "chưa gửi"
    since = day(cadre.in_post_since)
    yield FORMER_BODY_COMMENT.about(dossier, person=cadre, body=cadre.former_unit, since=since, state=state)


def _short_in_post(dossier: OpenDossier, cadre: Cadre) -> Iterator[Finding]:
    """R40: something to go by from each of the two posts, told apart by the day it was assigned."""
    since = cadre.in_post_since
    if since is None:
        return
    assigned = [task.assigned_on for task in dossier.tasks_of(cadre.code) if task.assigned_on]
    there = {
        f"trước ngày này (chức vụ {cadre.former_post})": any(when < since for when in assigned),
        "từ ngày này (chức vụ mới)": any(when >= since for when in assigned),
    }
    what = " và ".join(label for label, found in there.items() if not found)
    if what:
        yield BOTH_POSTS_MISSING.about(dossier, person=cadre, since=day(since), what=what)
