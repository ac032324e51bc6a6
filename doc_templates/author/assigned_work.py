"""The Danh mục sản phẩm/công việc chuẩn, PL02."""

from archive.domain.signature import SignerRole
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred, listing, text

_TASKS = (
    centred("TT", 9, "{{ row.number }}"),
    centred("Mã nhiệm vụ", 27, "{{ row.code }}"),
    text(
        "Nhiệm vụ, công việc",
        58,
        "{{ row.task }}",
        "{%p for work in row.works %}",
        "- {{ work }}",
        "{%p endfor %}",
    ),
    text("Sản phẩm đầu ra", 34, "{{ row.product }}"),
    text("Người chủ trì", 30, "{{ row.lead }}", note="row.coordinators"),
    centred("Thời gian hoàn thành", 23, "{{ row.due }}"),
    centred("Trục, vai trò", 18, "{{ row.axis }}"),
    centred("Chỉ tiêu", 20, "{{ row.target }}"),
    centred("Tỷ trọng", 13, "{{ row.weight }}"),
    text("Nguồn giao", 20, "{{ row.source }}"),
)


def assigned_work(sheet: Sheet) -> None:
    """Each task with its lead, deadline and product, and who approved the list."""
    letterhead(sheet)
    heading(sheet, "DANH MỤC SẢN PHẨM, CÔNG VIỆC CHUẨN", "{{ subject }}", "{{ quarter_title }}")
    sheet.write(Style.SPACER, "")
    listing(sheet, _TASKS, item="row", items="rows", when_empty="Không có nhiệm vụ được giao", may_split=True)
    sheet.write(
        Style.BODY,
        "Danh mục gồm {{ row_count|two_digits }} nhiệm vụ{% if approval %}, do {{ approval }}{% endif %}"
        + sheet.layout.end,
        keep_next=True,
    )
    sign_off(sheet, SignerRole.HEAD)
