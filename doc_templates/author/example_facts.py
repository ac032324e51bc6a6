"""Made-up facts from which the examples of papers outside the seven components are written, one unit a system."""

from datetime import date, datetime
from decimal import Decimal

from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence
from archive.domain.meeting import Meeting
from archive.domain.outcome import Result
from archive.domain.people import Cadre, IssuerSystem, Management, PersonCode, Unit, UnitCode, UnitKind
from archive.domain.plan import AxisRole, Period, PlanApproval, Task, TaskCode, Work
from archive.domain.quarter import Quarter
from archive.domain.rating import Proposal, Rating, SelfAssessment
from archive.domain.transfer import Transfer, TransferKind
from archive.language import VIETNAM
from doc_templates.author.example_unit import NAMES, posts, unit

_PERIOD = Period(
    quarter=Quarter(2026, 2),
    cutoff=date(2026, 6, 24),
    guidance_number="05-HD/TU",
    guidance_date=date(2026, 6, 5),
)
_RATINGS = (Rating.GOOD, Rating.GOOD, Rating.EXCELLENT, Rating.COMPLETED)
_REASONS = (
    "Hoàn thành 100% nhiệm vụ đúng tiến độ, chất lượng bảo đảm",
    "01 nhiệm vụ chậm do mưa lũ kéo dài",
    "Vượt 20% chỉ tiêu số hóa hồ sơ, hoàn thành sớm 05 ngày",
    "Còn nhiệm vụ chậm so với yêu cầu",
)
_WORK = (
    ("Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực", "Kho dữ liệu số hóa", (6, 10), (6, 5), 1800),
    ("Diễn tập khu vực phòng thủ", "Kế hoạch và báo cáo diễn tập", (6, 18), (6, 22), 1),
    ("Kiểm tra, giám sát tổ chức đảng cấp dưới", "Thông báo kết quả kiểm tra", (4, 26), (4, 26), 3),
    ("Giải ngân vốn đầu tư công kế hoạch năm 2026", "Báo cáo giải ngân", (6, 15), None, 31),
    ("Xây dựng Đề án sắp xếp, tổ chức lại bộ máy", "Đề án được duyệt", (7, 30), None, None),
)
_TARGETS = ((1500, "hồ sơ"), (1, "cuộc"), (3, "cuộc"), (45, "% kế hoạch"), (1, "đề án"))


def facts(system: IssuerSystem, *, management: Management = Management.UNIT) -> OpenDossier:
    """One dossier with every kind of result; the third cadre leads all its tasks."""
    body = _unit(system)
    people = tuple(_cadre(body, number, system, management) for number in range(len(NAMES)))
    lead = people[2]
    tasks = tuple(_task(body, lead, number) for number in range(len(_WORK)))
    return OpenDossier(
        period=_PERIOD,
        unit=body,
        cadres=people,
        tasks=tasks,
        works=(Work(task=tasks[0].code, name="Quét hồ sơ giấy", quantity=Decimal(1500), measure="hồ sơ"),),
        results=tuple(_result(task, number) for number, task in enumerate(tasks[:4])),
        evidence=(
            Evidence(
                task=tasks[0].code,
                number="202/BC",
                issued=date(2026, 6, 5),
                summary="Báo cáo kết quả số hóa hồ sơ",
            ),
        ),
        self_assessments=tuple(
            SelfAssessment(person=one.code, general_points=Decimal(28), task_points=Decimal("61.5"), proposed=rating)
            for one, rating in zip(people, _RATINGS, strict=True)
        ),
        meeting=Meeting(
            unit=body.code,
            held=datetime(2026, 6, 22, 8, tzinfo=VIETNAM),
            difficulties="Thiếu biên chế làm công tác chuyển đổi số.",
        ),
        proposals=tuple(
            Proposal(
                person=one.code, proposed=rating, reason=reason, decided=rating, decision_number=f"{15 + place}-QĐ/TU"
            )
            for place, (one, rating, reason) in enumerate(zip(people, _RATINGS, _REASONS, strict=True))
        ),
        approval=PlanApproval(
            unit=body.code, approved_on=date(2026, 3, 24), approved_by=f"tập thể lãnh đạo {body.name}", number="31-TB"
        ),
        transfers=(
            Transfer(
                kind=TransferKind.OPINION,
                unit=body.code,
                body="Công an tỉnh",
                sent=date(2026, 6, 23),
                received=date(2026, 6, 25),
                note="Đồng ý",
            ),
        ),
    )


def _unit(system: IssuerSystem) -> Unit:
    party = system is IssuerSystem.PARTY
    return Unit(
        code=UnitCode("DUBH" if party else "SNV"),
        name=unit(system),
        superior="Đảng bộ tỉnh Lào Cai" if party else "UBND tỉnh Lào Cai",
        kind=UnitKind.PARTY_COMMITTEE if party else UnitKind.PROVINCIAL_BODY,
        system=system,
        symbol="ĐU" if party else "SNV",
        place="Bắc Hà" if party else "Lào Cai",
    )


def _cadre(body: Unit, number: int, system: IssuerSystem, management: Management) -> Cadre:
    post = posts(system)[number]
    party = system is IssuerSystem.PARTY
    return Cadre(
        code=PersonCode(f"CB-{body.code}-{number + 1:02d}"),
        name=NAMES[number],
        unit=body.code,
        management=management,
        is_head=number == 0,
        born=date(1979, 3, 8),
        party_post=post if party else "",
        state_post="" if party else post,
    )


def _task(body: Unit, lead: Cadre, number: int) -> Task:
    name, product, due, _, _ = _WORK[number]
    target, measure = _TARGETS[number]
    return Task(
        code=TaskCode(f"NV-{body.code}-{number + 1:02d}"),
        lead=lead.code,
        name=name,
        product=product,
        due=date(2026, *due),
        axis=1 + number,
        axis_role=AxisRole.MAIN if number == 0 else AxisRole.SECONDARY,
        measure=measure,
        target=Decimal(target),
        weight=Decimal(30 - 5 * number),
        source="Chương trình quý",
        source_document="12-CTr",
        lead_body="Ban Tổ chức Tỉnh ủy",
        is_arising=number == 1,
        coordinators="Văn phòng" if number == 0 else "",
    )


def _result(task: Task, number: int) -> Result:
    _, _, _, completed, achieved = _WORK[number]
    return Result(
        task=task.code,
        completed=date(2026, *completed) if completed else None,
        achieved=Decimal(achieved) if achieved is not None else None,
        quality=Decimal(95) if completed else None,
        self_points=Decimal(30 - 5 * number) if completed else None,
        appraised_points=Decimal("8.5") if completed else None,
        cause="Do thời tiết, mưa lũ kéo dài" if number == 1 else "",
    )
