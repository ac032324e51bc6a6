"""The table of rights as a table: every role, every action, inside and outside of what was granted."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.accounts import Account, Grant, Role
from archive.domain.document import DocumentKind
from archive.domain.people import Management, PersonCode, UnitCode
from archive.domain.rights import (
    EVERY_MANAGEMENT,
    RIGHTS,
    About,
    Action,
    Readable,
    Scope,
    about_document,
    about_files,
    may,
    readable,
)
from tests.accounts import account

HERE, ELSEWHERE = UnitCode("SNV"), UnitCode("STC")
OWN, OTHER = PersonCode("CB-SNV-01"), PersonCode("CB-SNV-02")
ONE, ANOTHER = Management.UNIT, Management.POLITBURO

# Who may do what, as agreed with the people of design §1; x is yes. Changing a right means changing this drawing.
DRAWN = """
                 secretary cadre head assessor board official administrator inspector
read             x         x     x    x        x     x        .             .
search           x         x     x    x        x     x        .             .
report           x         x     .    .        .     .        .             .
edit_facts       x         .     .    .        .     .        .             .
assess           .         .     .    x        .     .        .             .
assemble         x         .     .    .        .     .        .             .
propose          .         .     x    .        .     .        .             .
sign             x         x     x    .        .     .        .             .
seal             x         .     .    .        .     .        .             .
decide           .         .     .    .        x     .        .             .
export           x         .     .    .        x     .        .             .
verify           x         .     x    .        x     .        x             x
read_log         .         .     .    .        .     .        x             x
manage_accounts  .         .     .    .        .     .        x             .
run_system       .         .     .    .        .     .        x             .
"""
_HEAD, *_LINES = (line.split() for line in DRAWN.strip().splitlines())
TABLE = {
    (Role(role), Action(line[0])): mark == "x" for line in _LINES for role, mark in zip(_HEAD, line[1:], strict=True)
}
CELLS = pytest.mark.parametrize(("role", "action", "allowed"), [(*cell, mark) for cell, mark in TABLE.items()], ids=str)


def holder(role: Role) -> Account:
    """An account whose one role reaches over one unit and one management, or over what is its own."""
    made = account(person=OWN)
    if role in (Role.CADRE, Role.ADMINISTRATOR):
        return made.granted(Grant(role=role))
    return made.granted(Grant(role=role, units=frozenset({HERE}), managements=frozenset({ONE})))


def test_the_drawing_has_every_role_and_every_action() -> None:
    assert set(TABLE) == {(role, action) for role in Role for action in Action}
    assert set(RIGHTS) == set(Role)


@CELLS
def test_within_its_reach_a_role_may_do_what_is_drawn(role: Role, action: Action, *, allowed: bool) -> None:
    assert may(holder(role), action, unit=HERE, management=ONE, person=OWN) is allowed


@CELLS
def test_a_disabled_account_may_do_nothing(role: Role, action: Action, *, allowed: bool) -> None:
    del allowed
    assert not may(replace(holder(role), is_active=False), action, unit=HERE, management=ONE, person=OWN)


SCOPED = [role for role in Role if role not in (Role.CADRE, Role.ADMINISTRATOR)]
OUTSIDE = {
    "another unit": (ELSEWHERE, ONE),
    "another management": (HERE, ANOTHER),
    "all units": (None, ONE),
    "every management": (HERE, None),
}


@pytest.mark.parametrize(("unit", "management"), OUTSIDE.values(), ids=OUTSIDE)
@pytest.mark.parametrize("role", SCOPED)
def test_outside_its_reach_a_role_may_do_nothing(
    role: Role, unit: UnitCode | None, management: Management | None
) -> None:
    assert not any(may(holder(role), action, unit=unit, management=management, person=OWN) for action in Action)


@pytest.mark.parametrize("person", [OTHER, None, PersonCode("")])
def test_a_cadre_may_do_nothing_with_what_is_not_the_own(person: PersonCode | None) -> None:
    cadre = holder(Role.CADRE)

    assert not any(may(cadre, action, unit=HERE, management=ONE, person=person) for action in Action)


def test_a_cadre_keeps_the_own_papers_of_an_earlier_unit() -> None:
    assert may(holder(Role.CADRE), Action.READ, unit=ELSEWHERE, management=ANOTHER, person=OWN)


def test_a_cadre_account_without_a_person_may_do_nothing() -> None:
    nobody = replace(holder(Role.CADRE), person=None)

    assert not any(may(nobody, action, unit=HERE, management=ONE, person=None) for action in Action)


def test_an_account_without_grants_reads_nothing() -> None:
    assert readable(account()) == Readable(())


def test_the_administrator_reads_no_dossier() -> None:
    assert not readable(holder(Role.ADMINISTRATOR)).scopes


def test_several_roles_add_up() -> None:
    both = holder(Role.CADRE).granted(Grant(role=Role.OFFICIAL, units=frozenset({ELSEWHERE})))

    assert may(both, Action.READ, unit=ELSEWHERE, person=OTHER)
    assert may(both, Action.READ, unit=HERE, person=OWN)
    assert not may(both, Action.READ, unit=HERE, person=OTHER)


def test_a_paper_about_several_needs_all_of_their_managements() -> None:
    official = readable(holder(Role.OFFICIAL))

    assert official.covers(About(unit=HERE, managements=frozenset({ONE})))
    assert not official.covers(About(unit=HERE, managements=frozenset({ONE, ANOTHER})))


def test_two_grants_that_each_know_half_do_not_open_a_paper_about_both() -> None:
    halves = Readable((Scope(managements=frozenset({ONE})), Scope(managements=frozenset({ANOTHER}))))

    assert not halves.covers(About(unit=HERE, managements=frozenset({ONE, ANOTHER})))


def test_what_nothing_is_known_of_counts_as_every_management() -> None:
    assert not readable(holder(Role.OFFICIAL)).covers(About(unit=HERE))
    assert Readable((Scope(managements=EVERY_MANAGEMENT),)).covers(About(unit=HERE))


@given(st.sampled_from(Role), st.sampled_from([HERE, ELSEWHERE]), st.sampled_from(Management))
def test_reading_through_the_filter_is_reading_by_the_table(role: Role, unit: UnitCode, management: Management) -> None:
    one = holder(role)
    about = About(unit=unit, managements=frozenset({management}), person=OTHER)

    assert readable(one).covers(about) == may(one, Action.READ, unit=unit, management=management, person=OTHER)


PEOPLE = {OWN: Management.UNIT, OTHER: Management.STANDING_COMMITTEE}


def test_a_self_assessment_is_about_its_cadre() -> None:
    about = about_document(DocumentKind.SELF_ASSESSMENT.value, unit=HERE, person=OWN, people=PEOPLE)

    assert about == About(unit=HERE, managements=frozenset({Management.UNIT}), person=OWN)


def test_minutes_are_about_everybody_in_the_unit() -> None:
    about = about_document(DocumentKind.MINUTES.value, unit=HERE, person=None, people=PEOPLE)

    assert about == About(unit=HERE, managements=frozenset(PEOPLE.values()))


def test_the_summary_of_the_standing_committee_is_about_those_it_lists() -> None:
    about = about_document(DocumentKind.SUMMARY_STANDING_COMMITTEE.value, unit=HERE, person=None, people=PEOPLE)

    assert about.managements == {Management.STANDING_COMMITTEE}


def test_somebody_unknown_counts_as_every_management() -> None:
    about = about_document(DocumentKind.SELF_ASSESSMENT.value, unit=HERE, person="CB-KHAC", people=PEOPLE)

    assert not Readable((Scope(managements=frozenset({ONE})),)).covers(about)


def test_files_of_a_record_are_about_whom_their_document_or_task_is() -> None:
    described = {
        "people": [{"code": code, "management": management.value} for code, management in PEOPLE.items()],
        "tasks": [{"code": "NV-1", "lead": OWN}],
        "documents": [{"kind": "minutes", "person": None, "file": "m.pdf", "source": "m.docx", "text": "text/m.txt"}],
        "evidence": [{"task": "NV-1", "file": "e.pdf", "text": "text/e.txt"}, {"task": "NV-1", "file": None}],
    }

    about = about_files(described, unit=HERE)

    assert set(about) == {"m.pdf", "m.docx", "text/m.txt", "e.pdf", "text/e.txt"}
    assert {about[path].person for path in ("e.pdf", "text/e.txt")} == {OWN}
    assert about["m.docx"].managements == frozenset(PEOPLE.values())
