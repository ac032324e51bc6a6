"""The made-up period's criteria, as an office would put them into the sheet Tiêu chí."""

from collections.abc import Iterator
from decimal import Decimal

from archive.demo.data import words
from archive.domain.criteria import Criterion, CriterionName
from archive.domain.rating import Rating


def criteria() -> tuple[Criterion, ...]:
    """Every figure with its basis."""
    return tuple(_criteria())


def _criteria() -> Iterator[Criterion]:
    said = words("criteria")
    for name, value in said["period"].items():
        yield Criterion(name=CriterionName(name), value=Decimal(value), basis=said["basis"])
    for rating in Rating:
        for name, value in said.get(rating.value, {}).items():
            yield Criterion(name=CriterionName(name), rating=rating, value=Decimal(value), basis=said["basis"])
