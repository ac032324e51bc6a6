"""The Tờ trình to Bộ Chính trị, Ban Bí thư."""

from archive.domain.signature import SignerRole
from doc_templates.author.address import counted, items, people
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred, text


def central_submission(sheet: Sheet) -> None:
    """Bases, what is proposed for each cadre, the request."""
    letterhead(sheet, may_be_top=True)
    heading(sheet, "TỜ TRÌNH", "{{ subject }}", "{{ quarter_title }}")
    sheet.write(Style.ADDRESS, "Kính trình: {{ addressee }}")
    items(sheet, "base in bases", "Căn cứ {{ base }};", style=Style.BASE)
    sheet.write(Style.BODY, "{{ introduction }}")
    people(
        sheet,
        centred("Cá nhân tự đề xuất", 26, "{{ row.self_rating }}"),
        centred("Mức đề xuất", 26, "{{ row.proposed_rating }}"),
        text("Tóm tắt căn cứ, lý do", 31, "{{ row.reason }}"),
        post=40,
    )
    counted(sheet, "Tổng hợp mức đề xuất {{ quarter_title }}")
    sheet.write(Style.BODY, "Kính trình {{ addressee }} xem xét, quyết định" + sheet.layout.end, keep_next=True)
    sign_off(sheet, SignerRole.HEAD, with_recipients=True)
