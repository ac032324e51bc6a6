"""The công văn that asks a related body's opinion."""

from archive.domain.signature import SignerRole
from doc_templates.author.address import addressed, people
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred


def opinion_request(sheet: Sheet) -> None:
    """Whom the body is asked about; silence is said not to be agreement."""
    letterhead(sheet, about="V/v {{ subject }}")
    addressed(sheet)
    sheet.write(
        Style.BODY,
        "Để có cơ sở xem xét, đánh giá, xếp loại cán bộ {{ quarter_title }}, đề nghị {{ addressee }} cho ý kiến đối "
        "với {{ rated_count|two_digits }} đồng chí có liên quan đến lĩnh vực phụ trách, như sau:",
    )
    people(sheet, centred("Mức xếp loại được đề xuất", 48, "{{ row.proposed_rating }}"), post=75)
    sheet.write(
        Style.BODY,
        "Ý kiến xin gửi bằng văn bản, ghi rõ đồng ý, không đồng ý hoặc ý kiến khác đối với từng đồng chí; chưa có văn "
        "bản trả lời thì hồ sơ ghi là chưa có ý kiến" + sheet.layout.end,
        keep_next=True,
    )
    sign_off(sheet, SignerRole.HEAD, with_recipients=True)
