"""Which action changes which sheet and field of the workbook: the one table that pages, programs and tests go by.

A field is changed by who may do any one of its actions to the person the row is about. What stands in no line here is
the secretary's: a new sheet is closed to everybody else until somebody opens it.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from archive.domain.accounts import Account
from archive.domain.people import Management, PersonCode, UnitCode
from archive.domain.rights import Action, may

TASKS_SHEET = "Nhiệm vụ"
RESULTS_SHEET = "Kết quả"
EVIDENCE_SHEET = "Minh chứng"
ASSESSMENTS_SHEET = "Tự đánh giá"
MEETINGS_SHEET = "Hội nghị"
PROPOSALS_SHEET = "Xếp loại"
RULINGS_SHEET = "Quyết định"

_EVERY = ""  # stands for the fields of a sheet that have no line of their own
_SECRETARY = frozenset({Action.EDIT_FACTS})
_OWN = frozenset({Action.REPORT, Action.EDIT_FACTS})
_COLLECTIVE = frozenset({Action.PROPOSE, Action.EDIT_FACTS})
_APPRAISAL = frozenset({Action.ASSESS, Action.EDIT_FACTS})
_DECISION = frozenset({Action.DECIDE})

_TABLE: Mapping[tuple[str, str], frozenset[Action]] = {
    (RESULTS_SHEET, _EVERY): _OWN,
    (RESULTS_SHEET, "task"): _OWN | _APPRAISAL,  # names the row: who appraises a task may be the first to write it
    (RESULTS_SHEET, "appraised_points"): _APPRAISAL,
    (EVIDENCE_SHEET, _EVERY): _OWN,
    (ASSESSMENTS_SHEET, _EVERY): _OWN,
    (MEETINGS_SHEET, _EVERY): _COLLECTIVE,
    (PROPOSALS_SHEET, _EVERY): _COLLECTIVE,
    (PROPOSALS_SHEET, "person"): _COLLECTIVE | _DECISION,  # on route A nobody in the unit proposes (R30)
    (PROPOSALS_SHEET, "decided"): _DECISION,  # a proposal and a decision are never the same hand's (R11)
    (PROPOSALS_SHEET, "decision_number"): _DECISION,
    (RULINGS_SHEET, _EVERY): _COLLECTIVE,
}


class Whose(NamedTuple):
    """Whom a row is about; without a person the unit as a whole."""

    unit: UnitCode
    person: PersonCode | None = None
    management: Management | None = None


def actions_for(sheet: str, field: str) -> frozenset[Action]:
    """The actions of which any one is enough to change the field."""
    return _TABLE.get((sheet, field)) or _TABLE.get((sheet, _EVERY), _SECRETARY)


def may_edit(account: Account, whose: Whose, sheet: str, fields: Iterable[str]) -> bool:
    """Whether the account may change all these fields of a row; to take a row away is to change all of its fields."""
    return all(any(_may(account, action, whose) for action in actions_for(sheet, field)) for field in fields)


def _may(account: Account, action: Action, whose: Whose) -> bool:
    return may(account, action, unit=whose.unit, management=whose.management, person=whose.person)
