"""What every desk must do with the tokens of programs (archive/ports/tokens.py)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.domain.rights import Action
from archive.domain.tokens import AccessToken
from archive.errors import NotFound
from archive.ports.desk import Desk, Work
from tests.contracts.two_accounts import AN, BINH, TwoAccounts

NOW = datetime(2026, 6, 24, 8, tzinfo=UTC)
TOKEN = AccessToken(
    digest="a" * 64,
    name="Phần mềm nhân sự",
    account=AN,
    actions=frozenset({Action.READ, Action.SEARCH}),
    made=NOW,
    ends=NOW + timedelta(days=30),
)
LATER = replace(TOKEN, digest="b" * 64, account=BINH, ends=NOW + timedelta(days=60))


class TokensContract(TwoAccounts):
    """The suite of the tokens port."""

    def fill(self, work: Work) -> None:
        work.tokens.add(LATER)
        work.tokens.add(TOKEN)

    def test_a_token_comes_back_as_it_was_added(self, filled: Desk) -> None:
        with filled.look() as work:
            assert work.tokens.find(TOKEN.digest) == TOKEN

    def test_an_unknown_token_is_not_found(self, filled: Desk) -> None:
        with filled.look() as work, pytest.raises(NotFound):
            work.tokens.find("c" * 64)

    def test_the_first_to_end_comes_first(self, filled: Desk) -> None:
        with filled.look() as work:
            assert list(work.tokens.of()) == [TOKEN, LATER]

    def test_one_may_ask_for_those_of_an_account(self, filled: Desk) -> None:
        with filled.look() as work:
            assert list(work.tokens.of(BINH)) == [LATER]

    @pytest.mark.parametrize(
        "ending",
        [
            lambda work: work.tokens.end(TOKEN.digest),
            lambda work: work.tokens.end_old(TOKEN.ends),
        ],
        ids=["taken back", "too old"],
    )
    def test_an_ended_token_is_forgotten_and_no_other(self, filled: Desk, ending: Callable[[object], None]) -> None:
        with filled.begin() as work:
            ending(work)
            work.commit()

        with filled.look() as work:
            assert list(work.tokens.of()) == [LATER]
