"""Signing in: one answer to every wrong guess, longer waits, sessions that end."""

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest

from archive.domain.accounts import Account, AccountName, Grant, Role
from archive.domain.sessions import digest_of
from archive.errors import HosoError, NotFound, Unavailable, UsageError
from archive.ports import Parts
from archive.workflow import accounts as account_steps
from archive.workflow import sessions as steps
from archive.workflow import sign_in as entering
from archive.workflow.log import entries
from tests.contracts.sessions_contract import NOW, SessionsContract
from tests.parts import FixedClock, MemoryDesk, memory_parts

SECRET = "một câu dài dễ nhớ"  # noqa: S105 - of nobody
NEW = "một câu khác hẳn trước"


class TestMemorySessions(SessionsContract):
    """The stand-in of these tests does what the port asks."""

    @pytest.fixture
    def desk(self) -> MemoryDesk:
        return MemoryDesk()


@pytest.fixture
def parts() -> Parts:
    """A home with one account and its chief."""
    made = memory_parts()
    board = Grant(role=Role.BOARD)
    account_steps.add(made, "an", password=SECRET, grant=board, must_change=False)
    account_steps.add(made, "chu", password=SECRET, grant=Grant(role=Role.ADMINISTRATOR), must_change=False)
    return made


def later(parts: Parts, **times: float) -> Parts:
    """The same some time on."""
    return replace(parts, wall_clock=FixedClock(parts.wall_clock.now() + timedelta(**times)))


def guess(parts: Parts, times: int, name: str = "an", *, address: str = "192.0.2.7") -> HosoError:
    """The answer to the last of so many wrong guesses."""
    answers: list[HosoError] = []
    for _ in range(times):
        with pytest.raises(HosoError) as error:
            entering.sign_in(parts, name, "sai", address=address)
        answers.append(error.value)
    return answers[-1]


def is_in(parts: Parts, secret: str) -> bool:
    try:
        return steps.present(parts, secret).account.is_active
    except NotFound:
        return False


def test_who_signs_in_is_present_with_the_rights_of_now(parts: Parts) -> None:
    came = entering.sign_in(parts, " An ", SECRET)

    assert steps.present(parts, came.secret).account == came.account
    assert came.session.digest == digest_of(came.secret)


def test_signing_in_again_ends_the_session_the_browser_had(parts: Parts) -> None:
    first = entering.sign_in(parts, "an", SECRET)
    second = entering.sign_in(parts, "an", SECRET, instead_of=first.secret)

    assert (is_in(parts, first.secret), is_in(parts, second.secret)) == (False, True)


def test_unknown_and_wrong_get_one_answer_and_the_same_waits(parts: Parts) -> None:
    answers = [[guess(parts, 1, name, address="").sentence for _ in range(7)] for name in ("an", "khong-co-ai")]

    assert answers[0] == answers[1]
    assert isinstance(guess(parts, 1), Unavailable)


def test_the_right_password_waits_as_well_and_opens_after_the_wait(parts: Parts) -> None:
    guess(parts, 5)

    with pytest.raises(Unavailable) as error:
        entering.sign_in(parts, "an", SECRET)
    wait = int(str(error.value.detail["wait"]))

    assert entering.sign_in(later(parts, seconds=wait), "an", SECRET).account.name == "an"


def test_each_further_guess_makes_the_wait_longer_up_to_a_quarter_of_an_hour(parts: Parts) -> None:
    waits = []
    guess(parts, 5, address="")
    for _ in range(12):
        with pytest.raises(Unavailable) as error:
            entering.sign_in(parts, "an", "sai")
        waits.append(int(str(error.value.detail["wait"])))
        parts = later(parts, seconds=waits[-1])
        guess(parts, 1, address="")

    assert waits[:4] == [10, 20, 40, 80]
    assert waits[-1] == 15 * 60


def test_one_address_that_tries_many_names_must_wait(parts: Parts) -> None:
    for number in range(20):
        guess(parts, 1, f"ten-{number}")

    with pytest.raises(Unavailable):
        entering.sign_in(parts, "an", SECRET, address="192.0.2.7")
    assert entering.sign_in(parts, "an", SECRET, address="192.0.2.8").account.name == "an"


def test_the_right_password_forgives_the_wrong_ones(parts: Parts) -> None:
    guess(parts, 4)
    entering.sign_in(parts, "an", SECRET)

    assert isinstance(guess(parts, 4), NotFound)


def test_a_session_ends_when_it_rests_too_long_and_when_it_is_too_old(parts: Parts) -> None:
    came = entering.sign_in(parts, "an", SECRET)

    assert not is_in(later(parts, minutes=30), came.secret)
    used = [is_in(later(parts, minutes=20 * times), came.secret) for times in range(1, 37)]

    assert used == [True] * 35 + [False]


def test_a_browser_that_is_used_stays_in(parts: Parts) -> None:
    came = entering.sign_in(parts, "an", SECRET)

    for minutes in (20, 40, 60):
        assert is_in(later(parts, minutes=minutes), came.secret)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda parts: account_steps.disable(parts, "an"), id="disabled"),
        pytest.param(lambda parts: account_steps.revoke(parts, "an", Role.BOARD), id="less rights"),
        pytest.param(lambda parts: account_steps.grant(parts, "an", Grant(role=Role.INSPECTOR)), id="more rights"),
        pytest.param(lambda parts: account_steps.change_password(parts, "an", NEW), id="another password"),
    ],
)
def test_what_an_administrator_changes_ends_every_session_of_the_account(parts: Parts, change) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    came, chief = entering.sign_in(parts, "an", SECRET), entering.sign_in(parts, "chu", SECRET)

    change(parts)

    assert (is_in(parts, came.secret), is_in(parts, chief.secret)) == (False, True)


def test_a_new_password_ends_all_sessions_and_begins_one(parts: Parts) -> None:
    old, here = entering.sign_in(parts, "an", SECRET), entering.sign_in(parts, "an", SECRET)

    fresh = entering.change_own_password(parts, here.account, here.session, old=SECRET, new=NEW)

    assert [is_in(parts, item.secret) for item in (old, here, fresh)] == [False, False, True]
    assert entering.sign_in(parts, "an", NEW).account.name == "an"
    assert _refusal(parts, SECRET, "")


@pytest.mark.parametrize(("old", "new"), [("sai", NEW), (SECRET, SECRET), (SECRET, "ngắn")])
def test_a_password_is_not_changed_by_a_wrong_old_or_a_weak_or_the_same_new_one(
    parts: Parts, old: str, new: str
) -> None:
    came = entering.sign_in(parts, "an", SECRET)

    with pytest.raises((NotFound, UsageError)):
        entering.change_own_password(parts, came.account, came.session, old=old, new=new)

    assert is_in(parts, came.secret)


def test_with_codes_the_password_alone_is_wrong_and_a_code_counts_once(parts: Parts) -> None:
    came = entering.sign_in(parts, "an", SECRET)
    telephone = pyotp.TOTP(entering.begin_codes(parts, came.account))
    entering.confirm_codes(parts, came.account, telephone.at(NOW))
    then = later(parts, minutes=1)
    code = telephone.at(then.wall_clock.now())

    assert guess(then, 1).sentence == _refusal(then, SECRET, "")
    assert is_in(then, entering.sign_in(then, "an", SECRET, code=f"{code[:3]} {code[3:]}").secret)
    assert _refusal(then, SECRET, code) == _refusal(then, SECRET, "")


def _refusal(parts: Parts, password: str, code: str) -> str:
    with pytest.raises(NotFound) as error:
        entering.sign_in(parts, "an", password, code=code)
    return error.value.sentence


def test_who_guessed_too_often_is_seen_and_let_in_at_once_by_the_administrator(parts: Parts) -> None:
    names = [AccountName("an"), AccountName("chu")]
    guess(parts, 4)
    assert not entering.held_back(parts, names)
    guess(parts, 1)
    assert {name: found.count for name, found in entering.held_back(parts, names).items()} == {"an": 5}
    with pytest.raises(Unavailable):
        entering.sign_in(parts, "an", SECRET)

    account_steps.enable(parts, "an")

    assert not entering.held_back(parts, names)
    assert is_in(parts, entering.sign_in(parts, "an", SECRET).secret)


def test_who_guessed_too_often_a_day_ago_is_not_shown_any_more(parts: Parts) -> None:
    guess(parts, 5)

    later = replace(parts, wall_clock=FixedClock(parts.wall_clock.now() + timedelta(hours=24)))

    assert entering.held_back(parts, [AccountName("an")])
    assert not entering.held_back(later, [AccountName("an")])


def test_codes_are_dropped_with_the_password_or_by_the_administrator(parts: Parts) -> None:
    came = entering.sign_in(parts, "an", SECRET)
    telephone = pyotp.TOTP(entering.begin_codes(parts, came.account))
    entering.confirm_codes(parts, came.account, telephone.at(NOW))

    with pytest.raises(NotFound):
        entering.drop_codes(parts, came.account, came.session, password="sai")  # noqa: S106 - it is wrong
    assert entering.has_codes(parts, AccountName("an"))
    entering.drop_codes(parts, came.account, came.session, password=SECRET)
    assert not entering.has_codes(parts, AccountName("an"))
    entering.reset_codes(parts, "an")
    assert not is_in(parts, came.secret)
    told = [(item.deed.action, item.deed.actor) for item in entries(parts) if "codes" in item.deed.action]
    assert told == [("account/codes-on", "an"), ("account/codes-off", "an"), ("account/codes-off", parts.actor)]


def test_a_wrong_code_does_not_turn_codes_on(parts: Parts) -> None:
    account = Account(name=AccountName("an"), display="An")
    entering.begin_codes(parts, account)

    with pytest.raises(UsageError):
        entering.confirm_codes(parts, account, "000 000 0")


def test_a_message_is_told_once(parts: Parts) -> None:
    came = entering.sign_in(parts, "an", SECRET)
    steps.tell(parts, came.session, "Đã lưu.")

    told = [tuple(steps.take_messages(parts, steps.present(parts, came.secret).session)) for _ in range(2)]

    assert told == [("Đã lưu.",), ()]


def test_nobody_ends_the_session_of_another(parts: Parts) -> None:
    came, chief = entering.sign_in(parts, "an", SECRET), entering.sign_in(parts, "chu", SECRET)

    with pytest.raises(NotFound):
        steps.end_own(parts, came.account.name, chief.session.digest)

    assert is_in(parts, chief.secret)


def test_a_session_that_was_ended_does_not_come_back(parts: Parts) -> None:
    came = entering.sign_in(parts, "an", SECRET)
    steps.sign_out(parts, came.session)

    with pytest.raises(NotFound):
        steps.tell(parts, came.session, "Đã lưu.")
    assert not is_in(parts, came.secret)
