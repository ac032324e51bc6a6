"""Units and the cadres who hold posts in them, as they stand in one quarter."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

UnitCode = NewType("UnitCode", str)
PersonCode = NewType("PersonCode", str)


class UnitKind(StrEnum):
    """Which summary a unit owes: PL06 or PL07 (R50, R51)."""

    PROVINCIAL_BODY = "Cơ quan cấp tỉnh"
    PARTY_COMMITTEE = "Đảng ủy trực thuộc"


class IssuerSystem(StrEnum):
    """Whose layout a unit's documents follow; the two are never mixed (domain notes §2.2)."""

    PARTY = "Đảng"
    STATE = "Nhà nước"

    @property
    def folder(self) -> str:
        """The system's name in template paths."""
        return "party" if self is IssuerSystem.PARTY else "state"


class Management(StrEnum):
    """Diện quản lý: who decides about the cadre (R15, R16)."""

    POLITBURO = "Bộ Chính trị, Ban Bí thư"
    STANDING_COMMITTEE = "Ban Thường vụ Tỉnh ủy"
    STANDING_MEMBERS = "Thường trực Tỉnh ủy"
    UNIT = "Đơn vị"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A body of the province's political system that submits one dossier a quarter."""

    code: UnitCode
    name: str
    superior: str
    kind: UnitKind
    system: IssuerSystem
    symbol: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadre:
    """A leading cadre in the post held in this quarter; `excluded` is the reason for no rating (R17), else empty."""

    code: PersonCode
    name: str
    unit: UnitCode
    management: Management
    is_head: bool = False
    born: date | None = None
    sex: str = ""
    ethnicity: str = ""
    party_post: str = ""
    state_post: str = ""
    union_post: str = ""
    group: str = ""
    in_post_since: date | None = None
    former_post: str = ""
    former_unit: str = ""
    joined: date | None = None
    retires: date | None = None
    excluded: str = ""

    @property
    def post(self) -> str:
        """All posts, as tables print them."""
        return ", ".join(post for post in (self.party_post, self.state_post, self.union_post) if post)

    @property
    def is_rated(self) -> bool:
        """Whether the cadre is rated this quarter (R17)."""
        return not self.excluded
