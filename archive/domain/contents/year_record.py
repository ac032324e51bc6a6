"""The four quarters of one cadre side by side, for the year-end evaluation: as written down, never averaged (R2)."""

from collections.abc import Callable, Mapping, Sequence

from archive.domain.contents.letter import head, person_group, unit_sender
from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.outcome import Outcome
from archive.domain.year import PersonQuarter

_QUARTERS = (1, 2, 3, 4)


def year_record(dossier: OpenDossier, found: Sequence[PersonQuarter], year: int) -> Mapping[str, object]:
    """What each quarter says; `dossier` is the newest one the cadre stands in, whose unit writes this."""
    sender, person = unit_sender(dossier), found[-1].person
    return {
        **head(sender, DocumentKind.YEAR_RECORD, dossier.quarter, period=f"năm {year}"),
        "person": person_group(dossier, person),
        "rows": [{"item": name, **_across(found, told)} for name, told in _ITEMS],
        "signature": sender.signature,
    }


def _across(found: Sequence[PersonQuarter], told: Callable[[PersonQuarter], str]) -> dict[str, str]:
    """One item in each quarter; who stood in two units in a quarter has a line for each."""
    return {
        f"q{number}": "\n".join(filter(None, (told(one) for one in found if one.quarter.number == number))) or "–"
        for number in _QUARTERS
    }


def _outcome(outcome: Outcome) -> Callable[[PersonQuarter], str]:
    return lambda one: str(one.outcomes.get(outcome, 0))


def _record(one: PersonQuarter) -> str:
    return f"{one.record}, bản {one.version}" if one.version else "chưa niêm phong"


_ITEMS: tuple[tuple[str, Callable[[PersonQuarter], str]], ...] = (
    ("Đơn vị", lambda one: one.record.unit),
    ("Chức vụ", lambda one: one.post),
    ("Số nhiệm vụ chủ trì", lambda one: str(one.tasks)),
    *((f"- {outcome.words}", _outcome(outcome)) for outcome in Outcome if outcome is not Outcome.OPEN),
    ("Nhiệm vụ vượt chỉ tiêu", lambda one: str(one.over_target)),
    ("Điểm tiêu chí chung", lambda one: one.general_points.replace(".", ",")),
    ("Điểm kết quả nhiệm vụ", lambda one: one.task_points.replace(".", ",")),
    ("Cá nhân tự đề xuất", lambda one: one.self_proposed),
    ("Cấp có thẩm quyền đề xuất", lambda one: one.proposed),
    ("Mức xếp loại được quyết định", lambda one: one.decided),
    ("Số quyết định", lambda one: one.decision_number),
    ("Không đánh giá (lý do)", lambda one: one.excluded),
    ("Hồ sơ lưu trữ", _record),
)
