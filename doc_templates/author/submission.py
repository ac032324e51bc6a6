"""The Tờ trình: component 1."""

from archive.domain.signature import SignerRole
from doc_templates.author.foot import sign_off
from doc_templates.author.letterhead import heading, letterhead
from doc_templates.author.sheet import Sheet
from doc_templates.author.styles import Style

_ITEM_END = "{% if loop.last %}.{% else %};{% endif %}"


def submission(sheet: Sheet) -> None:
    """Bases, the ratings proposed, how tasks ended, difficulties, enclosures, the request."""
    layout = sheet.layout
    letterhead(sheet)
    heading(sheet, "TỜ TRÌNH", "{{ subject }}")
    sheet.write(Style.ADDRESS, f"{layout.address}: {{{{ addressee }}}}")
    _items(sheet, "base in bases", "Căn cứ {{ base }};", style=Style.BASE)
    sheet.write(Style.BODY, "{{ introduction }}")
    sheet.write(Style.HEADING, "1. Kết quả đề xuất xếp loại")
    sheet.write(Style.BODY, "Tổng số cán bộ được đánh giá, đề xuất xếp loại: {{ rated_count|two_digits }}. Trong đó:")
    _items(sheet, "item in counts", "- {{ item.rating }}: {{ item.count|two_digits }}" + _ITEM_END)
    sheet.write(Style.HEADING, "2. Kết quả thực hiện nhiệm vụ trong quý")
    sheet.write(
        Style.BODY, "Tổng số nhiệm vụ được giao: {{ task_count|two_digits }}.{% if outcomes %} Trong đó:{% endif %}"
    )
    _items(sheet, "item in outcomes", "- {{ item.outcome }}: {{ item.count|two_digits }}" + _ITEM_END)
    sheet.write(Style.HEADING, "3. Khó khăn, vướng mắc")
    sheet.write(Style.BODY, "{{ difficulties }}")
    sheet.write(Style.HEADING, "4. Hồ sơ gửi kèm")
    _items(sheet, "enclosure in enclosures", "- {{ enclosure }}" + _ITEM_END)
    sheet.write(Style.BODY, f"{layout.request} {{{{ addressee }}}} xem xét, quyết định{layout.end}", keep_next=True)
    sign_off(sheet, SignerRole.HEAD, with_recipients=True)


def _items(sheet: Sheet, each: str, line: str, *, style: Style = Style.BODY) -> None:
    with sheet.tagged(f"{{%p for {each} %}}", "{%p endfor %}"):
        sheet.write(style, line)
