"""The Mục lục hồ sơ of one record."""

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
_SUMS = (
    "Hồ sơ gồm {{ row_count|two_digits }} văn bản, tài liệu; các văn bản đếm được trang có tổng số "
    "{{ page_count|two_digits }} trang."
)
_UNSIGNED = (
    "Mục lục do phần mềm lập từ hồ sơ, không ký riêng; trong hồ sơ lưu trữ, dấu niêm phong bảo đảm cho mục lục cùng "
    "mọi tệp của hồ sơ"
)


def dossier_index(sheet: Sheet) -> None:
    """Every paper of the record with its pages, and the sums; nobody signs it."""
    letterhead(sheet)
    heading(sheet, "MỤC LỤC HỒ SƠ", "{{ subject }}", "{{ quarter_title }}")
    sheet.write(Style.SPACER, "")
    listing(sheet, _PAPERS, item="row", items="rows", when_empty="Không có văn bản trong hồ sơ")
    sheet.write(Style.BODY, _SUMS, keep_next=True)
    sheet.write(Style.BODY, _UNSIGNED + sheet.layout.end)
