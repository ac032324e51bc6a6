"""Which action changes which sheet and field, as one table of sentences."""

import pytest

from archive.domain.accounts import Account, AccountName, Grant, Role
from archive.domain.editing import Whose, actions_for, may_edit
from archive.domain.people import Management, PersonCode, UnitCode
from archive.domain.rights import Action
from archive.workbook.tables import TABLES

SNV, STC = UnitCode("SNV"), UnitCode("STC")
OWN, OTHER = PersonCode("CB-01"), PersonCode("CB-02")
WHOSE = Whose(SNV, OWN, Management.STANDING_COMMITTEE)
_OF_A_UNIT = (Role.SECRETARY, Role.HEAD)


def account(role: Role, *, unit: UnitCode = SNV, managements: frozenset[Management] | None = None) -> Account:
    units = frozenset({unit}) if role in _OF_A_UNIT else None
    plain = Account(name=AccountName("a"), display="A", person=OWN)
    return plain.granted(Grant(role=role, units=units, managements=managements))


CASES = {
    "a cadre reports own results": (Role.CADRE, "Kết quả", "completed", True),
    "a cadre scores own results": (Role.CADRE, "Kết quả", "self_points", True),
    "a cadre never gives the appraised points": (Role.CADRE, "Kết quả", "appraised_points", False),
    "a cadre gives own evidence": (Role.CADRE, "Minh chứng", "summary", True),
    "a cadre assesses oneself": (Role.CADRE, "Tự đánh giá", "proposed", True),
    "a cadre changes no task": (Role.CADRE, "Nhiệm vụ", "due", False),
    "a cadre proposes no rating": (Role.CADRE, "Xếp loại", "proposed", False),
    "a secretary changes tasks": (Role.SECRETARY, "Nhiệm vụ", "due", True),
    "a secretary enters the meeting": (Role.SECRETARY, "Hội nghị", "chair", True),
    "a secretary enters what the collective proposes": (Role.SECRETARY, "Xếp loại", "proposed", True),
    "a secretary enters appraised points": (Role.SECRETARY, "Kết quả", "appraised_points", True),
    "a secretary records no decision": (Role.SECRETARY, "Xếp loại", "decided", False),
    "a secretary numbers no decision": (Role.SECRETARY, "Xếp loại", "decision_number", False),
    "a head enters the meeting": (Role.HEAD, "Hội nghị", "conclusion", True),
    "a head proposes": (Role.HEAD, "Xếp loại", "votes_for", True),
    "a head asks for a larger share": (Role.HEAD, "Quyết định", "reason", True),
    "a head records no decision": (Role.HEAD, "Xếp loại", "decided", False),
    "a head reports nobody's results": (Role.HEAD, "Kết quả", "completed", False),
    "an assessor gives appraised points": (Role.ASSESSOR, "Kết quả", "appraised_points", True),
    "an assessor may be the first to write of a task": (Role.ASSESSOR, "Kết quả", "task", True),
    "an assessor changes nothing that was reported": (Role.ASSESSOR, "Kết quả", "achieved", False),
    "the Board records decisions": (Role.BOARD, "Xếp loại", "decided", True),
    "the Board may be the first to write of a person": (Role.BOARD, "Xếp loại", "person", True),
    "the Board never touches a proposal": (Role.BOARD, "Xếp loại", "proposed", False),
    "the Board changes no task": (Role.BOARD, "Nhiệm vụ", "due", False),
    "an official changes nothing": (Role.OFFICIAL, "Minh chứng", "summary", False),
    "an administrator changes nothing": (Role.ADMINISTRATOR, "Đơn vị", "name", False),
}


@pytest.mark.parametrize(("role", "sheet", "field", "allowed"), CASES.values(), ids=CASES)
def test_the_table(role: Role, sheet: str, field: str, *, allowed: bool) -> None:
    assert may_edit(account(role), WHOSE, sheet, [field]) is allowed


def test_a_cadre_edits_nothing_of_anybody_else() -> None:
    assert not may_edit(account(Role.CADRE), Whose(SNV, OTHER, WHOSE.management), "Kết quả", ["completed"])


def test_a_secretary_edits_nothing_of_another_unit() -> None:
    assert not may_edit(account(Role.SECRETARY, unit=STC), WHOSE, "Nhiệm vụ", ["due"])


def test_a_grant_for_one_management_does_not_reach_another() -> None:
    narrow = account(Role.BOARD, managements=frozenset({Management.POLITBURO}))

    assert not may_edit(narrow, WHOSE, "Xếp loại", ["decided"])
    assert may_edit(narrow, WHOSE._replace(management=Management.POLITBURO), "Xếp loại", ["decided"])


def test_one_field_that_is_not_allowed_refuses_the_row() -> None:
    assert not may_edit(account(Role.HEAD), WHOSE, "Xếp loại", ["proposed", "decided"])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_a_secretary_may_edit_everything_but_decisions(table: object) -> None:
    title, columns = table.title, table.columns  # type: ignore[attr-defined]  # a table of the workbook
    closed = {column.field for column in columns if Action.EDIT_FACTS not in actions_for(title, column.field)}

    assert closed == ({"decided", "decision_number"} if title == "Xếp loại" else set())


def test_every_line_names_a_field_that_the_workbook_has() -> None:
    named = {(table.title, column.field) for table in TABLES for column in table.columns}

    for sheet, field in (("Kết quả", "appraised_points"), ("Xếp loại", "decided"), ("Xếp loại", "decision_number")):
        assert (sheet, field) in named
