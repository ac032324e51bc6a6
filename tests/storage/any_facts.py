"""Facts that make no sense but have, sooner or later, every value that a field can have."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from archive.domain.criteria import Criterion
from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence
from archive.domain.meeting import Meeting
from archive.domain.outcome import Result
from archive.domain.paper import PaperClassification
from archive.domain.people import Cadre, Unit
from archive.domain.plan import Delegation, Period, PlanApproval, Task, Work
from archive.domain.quarter import Quarter
from archive.domain.rating import Proposal, SelfAssessment
from archive.domain.ruling import Ruling
from archive.domain.transfer import Transfer

Value = TypeVar("Value")
ZONES = [timezone(timedelta(hours=7)), timezone(timedelta(0)), timezone(timedelta(hours=-3, minutes=-30))]
PLAIN: dict[object, st.SearchStrategy[Any]] = {
    NoneType: st.none(),
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.sampled_from(ZONES)),
    Quarter: st.builds(Quarter, st.integers(2027, 9999), st.integers(1, 4)),
}


def any_value(kind: type[Value]) -> st.SearchStrategy[Value]:
    """A domain value in which no field is left to its default."""
    return st.builds(kind, **{name: _any_of(hint) for name, hint in get_type_hints(kind).items()})


def _any_of(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) is tuple:
        return st.lists(_one(get_args(hint)[0]), max_size=2).map(tuple)
    return st.one_of(*(_one(part) for part in get_args(hint) or (hint,)))


def _one(part: Any) -> st.SearchStrategy[Any]:
    part = getattr(part, "__supertype__", part)
    if part in PLAIN:
        return PLAIN[part]
    return st.sampled_from(part) if issubclass(part, StrEnum) else any_value(part)


def _rows(kind: type[Value], key: str) -> st.SearchStrategy[tuple[Value, ...]]:
    """A few values, no two with one key."""
    return st.lists(any_value(kind), max_size=3, unique_by=lambda value: getattr(value, key)).map(tuple)


def _any_rows(kind: type[Value]) -> st.SearchStrategy[tuple[Value, ...]]:
    """A few values that have no key; the same may come twice."""
    return st.lists(any_value(kind), max_size=3).map(tuple)


def any_dossiers() -> st.SearchStrategy[OpenDossier]:
    """Open dossiers of any content."""
    return st.builds(
        OpenDossier,
        period=any_value(Period),
        unit=any_value(Unit),
        cadres=_rows(Cadre, "code"),
        tasks=_rows(Task, "code"),
        results=_rows(Result, "task"),
        evidence=_any_rows(Evidence),
        self_assessments=_rows(SelfAssessment, "person"),
        meeting=st.none() | any_value(Meeting),
        proposals=_rows(Proposal, "person"),
        delegations=_any_rows(Delegation),
        works=_any_rows(Work),
        approval=st.none() | any_value(PlanApproval),
        criteria=_any_rows(Criterion),
        transfers=_any_rows(Transfer),
        rulings=_any_rows(Ruling),
        papers=_any_rows(PaperClassification),
    )
