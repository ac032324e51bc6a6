"""How the system is, as signs that people and machines can read: each with a value, its unit, and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from archive.domain.job import WORKER_LOST, Job
from archive.errors import HosoError, IntegrityError, Unavailable

_TOLD = 12  # characters of a digest that tell files apart for people


def _codes(family: type[HosoError]) -> Iterator[str]:
    yield family.code
    for child in family.__subclasses__():
        yield from _codes(child)


_OF_THE_MACHINE = frozenset({WORKER_LOST, *_codes(Unavailable), *_codes(IntegrityError)})


class Level(StrEnum):
    """How urgent a sign is."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign of health; `value` is in `unit`, None where there is nothing to measure yet."""

    name: str
    level: Level
    unit: str
    sentence: str
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From where on a sign is a warning, and from where on bad."""

    disk_warning: float = 15.0  # percent free: a quarter's evidence of 150 units must still fit
    disk_bad: float = 5.0  # percent free
    unchecked_warning: float = 92.0  # days: everything is read again within a quarter
    backup_warning: float = 2.0  # days: one a day, and one may fail
    certificate_warning: float = 45.0  # days: a new one takes weeks to get
    waiting_warning: float = 15.0  # minutes: longer than most jobs take
    failed_shown: float = 7.0  # days: somebody has looked by then, or never will


@dataclass(frozen=True, slots=True)
class DiskRoom:
    """Room on the home's disk, bytes."""

    free: int
    total: int

    @property
    def percent_free(self) -> float:
        """What is left, in percent."""
        return 100 * self.free / self.total if self.total else 0.0


def disk_sign(room: DiskRoom, limits: Limits) -> Sign:
    """How much room is left."""
    free = room.percent_free
    level = Level.BAD if free < limits.disk_bad else Level.WARNING if free < limits.disk_warning else Level.GOOD
    advice = "" if level is Level.GOOD else " Hãy dọn đĩa hoặc chuyển kho sang đĩa lớn hơn."
    return Sign(
        name="disk_free",
        level=level,
        unit="percent",
        value=round(free, 1),
        sentence=f"Đĩa còn trống {_shown(free)} % ({_shown(room.free / 2**30)} GiB).{advice}",
    )


def unchecked_sign(oldest: tuple[str, datetime | None] | None, *, now: datetime, limits: Limits) -> Sign:
    """How long the object unread for longest has not been read."""
    if oldest is None:
        return _sign("oldest_unchecked", Level.GOOD, None, "Chưa có gì để đọc lại.")
    name, last = oldest
    if last is None:
        text = f"{spoken(name)} chưa được đọc lại lần nào; hãy chạy hoso scrub."
        return _sign("oldest_unchecked", Level.WARNING, None, text)
    days = _days(last, now)
    late = days > limits.unchecked_warning
    advice = " Hãy chạy hoso scrub." if late else ""
    text = f"Lâu chưa đọc lại nhất: {spoken(name)}, {_shown(days)} ngày.{advice}"
    return _sign("oldest_unchecked", Level.WARNING if late else Level.GOOD, days, text)


def backup_sign(last: datetime | None, *, now: datetime, limits: Limits) -> Sign:
    """How old the last backup is."""
    if last is None:
        text = "Chưa sao lưu lần nào; hãy chạy hoso backup --to THƯ_MỤC sang đĩa khác."
        return _sign("backup_age", Level.WARNING, None, text)
    days = _days(last, now)
    late = days > limits.backup_warning
    advice = " Hãy sao lưu ngay." if late else ""
    text = f"Bản sao lưu gần nhất cách đây {_shown(days)} ngày.{advice}"
    return _sign("backup_age", Level.WARNING if late else Level.GOOD, days, text)


def certificate_sign(ends: Mapping[str, datetime], *, now: datetime, limits: Limits) -> Sign:
    """How long the certificate that ends first still lasts."""
    if not ends:
        return _sign("certificate_days_left", Level.WARNING, None, "Không có chứng thư số nào để ký và niêm phong.")
    name, end = min(ends.items(), key=lambda item: (item[1], item[0]))
    days = _days(now, end)
    level = Level.BAD if days <= 0 else Level.WARNING if days < limits.certificate_warning else Level.GOOD
    advice = "" if level is Level.GOOD else " Hãy xin cấp chứng thư mới."
    text = f"Chứng thư {name} còn hạn {_shown(days)} ngày.{advice}"
    return _sign("certificate_days_left", level, days, text)


def waiting_sign(waiting: Sequence[Job], *, is_any_running: bool, now: datetime, limits: Limits) -> Sign:
    """How long the job that waits for longest has been waiting; bad when nobody is at work meanwhile."""
    oldest = min((job.not_before or job.asked_at for job in waiting), default=now)
    minutes = max((now - oldest).total_seconds() / 60, 0.0)
    late = minutes > limits.waiting_warning
    level = Level.GOOD if not late else Level.WARNING if is_any_running else Level.BAD
    text = f"{len(waiting)} việc đang chờ, lâu nhất {_shown(minutes)} phút." if waiting else "Không có việc nào chờ."
    advice = " Không tiến trình nào đang làm; hãy chạy hoso serve hoặc hoso worker." if level is Level.BAD else ""
    advice = advice or (" Việc đang làm kéo dài; xem bằng hoso jobs list." if late else "")
    value = round(minutes, 1)
    return Sign(name="oldest_waiting_job", level=level, unit="minutes", value=value, sentence=text + advice)


def failed_sign(failed: Sequence[Job], *, now: datetime, limits: Limits) -> Sign:
    """How many jobs the machine could not do of late; what a rule or a file of people's stopped is theirs to mend."""
    since = now - timedelta(days=limits.failed_shown)
    ours = [job for job in failed if job.error in _OF_THE_MACHINE and job.ended_at and job.ended_at >= since]
    text = "Không có việc nào hỏng do máy."
    if ours:
        text = f"{len(ours)} việc hỏng do máy, cũ nhất {ours[0].id}: {ours[0].sentence} Xem bằng hoso jobs show."
    level = Level.WARNING if ours else Level.GOOD
    return Sign(name="jobs_failed", level=level, unit="count", value=len(ours), sentence=text)


def spoken(name: str) -> str:
    """A stored object as people read it: a digest is told by its beginning."""
    kind, colon, digest = name.partition(":")
    return f"tệp {digest[:_TOLD]}…" if colon and kind == "blob" else name


def is_well(signs: tuple[Sign, ...]) -> bool:
    """Whether nothing is bad; warnings have to be seen and stop nothing."""
    return all(sign.level is not Level.BAD for sign in signs)


def _sign(name: str, level: Level, days: float | None, sentence: str) -> Sign:
    value = None if days is None else round(days, 1)
    return Sign(name=name, level=level, unit="days", value=value, sentence=sentence)


def _days(earlier: datetime, later: datetime) -> float:
    return (later - earlier).total_seconds() / 86_400


def _shown(value: float) -> str:
    """One decimal, with a comma."""
    return f"{value:.1f}".replace(".", ",")
