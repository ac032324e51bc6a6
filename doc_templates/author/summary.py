"""The three summaries, PL05, PL06 and PL07: components 4 to 6. One table, three scopes."""

from archive.domain.signature import SignerRole
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred, listing, text

# The columns of the sibling guidance's form (domain notes §1.6).
_PEOPLE = (
    centred("TT", 10, "{{ row.number }}"),
    text("Họ và tên", 38, "{{ row.name }}"),
    text("Chức vụ, đơn vị công tác", 44, "{{ row.post }}"),
    centred("Cá nhân tự đề xuất mức xếp loại", 31, "{{ row.self_rating }}"),
    centred("Cấp có thẩm quyền đề xuất mức xếp loại", 31, "{{ row.proposed_rating }}"),
    text("Tóm tắt căn cứ, cơ sở, lý do", 62, "{{ row.reason }}"),
    text("Đề xuất về công tác cán bộ (nếu có)", 36, "{{ row.personnel_proposal }}"),
)


def summary_with_proposals(sheet: Sheet) -> None:
    """PL05: what is proposed to the level that decides."""
    _summary(sheet, "kết quả đánh giá và đề xuất xếp loại chất lượng {{ quarter_title }}")


def summary(sheet: Sheet) -> None:
    """PL06 and PL07."""
    _summary(sheet, "kết quả đánh giá, xếp loại chất lượng {{ quarter_title }}")


def _summary(sheet: Sheet, subject: str) -> None:
    letterhead(sheet)
    heading(sheet, "TỔNG HỢP", subject, "{{ subject }}")
    sheet.write(Style.SPACER, "")
    listing(sheet, _PEOPLE, item="row", items="rows", when_empty="Không có cán bộ thuộc diện tổng hợp")
    sheet.write(
        Style.BODY,
        "Tổng số cán bộ được đánh giá, xếp loại: {{ rated_count|two_digits }}. Trong đó: {% for total in totals %}"
        "{{ total.rating }}: {{ total.count|two_digits }}{% if loop.last %}"
        + sheet.layout.end
        + "{% else %}; {% endif %}{% endfor %}",
        keep_next=True,
    )
    sign_off(sheet, SignerRole.HEAD)
