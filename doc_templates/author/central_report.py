"""The Báo cáo on cadres whom the province rates, to the two central bodies."""

from archive.domain.signature import SignerRole
from doc_templates.author.address import addressed_to_all, counted, people
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred


def central_report(sheet: Sheet) -> None:
    """Counts first, then everybody with the level decided."""
    letterhead(sheet, may_be_top=True)
    heading(sheet, "BÁO CÁO", "{{ subject }}", "{{ quarter_title }}")
    addressed_to_all(sheet)
    sheet.write(Style.BODY, "{{ introduction }}")
    sheet.write(Style.HEADING, "1. Kết quả chung")
    counted(sheet, "Tổng số được xếp loại {{ quarter_title }}")
    sheet.write(Style.HEADING, "2. Danh sách cán bộ được xếp loại")
    people(
        sheet,
        centred("Mức được đề xuất", 28, "{{ row.proposed_rating }}"),
        centred("Mức xếp loại", 28, "{{ row.decided_rating }}"),
        centred("Số quyết định", 24, "{{ row.decision_number }}"),
        post=43,
    )
    sheet.write(
        Style.BODY,
        "Trân trọng báo cáo {% for name in addressees %}{{ name }}{% if not loop.last %}, {% endif %}{% endfor %}"
        + sheet.layout.end,
        keep_next=True,
    )
    sign_off(sheet, SignerRole.HEAD, with_recipients=True)
