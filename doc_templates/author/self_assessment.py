"""A cadre's Bản tự đánh giá, xếp loại: component 2."""

from archive.domain.signature import SignerRole
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet, put
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred, listing, side_by_side, text

# Values that belong together share a column, one below the other: eleven columns do not fit a standing page.
_TASKS = (
    centred("TT", 9, "{{ row.number }}"),
    text("Nhiệm vụ; sản phẩm đầu ra", 63, "{{ row.task }}", "Sản phẩm: {{ row.product or '–' }}", note="row.note"),
    centred("Thời hạn / Hoàn thành", 24, "{{ row.due or '–' }}", "{{ row.completed or '–' }}"),
    centred("Kết quả", 20, "{{ row.outcome }}"),
    centred("Chỉ tiêu / Kết quả đạt", 23, "{{ row.target or '–' }}", "{{ row.achieved or '–' }}"),
    centred("Điểm tự chấm", 13, "{{ row.self_points }}"),
    centred("Điểm thẩm định", 13, "{{ row.appraised_points }}"),
)
_CARRIED = (
    centred("TT", 9, "{{ row.number }}"),
    text("Nhiệm vụ", 126, "{{ row.task }}"),
    centred("Thời hạn", 30, "{{ row.due }}"),
)
_POINTS = (
    "- Điểm tiêu chí chung: {{ general_points }}.",
    "- Điểm kết quả thực hiện nhiệm vụ: {{ task_points }}.",
    "- Tổng điểm: {{ total_points }}.",
)


def self_assessment(sheet: Sheet) -> None:
    """Who it is, each task with its result, what moves to the next quarter, points, words, the rating proposed."""
    part = sheet.layout.part_sign
    letterhead(sheet)
    heading(sheet, "BẢN TỰ ĐÁNH GIÁ, XẾP LOẠI", "{{ quarter_title }}")
    _person(sheet)
    sheet.write(Style.HEADING, f"I{part} Tự đánh giá kết quả thực hiện nhiệm vụ")
    sheet.write(Style.HEADING, "1. Kết quả thực hiện nhiệm vụ được giao")
    sheet.write(Style.SPACER, "")
    listing(sheet, _TASKS, item="row", items="rows", when_empty="Không có nhiệm vụ tính điểm trong quý", may_split=True)
    _carried(sheet)
    sheet.write(Style.HEADING, "3. Điểm tự chấm")
    for line in _POINTS:
        sheet.write(Style.BODY, line)
    for title, field in (
        ("4. Ưu điểm", "strengths"),
        ("5. Hạn chế, khuyết điểm và nguyên nhân", "shortcomings"),
        ("6. Phương hướng khắc phục", "direction"),
    ):
        sheet.write(Style.HEADING, title)
        sheet.write(Style.BODY, f"{{{{ {field} }}}}")
    sheet.write(Style.HEADING, f"II{part} Tự đề xuất mức xếp loại")
    sheet.write(Style.BODY, "{{ proposed_rating }}" + sheet.layout.end, keep_next=True)
    sign_off(sheet, SignerRole.CADRE)


def _person(sheet: Sheet) -> None:
    name, born = side_by_side(sheet, (sheet.width * 0.62, sheet.width * 0.38)).rows[0].cells
    put(name, Style.BODY, "Họ và tên: {{ person.name }}")
    put(born, Style.BODY, "Ngày sinh: {{ person.born }}")
    for label, field in (
        ("Chức vụ Đảng", "party_post"),
        ("Chức vụ chính quyền", "state_post"),
        ("Chức vụ đoàn thể", "union_post"),
    ):
        sheet.write(Style.BODY, f"{label}: {{{{ person.{field} or 'Không' }}}}")
    sheet.write(Style.BODY, "Đơn vị công tác: {{ person.unit }}")


def _carried(sheet: Sheet) -> None:
    sheet.write(Style.HEADING, "2. Nhiệm vụ chưa đến hạn, chuyển sang quý sau (không tính điểm)")
    with sheet.tagged("{%p if carried %}", "{%p endif %}"):
        sheet.write(Style.SPACER, "")
        listing(sheet, _CARRIED, item="row", items="carried")
        sheet.write(Style.BODY, "{%p else %}")
        sheet.write(Style.BODY, "Không có.")
