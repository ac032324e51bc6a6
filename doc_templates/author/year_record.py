"""The quarters of one cadre side by side, for the year-end evaluation."""

from archive.domain.signature import SignerRole
from doc_templates.author.address import person
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred, listing, text

_QUARTERS = (
    text("Nội dung", 52, "{{ row.item }}"),
    centred("Quý I", 50, "{{ row.q1 }}"),
    centred("Quý II", 50, "{{ row.q2 }}"),
    centred("Quý III", 50, "{{ row.q3 }}"),
    centred("Quý IV", 50, "{{ row.q4 }}"),
)


def year_record(sheet: Sheet) -> None:
    """What each quarter says, in one table; nothing is computed over them."""
    letterhead(sheet)
    heading(sheet, "TỔNG HỢP", "kết quả đánh giá, xếp loại các quý {{ quarter_title }}")
    person(sheet)
    sheet.write(Style.SPACER, "")
    listing(sheet, _QUARTERS, item="row", items="rows", when_empty="Không có dữ liệu của năm")
    sheet.write(
        Style.BODY,
        "Số liệu ghi theo hồ sơ từng quý, không tính trung bình, làm căn cứ đánh giá, xếp loại chất lượng cuối năm"
        + sheet.layout.end,
        keep_next=True,
    )
    sign_off(sheet, SignerRole.HEAD)
