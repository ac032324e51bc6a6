"""The công văn in which a related body gives its opinion."""

from archive.domain.signature import SignerRole
from doc_templates.author.address import addressed, people
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred, text


def opinion_reply(sheet: Sheet) -> None:
    """Its opinion on each cadre; an empty cell is one still to be written."""
    letterhead(sheet, about="V/v {{ subject }}")
    addressed(sheet)
    sheet.write(
        Style.BODY,
        "Theo đề nghị tham gia ý kiến về kết quả đánh giá, đề xuất xếp loại cán bộ {{ quarter_title }}, cơ quan chúng "
        "tôi có ý kiến đối với {{ rated_count|two_digits }} đồng chí như sau:",
    )
    people(
        sheet,
        centred("Mức xếp loại được đề xuất", 33, "{{ row.proposed_rating }}"),
        text("Ý kiến", 40, "{{ row.opinion }}"),
        post=50,
    )
    sheet.write(Style.BODY, "Trân trọng gửi {{ addressee }} tổng hợp" + sheet.layout.end, keep_next=True)
    sign_off(sheet, SignerRole.HEAD, with_recipients=True)
