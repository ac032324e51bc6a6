"""Cuối năm: /cuoi-nam/{year} shows a unit quarter by quarter, /cuoi-nam/{year}/{person} one person."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access import Refused, Visitor, stating
from api.handing import hand_spreadsheet
from api.pages.addresses import year_address, year_person_address
from api.pages.reading import known, number_of
from api.pages.views.year import person_year_page, year_page, year_sheet
from api.web import Web
from archive.domain.people import UnitCode
from archive.domain.quarter import FIRST_QUARTER, Quarter
from archive.domain.rights import OWN_ONLY, Action
from archive.domain.year import PersonQuarter
from archive.errors import NotFound
from archive.ports import Parts
from archive.workflow.year import year_of

_LAST_YEAR = 2100

AskedUnit = Annotated[str, Query(alias="don-vi")]


def year_pages(web: Web) -> APIRouter:
    """The year of a unit and of a person."""
    router, parts = APIRouter(), web.parts

    @router.get("/cuoi-nam", **stating(Action.READ))
    def lead(request: Request) -> Response:
        visitor = web.access.visitor(request)
        seen = known(parts, visitor.readable, None)
        year = seen.quarter.year if seen.quarter else FIRST_QUARTER.year
        return web.back(request, to=year_address(year))

    @router.get("/cuoi-nam/{year}", **stating(Action.READ))
    def show_year(request: Request, year: str, unit: AskedUnit = "") -> Response:
        visitor, number = web.access.visitor(request), _year(year)
        if _sees_but_oneself(visitor):
            return web.back(request, to=year_person_address(number, visitor.account.person or ""))
        units = _units(parts, visitor, number)
        chosen = UnitCode(unit) if unit else next(iter(units), None) if len(units) == 1 else None
        if chosen is not None and chosen not in units:
            raise Refused(status=404)
        view = year_page(
            number,
            _found(parts, visitor, number, unit=chosen) if chosen else (),
            years=_years(parts, visitor),
            units=units,
            unit=chosen,
            quarter=known(parts, visitor.readable, None).quarter,
        )
        return web.page(request, "year.html", view=view, visitor=visitor)

    @router.get("/cuoi-nam/{year}/bang", **stating(Action.READ))
    def hand_unit(request: Request, year: str, unit: AskedUnit = "") -> Response:
        visitor, number = web.access.visitor(request), _year(year)
        found = _found(parts, visitor, number, unit=UnitCode(unit))
        if not found:
            raise NotFound(f"Năm {number} chưa có dữ liệu của đơn vị này.")
        return _sheet(parts, visitor, number, found, f"cuoi-nam-{number}-{unit}.xlsx")

    @router.get("/cuoi-nam/{year}/{person}", **stating(Action.READ))
    def show_person(request: Request, year: str, person: str) -> Response:
        visitor, number = web.access.visitor(request), _year(year)
        found = year_of(parts, number, person=person, readable=visitor.readable)
        quarter = known(parts, visitor.readable, None).quarter
        view = person_year_page(number, found, units=_units(parts, visitor, number), quarter=quarter)
        return web.page(request, "year_person.html", view=view, visitor=visitor)

    @router.get("/cuoi-nam/{year}/{person}/bang", **stating(Action.READ))
    def hand_person(request: Request, year: str, person: str) -> Response:
        visitor, number = web.access.visitor(request), _year(year)
        found = year_of(parts, number, person=person, readable=visitor.readable)
        return _sheet(parts, visitor, number, found, f"cuoi-nam-{number}-{person}.xlsx")

    return router


def _year(text: str) -> int:
    """The year an address names.

    Raises:
        NotFound: no page can be there.
    """
    year = number_of(text)
    if year is None or not FIRST_QUARTER.year <= year <= _LAST_YEAR:
        raise NotFound(f"Không có trang năm '{text}'.")
    return year


def _sees_but_oneself(visitor: Visitor) -> bool:
    reading = [grant for grant in visitor.account.grants if grant.role not in OWN_ONLY]
    return not reading and bool(visitor.account.person)


def _units(parts: Parts, visitor: Visitor, year: int) -> Mapping[UnitCode, str]:
    """The units within reach that had facts in the year, under their newest names."""
    names: dict[UnitCode, str] = {}
    for quarter in known(parts, visitor.readable, None).quarters:
        if quarter.year == year:
            names = {**known(parts, visitor.readable, quarter).units, **names}
    return dict(sorted(names.items(), key=lambda item: item[1]))


def _years(parts: Parts, visitor: Visitor) -> list[int]:
    quarters: Sequence[Quarter] = known(parts, visitor.readable, None).quarters
    return sorted({quarter.year for quarter in quarters}, reverse=True)


def _found(parts: Parts, visitor: Visitor, year: int, *, unit: UnitCode) -> tuple[PersonQuarter, ...]:
    """What there is of a unit, which may be nothing."""
    try:
        return year_of(parts, year, unit=unit, readable=visitor.readable)
    except NotFound:
        return ()


def _sheet(parts: Parts, visitor: Visitor, year: int, found: Sequence[PersonQuarter], name: str) -> Response:
    content = parts.spreadsheets.write(year_sheet(year, found, _units(parts, visitor, year)))
    return hand_spreadsheet(content, name)
