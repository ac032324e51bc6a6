"""Sức khỏe: what may go wrong quietly, each in words with what to do, and how far reading again and backing up are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.pages.addresses import jobs_address
from api.pages.views.frame import HEALTH, Frame, Page
from api.pages.views.jobs import JobLine
from api.pages.views.states import State
from archive.domain.health import Level, Sign
from archive.jobs.upkeep import Upkeep
from archive.language import moment, number

_STATES = {
    Level.GOOD: State("Tốt", "check", "good"),
    Level.WARNING: State("Chú ý", "warn", "wait"),
    Level.BAD: State("Hỏng", "cross", "bad"),
}
_WORST_FIRST = (Level.BAD, Level.WARNING, Level.GOOD)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a sign is called, what to do about it beyond its own sentence, and the command that does it."""

    title: str
    what_to_do: str
    command: str = ""
    href: str = ""


_TOLD = {
    "database": _Told(
        title="Cơ sở dữ liệu",
        what_to_do="Xem đĩa còn chỗ không, rồi khởi động lại chương trình; vẫn hỏng thì khôi phục từ bản sao lưu.",
        command="hoso restore",
    ),
    "records": _Told(
        title="Kho lưu trữ",
        what_to_do="Không sửa tay trong kho. Kiểm tra toàn kho, rồi khôi phục phần hỏng từ bản sao lưu.",
        command="hoso verify --all",
    ),
    "disk_free": _Told(
        title="Chỗ trống trên đĩa", what_to_do="Chuyển các gói đã giao và bản sao lưu cũ sang đĩa khác."
    ),
    "oldest_unchecked": _Told(
        title="Đọc lại tệp đã lưu",
        what_to_do="Bấm Đọc lại toàn kho ở dưới, hoặc hẹn giờ chạy hằng đêm trên máy chủ.",
        command="hoso scrub",
    ),
    "backup_age": _Told(
        title="Sao lưu",
        what_to_do="Sao lưu chạy trên máy chủ, sang một đĩa khác; nên hẹn giờ mỗi ngày một lần.",
        command="hoso backup --to THƯ_MỤC",
    ),
    "certificate_days_left": _Told(
        title="Chứng thư số",
        what_to_do="Đề nghị cơ quan cấp chứng thư gia hạn; việc cấp mới thường mất vài tuần.",
        command="hoso keys",
    ),
    "oldest_waiting_job": _Told(
        title="Việc đang chờ",
        what_to_do="Xem việc nào đang chạy; nếu không có tiến trình nào làm thì khởi động lại chương trình.",
        command="hoso worker",
        href=jobs_address(),
    ),
    "jobs_failed": _Told(
        title="Việc hỏng do máy", what_to_do="Mở việc hỏng, đọc lý do, sửa rồi bấm Làm lại.", href=jobs_address()
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignLine:
    """One sign; what to do is empty while it is good. `href` leads to a page that helps."""

    title: str
    state: State
    sentence: str
    what_to_do: str
    command: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthPage(Page):
    """Every sign, the worst first; `scrub` is the reading last asked for on the pages."""

    template: ClassVar[str] = "health.html"
    signs: tuple[SignLine, ...]
    scrub: JobLine | None
    reading: str
    backup: str
    may_scrub: bool
    is_waiting: bool


def health_page(signs: Sequence[Sign], kept: Upkeep | None, *, scrub: JobLine | None, may_run: bool) -> HealthPage:
    """The page; `kept` is None where the disk does not answer, `may_run` says whether the reader may start work."""
    is_waiting = scrub is not None and not scrub.is_over
    ordered = sorted(signs, key=lambda sign: _WORST_FIRST.index(sign.level))
    return HealthPage(
        title="Sức khỏe hệ thống",
        sentence=_sentence(signs),
        frame=Frame(place=HEALTH),
        signs=tuple(_line(sign) for sign in ordered),
        scrub=scrub,
        reading=_reading(kept) if kept else "Đĩa không trả lời nên không biết đã đọc lại đến đâu.",
        backup=_backup(kept) if kept else "Đĩa không trả lời nên không biết lần sao lưu gần nhất.",
        may_scrub=may_run and not is_waiting,
        is_waiting=is_waiting,
    )


def _sentence(signs: Sequence[Sign]) -> str:
    bad = sum(sign.level is Level.BAD for sign in signs)
    warning = sum(sign.level is Level.WARNING for sign in signs)
    if not bad and not warning:
        return f"Cả {len(signs)} dấu hiệu đều tốt; chưa phải làm gì."
    counted = [f"{bad} dấu hiệu hỏng" if bad else "", f"{warning} điều cần chú ý" if warning else ""]
    return f"{', '.join(filter(None, counted))} trong {len(signs)} dấu hiệu; việc cần làm ghi ở từng mục."


def _line(sign: Sign) -> SignLine:
    told, is_good = _TOLD.get(sign.name, _Told(title=sign.name, what_to_do="")), sign.level is Level.GOOD
    return SignLine(
        title=told.title,
        state=_STATES[sign.level],
        sentence=sign.sentence,
        what_to_do="" if is_good else told.what_to_do,
        command="" if is_good else told.command,
        href="" if is_good else told.href,
    )


def _reading(kept: Upkeep) -> str:
    never = f"{number(kept.never)} mục chưa đọc lại lần nào" if kept.never else "mục nào cũng đã được đọc lại"
    going = f" Vòng đang dở: {number(kept.round_done)}/{number(kept.objects)} mục." if kept.round_done else ""
    return f"Kho có {number(kept.objects)} mục, {never}.{going}"


def _backup(kept: Upkeep) -> str:
    return f"Lần gần nhất: {moment(kept.last_backup)}." if kept.last_backup else "Chưa sao lưu lần nào."
