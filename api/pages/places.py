"""The places of the menu, each with what one must be allowed to do to be shown it. A new page adds its line here."""

from collections.abc import Callable
from dataclasses import dataclass

from api.pages.addresses import (
    appraisals_address,
    assessments_address,
    decisions_address,
    dossier_address,
    forms_address,
    health_address,
    jobs_address,
    log_address,
    meeting_address,
    overview_address,
    packages_address,
    search_address,
    settings_address,
    sheets_address,
    signing_address,
    tasks_address,
    year_address,
)
from api.pages.views.frame import (
    ACCOUNTS,
    APPRAISAL,
    ASSESSMENT,
    DECISIONS,
    DOSSIER,
    FORMS,
    HEALTH,
    INTAKE,
    JOBS,
    LOG,
    MEETING,
    OVERVIEW,
    PACKAGES,
    SEARCH,
    SETTINGS,
    SHEETS,
    SIGNING,
    TASKS,
    YEAR,
)
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.rights import Action

RUNNING = "Vận hành"

Address = Callable[[Quarter | None, UnitCode | None], str]
"""Where the place is for the chosen quarter and unit; empty where it needs a choice that was not made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the menu; `icon` is one of templates/_icons.html, `also` other actions of which one is enough.

    Places of one `group` stand together under its name; those without stand on top.
    """

    label: str
    icon: str
    action: Action
    address: Address
    also: frozenset[Action] = frozenset()
    group: str = ""

    def is_for(self, may_somewhere: Callable[[Action], bool]) -> bool:
        """Whether somebody who may do that is shown it."""
        return any(may_somewhere(action) for action in (self.action, *self.also))


def _dossier(quarter: Quarter | None, unit: UnitCode | None) -> str:
    return dossier_address(quarter, unit) if quarter and unit else ""


def _tasks(quarter: Quarter | None, unit: UnitCode | None) -> str:
    return tasks_address(quarter, unit) if quarter and unit else ""


def _sheets(quarter: Quarter | None, unit: UnitCode | None) -> str:
    return sheets_address(quarter, unit) if quarter and unit else ""


def _signing(quarter: Quarter | None, unit: UnitCode | None) -> str:
    return signing_address(quarter, unit) if quarter and unit else "/ky-so"


def _meeting(quarter: Quarter | None, unit: UnitCode | None) -> str:
    return meeting_address(quarter, unit) if quarter and unit else ""


def _year(quarter: Quarter | None, unit: UnitCode | None) -> str:
    return year_address(quarter.year if quarter else None, unit or "")


PLACES: tuple[Place, ...] = (
    Place(label=OVERVIEW, icon="map", action=Action.READ, address=lambda quarter, _: overview_address(quarter)),
    Place(label=DOSSIER, icon="draft", action=Action.READ, address=_dossier),
    Place(label=TASKS, icon="list", action=Action.READ, address=_tasks),
    Place(
        label=ASSESSMENT, icon="person", action=Action.REPORT, address=lambda quarter, _: assessments_address(quarter)
    ),
    Place(
        label=MEETING,
        icon="people",
        action=Action.PROPOSE,
        also=frozenset({Action.EDIT_FACTS, Action.DECIDE}),
        address=_meeting,
    ),
    Place(label=APPRAISAL, icon="pen", action=Action.ASSESS, address=lambda quarter, _: appraisals_address(quarter)),
    Place(label=DECISIONS, icon="check", action=Action.DECIDE, address=lambda quarter, _: decisions_address(quarter)),
    Place(label=SIGNING, icon="signed", action=Action.SIGN, address=_signing),
    Place(label=SHEETS, icon="table", action=Action.EDIT_FACTS, address=_sheets),
    Place(label=INTAKE, icon="send", action=Action.EDIT_FACTS, address=lambda _, __: "/nhap-so"),
    Place(label=PACKAGES, icon="box", action=Action.EXPORT, address=lambda quarter, _: packages_address(quarter)),
    Place(label=YEAR, icon="day", action=Action.READ, address=_year),
    Place(label=SEARCH, icon="search", action=Action.SEARCH, address=lambda _, __: search_address("", {})),
    Place(
        label=HEALTH,
        icon="check",
        action=Action.RUN_SYSTEM,
        also=frozenset({Action.READ_LOG}),
        address=lambda _, __: health_address(),
        group=RUNNING,
    ),
    Place(
        label=ACCOUNTS,
        icon="people",
        action=Action.MANAGE_ACCOUNTS,
        address=lambda _, __: "/quan-tri/tai-khoan",
        group=RUNNING,
    ),
    Place(label=FORMS, icon="file", action=Action.RUN_SYSTEM, address=lambda _, __: forms_address(), group=RUNNING),
    Place(
        label=JOBS,
        icon="late",
        action=Action.RUN_SYSTEM,
        also=frozenset({Action.READ_LOG}),
        address=lambda _, __: jobs_address(),
        group=RUNNING,
    ),
    Place(label=LOG, icon="book", action=Action.READ_LOG, address=lambda _, __: log_address(), group=RUNNING),
    Place(
        label=SETTINGS, icon="list", action=Action.RUN_SYSTEM, address=lambda _, __: settings_address(), group=RUNNING
    ),
)
