"""What people must know beside a date: where the guidance is tight, silent, or differs from another paper."""

from collections.abc import Mapping
from datetime import date

from archive.domain.deadline_rules import (
    ASSIGNMENT,
    CENTRAL_FILE,
    COMPILATION,
    RATING,
    SUBMISSION,
    Anchor,
    DatedRule,
    FourthQuarter,
)
from archive.domain.quarter import FIRST_QUARTER, Quarter
from archive.language import day

READING = (
    "“Trước ngày N” được hiểu là hết ngày N-1 (23 giờ 59, giờ Việt Nam); "
    "Hướng dẫn không nói về ngày nghỉ nên hạn không dời."
)
SILENT = "Hướng dẫn không nêu thời hạn quý IV"
_OTHER_DAY = 15  # of the quarter's last month, in Kết luận 198-KL/TW (domain notes §9.9)


def notes_on(
    rule: DatedRule, quarter: Quarter, dates: Mapping[str, date], *, is_own: bool, is_entered: bool
) -> tuple[str, ...]:
    """The notes beside a dated rule; `is_own` says that the quarter has entered dates, so is rated on its own."""
    notes = []
    if rule.rule == ASSIGNMENT and quarter == FIRST_QUARTER:
        notes.append("Ngày này đã qua trước khi có Hướng dẫn (kỳ đầu tiên), không tính là chậm.")
    if rule.rule == COMPILATION and quarter.is_last and not is_entered:
        notes.append(_general(is_own=is_own))
    if is_entered:
        notes.append(f"{SILENT}; ngày này do cơ quan có thẩm quyền quy định.")
    notes.extend(_tightness(rule, dates))
    if rule.rule == CENTRAL_FILE:
        notes.append(_other_paper(quarter))
    return tuple(notes)


def why_undated(rule: DatedRule, quarter: Quarter, *, is_own: bool) -> str:
    """Why a rule has no date in quarter IV."""
    sentence = f"{SILENT}; " + ("chưa nhập ngày cho việc này." if is_own else "gộp vào đánh giá năm.")
    if rule.fourth is FourthQuarter.ON_REQUEST:
        sentence += (
            f" Quy định chung tại {rule.section} là trước ngày {rule.day:02d} {rule.anchor.value} "
            f"({day(rule.before(quarter))}), chỉ tính khi được nhập vào lịch quý IV."
        )
    return f"{sentence} {_other_paper(quarter)}" if rule.rule == CENTRAL_FILE else sentence


def _general(*, is_own: bool) -> str:
    said = f"{SILENT} ở mục 9.2; ngày này theo quy định chung tại mục 6.2.1 về tháng cuối quý"
    return f"{said}." if is_own else f"{said}. Quý IV gộp vào đánh giá năm nên không tính là chậm."


def _tightness(rule: DatedRule, dates: Mapping[str, date]) -> list[str]:
    """How little time lies between two steps: shown, not hidden (domain notes §0.1)."""
    if SUBMISSION not in dates:
        return []
    if rule.rule == SUBMISSION and dates.get(COMPILATION) == dates[SUBMISSION]:
        return ["Cùng hạn với việc tổng hợp, đánh giá (mục 6.2.1): không có ngày đệm cho hội nghị và tờ trình."]
    if rule.rule == RATING and dates[RATING] > dates[SUBMISSION]:
        return [f"Chỉ {(dates[RATING] - dates[SUBMISSION]).days} ngày sau hạn gửi hồ sơ."]
    return []


def _other_paper(quarter: Quarter) -> str:
    other = day(Anchor.LAST.day(quarter, _OTHER_DAY))
    return f"Kết luận 198-KL/TW nêu trước ngày 15 tháng cuối quý ({other}) cho các cán bộ này; ở đây theo Hướng dẫn."
