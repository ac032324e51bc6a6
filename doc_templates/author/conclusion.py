"""The Kết luận of a collective leadership, route C."""

from archive.domain.signature import SignerRole
from doc_templates.author.address import counted, people
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred, text


def conclusion(sheet: Sheet) -> None:
    """Each cadre with what was proposed and what is decided, the counts, what follows."""
    letterhead(sheet)
    heading(sheet, "KẾT LUẬN", "{{ subject }}", "{{ quarter_title }}")
    sheet.write(Style.BODY, "{{ introduction }}")
    people(
        sheet,
        centred("Mức được đề xuất", 27, "{{ row.proposed_rating }}"),
        centred("Mức xếp loại", 27, "{{ row.decided_rating }}"),
        text("Căn cứ, lý do", 36, "{{ row.reason }}"),
        post=33,
    )
    counted(sheet, "Tổng số được xếp loại {{ quarter_title }}")
    sheet.write(
        Style.BODY,
        "Kết quả này được thông báo đến các đồng chí có tên, báo cáo cấp có thẩm quyền và lưu hồ sơ theo quy định"
        + sheet.layout.end,
        keep_next=True,
    )
    sign_off(sheet, SignerRole.HEAD, with_recipients=True)
