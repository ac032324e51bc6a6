"""The Mục lục hồ sơ of one record."""

from archive.domain.signature import SignerRole
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred, listing, text

_PAPERS = (
    centred("TT", 10, "{{ row.number }}"),
    centred("Thành phần", 19, "{{ row.component }}"),
    centred("Số, ký hiệu", 30, "{{ row.sign }}"),
    centred("Ngày tháng", 25, "{{ row.dated }}"),
    text("Tên loại và trích yếu nội dung", 75, "{{ row.title }}"),
    text("Tác giả", 42, "{{ row.author }}"),
    centred("Số trang", 15, "{{ row.pages }}"),
    text("Ghi chú", 36, "{{ row.note }}"),
)


def dossier_index(sheet: Sheet) -> None:
    """Every paper of the record with its pages, and the sums."""
    letterhead(sheet)
    heading(sheet, "MỤC LỤC HỒ SƠ", "{{ subject }}", "{{ quarter_title }}")
    sheet.write(Style.SPACER, "")
    listing(sheet, _PAPERS, item="row", items="rows", when_empty="Không có văn bản trong hồ sơ")
    sheet.write(
        Style.BODY,
        "Hồ sơ gồm {{ row_count|two_digits }} văn bản, tài liệu; các văn bản đếm được trang có tổng số "
        "{{ page_count|two_digits }} trang" + sheet.layout.end,
        keep_next=True,
    )
    sign_off(sheet, SignerRole.HEAD)
