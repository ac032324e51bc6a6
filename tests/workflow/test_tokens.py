"""Tokens for programs: what they may, how long, and that taking one back is felt at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from archive.domain.accounts import Account, AccountName, Grant, Role
from archive.domain.log.entry import read_entry
from archive.domain.people import UnitCode
from archive.domain.rights import Action
from archive.errors import NotFound, UsageError
from archive.ports import Parts
from archive.ports.desk import Desk
from archive.workflow.tokens import holder, issue, revoke, tokens_of
from tests.contracts.tokens_contract import TokensContract
from tests.given import NOW
from tests.parts import FixedClock, MemoryDesk, memory_parts

THU_KY, SNV = AccountName("thuky"), UnitCode("SNV")
SECRETARY = Account(
    name=THU_KY, display="Thư ký", grants=frozenset({Grant(role=Role.SECRETARY, units=frozenset({SNV}))})
)
ADMINISTRATOR = Account(
    name=AccountName("quantri"), display="Quản trị", grants=frozenset({Grant(role=Role.ADMINISTRATOR)})
)
MONTH = timedelta(days=30)


class TestMemoryTokens(TokensContract):
    """The stand-in does what the real one does."""

    @pytest.fixture
    def desk(self) -> Desk:
        return MemoryDesk()


@pytest.fixture
def parts() -> Parts:
    parts = memory_parts()
    with parts.desk.begin() as work:
        work.accounts.keep(SECRETARY)
        work.accounts.keep(ADMINISTRATOR)
        work.commit()
    return parts


def test_a_token_lets_its_program_do_what_it_names_and_no_more(parts: Parts) -> None:
    made = issue(parts, THU_KY, "Phần mềm nhân sự", [Action.READ], lasting=MONTH)

    program = holder(parts, made.secret)

    assert program.may(Action.READ, unit=SNV)
    assert not program.may(Action.EDIT_FACTS, unit=SNV)
    assert not program.may(Action.READ, unit=UnitCode("STC"))


def test_a_token_without_reading_reads_nothing(parts: Parts) -> None:
    made = issue(parts, THU_KY, "Máy quét", [Action.REPORT], lasting=MONTH)

    assert holder(parts, made.secret).readable.scopes == ()


def test_a_token_loses_what_its_account_loses(parts: Parts) -> None:
    made = issue(parts, THU_KY, "Phần mềm nhân sự", [Action.READ], lasting=MONTH)
    with parts.desk.begin() as work:
        work.accounts.keep(replace(SECRETARY, grants=frozenset()))
        work.commit()

    assert not holder(parts, made.secret).may(Action.READ, unit=SNV)


def test_the_secret_itself_is_not_kept(parts: Parts) -> None:
    made = issue(parts, THU_KY, "Phần mềm nhân sự", [Action.READ], lasting=MONTH)

    assert made.secret not in repr(tokens_of(parts))


def test_a_token_ends_with_its_time(parts: Parts) -> None:
    made = issue(parts, THU_KY, "Phần mềm nhân sự", [Action.READ], lasting=MONTH)
    later = replace(parts, wall_clock=FixedClock(NOW + MONTH))

    with pytest.raises(NotFound):
        holder(later, made.secret)


def test_a_token_of_a_disabled_account_opens_nothing(parts: Parts) -> None:
    made = issue(parts, THU_KY, "Phần mềm nhân sự", [Action.READ], lasting=MONTH)
    with parts.desk.begin() as work:
        work.accounts.keep(replace(SECRETARY, is_active=False))
        work.commit()

    with pytest.raises(NotFound):
        holder(parts, made.secret)


def test_a_token_taken_back_opens_nothing(parts: Parts) -> None:
    made = issue(parts, THU_KY, "Phần mềm nhân sự", [Action.READ], lasting=MONTH)

    revoke(parts, made.token.id)

    with pytest.raises(NotFound):
        holder(parts, made.secret)


def test_nobody_takes_back_the_token_of_another(parts: Parts) -> None:
    made = issue(parts, THU_KY, "Phần mềm nhân sự", [Action.READ], lasting=MONTH)

    with pytest.raises(NotFound):
        revoke(parts, made.token.id, of=ADMINISTRATOR.name)


def test_giving_and_taking_back_stand_in_the_log(parts: Parts) -> None:
    made = issue(parts, THU_KY, "Phần mềm nhân sự", [Action.READ], lasting=MONTH)
    revoke(parts, made.token.id)

    with parts.desk.look() as work:
        told = [(deed.action, deed.subject) for deed in (read_entry(row.content).deed for row in work.log.rows())]
    assert told == [("token/issued", "thuky"), ("token/revoked", "thuky")]


@pytest.mark.parametrize(
    ("account", "name", "actions", "lasting"),
    [
        (THU_KY, " ", [Action.READ], MONTH),
        (THU_KY, "x" * 61, [Action.READ], MONTH),
        (THU_KY, "x", [], MONTH),
        (THU_KY, "x", [Action.DECIDE], MONTH),
        (ADMINISTRATOR.name, "x", [Action.MANAGE_ACCOUNTS], MONTH),
        (THU_KY, "x", [Action.READ], timedelta(0)),
        (THU_KY, "x", [Action.READ], timedelta(days=367)),
    ],
    ids=["no name", "long name", "no action", "beyond the account", "managing accounts", "no time", "too long"],
)
def test_a_token_that_must_not_be_is_refused(
    parts: Parts, account: AccountName, name: str, actions: list[Action], lasting: timedelta
) -> None:
    with pytest.raises(UsageError):
        issue(parts, account, name, actions, lasting=lasting)
    assert list(tokens_of(parts)) == []
