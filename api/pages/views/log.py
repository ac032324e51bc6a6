"""Nhật ký: entries newest first, what they are narrowed to, and what the last check of the log found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.pages.addresses import log_address
from api.pages.views.frame import LOG, Frame, Page
from api.pages.views.jobs import JobLine
from api.pages.views.users import Option
from archive.domain.accounts import Role
from archive.domain.log import LogEntry
from archive.domain.log.words import ACTIONS, words_of
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.errors import UsageError
from archive.language import fold, moment, number

PER_PAGE = 50
_IN_ABOUT = frozenset({"unit", "quarter"})
_LABELS = {
    "subject": "Mã",
    "outcome": "Kết quả",
    "hits": "Số kết quả đã hiện",
    "total": "Số kết quả",
    "records": "Hồ sơ",
    "as": "Quyền của",
    "role": "Vai trò",
    "units": "Đơn vị",
    "managements": "Diện quản lý",
    "number": "Số",
    "date": "Ngày",
    "body": "Cơ quan",
    "years": "Số năm",
    "basis": "Căn cứ",
    "address": "Từ máy",
    "browser": "Trình duyệt",
    "person": "Cán bộ",
    "issuer": "Nơi ban hành",
    "type": "Loại văn bản",
    "term": "Nhiệm kỳ",
    "token": "Mã thẻ",
    "name": "Tên thẻ",
    "actions": "Được làm",
    "file": "Tệp lấy ra",
}
_WORDS = {
    "outcome": {"success": "thành công"},
    "role": {role.value: role.words for role in Role},
    "units": {"*": "mọi đơn vị"},
    "managements": {"*": "mọi diện"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One more thing an entry says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One entry."""

    sequence: str
    when: str
    who: str
    what: str
    about: str
    reason: str
    details: tuple[Detail, ...]
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage(Page):
    """A page of the log; `asked` is what stands in the fields of the form."""

    template: ClassVar[str] = "log.html"
    entries: tuple[EntryLine, ...]
    asked: Mapping[str, str]
    actions: tuple[Option, ...]
    units: tuple[Option, ...]
    quarters: tuple[Option, ...]
    mistake: str
    is_narrowed: bool
    everything: str
    newest: str
    older: str
    check: JobLine | None
    is_waiting: bool


FIELDS = ("nguoi", "viec", "don-vi", "quy", "tu", "den")


def log_page(
    entries: Sequence[LogEntry],
    *,
    asked: Mapping[str, str],
    size: int,
    units: Mapping[UnitCode, str],
    quarters: Sequence[Quarter],
    check: JobLine | None,
    has_older: bool = False,
    mistake: str = "",
) -> LogPage:
    """The page; `size` is how many entries the log has."""
    kept = {name: asked.get(name, "") for name in FIELDS}
    return LogPage(
        title="Nhật ký",
        sentence=f"{number(size)} việc đã ghi; không ai sửa hay xóa được mà không bị phát hiện.",
        frame=Frame(place=LOG),
        entries=tuple(_line(entry) for entry in entries),
        asked=kept,
        actions=_options({action: _said(action) for action in ACTIONS}, kept["viec"]),
        units=_options(units, kept["don-vi"]),
        quarters=tuple(
            Option(value=str(item), label=item.short, is_chosen=str(item) == kept["quy"]) for item in quarters
        ),
        mistake=mistake,
        is_narrowed=any(kept.values()),
        everything=log_address(),
        newest=log_address(**kept) if asked.get("truoc") else "",
        older=log_address(**kept, truoc=str(entries[-1].sequence)) if has_older else "",
        check=check,
        is_waiting=check is not None and not check.is_over,
    )


def _options(choices: Mapping[UnitCode, str] | Mapping[str, str], chosen: str) -> tuple[Option, ...]:
    ordered = sorted(choices.items(), key=lambda item: fold(item[1]))
    return tuple(Option(value=value, label=label, is_chosen=value == chosen) for value, label in ordered)


def _said(action: str) -> str:
    words = words_of(action)
    return words[:1].upper() + words[1:]


def _line(entry: LogEntry) -> EntryLine:
    deed, dossier = entry.deed, _dossier(entry)
    said = {"subject": deed.subject if dossier else "", **deed.details}
    return EntryLine(
        sequence=number(entry.sequence),
        when=moment(deed.at),
        who=deed.actor,
        what=_said(deed.action),
        about=dossier or deed.subject,
        reason=deed.reason,
        details=tuple(
            Detail(label=_LABELS.get(name, name), value=_WORDS.get(name, {}).get(value, value))
            for name, value in said.items()
            if value and name not in _IN_ABOUT
        ),
        proof=f"/nhat-ky/{entry.sequence}/chung-minh",
    )


def _dossier(entry: LogEntry) -> str:
    unit, _, quarter = entry.record.removeprefix("urn:hoso:").rpartition(":")
    if not unit:
        return ""
    try:
        return f"{unit} · {Quarter.parse(quarter).short}"
    except UsageError:
        return ""
