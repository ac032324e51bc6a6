"""Sessions in SQLite: the contract, and that nothing in the file lets anybody in."""

from pathlib import Path

import pytest

from archive.domain.accounts import Account
from archive.domain.sessions import Guesses, begin_session
from archive.errors import NotFound
from storage.database import SqlDesk
from tests.contracts.sessions_contract import NOW, SessionsContract
from tests.contracts.two_accounts import AN


class TestSqlSessions(SessionsContract):
    @pytest.fixture
    def desk(self, sql_desk: SqlDesk) -> SqlDesk:
        return sql_desk


def test_what_a_browser_holds_and_what_was_typed_as_a_name_is_nowhere_in_the_file(
    sql_desk: SqlDesk, database: Path
) -> None:
    secret, session = begin_session(AN, NOW)
    with sql_desk.begin() as work:
        work.accounts.keep(Account(name=AN, display="An"))
        work.sessions.keep(session)
        work.wrong_guesses.keep("mat-khau-go-nham-o", Guesses(count=1, last=NOW))
        work.commit()

    content = b"".join(path.read_bytes() for path in database.parent.iterdir())
    assert session.digest.encode() in content
    assert secret.encode() not in content
    assert b"mat-khau-go-nham-o" not in content


def test_a_code_for_nobody_cannot_be_begun(sql_desk: SqlDesk) -> None:
    with sql_desk.begin() as work, pytest.raises(NotFound):
        work.second_factors.begin(AN)
