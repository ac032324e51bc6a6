"""What a province calls its own bodies: data, so that another province needs no other program.

The guidance's words in the domain (`Management`, `Debtor`) name the levels; `Province` has them as this province says.
"""

from dataclasses import dataclass, fields, replace

from archive.domain.people import Management


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """The bodies that issue and receive the province's own documents; the values here are those of the guidance."""

    name: str = "tỉnh Lào Cai"
    rank: str = "tỉnh"  # what it is, as a sentence has it: các ban, sở, ngành tỉnh
    place: str = "Lào Cai"
    party_committee: str = "Tỉnh ủy"  # without the place: what its boards are called after
    committee: str = "Tỉnh ủy Lào Cai"
    standing_committee: str = "Ban Thường vụ Tỉnh ủy"
    standing_committee_short: str = "BTV Tỉnh ủy"
    standing_members: str = "Thường trực Tỉnh ủy"
    organisation_board: str = "Ban Tổ chức Tỉnh ủy"
    office: str = "Văn phòng Tỉnh ủy"
    office_symbol: str = "VPTU"
    committee_symbol: str = "TU"
    board_symbol: str = "BTCTU"
    guidance_subject: str = (
        "về việc đánh giá định kỳ hằng quý đối với cán bộ lãnh đạo, quản lý các cấp trong hệ thống chính trị tỉnh"
    )

    def called(self, *, rank: str, place: str, party_committee: str) -> "Province":
        """The province of that rank and place whose committee is called so, with the names that follow from these."""
        own = {one.name: getattr(self, one.name).replace(self.party_committee, party_committee) for one in fields(self)}
        own |= {
            "name": f"{rank} {place}",
            "rank": rank,
            "place": place,
            "committee": f"{party_committee} {place}",
            "guidance_subject": f"{self.guidance_subject.removesuffix(self.rank)}{rank}",
        }
        return replace(self, **own)

    def said(self, sentence: str) -> str:
        """A sentence of the guidance with the committee called as it is here."""
        return sentence.replace(GUIDANCE_PROVINCE.party_committee, self.party_committee)

    @property
    def board_issuer(self) -> str:
        """The Organisation Board at the head of its own papers: the committee stands in the line above."""
        return self.organisation_board.removesuffix(self.party_committee).strip()

    @property
    def recipients(self) -> tuple[str, ...]:
        """The lines under Nơi nhận of the standing committee's papers, in order; the last is the archive copy (R65)."""
        return (
            "Ban Tổ chức Trung ương (báo cáo)",
            f"Các đồng chí Ủy viên {self.standing_committee_short}",
            "Các đảng bộ trực thuộc",
            f"Các ban, sở, ngành {self.rank} và tương đương",
            f"Lãnh đạo {self.office}",
            f"Chuyên viên tổng hợp, {self.office_symbol}",
            f"Lưu {self.office}",
        )

    def level(self, management: Management) -> str:
        """The level that manages a cadre, by the name it has here."""
        own = {
            Management.STANDING_COMMITTEE: self.standing_committee,
            Management.STANDING_MEMBERS: self.standing_members,
        }
        return own.get(management, management.value)


GUIDANCE_PROVINCE = Province()
