"""The quota of each group as a bar with the sentence of the rule, and the order of §8.4 when too many are chosen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from api.pages.views.scores import conditions
from api.pages.views.states import State
from archive.domain.dossier import OpenDossier
from archive.domain.people import PersonCode
from archive.domain.quota import GroupQuota, Share
from archive.domain.ranking import Ranked
from archive.workflow.decide import GroupDecision

_HOLDS = State("Đúng tỷ lệ", "check", "good")
_EXCEEDED = State("Vượt tỷ lệ", "cross", "bad")
_WHOLE = 100  # the bar's length
_ELSEWHERE = "Một đồng chí ở đơn vị khác"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankLine:
    """One person's place; `facts` are the steps in their order, each with what it looked at."""

    place: int
    name: str
    facts: tuple[tuple[str, str], ...]
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBar:
    """One group; `filled`, `over` and `limit` are parts of the bar in hundredths of its length."""

    name: str
    count: str
    state: State
    sentence: str
    remark: str
    filled: int
    over: int
    limit: int
    may_ask: bool
    ranking: tuple[RankLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Somebody whose chosen rating has conditions that are not met."""

    name: str
    rating: str
    unmet: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaPanel:
    """What moves as ratings are chosen; drawn by _quota.html."""

    groups: tuple[GroupBar, ...]
    concerns: tuple[Concern, ...]


def quota_panel(facts: OpenDossier, weighed: Sequence[GroupDecision]) -> QuotaPanel:
    """The panel for one unit; of people of other units no name and no fact is shown."""
    own = {cadre.code for cadre in facts.cadres}
    return QuotaPanel(groups=tuple(_bar(item, own) for item in weighed), concerns=_concerns(facts))


def _bar(item: GroupDecision, own: Collection[PersonCode]) -> GroupBar:
    quota = item.quota
    longest = max(quota.excellent, quota.allowed, 1)
    allowed = min(quota.excellent, quota.allowed)
    return GroupBar(
        name=quota.group,
        count=f"Xuất sắc {quota.excellent}/{quota.allowed} · Tốt {quota.good} · {quota.members} đồng chí",
        state=_HOLDS if quota.holds else _EXCEEDED,
        sentence=f"Được phép tối đa {quota.allowed} = {quota.share.percent} % của {quota.good}, không làm tròn lên.",
        remark=_remark(quota),
        filled=allowed * _WHOLE // longest,
        over=(quota.excellent - allowed) * _WHOLE // longest,
        limit=quota.allowed * _WHOLE // longest,
        may_ask=quota.share is Share.USUAL and not quota.one_more_holds,
        ranking=tuple(_ranked(ranked, own) for ranked in item.ranking),
    )


def _remark(quota: GroupQuota) -> str:
    if quota.decision:
        return f"25 % theo quyết định {quota.decision}."
    if not quota.holds:
        enough = quota.excellent * Share.DECIDED <= quota.good
        asked = "trong 25 % nếu cấp có thẩm quyền quyết định" if enough else "vượt cả 25 %"
        return (
            f"Mục 8.3: số xuất sắc không quá {quota.share.percent} % số hoàn thành tốt trong nhóm, không tính người "
            f"đứng đầu; nhóm này {asked}."
        )
    return "Còn thêm được 1 đồng chí." if quota.one_more_holds else "Không thêm được ai."


def _ranked(item: Ranked, own: Collection[PersonCode]) -> RankLine:
    is_own = item.person in own
    tied = "Ngang nhau, tập thể quyết định" if item.is_tied else ""
    undecided = f"chưa xác định: {item.undecided}" if item.undecided else ""
    return RankLine(
        place=item.place,
        name=item.name if is_own else _ELSEWHERE,
        facts=tuple((fact.step, fact.words) for fact in item.facts) if is_own else (),
        remark="; ".join(filter(None, (tied, undecided))),
    )


def _concerns(facts: OpenDossier) -> tuple[Concern, ...]:
    found = []
    for cadre in facts.rated:
        proposal = facts.proposal_of(cadre.code)
        rating = proposal.proposed if proposal else None
        unmet = conditions(facts, cadre.code, rating)
        if rating and unmet:
            found.append(Concern(name=cadre.name, rating=rating.value, unmet=unmet))
    return tuple(found)
