"""Whether the groups the unit has people in keep to the share of xuất sắc (R42-R44)."""

from collections.abc import Iterator

from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.quota import GroupQuota, Share

QUOTA_EXCEEDED = FindingKind(
    code="quota_exceeded",
    rule="R42",
    component=4,
    severity=Severity.WARNING,
    sentence="{unit} có người trong nhóm vượt tỷ lệ xuất sắc: {count} Tập thể hãy xét thứ tự ưu tiên của mục 8.4 (lệnh "
    "hoso quota) và xem lại đề xuất {by_when}.",
    example={"count": "Nhóm phó giám đốc: xuất sắc 3, tốt 8; được phép tối đa 1 (20 % của 8): vượt tỷ lệ."},
)
LARGER_SHARE_UNDECIDED = FindingKind(
    code="larger_share_undecided",
    rule="R43",
    component=4,
    severity=Severity.WARNING,
    sentence="{unit} có người trong nhóm vượt 20 % nhưng trong 25 %: {count} Chỉ được khi cấp có thẩm quyền quyết "
    "định; thư ký hãy ghi dòng Tỷ lệ xuất sắc 25 % kèm số, ngày, cấp quyết định ở trang Quyết định {by_when}.",
    example={"count": "Nhóm phó giám đốc: xuất sắc 2, tốt 8; được phép tối đa 1 (20 % của 8): vượt tỷ lệ."},
)
GROUP_MISSING = FindingKind(
    code="group_missing",
    rule="R42",
    component=4,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) chưa được xếp vào nhóm đối tượng tương đồng nên tạm tính chung với đơn vị; "
    "thư ký hãy ghi cột Nhóm đối tượng {by_when}.",
)
KINDS = (QUOTA_EXCEEDED, LARGER_SHARE_UNDECIDED, GROUP_MISSING)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """Each group as counted over the whole quarter, and who stands in none; heads are outside the count (R44)."""
    for quota in around.quotas:
        if not quota.holds:
            kind = LARGER_SHARE_UNDECIDED if _would_hold(quota) else QUOTA_EXCEEDED
            yield kind.about(dossier, count=quota.sentence)
    for cadre in dossier.rated:
        if not cadre.is_head and not cadre.group:
            yield GROUP_MISSING.about(dossier, person=cadre)


def _would_hold(quota: GroupQuota) -> bool:
    """Whether a decision for 25 %, which the group has not, would do."""
    return quota.share is Share.USUAL and quota.excellent * Share.DECIDED <= quota.good
