"""The five steps of §6 for each cadre, read from the facts alone, on the route the cadre's management gives.

    route A   R30, R33   the standing committee proposes, Bộ Chính trị and Ban Bí thư rate
    route B   R31        the collective at the workplace proposes, the standing committee rates
    route C   R16, R34   the delegated body rates by the conclusion of its collective

1. A step is done only when all before it are: what was taken away takes back every step after it (R19).
2. A proposal and a decision are two facts; neither is ever read for the other (R11).
3. On route A a rating is a proposal until the central level has answered (R33).
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.notices import unnoticed
from archive.domain.dossier.papers import must_be_asked, secret_paper
from archive.domain.people import Cadre, Management
from archive.domain.province import GUIDANCE_PROVINCE, Province
from archive.domain.rating import Rating
from archive.domain.transfer import TransferKind


class Route(StrEnum):
    """Who proposes and who rates."""

    A = "A"
    B = "B"
    C = "C"

    @property
    def words(self) -> str:
        """The route in the words of the pages."""
        return _ROUTE_WORDS[self]


_ROUTE_WORDS = {
    Route.A: "Ban Thường vụ cấp tỉnh đề xuất, Bộ Chính trị, Ban Bí thư xếp loại",
    Route.B: "Tập thể lãnh đạo nơi công tác đề xuất, Ban Thường vụ cấp tỉnh xếp loại",
    Route.C: "Cơ quan, đơn vị được phân cấp xếp loại bằng kết luận của tập thể lãnh đạo",
}


class Step(IntEnum):
    """The five steps of §6, by their number (R19)."""

    PLAN = 1
    SELF_ASSESSMENT = 2
    PROPOSAL = 3
    DECISION = 4
    NOTICE = 5

    @property
    def words(self) -> str:
        """The step in the guidance's words."""
        return _STEP_WORDS[self]


_STEP_WORDS = {
    Step.PLAN: "Xác định mục tiêu, nhiệm vụ, kết quả sản phẩm",
    Step.SELF_ASSESSMENT: "Cá nhân tự chấm điểm, đánh giá và đề xuất mức xếp loại",
    Step.PROPOSAL: "Nhận xét, đánh giá và đề xuất của cấp có thẩm quyền",
    Step.DECISION: "Quyết định mức xếp loại",
    Step.NOTICE: "Thông báo và lưu trữ kết quả",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one cadre stands: steps done in a row (0 to 5), what the next one still needs and from whom."""

    cadre: Cadre
    route: Route
    done: int
    needs: tuple[str, ...]
    whom: str

    @property
    def step(self) -> Step:
        """The step being worked on; the last one stays when all are done."""
        return Step(min(self.done + 1, Step.NOTICE))

    @property
    def is_done(self) -> bool:
        """Whether the last step is done as well."""
        return self.done == Step.NOTICE

    @property
    def sentence(self) -> str:
        """What comes next, as pages say it."""
        if self.is_done:
            return "Đã xong cả năm bước."
        return f"Bước {self.step.value} ({self.step.words}): cần {', '.join(self.needs)}; từ {self.whom}."


def route_of(cadre: Cadre) -> Route:
    """The route the cadre's management gives (R30, R31, R34)."""
    if cadre.management is Management.POLITBURO:
        return Route.A
    return Route.C if cadre.management is Management.UNIT else Route.B


def final_rating(dossier: OpenDossier, cadre: Cadre) -> Rating | None:
    """The rating that was decided; on route A only once the central level has answered (R33)."""
    proposal = dossier.proposal_of(cadre.code)
    decided = proposal.decided if proposal else None
    return None if route_of(cadre) is Route.A and not is_answered(dossier, cadre) else decided


def is_answered(dossier: OpenDossier, cadre: Cadre) -> bool:
    """Whether the central level has answered about the cadre, or about the unit as a whole."""
    kind = TransferKind.CENTRAL_ANSWER
    answers = (*dossier.transfers_of(kind, person=cadre.code), *dossier.transfers_of(kind))
    return any(answer.received for answer in answers)


def standing(dossier: OpenDossier, cadre: Cadre, province: Province = GUIDANCE_PROVINCE) -> Standing:
    """Where a rated cadre stands."""
    route = route_of(cadre)
    missing = (
        _plan_needs(dossier, cadre),
        _assessment_needs(dossier, cadre),
        _proposal_needs(dossier, cadre, route),
        _decision_needs(dossier, cadre, route),
        _notice_needs(dossier, cadre, province),
    )
    done = next((number for number, needs in enumerate(missing) if needs), len(Step))
    return Standing(
        cadre=cadre,
        route=route,
        done=done,
        needs=() if done == len(Step) else missing[done],
        whom="" if done == len(Step) else _whom(dossier, cadre, Step(done + 1), province),
    )


def standings(dossier: OpenDossier, province: Province = GUIDANCE_PROVINCE) -> tuple[Standing, ...]:
    """Where everybody rated stands, in the order of the lists."""
    return tuple(standing(dossier, cadre, province) for cadre in dossier.rated)


def dossier_step(dossier: OpenDossier) -> Step:
    """The step the dossier is in: that of whoever is furthest behind; the first one while nobody is rated."""
    return min((item.step for item in standings(dossier)), default=Step.PLAN)


def _plan_needs(dossier: OpenDossier, cadre: Cadre) -> tuple[str, ...]:
    return () if dossier.tasks_of(cadre.code) else ("danh mục nhiệm vụ được giao (PL 02)",)


def _assessment_needs(dossier: OpenDossier, cadre: Cadre) -> tuple[str, ...]:
    if must_be_asked(dossier, cadre):
        return ("câu trả lời về độ mật của bản tự đánh giá",)
    if secret_paper(dossier, DocumentKind.SELF_ASSESSMENT, cadre.code):
        return ()
    stated = dossier.assessment_of(cadre.code)
    given = {
        "điểm tiêu chí chung": stated and stated.general_points,
        "điểm kết quả nhiệm vụ": stated and stated.task_points,
        "mức tự đề xuất": stated and stated.proposed,
    }
    return tuple(label for label, value in given.items() if value is None)


def _proposal_needs(dossier: OpenDossier, cadre: Cadre, route: Route) -> tuple[str, ...]:
    proposal = dossier.proposal_of(cadre.code)
    met = dossier.meeting or secret_paper(dossier, DocumentKind.MINUTES) or route is Route.A
    minutes = () if met else ("biên bản hội nghị",)
    return (*minutes, *(() if proposal and proposal.proposed else ("mức xếp loại đề xuất",)))


def _decision_needs(dossier: OpenDossier, cadre: Cadre, route: Route) -> tuple[str, ...]:
    proposal = dossier.proposal_of(cadre.code)
    answered = route is not Route.A or is_answered(dossier, cadre)
    answer = () if answered else ("trả lời của Trung ương",)
    return (*answer, *(() if proposal and proposal.decided else ("mức xếp loại được quyết định",)))


def _notice_needs(dossier: OpenDossier, cadre: Cadre, province: Province) -> tuple[str, ...]:
    return tuple(f"thông báo kết quả đến {receiver.name}" for receiver in unnoticed(dossier, cadre, province))


def _whom(dossier: OpenDossier, cadre: Cadre, step: Step, province: Province) -> str:
    """Who has to act next; the deciding level is that of §6.3 and §6.4."""
    unit = dossier.unit.name
    collective = f"tập thể lãnh đạo {unit}"
    by_route = {
        Step.PROPOSAL: {
            Route.A: f"{province.standing_committee} (qua {province.organisation_board})",
            Route.B: collective,
            Route.C: collective,
        },
        Step.DECISION: {
            Route.A: "Bộ Chính trị, Ban Bí thư",
            Route.B: province.standing_committee,
            Route.C: collective,
        },
        Step.NOTICE: {
            Route.A: province.organisation_board,
            Route.B: province.organisation_board,
            Route.C: f"cơ quan tham mưu về tổ chức, cán bộ của {unit}",
        },
    }
    if step is Step.SELF_ASSESSMENT and must_be_asked(dossier, cadre):
        return "cơ quan ban hành văn bản"
    if step in by_route:
        return by_route[step][route_of(cadre)]
    own = f"đồng chí {cadre.name}"
    return own if step is Step.SELF_ASSESSMENT else f"{own} và cơ quan chủ trì giao nhiệm vụ"
