"""What every desk must do with sessions, wrong guesses and second factors (archive/ports/sessions.py)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from archive.domain.sessions import Guesses, Session, begin_session
from archive.errors import NotFound
from archive.language import VIETNAM
from archive.ports.desk import Desk, Work
from tests.contracts.two_accounts import AN, BINH, TwoAccounts

NOW = datetime(2026, 6, 22, 3, tzinfo=UTC)
_, FIRST = begin_session(AN, NOW, address="192.0.2.7", browser="Trình duyệt")
_, SECOND = begin_session(AN, NOW + timedelta(minutes=5))
_, OTHER = begin_session(BINH, NOW)


def code(secret: str, at: datetime = NOW) -> str:
    """What a telephone shows at that moment."""
    return pyotp.TOTP(secret).at(at)


class SessionsContract(TwoAccounts):
    """The suite of the three ports."""

    def fill(self, work: Work) -> None:
        for session in (FIRST, SECOND, OTHER):
            work.sessions.keep(session)

    def _secret(self, desk: Desk) -> str:
        """A confirmed secret of AN."""
        with desk.begin() as work:
            secret = work.second_factors.begin(AN)
            assert work.second_factors.confirm(AN, code(secret), at=NOW)
            work.commit()
        return secret

    def test_a_session_comes_back_as_it_was_kept(self, filled: Desk) -> None:
        with filled.look() as work:
            assert work.sessions.find(FIRST.digest) == FIRST

    def test_a_moment_of_another_offset_is_the_same_moment(self, filled: Desk) -> None:
        with filled.begin() as work:
            work.sessions.keep(replace(FIRST, seen=NOW.astimezone(VIETNAM)))
            work.commit()

        with filled.look() as work:
            assert work.sessions.find(FIRST.digest).seen == NOW

    def test_keeping_again_takes_the_place_of_the_old(self, filled: Desk) -> None:
        changed = replace(FIRST, messages=("Đã lưu.",), seen=NOW + timedelta(hours=1))
        with filled.begin() as work:
            work.sessions.keep(changed)
            work.commit()

        with filled.look() as work:
            assert list(work.sessions.of(AN)) == [changed, SECOND]

    def test_those_of_an_account_come_last_seen_first(self, filled: Desk) -> None:
        with filled.look() as work:
            assert list(work.sessions.of(AN)) == [SECOND, FIRST]

    @pytest.mark.parametrize(
        ("end", "left"),
        [
            pytest.param(lambda work: work.sessions.end(FIRST.digest), {SECOND, OTHER}, id="one"),
            pytest.param(lambda work: work.sessions.end("khác"), {FIRST, SECOND, OTHER}, id="one that is not there"),
            pytest.param(lambda work: work.sessions.end_of(AN), {OTHER}, id="all of an account"),
            pytest.param(
                lambda work: work.sessions.end_old(seen=NOW, began=NOW - timedelta(days=1)), {SECOND}, id="not seen"
            ),
            pytest.param(
                lambda work: work.sessions.end_old(seen=NOW - timedelta(days=1), began=NOW), {SECOND}, id="old"
            ),
        ],
    )
    def test_ending_takes_away_these_and_no_others(
        self, filled: Desk, end: Callable[[Work], None], left: set[Session]
    ) -> None:
        with filled.begin() as work:
            end(work)
            work.commit()

        with filled.look() as work:
            assert {*work.sessions.of(AN), *work.sessions.of(BINH)} == left

    def test_an_unknown_session_is_not_found(self, filled: Desk) -> None:
        with filled.look() as work, pytest.raises(NotFound):
            work.sessions.find("không có")

    def test_who_never_guessed_has_no_count(self, desk: Desk) -> None:
        with desk.look() as work:
            assert work.wrong_guesses.of("ai") == Guesses()

    def test_counts_are_kept_for_each_and_forgiven(self, desk: Desk) -> None:
        with desk.begin() as work:
            work.wrong_guesses.keep("ai", Guesses(count=2, last=NOW))
            work.wrong_guesses.keep("ai", Guesses(count=3, last=NOW))
            work.wrong_guesses.keep("khác", Guesses(count=1, last=NOW))
            work.wrong_guesses.forgive("khác")

            assert work.wrong_guesses.of("ai") == Guesses(count=3, last=NOW)
            assert work.wrong_guesses.of("khác") == Guesses()

    def test_counts_are_forgotten_by_their_last_guess(self, desk: Desk) -> None:
        with desk.begin() as work:
            work.wrong_guesses.keep("cũ", Guesses(count=9, last=NOW))
            work.wrong_guesses.keep("mới", Guesses(count=1, last=NOW + timedelta(seconds=1)))
            work.wrong_guesses.forget_before(NOW)

            assert (work.wrong_guesses.of("cũ").count, work.wrong_guesses.of("mới").count) == (0, 1)

    def test_no_code_is_asked_for_before_the_telephone_is_proven(self, filled: Desk) -> None:
        with filled.begin() as work:
            secret = work.second_factors.begin(AN)

            assert not work.second_factors.is_on(AN)
            assert not work.second_factors.accepts(AN, code(secret), at=NOW)
            assert not work.second_factors.confirm(AN, "000000x", at=NOW)
            assert not work.second_factors.is_on(AN)

    def test_a_code_counts_once(self, filled: Desk) -> None:
        secret, later = self._secret(filled), NOW + timedelta(seconds=60)

        with filled.begin() as work:
            assert work.second_factors.is_on(AN)
            assert not work.second_factors.accepts(AN, code(secret), at=NOW)
            assert work.second_factors.accepts(AN, code(secret, later), at=later)
            assert not work.second_factors.accepts(AN, code(secret, later), at=later)

    @pytest.mark.parametrize("given", ["", "١٢٣٤٥٦", "12345", "1234567", "abcdef"])
    def test_what_is_no_code_is_refused(self, filled: Desk, given: str) -> None:
        self._secret(filled)

        with filled.begin() as work:
            assert not work.second_factors.accepts(AN, given, at=NOW + timedelta(hours=1))

    def test_a_code_of_long_ago_is_refused(self, filled: Desk) -> None:
        secret, later = self._secret(filled), NOW + timedelta(minutes=10)

        with filled.begin() as work:
            assert not work.second_factors.accepts(AN, code(secret, later - timedelta(minutes=2)), at=later)

    def test_a_telephone_half_a_minute_wrong_is_believed(self, filled: Desk) -> None:
        secret, later = self._secret(filled), NOW + timedelta(minutes=10)

        with filled.begin() as work:
            assert work.second_factors.accepts(AN, code(secret, later - timedelta(seconds=30)), at=later)

    def test_dropped_codes_are_asked_for_no_more(self, filled: Desk) -> None:
        self._secret(filled)

        with filled.begin() as work:
            work.second_factors.drop(AN)
            assert not work.second_factors.is_on(AN)
