"""The Danh mục tài liệu minh chứng: component 7."""

from archive.domain.signature import SignerRole
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred, listing, text

_TASKS = (
    centred("TT", 9, "{{ row.number }}"),
    centred("Mã nhiệm vụ", 30, "{{ row.code }}"),
    text("Nhiệm vụ", 49, "{{ row.task }}"),
    text("Người chủ trì", 27, "{{ row.lead }}"),
    centred("Kết quả", 21, "{{ row.outcome }}"),
    centred("Thời hạn", 23, "{{ row.due }}"),
    centred("Chỉ tiêu", 23, "{{ row.target }}"),
    centred("Kết quả đạt", 23, "{{ row.achieved }}"),
    text(
        "Tài liệu minh chứng",
        47,
        "{%p for document in row.documents %}",
        "- {{ document }}",
        "{%p else %}",
        "Chưa có",
        "{%p endfor %}",
    ),
)


def evidence_list(sheet: Sheet) -> None:
    """Each task that needs evidence, with the documents that are it."""
    letterhead(sheet)
    heading(sheet, "DANH MỤC", "tài liệu minh chứng kết quả thực hiện nhiệm vụ {{ quarter_title }}")
    sheet.write(Style.SPACER, "")
    listing(sheet, _TASKS, item="row", items="rows", when_empty="Không có nhiệm vụ phải có minh chứng")
    sheet.write(
        Style.BODY,
        "Danh mục gồm {{ row_count|two_digits }} nhiệm vụ với {{ document_count|two_digits }} tài liệu minh chứng"
        + sheet.layout.end,
        keep_next=True,
    )
    sign_off(sheet, SignerRole.HEAD)
