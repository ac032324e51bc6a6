"""Who gets what once ratings are proposed and decided (R33-R38, R63), from what is known of each person.

Three papers go three ways and never mix: the submission about cadres of the centre to Bộ Chính trị, Ban Bí thư (R35);
the report on cadres of the standing committee to two central bodies (R36); one notice a receiver, which names only the
receiver's own people (R37). The periodic report (R63) is a fourth, of counts without names. Bodies that rate their own
cadres do the same under local names (R38).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from archive.domain.calendar_policy import GUIDANCE_ONLY, CalendarPolicy
from archive.domain.deadline import deadlines
from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.notices import Receiver, receivers
from archive.domain.dossier.steps import Route, Standing, final_rating, standing
from archive.domain.people import Cadre, PersonCode, Unit, UnitKind
from archive.domain.plan import Period
from archive.domain.province import GUIDANCE_PROVINCE, Province
from archive.domain.quarter import Quarter
from archive.domain.rating import Rating
from archive.errors import RuleBroken

CENTRAL_DECIDERS = ("Bộ Chính trị", "Ban Bí thư")  # R35
REPORT_RECEIVERS = ("Ban Tổ chức Trung ương", "Văn phòng Trung ương Đảng")  # R36: both, always
PERIODIC_RECEIVERS = ("Ban Tổ chức Trung ương",)  # R63


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOutcome:
    """What is known of one rated cadre; the three ratings are three facts (R11), `decided` only when final (R33)."""

    unit: Unit
    cadre: Cadre
    standing: Standing
    self_proposed: Rating | None
    proposed: Rating | None
    decided: Rating | None
    decision_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One paper to be sent: `people` stand in it, `waiting` will once what it needs is known.

    A local paper has the kind of the provincial one it is like; `before` is None where nobody names a day.
    """

    kind: DocumentKind
    rule: str
    title: str
    sender: str
    receivers: tuple[str, ...]
    people: tuple[PersonOutcome, ...]
    waiting: tuple[PersonOutcome, ...] = ()
    before: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicReport:
    """How the rating went, in figures: no names (R63)."""

    receivers: tuple[str, ...]
    counts: Mapping[Rating, int]
    undecided: int
    before: date | None


def require_guidance(period: Period) -> None:
    """Let nothing leave before the guidance it stands on is named (R1); its number and day are never invented.

    Raises:
        RuleBroken: the period has no number or no day of the guidance.
    """
    told = {"số ký hiệu": period.guidance_number.strip(), "ngày ban hành": period.guidance_date}
    missing = " và ".join(label for label, value in told.items() if not value)
    if missing:
        raise RuleBroken(
            f"Kỳ {period.quarter.title} chưa có {missing} của Hướng dẫn đánh giá hằng quý, nên chưa kết xuất được "
            "gì; hãy ghi vào trang Kỳ rồi nhập lại.",
            quarter=str(period.quarter),
        )


def outcomes_of(dossier: OpenDossier, province: Province = GUIDANCE_PROVINCE) -> tuple[PersonOutcome, ...]:
    """What is known of everybody rated in one dossier."""
    return tuple(_outcome(dossier, cadre, province) for cadre in dossier.rated)


def _outcome(dossier: OpenDossier, cadre: Cadre, province: Province) -> PersonOutcome:
    stated, proposal = dossier.assessment_of(cadre.code), dossier.proposal_of(cadre.code)
    decided = final_rating(dossier, cadre)
    return PersonOutcome(
        unit=dossier.unit,
        cadre=cadre,
        standing=standing(dossier, cadre, province),
        self_proposed=stated.proposed if stated else None,
        proposed=proposal.proposed if proposal else None,
        decided=decided,
        decision_number=proposal.decision_number if proposal and decided else "",
    )


def counted_once(people: Iterable[PersonOutcome]) -> tuple[PersonOutcome, ...]:
    """Everybody once: who moved within the quarter counts where the newer post is (R41)."""
    newest: dict[PersonCode, PersonOutcome] = {}
    for item in people:
        known = newest.setdefault(item.cadre.code, item)
        if _since(item) > _since(known):
            newest[item.cadre.code] = item
    return tuple(newest.values())


def _since(item: PersonOutcome) -> date:
    return item.cadre.in_post_since or date.min


def central_people(people: Iterable[PersonOutcome]) -> tuple[PersonOutcome, ...]:
    """Whom the central level rates: the submission names them and nobody else (R35)."""
    return tuple(item for item in people if item.standing.route is Route.A)


def follow_ups(
    people: Sequence[PersonOutcome],
    quarter: Quarter,
    policy: CalendarPolicy = GUIDANCE_ONLY,
    province: Province = GUIDANCE_PROVINCE,
) -> tuple[FollowUp, ...]:
    """Every paper that is due about these people, those of the province first; one about nobody is not due."""
    days = {deadline.rule: deadline.before for deadline in deadlines(quarter, policy)}
    due = (
        _central_submission(people, days.get("R56"), province),
        _central_report(people, province),
        *_local_papers(people, days.get("R57"), province),
        *notices(people, province),
    )
    return tuple(item for item in due if item.people or item.waiting)


def _central_submission(people: Sequence[PersonOutcome], before: date | None, province: Province) -> FollowUp:
    central = central_people(people)
    return FollowUp(
        kind=DocumentKind.CENTRAL_SUBMISSION,
        rule="R35",
        title="Tờ trình đánh giá, xếp loại cán bộ diện Bộ Chính trị, Ban Bí thư quản lý",
        sender=province.standing_committee,
        receivers=CENTRAL_DECIDERS,
        people=tuple(item for item in central if item.proposed),
        waiting=tuple(item for item in central if not item.proposed),
        before=before,
    )


def _central_report(people: Sequence[PersonOutcome], province: Province) -> FollowUp:
    own = [item for item in people if item.standing.route is Route.B]
    return FollowUp(
        kind=DocumentKind.CENTRAL_REPORT,
        rule="R36",
        title=f"Báo cáo kết quả xếp loại cán bộ diện {province.standing_committee} quản lý",
        sender=province.standing_committee,
        receivers=REPORT_RECEIVERS,
        people=tuple(item for item in own if item.decided),
        waiting=tuple(item for item in own if not item.decided),
    )


def _local_papers(people: Sequence[PersonOutcome], before: date | None, province: Province) -> Iterable[FollowUp]:
    """What R35 and R36 are in a body that rates its own cadres: to its collective, and to the Board (R38, R57)."""
    own = [item for item in people if item.standing.route is Route.C]
    for unit in sorted({item.unit.code: item.unit for item in own}.values(), key=lambda item: item.code):
        here = [item for item in own if item.unit.code == unit.code]
        yield FollowUp(
            kind=DocumentKind.SUBMISSION,
            rule="R38",
            title=f"Tờ trình đánh giá, xếp loại cán bộ thuộc thẩm quyền của {unit.name}",
            sender=f"Cơ quan tham mưu về tổ chức, cán bộ của {unit.name}",
            receivers=(collective(unit),),
            people=tuple(item for item in here if item.proposed),
            waiting=tuple(item for item in here if not item.proposed),
        )
        yield FollowUp(
            kind=DocumentKind.CENTRAL_REPORT,
            rule="R38",
            title=f"Báo cáo kết quả xếp loại cán bộ thuộc thẩm quyền của {unit.name}",
            sender=collective(unit),
            receivers=(province.organisation_board,),
            people=tuple(item for item in here if item.decided),
            waiting=tuple(item for item in here if not item.decided),
            before=before,
        )


def collective(unit: Unit) -> str:
    """The collective that rates a unit's own cadres, by its name (R34, R38)."""
    party = unit.kind is UnitKind.PARTY_COMMITTEE
    return f"{'Ban Thường vụ' if party else 'Tập thể lãnh đạo'} {unit.name}"


def notices(people: Iterable[PersonOutcome], province: Province = GUIDANCE_PROVINCE) -> tuple[FollowUp, ...]:
    """One notice a receiver with only its own people; everybody decided stands in at least one (R37)."""
    told: dict[Receiver, list[PersonOutcome]] = {}
    for item in people:
        if item.decided:
            for receiver in receivers(item.unit, item.cadre, province):
                told.setdefault(receiver, []).append(item)
    return tuple(_notice(receiver, told[receiver], province) for receiver in sorted(told, key=lambda item: item.key))


def _notice(receiver: Receiver, people: Sequence[PersonOutcome], province: Province) -> FollowUp:
    """Sent by the province, but by the unit itself when it decided about all of them."""
    local = all(item.standing.route is Route.C for item in people)
    return FollowUp(
        kind=DocumentKind.NOTICE,
        rule="R37",
        title=f"Thông báo kết quả xếp loại đến {receiver.name}",
        sender=collective(people[0].unit) if local else province.standing_committee,
        receivers=(receiver.name,),
        people=tuple(people),
    )


def periodic_report(
    people: Iterable[PersonOutcome], quarter: Quarter, policy: CalendarPolicy = GUIDANCE_ONLY
) -> PeriodicReport:
    """The figures of R63; another paper than the report of R36."""
    ratings = Counter(item.decided for item in people)
    return PeriodicReport(
        receivers=PERIODIC_RECEIVERS,
        counts={rating: ratings[rating] for rating in Rating},
        undecided=ratings[None],
        before=next((item.before for item in deadlines(quarter, policy) if item.rule == "R63"), None),
    )
