"""Cài đặt: what the system was told and by whom, the deadlines it counts by, and what the province calls itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.pages.views.frame import SETTINGS, Frame, Page
from archive.domain.deadline import Deadline, Undated
from archive.domain.deadline_words import long_day, remarks
from archive.domain.province import Province
from archive.domain.quarter import Quarter
from archive.domain.setting import Origin, Setting
from archive.language import day

_ORIGINS = {
    Origin.COMMAND: "dòng lệnh",
    Origin.ENVIRONMENT: "biến môi trường",
    Origin.DEFAULT: "mặc định",
}
_PROVINCE = (
    ("Tên gọi", "name"),
    ("Cấp ủy", "committee"),
    ("Ban thường vụ", "standing_committee"),
    ("Thường trực", "standing_members"),
    ("Ban tổ chức", "organisation_board"),
    ("Văn phòng", "office"),
    ("Ký hiệu cấp ủy", "committee_symbol"),
    ("Ký hiệu ban tổ chức", "board_symbol"),
    ("Ký hiệu văn phòng", "office_symbol"),
    ("Địa danh", "place"),
)
_CALENDAR, _PROVINCE_FILE = "HOSO_CALENDAR", "HOSO_PROVINCE"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingLine:
    """One setting; `is_own` says that somebody set it here."""

    name: str
    says: str
    value: str
    origin: str
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineLine:
    """One deadline of the quarter; `before` says why there is none where nobody named a day."""

    what: str
    who: str
    before: str
    internal: str
    basis: str
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """A name and what it is here."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage(Page):
    """All of it, to be read; changing any of it is work at the machine, which the page describes."""

    template: ClassVar[str] = "settings.html"
    settings: tuple[SettingLine, ...]
    quarter: str
    deadlines: tuple[DeadlineLine, ...]
    calendar_from: str
    province: tuple[FactLine, ...]
    province_from: str


def settings_page(
    settings: Sequence[Setting],
    *,
    quarter: Quarter,
    dated: Iterable[Deadline],
    undated: Iterable[Undated],
    province: Province,
) -> SettingsPage:
    """The page, with the deadlines of one quarter as an example of how days are counted."""
    own = sum(item.origin is not Origin.DEFAULT for item in settings)
    return SettingsPage(
        title="Cài đặt",
        sentence=f"{own} trong {len(settings)} mục được đặt riêng, còn lại theo mặc định. Trang này chỉ để xem.",
        frame=Frame(place=SETTINGS),
        settings=tuple(_setting(item) for item in settings),
        quarter=quarter.short,
        deadlines=(*map(_dated, dated), *map(_undated, undated)),
        calendar_from=_file(settings, _CALENDAR),
        province=tuple(FactLine(label=label, value=getattr(province, name)) for label, name in _PROVINCE),
        province_from=_file(settings, _PROVINCE_FILE),
    )


def _setting(item: Setting) -> SettingLine:
    return SettingLine(
        name=item.name,
        says=item.says.replace("`", ""),
        value="đã đặt, không hiện" if item.is_hidden else item.value or "chưa đặt",
        origin=_ORIGINS[item.origin],
        is_own=item.origin is not Origin.DEFAULT,
    )


def _dated(item: Deadline) -> DeadlineLine:
    return DeadlineLine(
        what=item.what,
        who=", ".join(item.debtors),
        before=f"trước {long_day(item.before)}",
        internal=f"trước {day(item.internal)}" if item.internal else "",
        basis=item.basis,
        notes=" ".join(remarks(item)),
    )


def _undated(item: Undated) -> DeadlineLine:
    who = ", ".join(item.debtors)
    return DeadlineLine(what=item.what, who=who, before="không có ngày", internal="", basis="", notes=item.note)


def _file(settings: Iterable[Setting], name: str) -> str:
    """The file a setting names; empty when it names none."""
    return next((item.value for item in settings if item.name == name), "")
