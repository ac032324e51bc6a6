"""The Thông báo of decided ratings to one receiver."""

from archive.domain.signature import SignerRole
from doc_templates.author.address import people
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style
from doc_templates.author.tables import centred


def notice(sheet: Sheet) -> None:
    """The receiver's people with their ratings, and what the receiver is to do."""
    letterhead(sheet, may_be_top=True)
    heading(sheet, "THÔNG BÁO", "{{ subject }}", "{{ quarter_title }}")
    sheet.write(Style.BODY, "{{ introduction }}")
    people(
        sheet,
        centred("Mức xếp loại {{ quarter_title }}", 40, "{{ row.decided_rating }}"),
        centred("Số quyết định", 27, "{{ row.decision_number }}"),
        post=56,
    )
    sheet.write(
        Style.BODY,
        "Kết quả này là căn cứ đánh giá, xếp loại chất lượng cuối năm và phục vụ công tác cán bộ; đề nghị "
        "{{ addressee }} biết, thông báo đến {{ rated_count|two_digits }} đồng chí có tên và lưu hồ sơ"
        + sheet.layout.end,
        keep_next=True,
    )
    sign_off(sheet, SignerRole.HEAD, with_recipients=True)
