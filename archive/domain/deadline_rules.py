"""What the guidance dates, rule by rule: which step, which day, who owes it. Nothing here knows a year."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum

from archive.domain.quarter import Quarter


class Debtor(StrEnum):
    """Who owes what is due."""

    CADRE = "Cá nhân"
    LEAD_BODY = "Cơ quan chủ trì"
    UNIT = "Đơn vị"
    BOARD = "Ban Tổ chức Tỉnh ủy"
    STANDING_COMMITTEE = "Ban Thường vụ Tỉnh ủy"


class Anchor(Enum):
    """The month a rule's day lies in."""

    BEFORE = "tháng cuối quý trước"
    LAST = "tháng cuối quý"
    AFTER = "tháng đầu quý tiếp theo"

    def day(self, quarter: Quarter, number: int) -> date:
        """That day of the month, seen from a quarter."""
        if self is Anchor.BEFORE:
            return (quarter.first_day - timedelta(days=1)).replace(day=number)
        if self is Anchor.LAST:
            return date(quarter.year, quarter.last_month, number)
        return quarter.following().first_day.replace(day=number)


class FourthQuarter(Enum):
    """What the rule's own sentence gives for quarter IV (R58)."""

    SILENT = "§9.2 names the days of quarters I to III only"
    GENERAL = "the sentence speaks of every quarter"
    ON_REQUEST = "it does too, but reports on a rating that quarter IV may not have"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRule:
    """One deadline of the guidance; `step` is that of R19, None for what is no step of a rating."""

    rule: str
    section: str
    step: int | None
    what: str
    owed_by: tuple[Debtor, ...]
    anchor: Anchor
    day: int
    fourth: FourthQuarter = FourthQuarter.SILENT

    @property
    def basis(self) -> str:
        """Where the guidance says so."""
        return f"{self.section} của Hướng dẫn"

    def before(self, quarter: Quarter) -> date:
        """The day before which it is due."""
        return self.anchor.day(quarter, self.day)


ASSIGNMENT = "R23"
COMPILATION = "R26"
SUBMISSION = "R54"
RATING = "R55"
OWN_RATING = "R57"  # route C: the cadres a unit rates itself
CENTRAL_FILE = "R56"
REPORT = "R63"

RULES: tuple[DatedRule, ...] = (
    DatedRule(
        rule=ASSIGNMENT,
        section="mục 6.1.1b",
        step=1,
        what="Giao nhiệm vụ: phê duyệt Danh mục sản phẩm, công việc chuẩn",
        owed_by=(Debtor.LEAD_BODY,),
        anchor=Anchor.BEFORE,
        day=25,
        fourth=FourthQuarter.GENERAL,
    ),
    DatedRule(
        rule=COMPILATION,
        section="mục 6.2.1",
        step=2,
        what="Tổng hợp, đánh giá kết quả và gửi lại cá nhân; cá nhân hoàn thiện hồ sơ",
        owed_by=(Debtor.LEAD_BODY, Debtor.CADRE),
        anchor=Anchor.LAST,
        day=25,
        fourth=FourthQuarter.GENERAL,
    ),
    DatedRule(
        rule=SUBMISSION,
        section="mục 9.2.1a",
        step=3,
        what="Gửi hồ sơ về Ban Tổ chức Tỉnh ủy",
        owed_by=(Debtor.UNIT,),
        anchor=Anchor.LAST,
        day=25,
    ),
    DatedRule(
        rule=RATING,
        section="mục 9.2.1b(i)",
        step=4,
        what="Tổ chức đánh giá, xếp loại của Ban Thường vụ Tỉnh ủy",
        owed_by=(Debtor.BOARD, Debtor.STANDING_COMMITTEE),
        anchor=Anchor.LAST,
        day=30,
    ),
    DatedRule(
        rule=OWN_RATING,
        section="mục 9.2.2",
        step=4,
        what="Đánh giá cán bộ thuộc thẩm quyền và báo cáo Ban Tổ chức Tỉnh ủy",
        owed_by=(Debtor.UNIT,),
        anchor=Anchor.LAST,
        day=30,
    ),
    DatedRule(
        rule=CENTRAL_FILE,
        section="mục 9.2.1b(ii)",
        step=5,
        what="Trình Trung ương hồ sơ cán bộ diện Bộ Chính trị, Ban Bí thư",
        owed_by=(Debtor.BOARD, Debtor.STANDING_COMMITTEE),
        anchor=Anchor.AFTER,
        day=5,
    ),
    DatedRule(
        rule=REPORT,
        section="mục 10.3",
        step=None,
        what="Báo cáo Ban Tổ chức Trung ương kết quả thực hiện",
        owed_by=(Debtor.BOARD, Debtor.STANDING_COMMITTEE),
        anchor=Anchor.AFTER,
        day=5,
        fourth=FourthQuarter.ON_REQUEST,
    ),
)
