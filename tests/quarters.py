"""Made-up facts for tests: one complete dossier to take things away from, and generated ones of any size."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from archive.domain.criteria import Criterion, CriterionName
from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence
from archive.domain.meeting import Meeting
from archive.domain.outcome import Result
from archive.domain.paper import PaperClassification
from archive.domain.people import Cadre, IssuerSystem, Management, PersonCode, Unit, UnitCode, UnitKind
from archive.domain.plan import AxisRole, Delegation, Period, PlanApproval, Task, TaskCode
from archive.domain.quarter import Quarter
from archive.domain.rating import Proposal, Rating, SelfAssessment
from archive.domain.secrecy import Classification
from archive.language import VIETNAM

QUARTER = Quarter(2026, 2)
CUTOFF = date(2026, 6, 24)
PERIOD = Period(quarter=QUARTER, cutoff=CUTOFF, guidance_number="05-HD/TU", guidance_date=date(2026, 6, 5))
SNV = UnitCode("SNV")
FAMILY = ("Hoàng", "Lý", "Giàng", "Vàng", "Nguyễn", "Lò", "Đặng")
FIGURES = (
    (CriterionName.GENERAL_MAX, None, 30),
    (CriterionName.TASK_MAX, None, 70),
    (CriterionName.POINTS_FROM, Rating.EXCELLENT, 90),
    (CriterionName.COMPLETED_FROM, Rating.EXCELLENT, 100),
    (CriterionName.OVER_TARGET_FROM, Rating.EXCELLENT, 30),
    (CriterionName.LATE_UP_TO, Rating.EXCELLENT, 0),
    (CriterionName.POINTS_FROM, Rating.GOOD, 70),
    (CriterionName.COMPLETED_FROM, Rating.GOOD, 100),
    (CriterionName.POINTS_FROM, Rating.COMPLETED, 50),
    (CriterionName.LATE_UP_TO, Rating.COMPLETED, 20),
)
CRITERIA = tuple(
    Criterion(name=name, rating=rating, value=Decimal(value), basis="Điều 11 Quy định 366-QĐ/TW")
    for name, rating, value in FIGURES
)
DELEGATIONS = tuple(
    Delegation(
        post=post,
        managed_by="Ban Thường vụ Tỉnh ủy",
        lead_body="Ban Tổ chức Tỉnh ủy",
        assigned_by="Ủy ban nhân dân tỉnh",
        decided_by="Ban Thường vụ Tỉnh ủy",
    )
    for post in ("Giám đốc", "Phó Giám đốc", "Bí thư Đảng ủy", "Đảng ủy viên")
)
SELF_POINTS = {1: Decimal(34), 2: Decimal("27.5")}  # of each cadre's two tasks: what the assessments state in all
GIVEN = ("Thị Lan", "A Páo", "Văn Thủy", "Thu Hà", "Seo Lử", "Đức Thảo", "Kim Cường")


def unit(code: str = "SNV", *, kind: UnitKind = UnitKind.PROVINCIAL_BODY, system: IssuerSystem | None = None) -> Unit:
    """A unit of the kind; a committee is always of the Party."""
    party = kind is UnitKind.PARTY_COMMITTEE
    return Unit(
        code=UnitCode(code),
        name="Đảng ủy xã Bắc Hà" if party else "Sở Nội vụ",
        superior="Đảng bộ tỉnh Lào Cai" if party else "UBND tỉnh Lào Cai",
        kind=kind,
        system=system or (IssuerSystem.PARTY if party else IssuerSystem.STATE),
        symbol="ĐU" if party else "SNV",
        place="Lào Cai",
    )


def cadre(number: int, of: Unit, *, management: Management = Management.STANDING_COMMITTEE) -> Cadre:
    """The n-th cadre of a unit; the first is its head."""
    party = of.system is IssuerSystem.PARTY
    return Cadre(
        code=PersonCode(f"CB-{of.code}-{number:02d}"),
        name=f"{FAMILY[number % 7]} {GIVEN[number * 3 % 7]}",
        unit=of.code,
        management=management,
        is_head=number == 1,
        born=date(1975, 3, 1 + number % 28),
        party_post="Bí thư Đảng ủy" if party and number == 1 else "Đảng ủy viên",
        state_post="" if party else ("Giám đốc" if number == 1 else "Phó Giám đốc"),
        group=f"Nhóm {of.code}",
    )


def task(number: int, of: Cadre, *, due: date | None = date(2026, 6, 10)) -> Task:
    """The n-th task of a cadre, clear in every way."""
    return Task(
        code=TaskCode(f"NV-{of.code[3:]}-{number:02d}"),
        lead=of.code,
        name=f"Số hóa hồ sơ thủ tục hành chính đợt {number}, phần việc {of.code[-2:]}",
        product="Kho dữ liệu số hóa",
        due=due,
        axis=1 + number % 6,
        axis_role=AxisRole.MAIN if number == 1 else AxisRole.SECONDARY,
        measure="hồ sơ",
        target=Decimal(100),
        weight=Decimal(40 if number == 1 else 30),
        assigned_by="Ủy ban nhân dân tỉnh",
        lead_body="Ban Tổ chức Tỉnh ủy",
    )


def result(of: Task, *, days: int = 0, achieved: int = 100) -> Result:
    """A result so many days after the deadline."""
    completed = (of.due or CUTOFF) + timedelta(days=days)
    points = SELF_POINTS.get(int(of.code[-2:]), Decimal(10))
    return Result(task=of.code, completed=completed, achieved=Decimal(achieved), self_points=points)


def complete_dossier(
    *, of: Unit | None = None, people: int = 2, management: Management = Management.STANDING_COMMITTEE
) -> OpenDossier:
    """A dossier that misses nothing: each cadre has an on-time task and a late one with evidence."""
    owner = of or unit()
    cadres = tuple(cadre(number, owner, management=management) for number in range(1, people + 1))
    tasks = tuple(task(number, person) for person in cadres for number in (1, 2))
    late = tasks[1::2]
    return OpenDossier(
        period=PERIOD,
        unit=owner,
        cadres=cadres,
        tasks=tasks,
        results=tuple(result(item, days=3 if item in late else 0) for item in tasks),
        evidence=tuple(
            Evidence(
                task=item.code,
                number=f"{12 + place}/BC-SNV",
                issued=date(2026, 6, 13),
                summary="Báo cáo số hóa hồ sơ",
                due="10/06/2026",
                target="100 hồ sơ",
            )
            for place, item in enumerate(late)
        ),
        self_assessments=tuple(
            SelfAssessment(
                person=person.code,
                general_points=Decimal(28),
                task_points=Decimal("61.5"),
                strengths="Chủ động, quyết liệt",
                proposed=Rating.GOOD,
            )
            for person in cadres
        ),
        meeting=Meeting(
            unit=owner.code,
            held=datetime(2026, 6, 22, 8, tzinfo=VIETNAM),
            place="Phòng họp tầng 2",
            chair=cadres[0].name if cadres else "",
            secretary="Lò Thị Mai",
            invited=9,
            present=9,
            agenda="Đánh giá, xếp loại quý II",
            conclusion="Thống nhất đề xuất",
        ),
        proposals=tuple(
            Proposal(person=person.code, proposed=Rating.GOOD, votes_for=9, votes_against=0, reason="Kết quả trong quý")
            for person in cadres
        ),
        delegations=DELEGATIONS,
        approval=PlanApproval(unit=owner.code, approved_on=date(2026, 6, 1), approved_by="Ban Tổ chức Tỉnh ủy"),
        criteria=CRITERIA,
        papers=tuple(
            PaperClassification(
                kind=DocumentKind.SELF_ASSESSMENT,
                unit=owner.code,
                person=person.code,
                classification=Classification.PUBLIC,
                decided_by="Ban Tổ chức Tỉnh ủy",
            )
            for person in cadres
            if person.management is Management.POLITBURO
        ),
    )


@st.composite
def dossiers(draw: st.DrawFn) -> OpenDossier:
    """Complete dossiers of every kind of unit, some of the cadres excluded, some tasks carried over."""
    kind = draw(st.sampled_from(UnitKind))
    management = draw(st.sampled_from(Management))
    dossier = complete_dossier(of=unit(kind=kind), people=draw(st.integers(1, 5)), management=management)
    carried = draw(st.sets(st.sampled_from([item.code for item in dossier.tasks[::2]])))
    fewer = {item.lead for item in dossier.tasks if item.code in carried}
    return replace(
        dossier,
        tasks=tuple(replace(item, due=date(2026, 6, 30)) if item.code in carried else item for item in dossier.tasks),
        results=tuple(item for item in dossier.results if item.task not in carried),
        self_assessments=tuple(  # what is left is spread over the whole plan: 27.5 of 30 is 64 of 70
            replace(item, task_points=Decimal(64)) if item.person in fewer else item
            for item in dossier.self_assessments
        ),
    )
