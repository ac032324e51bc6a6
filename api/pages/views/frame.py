"""Where a page stands: what it says at the top, and the quarter, unit and place that stay chosen around it."""

from dataclasses import dataclass, field
from typing import ClassVar

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter

OVERVIEW = "Tổng quan"
DOSSIER = "Hồ sơ"
TASKS = "Nhiệm vụ"
ASSESSMENT = "Tự đánh giá"
MEETING = "Hội nghị"
APPRAISAL = "Thẩm định"
DECISIONS = "Quyết định"
SIGNING = "Ký số"
REMINDERS = "Nhắc việc"
SEARCH = "Tra cứu"
SHEETS = "Sổ dữ liệu"
INTAKE = "Nhập sổ"
PACKAGES = "Gói xuất"
YEAR = "Cuối năm"
LOG = "Nhật ký"
FORMS = "Mẫu văn bản"
SYSTEM = "Quản trị"
ACCOUNTS = "Tài khoản"
HEALTH = "Sức khỏe"
JOBS = "Việc chạy nền"
SETTINGS = "Cài đặt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A link among others of its kind; `is_current` marks where one is."""

    label: str
    href: str
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is chosen: `place` is the label of the menu's entry, `query` what stands in the search box."""

    quarter: Quarter | None = None
    unit: UnitCode | None = None
    place: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page has: its title, one sentence under it, and where it stands. `template` draws it."""

    template: ClassVar[str]
    title: str
    sentence: str
    frame: Frame = field(default_factory=Frame)


def in_title(quarter: Quarter) -> str:
    """The quarter inside a title: `quý II/2026`."""
    return quarter.short.replace("Quý", "quý")
