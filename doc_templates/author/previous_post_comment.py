"""The Nhận xét, đánh giá of a cadre's former body, 8.2."""

from archive.domain.signature import SignerRole
from doc_templates.author.address import ITEM_END, addressed, items, person
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred, listing, text

_TASKS = (
    centred("TT", 10, "{{ row.number }}"),
    text("Nhiệm vụ; sản phẩm đầu ra", 99, "{{ row.task }}", "Sản phẩm: {{ row.product or '–' }}"),
    centred("Thời hạn", 26, "{{ row.due }}"),
    centred("Kết quả", 30, "{{ row.outcome }}"),
)


def previous_post_comment(sheet: Sheet) -> None:
    """Who, what was done in the former post, what the body says of it."""
    letterhead(sheet)
    heading(sheet, "NHẬN XÉT, ĐÁNH GIÁ", "đối với cán bộ chuyển công tác {{ quarter_title }}")
    addressed(sheet)
    person(sheet)
    sheet.write(Style.HEADING, "1. Kết quả thực hiện nhiệm vụ tại đơn vị")
    sheet.write(Style.SPACER, "")
    listing(sheet, _TASKS, item="row", items="rows", when_empty="Không có nhiệm vụ chủ trì trong quý")
    sheet.write(
        Style.BODY, "Tổng số nhiệm vụ chủ trì: {{ task_count|two_digits }}.{% if counts %} Trong đó:{% endif %}"
    )
    items(sheet, "item in counts", "- {{ item.outcome }}: {{ item.count|two_digits }}" + ITEM_END)
    sheet.write(Style.HEADING, "2. Nhận xét, đánh giá")
    sheet.write(Style.BODY, "{{ comment or 'Theo kết quả thực hiện nhiệm vụ nêu tại mục 1.' }}")
    sheet.write(
        Style.BODY,
        "Nhận xét này được gửi {{ addressee }} làm căn cứ để cấp có thẩm quyền đánh giá, xếp loại theo quy định"
        + sheet.layout.end,
        keep_next=True,
    )
    sign_off(sheet, SignerRole.HEAD, with_recipients=True)
