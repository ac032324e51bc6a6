"""The two layouts as settings: sizes in points, lengths in millimetres (domain notes §2.1 and §2.2).

Where the transcriptions of the Party's rules differ, the value chosen says so.
"""

from dataclasses import dataclass

from archive.domain.people import IssuerSystem


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """Margins of a page, millimetres; the same standing and lying."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What tells one system's documents from the other's."""

    system: IssuerSystem
    margins: Margins

    body_size: float
    body_line: float  # exact distance of lines
    body_before: float
    first_line: float  # millimetres
    base_italic: bool  # whether "Căn cứ …" is italic

    superior_size: float
    issuer_size: float
    issuer_mark: str  # printed below the issuer
    issuer_rule: float  # or a rule of that length, millimetres; 0 for none
    number_size: float
    name_of_state: str  # upper line on the right
    name_of_state_size: float
    motto: str  # second line, or empty
    motto_size: float
    motto_rule: float  # as long as the line above it, millimetres
    date_size: float
    left_share: float  # of the page's text width, for the issuer's block

    title_size: float
    subject_size: float
    subject_mark: str  # printed below the subject
    subject_rule: float  # or a rule, millimetres; 0 for none
    part_sign: str  # after the Roman number of a part
    address: str  # before the addressee of a submission
    request: str  # how its last sentence begins
    end: str  # after the last sentence

    recipients_size: float
    recipients_bold_italic: bool
    recipients_underlined: bool
    recipient_size: float
    post_bold: bool  # the office under T/M; the transcriptions differ, the guidance itself prints it bold
    secretary_title: str
    chair_title: str


PARTY = Layout(
    system=IssuerSystem.PARTY,
    margins=Margins(top=20, right=15, bottom=20, left=30),
    body_size=14,
    body_line=18,
    body_before=6,
    first_line=10,
    base_italic=False,
    superior_size=14,  # others have 12 or 13 for this block
    issuer_size=14,
    issuer_mark="*",
    issuer_rule=0,
    number_size=14,
    name_of_state="ĐẢNG CỘNG SẢN VIỆT NAM",
    name_of_state_size=15,
    motto="",
    motto_size=0,
    motto_rule=72.7,
    date_size=14,
    left_share=0.44,
    title_size=16,
    subject_size=14,
    subject_mark="-----",
    subject_rule=0,
    part_sign="-",
    address="Kính trình",
    request="Kính trình",
    end=".",
    recipients_size=14,
    recipients_bold_italic=False,
    recipients_underlined=True,
    recipient_size=12,
    post_bold=True,
    secretary_title="NGƯỜI GHI BIÊN BẢN",
    chair_title="CHỦ TRÌ HỘI NGHỊ",
)

STATE = Layout(
    system=IssuerSystem.STATE,
    margins=Margins(top=20, right=15, bottom=20, left=30),
    body_size=14,
    body_line=18,
    body_before=6,
    first_line=10,
    base_italic=True,
    superior_size=13,
    issuer_size=13,
    issuer_mark="",
    issuer_rule=20,  # a third to a half of the line above it
    number_size=13,
    name_of_state="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    name_of_state_size=13,
    motto="Độc lập - Tự do - Hạnh phúc",
    motto_size=14,
    motto_rule=60.4,
    date_size=14,
    left_share=0.4,
    title_size=14,
    subject_size=14,
    subject_mark="",
    subject_rule=40,
    part_sign=".",
    address="Kính gửi",
    request="Kính đề nghị",
    end="./.",
    recipients_size=12,
    recipients_bold_italic=True,
    recipients_underlined=False,
    recipient_size=11,
    post_bold=True,
    secretary_title="THƯ KÝ",
    chair_title="CHỦ TRÌ HỘI NGHỊ",
)

LAYOUTS = (PARTY, STATE)
