"""The periodic Báo cáo of how the evaluation went, 10.3."""

from archive.domain.signature import SignerRole
from doc_templates.author.address import ITEM_END, addressed_to_all, items
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style


def periodic_report(sheet: Sheet) -> None:
    """Figures of units, ratings and tasks, then what units find hard."""
    letterhead(sheet, may_be_top=True)
    heading(sheet, "BÁO CÁO", "{{ subject }}", "{{ quarter_title }}")
    addressed_to_all(sheet)
    sheet.write(Style.BODY, "{{ introduction }}")
    sheet.write(Style.HEADING, "1. Tình hình triển khai")
    sheet.write(
        Style.BODY,
        "Có {{ unit_count|two_digits }} cơ quan, đơn vị, cấp ủy thực hiện đánh giá {{ quarter_title }}, với "
        "{{ rated_count|two_digits }} cán bộ lãnh đạo, quản lý được đánh giá.",
    )
    sheet.write(Style.HEADING, "2. Kết quả xếp loại")
    items(sheet, "item in counts", "- {{ item.rating }}: {{ item.count|two_digits }};")
    sheet.write(Style.BODY, "- Chưa quyết định mức xếp loại: {{ undecided|two_digits }}.")
    sheet.write(Style.HEADING, "3. Kết quả thực hiện nhiệm vụ")
    sheet.write(
        Style.BODY, "Tổng số nhiệm vụ được giao: {{ task_count|two_digits }}.{% if outcomes %} Trong đó:{% endif %}"
    )
    items(sheet, "item in outcomes", "- {{ item.outcome }}: {{ item.count|two_digits }}" + ITEM_END)
    sheet.write(Style.HEADING, "4. Khó khăn, vướng mắc")
    with sheet.tagged("{%p for item in difficulties %}", "{%p endfor %}"):
        sheet.write(Style.BODY, "- {{ item.unit }}: {{ item.text }}")
        sheet.write(Style.BODY, "{%p else %}")
        sheet.write(Style.BODY, "Không có.")
    sheet.write(
        Style.BODY,
        "Trân trọng báo cáo {% for name in addressees %}{{ name }}{% if not loop.last %}, {% endif %}{% endfor %}"
        + sheet.layout.end,
        keep_next=True,
    )
    sign_off(sheet, SignerRole.HEAD, with_recipients=True)
