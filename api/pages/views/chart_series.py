"""The rows of charts that several pages draw alike: how tasks ended, and how people are rated."""

from collections.abc import Mapping, Sequence

from api.pages.views.charts import Series
from api.pages.views.states import outcome_state
from archive.domain.outcome import Outcome
from archive.domain.rating import Rating

_RATING_TONES = {Rating.EXCELLENT: "info", Rating.GOOD: "good", Rating.COMPLETED: "wait", Rating.NOT_COMPLETED: "bad"}


def outcome_series(counts: Mapping[Outcome, Sequence[int]]) -> list[Series]:
    """A row for each way to end that occurs, in the order of the rule (R24)."""
    return [
        Series(name=outcome.words, values=counts[outcome], tone=outcome_state(outcome).tone)
        for outcome in Outcome
        if any(counts.get(outcome, ()))
    ]


def rating_series(counts: Mapping[Rating, Sequence[int]]) -> list[Series]:
    """A row for each rating that occurs, the best first (R11)."""
    return [
        Series(name=rating.value, values=counts[rating], tone=_RATING_TONES[rating])
        for rating in Rating
        if any(counts.get(rating, ()))
    ]
