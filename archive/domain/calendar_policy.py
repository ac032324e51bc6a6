"""How an office reads the calendar beyond the guidance: quarter IV (R58) and internal earlier days. Values only.

Without any of it the guidance alone counts, and quarter IV is part of the year's evaluation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from archive.domain.province import GUIDANCE_PROVINCE, Province
from archive.domain.quarter import Quarter


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredDate:
    """A date of a year's quarter IV that people decided on, strictly before which a rule's work is due.

    `basis` says by which paper: without one a date is nobody's.
    """

    year: int
    rule: str
    before: date
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPolicy:
    """The dates entered for quarter IV, how many days earlier the office wants things done, how bodies are called."""

    entered: tuple[EnteredDate, ...] = ()
    internal_days: int = 0
    internal_by_rule: tuple[tuple[str, int], ...] = ()
    province: Province = GUIDANCE_PROVINCE

    def entered_for(self, quarter: Quarter) -> Mapping[str, EnteredDate]:
        """What was entered for a quarter, by rule; empty when it is part of the year's evaluation."""
        if not quarter.is_last:
            return {}
        return {item.rule: item for item in self.entered if item.year == quarter.year}

    def days_before(self, rule: str) -> int:
        """How many days before the rule's own day the office wants it done; 0 for no such wish."""
        return dict(self.internal_by_rule).get(rule, self.internal_days)


GUIDANCE_ONLY = CalendarPolicy()
