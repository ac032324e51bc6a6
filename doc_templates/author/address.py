"""Lines that several papers share: to whom, the people with their ratings, counts, items of a list."""

from doc_templates.author.sheet import Sheet, put
from doc_templates.author.styles import Style
from doc_templates.author.tables import Column, centred, listing, side_by_side, text

ITEM_END = "{% if loop.last %}.{% else %};{% endif %}"
_LABEL_SHARE = 0.26  # of the width, for the words before a list of addressees


def addressed(sheet: Sheet) -> None:
    """To one addressee, in the middle."""
    sheet.write(Style.ADDRESS, "Kính gửi: {{ addressee }}")


def addressed_to_all(sheet: Sheet) -> None:
    """To several, one below the other."""
    sheet.write(Style.SPACER, "")
    label, names = side_by_side(sheet, (sheet.width * _LABEL_SHARE, sheet.width * (1 - _LABEL_SHARE))).rows[0].cells
    put(label, Style.BODY, "Kính gửi:")
    put(names, Style.BODY, "{%p for name in addressees %}")
    put(names, Style.BODY, "- {{ name }}{% if loop.last %}.{% else %};{% endif %}")
    put(names, Style.BODY, "{%p else %}")
    put(names, Style.BODY, "–")
    put(names, Style.BODY, "{%p endfor %}")


def items(sheet: Sheet, each: str, line: str, *, style: Style = Style.BODY) -> None:
    """A paragraph for each item of a list."""
    with sheet.tagged(f"{{%p for {each} %}}", "{%p endfor %}"):
        sheet.write(style, line)


def people(sheet: Sheet, *columns: Column, post: float) -> None:
    """The table of the people a paper names; `post` is the width of the column of their posts, millimetres."""
    who = (
        centred("TT", 10, "{{ row.number }}"),
        text("Họ và tên", 32, "{{ row.name }}"),
        text("Chức vụ, đơn vị công tác", post, "{{ row.post }}"),
    )
    sheet.write(Style.SPACER, "")
    listing(sheet, (*who, *columns), item="row", items="rows", when_empty="Không có cán bộ thuộc diện này")


def counted(sheet: Sheet, before: str) -> None:
    """How many of each level, in one sentence."""
    sheet.write(
        Style.BODY,
        before + ": {{ rated_count|two_digits }} đồng chí, trong đó: {% for item in counts %}{{ item.rating }}: "
        "{{ item.count|two_digits }}{% if loop.last %}.{% else %}; {% endif %}{% endfor %}",
    )


def person(sheet: Sheet) -> None:
    """Who a paper about one cadre is about."""
    name, born = side_by_side(sheet, (sheet.width * 0.62, sheet.width * 0.38)).rows[0].cells
    put(name, Style.BODY, "Họ và tên: {{ person.name }}")
    put(born, Style.BODY, "Ngày sinh: {{ person.born or '–' }}")
    sheet.write(Style.BODY, "Chức vụ: {{ person.post or '–' }}")
    sheet.write(Style.BODY, "Đơn vị công tác: {{ person.unit }}")
