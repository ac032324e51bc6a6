"""The made-up unit of the examples: who is in it, how it signs; one name is longer than people expect."""

from collections.abc import Mapping

from archive.domain.people import IssuerSystem

Data = Mapping[str, object]

BEST, GOOD, DONE, NOT = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)
NAMES = ("Hoàng Thị Lan", "Giàng A Páo", "Nguyễn Trần Thị Huyền Thương", "Lý Seo Lử")


def unit(system: IssuerSystem) -> str:
    """Its name."""
    return "Đảng ủy xã Bắc Hà" if system is IssuerSystem.PARTY else "Sở Nội vụ"


def posts(system: IssuerSystem) -> tuple[str, ...]:
    """The posts of `NAMES`."""
    if system is IssuerSystem.PARTY:
        return (
            "Bí thư Đảng ủy",
            "Phó Bí thư Thường trực Đảng ủy",
            "Phó Bí thư Đảng ủy, Chủ tịch Ủy ban nhân dân xã",
            "Ủy viên Ban Thường vụ Đảng ủy",
        )
    return "Giám đốc", "Phó Giám đốc", "Phó Giám đốc", "Phó Giám đốc"


def signature(system: IssuerSystem) -> Data:
    """The block of its head."""
    party = system is IssuerSystem.PARTY
    return {
        "authority": "T/M BAN THƯỜNG VỤ" if party else "",
        "post": "BÍ THƯ" if party else "GIÁM ĐỐC",
        "name": NAMES[0],
    }
