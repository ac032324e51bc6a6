"""The quarter as charts: how far the units are day by day, how people are rated, how tasks ended."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from api.pages.views.chart_series import outcome_series, rating_series
from api.pages.views.charts import Chart, Mark, Series, chart
from archive.domain.deadline import Deadline
from archive.domain.dossier import Stage
from archive.domain.history import EventKind
from archive.domain.outcome import Outcome
from archive.domain.people import UnitKind
from archive.domain.rating import Rating, ratings
from archive.language import VIETNAM, number
from archive.workflow.review import DossierReview

_FEWEST_UNITS = 2  # of one alone its own page says more
_MOST_DAYS = 45  # before the last day that is shown; what came earlier is counted in
_NO_AXIS = "Chưa ghi trục"


@dataclass
class QuarterTally:
    """Sums over dossiers that pass by one after the other."""

    units: int = 0
    begun: list[date] = field(default_factory=list)
    assembled: list[date] = field(default_factory=list)
    sealed: list[date] = field(default_factory=list)
    rated: Counter[tuple[UnitKind, Rating]] = field(default_factory=Counter)
    ended: Counter[tuple[int | None, Outcome]] = field(default_factory=Counter)

    def over(self, reviews: Iterable[DossierReview]) -> Iterator[DossierReview]:
        """The same dossiers, each counted on its way."""
        for review in reviews:
            self._count(review)
            yield review

    def charts(self, *, today: date, due: Deadline | None) -> tuple[Chart, ...]:
        """What there is to draw; `due` is when dossiers must be sent."""
        if self.units < _FEWEST_UNITS:
            return ()
        found = (self._progress(today, due), self._ratings(), self._outcomes())
        return tuple(item for item in found if item is not None)

    def _count(self, review: DossierReview) -> None:
        self.units += 1
        self.begun += _first(review, EventKind.INGESTION)
        if review.progress.stage is not Stage.OPEN:
            self.assembled += _first(review, EventKind.CREATION)
        if review.progress.stage is Stage.SEALED:
            self.sealed += _first(review, EventKind.SEALING)
        people = {cadre.code for cadre in review.facts.rated}
        kind = review.facts.unit.kind
        self.rated.update(
            (kind, rating) for person, rating in ratings(review.facts.proposals).items() if person in people
        )
        self.ended.update(review.ended)

    def _progress(self, today: date, due: Deadline | None) -> Chart | None:
        steps = (("Đã nhập số liệu", self.begun, "none"), ("Đã lập văn bản", self.assembled, "info"),
                 ("Đã niêm phong", self.sealed, "good"))  # fmt: skip
        known = [day for _, days, _ in steps for day in days]
        if not known:
            return None
        last = max(*known, due.before) if due else max(known)
        first = max(min(known), last - timedelta(days=_MOST_DAYS))
        shown = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        by_when = f"; hạn gửi trước ngày {due.before:%d/%m}" if due else ""
        return chart(
            id="bieu-do-tien-do",
            title="Tiến độ từng ngày",
            said=f"{len(self.sealed)}/{self.units} đơn vị đã niêm phong{by_when}.",
            corner="Ngày",
            labels=[f"{day:%d/%m}" for day in shown],
            series=[Series(name=name, values=_reached(days, shown, today), tone=tone) for name, days, tone in steps],
            kind="line",
            marks=[Mark(at=f"{due.before:%d/%m}", word="Hạn")] if due else (),
        )

    def _ratings(self) -> Chart | None:
        kinds = [kind for kind in UnitKind if any(kind is of for of, _ in self.rated)]
        if not kinds:
            return None
        return chart(
            id="bieu-do-xep-loai",
            title="Xếp loại theo loại đơn vị",
            said=f"{number(self.rated.total())} đồng chí: mức được quyết định, nơi chưa có thì mức tập thể đề xuất.",
            corner="Loại đơn vị",
            labels=[kind.value for kind in kinds],
            series=rating_series({rating: [self.rated[kind, rating] for kind in kinds] for rating in Rating}),
        )

    def _outcomes(self) -> Chart | None:
        if not self.ended:
            return None
        axes = sorted({axis for axis, _ in self.ended}, key=lambda axis: (axis is None, axis or 0))
        return chart(
            id="bieu-do-ket-qua",
            title="Kết quả nhiệm vụ theo trục",
            said=f"{number(self.ended.total())} nhiệm vụ của {self.units} đơn vị.",
            corner="Trục",
            labels=[f"Trục {axis}" if axis else _NO_AXIS for axis in axes],
            series=outcome_series({outcome: [self.ended[axis, outcome] for axis in axes] for outcome in Outcome}),
        )


def _first(review: DossierReview, kind: EventKind) -> list[date]:
    """The first day on which that happened to the dossier; none when it did not."""
    days = [event.at.astimezone(VIETNAM).date() for event in review.events if event.kind is kind]
    return [min(days)] if days else []


def _reached(days: Sequence[date], shown: Sequence[date], today: date) -> list[int | None]:
    """How many had got there by the end of each day; None for days to come."""
    return [sum(day <= at for day in days) if at <= today else None for at in shown]
