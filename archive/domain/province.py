"""What a province calls its own bodies: data, so that another province needs no other program."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """The bodies that issue and receive the province's own documents; the values here are those of the guidance."""

    name: str = "tỉnh Lào Cai"
    place: str = "Lào Cai"
    committee: str = "Tỉnh ủy Lào Cai"
    standing_committee: str = "Ban Thường vụ Tỉnh ủy"
    standing_members: str = "Thường trực Tỉnh ủy"
    organisation_board: str = "Ban Tổ chức Tỉnh ủy"
    office: str = "Văn phòng Tỉnh ủy"
    committee_symbol: str = "TU"
    board_symbol: str = "BTCTU"


GUIDANCE_PROVINCE = Province()
