"""Outcomes: where each rating stands, and which papers are due to whom (R19, R33-R38, R63). Reads, changes nothing."""

from collections import Counter
from dataclasses import dataclass

from archive.domain.decisions import (
    FollowUp,
    PeriodicReport,
    PersonOutcome,
    counted_once,
    follow_ups,
    outcomes_of,
    periodic_report,
)
from archive.domain.people import PersonCode
from archive.domain.quarter import Quarter
from archive.errors import NotFound
from archive.ports import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterOutcomes:
    """Everybody rated, unit by unit; `twice` are those whom two units list, counted where the newer post is (R41)."""

    quarter: Quarter
    people: tuple[PersonOutcome, ...]
    twice: tuple[PersonCode, ...]
    follow_ups: tuple[FollowUp, ...]
    periodic_report: PeriodicReport


def outcomes(parts: Parts, quarter: Quarter, unit: str | None = None) -> QuarterOutcomes:
    """What is known of everybody in the quarter, or in one unit; papers then speak of that unit's people only.

    Raises:
        NotFound: the quarter has no facts, or the unit has none in it.
    """
    with parts.desk.look() as work:
        units = [code for code in work.facts.units(quarter) if unit in (None, code)]
        if not units:
            of_unit = f" của đơn vị {unit}" if unit else ""
            raise NotFound(f"Chưa có dữ liệu {quarter.title}{of_unit}; hãy nhập sổ bằng lệnh hoso import.")
        people = [item for code in units for item in outcomes_of(work.facts.dossier(code, quarter), parts.province)]
    once = counted_once(people)
    listed = Counter(item.cadre.code for item in people)
    return QuarterOutcomes(
        quarter=quarter,
        people=tuple(people),
        twice=tuple(sorted(code for code, times in listed.items() if times > 1)),
        follow_ups=follow_ups(once, quarter, parts.calendar, parts.province),
        periodic_report=periodic_report(once, quarter, parts.calendar),
    )
