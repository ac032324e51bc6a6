"""What was to be done: the period, its axes, the tasks assigned to cadres, their works, and who assigns and decides."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from archive.domain.people import PersonCode, UnitCode
from archive.domain.quarter import Quarter

TaskCode = NewType("TaskCode", str)

# R6: a closed list; the wording is the guidance's own (§1.2).
AXES = {
    1: "Thực hiện mục tiêu phát triển kinh tế - xã hội và nhiệm vụ chính trị được giao",
    2: "Hoàn thiện thể chế, đẩy mạnh phân cấp, phân quyền gắn với kiểm tra, giám sát",
    3: "Thúc đẩy phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số",
    4: "Xây dựng Đảng và hệ thống chính trị trong sạch, vững mạnh; giữ gìn đoàn kết, thống nhất nội bộ; "
    "phòng, chống tham nhũng, lãng phí, tiêu cực",
    5: "Phát triển văn hóa, con người, bảo đảm an sinh xã hội, nâng cao đời sống nhân dân",
    6: "Củng cố quốc phòng, an ninh, giữ vững ổn định chính trị - xã hội, nâng cao hiệu quả đối ngoại "
    "và hội nhập quốc tế",
}


class AxisRole(StrEnum):
    """Whether an axis is the person's main one or a supporting one (R14)."""

    MAIN = "Chính"
    SECONDARY = "Phụ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One quarter as opened: its cut-off day and the guidance it stands on (R1; blank until known, never invented)."""

    quarter: Quarter
    cutoff: date
    guidance_number: str = ""
    guidance_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task with one lead (R4). Empty fields are findings, not errors (R3, R22)."""

    code: TaskCode
    lead: PersonCode
    name: str = ""
    product: str = ""
    due: date | None = None
    axis: int | None = None
    axis_role: AxisRole | None = None
    measure: str = ""
    target: Decimal | None = None
    weight: Decimal | None = None
    source: str = ""
    source_document: str = ""
    assigned_by: str = ""
    lead_body: str = ""
    is_arising: bool = False
    assigned_on: date | None = None
    coordinators: str = ""
    carried_from: Quarter | None = None  # the quarter it was not yet due in (R25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One công việc of a task, with its own product; most tasks name none beside themselves (R8)."""

    task: TaskCode
    name: str
    product: str = ""
    quantity: Decimal | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanApproval:
    """Who approved a unit's list of tasks (PL02) and when; from then on it changes only with a reason (R21, R22)."""

    unit: UnitCode
    approved_on: date
    approved_by: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """One line of Phụ lục 01: who manages, compiles, assigns and decides for a post (R18)."""

    post: str
    managed_by: str
    lead_body: str
    assigned_by: str
    decided_by: str
