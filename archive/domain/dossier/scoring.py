"""What a person's quarter adds up to, and which conditions of a rating it does not meet: two things kept apart.

A score alone never yields a rating (domain notes §1.2). Sums are compared and shown, never corrected; tasks carried
over stand outside every numerator and denominator (R25). A figure that the period was not given judges nothing (R60).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.domain.criteria import Criterion, CriterionName, figure
from archive.domain.dossier.facts import OpenDossier
from archive.domain.outcome import Outcome, judge
from archive.domain.people import PersonCode
from archive.domain.rating import Rating

_NOTHING = Decimal(0)
_ROUNDING = Decimal("0.5")  # points are given in halves


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One person's tasks, those carried over apart; weights and points are sums of what was entered.

    A task without a deadline is not counted, for nobody can say how it ended; its points are.
    """

    counted: int
    completed: int
    over_target: int
    late: int
    carried: int
    weight: Decimal  # of all tasks, carried-over ones included
    scored_weight: Decimal
    self_points: Decimal
    appraised_points: Decimal | None  # None until every scored task was appraised

    def percent(self, part: int) -> Decimal | None:
        """A part of the counted tasks in percent; None when no task counts."""
        return Decimal(100 * part) / self.counted if self.counted else None

    @property
    def rescaled(self) -> Decimal | None:
        """The points if what was carried over is spread over the rest; unsaid by the guidance, so either is right."""
        return self.self_points / self.scored_weight * self.weight if self.scored_weight else None

    def agrees(self, stated: Decimal) -> bool:
        """Whether a stated sum is that of the tasks, as it stands or rescaled."""
        return any(sums is not None and abs(stated - sums) <= _ROUNDING for sums in (self.self_points, self.rescaled))


def tally(dossier: OpenDossier, person: PersonCode) -> Tally:
    """What the person's tasks add up to at the cut-off day."""
    tasks, cutoff = dossier.tasks_of(person), dossier.period.cutoff
    judged = {task.code: judge(task, dossier.result_of(task.code), cutoff) for task in tasks}
    carried = [task for task in tasks if judged[task.code].outcome is Outcome.CARRIED_OVER]
    scored = [task for task in tasks if judged[task.code].outcome is not Outcome.CARRIED_OVER]
    counted = [task for task in scored if judged[task.code].outcome is not Outcome.OPEN]
    results = [dossier.result_of(task.code) for task in scored]
    appraised = [result.appraised_points if result else None for result in results]
    given = [points for points in appraised if points is not None]
    return Tally(
        counted=len(counted),
        completed=sum(judged[task.code].outcome is not Outcome.NOT_COMPLETED for task in counted),
        over_target=sum(judged[task.code].over_target for task in counted),
        late=sum(judged[task.code].outcome is Outcome.LATE for task in counted),
        carried=len(carried),
        weight=sum((task.weight or _NOTHING for task in tasks), _NOTHING),
        scored_weight=sum((task.weight or _NOTHING for task in scored), _NOTHING),
        self_points=sum((item.self_points or _NOTHING for item in results if item), _NOTHING),
        appraised_points=sum(given, _NOTHING) if given and len(given) == len(scored) else None,
    )


@dataclass(frozen=True, slots=True)
class Unmet:
    """One condition of a rating that is not met: the figure with its basis, and the actual value."""

    figure: Criterion
    actual: Decimal


def unmet(criteria: Sequence[Criterion], rating: Rating, tallied: Tally, points: Decimal | None) -> Iterator[Unmet]:
    """The conditions of the rating that the quarter does not meet, each by itself; what is unknown is not judged."""
    least = {
        CriterionName.POINTS_FROM: points,
        CriterionName.COMPLETED_FROM: tallied.percent(tallied.completed),
        CriterionName.OVER_TARGET_FROM: tallied.percent(tallied.over_target),
    }
    for name, actual in least.items():
        asked = figure(criteria, name, rating)
        if asked and actual is not None and actual < asked.value:
            yield Unmet(asked, actual)
    asked, actual = figure(criteria, CriterionName.LATE_UP_TO, rating), tallied.percent(tallied.late)
    if asked and actual is not None and actual > asked.value:
        yield Unmet(asked, actual)
