"""The Biên bản hội nghị of a collective leadership: component 3."""

from doc_templates.author.foot import sign_off_by_two
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred, listing, text

_PROPOSALS = (
    centred("TT", 10, "{{ row.number }}"),
    text("Họ và tên", 33, "{{ row.name }}"),
    text("Chức vụ", 36, "{{ row.post }}"),
    centred("Cá nhân tự đề xuất", 27, "{{ row.self_rating }}"),
    centred("Tập thể đề xuất", 27, "{{ row.proposed_rating }}"),
    centred("Đồng ý", 16, "{{ row.votes_for }}"),
    centred("Không đồng ý", 16, "{{ row.votes_against }}"),
)
_PRESENCE = (
    "- Chủ trì: {{ chair }}.",
    "- Thư ký: {{ secretary }}.",
    "- Số người được triệu tập: {{ invited }}; có mặt: {{ present }}; vắng mặt: {{ absent }}.",
)


def minutes(sheet: Sheet) -> None:
    """When and where, who, about what, the votes on each person, the conclusion."""
    letterhead(sheet)
    heading(sheet, "BIÊN BẢN", "Hội nghị đánh giá, đề xuất xếp loại cán bộ lãnh đạo, quản lý", "{{ quarter_title }}")
    sheet.write(Style.HEADING, "1. Thời gian, địa điểm")
    sheet.write(Style.BODY, "- Thời gian: {{ held }}.")
    sheet.write(Style.BODY, "- Địa điểm: {{ place }}.")
    sheet.write(Style.HEADING, "2. Thành phần")
    for line in _PRESENCE:
        sheet.write(Style.BODY, line)
    sheet.write(Style.HEADING, "3. Nội dung")
    sheet.write(Style.BODY, "{{ agenda }}")
    sheet.write(Style.HEADING, "4. Kết quả đánh giá, biểu quyết đề xuất xếp loại")
    sheet.write(Style.SPACER, "")
    listing(sheet, _PROPOSALS, item="row", items="rows", when_empty="Không có cán bộ được đánh giá")
    sheet.write(Style.HEADING, "5. Kết luận")
    sheet.write(Style.BODY, "{{ conclusion }}")
    sheet.write(
        Style.BODY,
        "Biên bản được lập làm căn cứ đề xuất xếp loại và lưu hồ sơ đánh giá {{ quarter_title }}" + sheet.layout.end,
        keep_next=True,
    )
    sign_off_by_two(sheet)
