"""Self-assessments, proposals and the meeting of one made-up body, such as follow from how its tasks ended.

Excellent is proposed for heads only and only while 5·excellent ≤ good over the whole quarter holds (R12, R42, R44).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from random import Random

from archive.demo.bodies import Body
from archive.demo.names import NameGiver
from archive.demo.plan import Assigned
from archive.domain.meeting import Meeting
from archive.domain.outcome import Outcome
from archive.domain.people import Cadre, PersonCode
from archive.domain.rating import Proposal, Rating, SelfAssessment
from archive.language import VIETNAM, number

_STRENGTHS = (
    "Chủ động bám sát cơ sở, giải quyết dứt điểm việc tồn đọng; giữ đoàn kết nội bộ.",
    "Điều hành quyết liệt, phân công rõ người, rõ việc, rõ thời hạn.",
    "Nêu gương trong chuyển đổi số, xử lý toàn bộ hồ sơ trên môi trường mạng.",
    "Làm tốt công tác vận động đồng bào, được nhân dân tín nhiệm.",
    "Tham mưu kịp thời, chất lượng văn bản được cấp trên đánh giá cao.",
)
_SHORTCOMINGS = (
    "Có việc còn chậm do phụ thuộc cơ quan phối hợp.",
    "Chưa dành nhiều thời gian đi cơ sở vùng sâu, vùng xa.",
    "Việc đôn đốc cấp dưới có lúc chưa thường xuyên.",
    "Không.",
)
_DIRECTIONS = (
    "Đẩy nhanh tiến độ các nhiệm vụ chuyển sang quý III, kiểm tra hằng tuần.",
    "Tập trung tháo gỡ vướng mắc về mặt bằng và nguồn vốn.",
    "Tăng cường đi cơ sở, đối thoại với nhân dân mỗi tháng một lần.",
    "Hoàn thiện cơ sở dữ liệu, giảm báo cáo giấy.",
)
_EXCELLENT_PER_GOOD = 5


def proposed_ratings(
    bodies: Sequence[Sequence[Cadre]], assigned: Mapping[PersonCode, Sequence[Assigned]]
) -> Mapping[PersonCode, Rating]:
    """What the collectives propose, over all bodies, within the quota."""
    ratings = {cadre.code: _rating(assigned[cadre.code]) for cadres in bodies for cadre in cadres if cadre.is_rated}
    heads = [cadre.code for cadres in bodies for cadre in cadres if cadre.is_head]
    for head in (code for code in heads if ratings[code] is Rating.GOOD and _is_outstanding(assigned[code])):
        good, excellent = _count(ratings, Rating.GOOD), _count(ratings, Rating.EXCELLENT)
        if _EXCELLENT_PER_GOOD * (excellent + 1) <= good - 1:
            ratings[head] = Rating.EXCELLENT
    return ratings


def _count(ratings: Mapping[PersonCode, Rating], level: Rating) -> int:
    return sum(rating is level for rating in ratings.values())


def _rating(tasks: Sequence[Assigned]) -> Rating:
    ended = [item.ending.outcome for item in tasks]
    if ended.count(Outcome.NOT_COMPLETED) > 1:
        return Rating.NOT_COMPLETED
    if Outcome.NOT_COMPLETED in ended or ended.count(Outcome.LATE) > 1:
        return Rating.COMPLETED
    return Rating.GOOD


def _is_outstanding(tasks: Sequence[Assigned]) -> bool:
    return any(item.ending.over_target for item in tasks) and all(
        item.ending.outcome not in (Outcome.LATE, Outcome.NOT_COMPLETED) for item in tasks
    )


def self_assessment(cadre: Cadre, tasks: Sequence[Assigned], rating: Rating, dice: Random) -> SelfAssessment:
    """What the cadre states; now and then a level more than the collective will grant."""
    scored = [(item.task.weight or Decimal(0), item.result.self_points) for item in tasks if item.result]
    weight = sum((part for part, _ in scored), Decimal(0)) or Decimal(1)
    points = sum((part or Decimal(0) for _, part in scored), Decimal(0))
    wished = rating
    if rating is Rating.GOOD and _is_outstanding(tasks) and dice.random() < 1 / 2:
        wished = Rating.EXCELLENT
    return SelfAssessment(
        person=cadre.code,
        general_points=Decimal(dice.randint(52, 60)) / 2,
        task_points=(points / weight * 70).quantize(Decimal("0.5")),
        strengths=dice.choice(_STRENGTHS),
        shortcomings=_SHORTCOMINGS[0] if rating is Rating.COMPLETED else dice.choice(_SHORTCOMINGS),
        direction=dice.choice(_DIRECTIONS),
        proposed=wished,
    )


def meeting_of(body: Body, cadres: Sequence[Cadre], names: NameGiver, dice: Random) -> Meeting:
    """The meeting of the collective, before the day dossiers are due."""
    invited = dice.randint(9, 15)
    present = invited - dice.choice((0, 0, 1, 1, 2))
    away = f"{invited - present:02d} đồng chí đi công tác" if invited > present else ""
    return Meeting(
        unit=body.unit.code,
        held=datetime(2026, 6, dice.choice((19, 22, 23)), dice.choice((8, 14)), dice.choice((0, 30)), tzinfo=VIETNAM),
        place=f"Phòng họp tầng {dice.randint(1, 4)}, trụ sở {body.unit.name}",
        chair=cadres[0].name,
        secretary=names.give().name,
        invited=invited,
        present=present,
        absent=away,
        agenda="Đánh giá, đề xuất xếp loại mức hoàn thành nhiệm vụ quý II năm 2026 của cán bộ lãnh đạo, quản lý",
        conclusion=f"Hội nghị thống nhất đề xuất mức xếp loại của {sum(cadre.is_rated for cadre in cadres)} đồng chí "
        "theo bảng tổng hợp; giao thư ký hoàn thiện hồ sơ gửi Ban Tổ chức Tỉnh ủy trước ngày 25/6/2026.",
    )


def proposal_of(cadre: Cadre, tasks: Sequence[Assigned], rating: Rating, meeting: Meeting, dice: Random) -> Proposal:
    """The collective's proposal with the votes of those present."""
    present = meeting.present or 0
    against = 0 if rating is Rating.EXCELLENT else dice.choice((0, 0, 0, 1, 2))
    return Proposal(
        person=cadre.code,
        proposed=rating,
        votes_for=present - against,
        votes_against=against,
        reason=_reason(tasks, rating),
        personnel_proposal="Xem xét phân công lại nhiệm vụ" if rating is Rating.NOT_COMPLETED else "",
    )


def _reason(tasks: Sequence[Assigned], rating: Rating) -> str:
    scored = [item for item in tasks if item.result]
    done = sum(1 for item in scored if item.result and item.result.completed)
    over = next((item for item in tasks if item.ending.over_target), None)
    text = f"Hoàn thành {done}/{len(scored)} nhiệm vụ đến hạn"
    if rating is Rating.EXCELLENT and over and over.result and over.result.achieved and over.task.target:
        share = over.result.achieved * 100 / over.task.target
        text += f"; {over.work.name.lower()} đạt {number(share.quantize(Decimal('0.1')))}% chỉ tiêu"
    return text
