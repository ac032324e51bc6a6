"""Health: looks at everything that can go wrong quietly, and says what to do about it (design §8)."""

from collections.abc import Callable, Mapping

from archive.domain.health import (
    Level,
    Limits,
    Sign,
    backup_sign,
    certificate_sign,
    disk_sign,
    failed_sign,
    unchecked_sign,
    waiting_sign,
)
from archive.domain.job import JobState
from archive.errors import HosoError
from archive.jobs.scrub import oldest_unchecked
from archive.ports import Parts


def health(parts: Parts, limits: Limits | None = None) -> tuple[Sign, ...]:
    """Every sign, in a lasting order; a part that does not answer is a bad sign, not an error."""
    bounds, now = limits or Limits(), parts.clock.now()
    signs: Mapping[str, Callable[[], Sign]] = {
        "database": lambda: _database(parts),
        "records": lambda: _records(parts),
        "disk_free": lambda: disk_sign(parts.vitals.disk(), bounds),
        "oldest_unchecked": lambda: unchecked_sign(
            oldest_unchecked(parts, parts.ledgers.read()), now=now, limits=bounds
        ),
        "backup_age": lambda: backup_sign(parts.ledgers.last_backup(), now=now, limits=bounds),
        "certificate_days_left": lambda: certificate_sign(parts.vitals.certificates(), now=now, limits=bounds),
        "oldest_waiting_job": lambda: _waiting(parts, bounds),
        "jobs_failed": lambda: _failed(parts, bounds),
    }
    found = []
    for name, look in signs.items():
        try:
            found.append(look())
        except HosoError as wrong:
            found.append(Sign(name=name, level=Level.BAD, unit="", sentence=wrong.sentence))
    return tuple(found)


def _database(parts: Parts) -> Sign:
    with parts.desk.begin() as work:
        quarters = len(work.facts.quarters())
    return Sign(
        name="database",
        level=Level.GOOD,
        unit="quarters",
        value=quarters,
        sentence=f"Cơ sở dữ liệu trả lời; có {quarters} quý.",
    )


def _waiting(parts: Parts, limits: Limits) -> Sign:
    with parts.desk.look() as work:
        waiting, running = work.jobs.in_state(JobState.WAITING), work.jobs.running()
    return waiting_sign(waiting, is_any_running=bool(running), now=parts.wall_clock.now(), limits=limits)


def _failed(parts: Parts, limits: Limits) -> Sign:
    with parts.desk.look() as work:
        failed = work.jobs.in_state(JobState.FAILED)
    return failed_sign(failed, now=parts.wall_clock.now(), limits=limits)


def _records(parts: Parts) -> Sign:
    report = parts.records.check()
    records = sum(1 for _ in parts.records.all())
    if report.problems:
        return Sign(name="records", level=Level.BAD, unit="records", value=records, sentence=report.problems[0].message)
    return Sign(
        name="records", level=Level.GOOD, unit="records", value=records, sentence=f"Kho lưu trữ có {records} hồ sơ."
    )
