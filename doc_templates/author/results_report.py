"""The Tổng hợp kết quả thực hiện nhiệm vụ of one cadre for one appraising body, PL03."""

from archive.domain.signature import SignerRole
from doc_templates.author.address import addressed, person
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred, listing, text

_RESULTS = (
    centred("TT", 9, "{{ row.number }}"),
    text("Nhiệm vụ; sản phẩm đầu ra", 66, "{{ row.task }}", "Sản phẩm: {{ row.product or '–' }}", note="row.note"),
    centred("Thời hạn / Hoàn thành", 25, "{{ row.due or '–' }}", "{{ row.completed or '–' }}"),
    centred("Kết quả", 23, "{{ row.outcome }}"),
    centred("Chỉ tiêu / Kết quả đạt", 26, "{{ row.target or '–' }}", "{{ row.achieved or '–' }}"),
    centred("Chất lượng (%)", 15, "{{ row.quality }}"),
    centred("Điểm tự chấm", 15, "{{ row.self_points }}"),
    centred("Điểm thẩm định", 16, "{{ row.appraised_points }}"),
    text(
        "Tài liệu minh chứng",
        57,
        "{%p for document in row.documents %}",
        "- {{ document }}",
        "{%p else %}",
        "–",
        "{%p endfor %}",
    ),
)
_CARRIED = (
    centred("TT", 9, "{{ row.number }}"),
    text("Nhiệm vụ; sản phẩm đầu ra", 108, "{{ row.task }}", "Sản phẩm: {{ row.product or '–' }}"),
    centred("Thời hạn", 30, "{{ row.due }}"),
    text("Lý do", 105, "{{ row.reason }}"),
)


def results_report(sheet: Sheet) -> None:
    """Who reports, each task scored now, what moves to the next quarter with the reason, the sums."""
    letterhead(sheet)
    heading(sheet, "TỔNG HỢP", "kết quả thực hiện nhiệm vụ được giao {{ quarter_title }}")
    addressed(sheet)
    person(sheet)
    sheet.write(Style.HEADING, "1. Nhiệm vụ tính điểm trong quý")
    sheet.write(Style.SPACER, "")
    listing(sheet, _RESULTS, item="row", items="rows", when_empty="Không có nhiệm vụ tính điểm trong quý")
    sheet.write(Style.HEADING, "2. Nhiệm vụ chưa đến hạn, chuyển sang quý sau (không tính điểm)")
    with sheet.tagged("{%p if carried %}", "{%p endif %}"):
        sheet.write(Style.SPACER, "")
        listing(sheet, _CARRIED, item="row", items="carried")
        sheet.write(Style.BODY, "{%p else %}")
        sheet.write(Style.BODY, "Không có.")
    sheet.write(
        Style.BODY,
        "Tổng số: {{ task_count|two_digits }} nhiệm vụ{% if counts %}, trong đó: {% for item in counts %}"
        "{{ item.outcome }}: {{ item.count|two_digits }}{% if not loop.last %}; {% endif %}{% endfor %}{% endif %}"
        + sheet.layout.end,
        keep_next=True,
    )
    sign_off(sheet, SignerRole.CADRE)
