"""Signs of health turn from good to warning to bad where their limits say, and say what to do."""

from datetime import UTC, datetime, timedelta

import pytest

from archive.domain.health import (
    DiskRoom,
    Level,
    Limits,
    Sign,
    backup_sign,
    certificate_sign,
    disk_sign,
    is_well,
    unchecked_sign,
)

NOW = datetime(2026, 6, 24, 1, tzinfo=UTC)
LIMITS = Limits()


@pytest.mark.parametrize(
    ("free", "level"), [(40, Level.GOOD), (15, Level.GOOD), (14, Level.WARNING), (5, Level.WARNING), (4, Level.BAD)]
)
def test_the_disk_is_bad_when_little_is_left(free: int, level: Level) -> None:
    assert disk_sign(DiskRoom(free=free, total=100), LIMITS).level is level


def test_a_disk_without_size_is_full() -> None:
    assert disk_sign(DiskRoom(free=0, total=0), LIMITS).level is Level.BAD


@pytest.mark.parametrize(("days", "level"), [(1, Level.GOOD), (92, Level.GOOD), (93, Level.WARNING)])
def test_what_was_not_read_within_a_quarter_is_a_warning(days: int, level: Level) -> None:
    sign = unchecked_sign(("blob:ab", NOW - timedelta(days=days)), now=NOW, limits=LIMITS)

    assert (sign.level, sign.value) == (level, days)


def test_what_was_never_read_is_a_warning_and_nothing_stored_is_none() -> None:
    never = unchecked_sign(("blob:ab", None), now=NOW, limits=LIMITS)
    nothing = unchecked_sign(None, now=NOW, limits=LIMITS)

    assert (never.level, nothing.level) == (Level.WARNING, Level.GOOD)


@pytest.mark.parametrize(("days", "level"), [(0.5, Level.GOOD), (2, Level.GOOD), (2.1, Level.WARNING)])
def test_an_old_backup_is_a_warning(days: float, level: Level) -> None:
    assert backup_sign(NOW - timedelta(days=days), now=NOW, limits=LIMITS).level is level


def test_no_backup_at_all_is_a_warning_that_says_how_to_make_one() -> None:
    sign = backup_sign(None, now=NOW, limits=LIMITS)

    assert (sign.level, "hoso backup" in sign.sentence) == (Level.WARNING, True)


@pytest.mark.parametrize(("days", "level"), [(46, Level.GOOD), (44, Level.WARNING), (0, Level.BAD), (-3, Level.BAD)])
def test_the_certificate_that_ends_first_decides(days: int, level: Level) -> None:
    ends = {"CN=sớm": NOW + timedelta(days=days), "CN=muộn": NOW + timedelta(days=999)}

    sign = certificate_sign(ends, now=NOW, limits=LIMITS)

    assert (sign.level, "CN=sớm" in sign.sentence) == (level, True)


def test_no_certificate_is_a_warning() -> None:
    assert certificate_sign({}, now=NOW, limits=LIMITS).level is Level.WARNING


@pytest.mark.parametrize(("level", "well"), [(Level.GOOD, True), (Level.WARNING, True), (Level.BAD, False)])
def test_only_something_bad_makes_the_system_unwell(level: Level, well: bool) -> None:  # noqa: FBT001 - a table of both
    assert is_well((Sign(name="x", level=level, unit="", sentence="x"),)) is well
