"""The first sheet of an empty workbook: how to fill it in, and the words its drop-down lists offer.

The words stand on this sheet in the open, for people to read and for the lists to refer to: a list written inside a
validation cannot hold "Bộ Chính trị, Ban Bí thư", whose comma would part it.
"""

from collections.abc import Iterator, Mapping

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from archive.domain.people import IssuerSystem, Management, UnitKind
from archive.domain.plan import AxisRole
from archive.domain.quarter import Quarter
from archive.domain.rating import Rating
from archive.domain.secrecy import Classification
from archive.workbook import tables
from archive.workbook.kinds import AXIS, MARK, Kind

GUIDE = "Hướng dẫn"
LAST_ROW = 2000  # of the rows open for filling in
_FONT = "Times New Roman"
PLAIN, BOLD, TITLE = (
    Font(name=_FONT, size=12),
    Font(name=_FONT, size=12, bold=True),
    Font(name=_FONT, size=14, bold=True),
)

CLOSED_LISTS: tuple[tuple[str, Kind, tuple[str | int, ...]], ...] = (
    ("Loại đơn vị", tables.UNIT_KIND, tuple(kind.value for kind in UnitKind)),
    ("Hệ văn bản", tables.SYSTEM, tuple(system.value for system in IssuerSystem)),
    ("Diện quản lý", tables.MANAGEMENT, tuple(level.value for level in Management)),
    ("Xếp loại", tables.RATING, tuple(rating.value for rating in Rating)),
    ("Trục", AXIS, tuple(range(1, 7))),
    ("Vai trò trục", tables.AXIS_ROLE, tuple(role.value for role in AxisRole)),
    (
        "Độ mật (để trống: không mật)",
        tables.CLASSIFICATION,
        tuple(level.value for level in Classification if level.is_secret),
    ),
    ("Đánh dấu (để trống: không)", MARK, ("x",)),
)

PURPOSES: Mapping[str, str] = {
    tables.UNITS.title: "Mỗi dòng một đơn vị lập hồ sơ. Mã đơn vị tự đặt, ngắn, không trùng; các trang sau gọi mã này.",
    tables.CADRES.title: "Mỗi dòng một cán bộ thuộc một đơn vị đã ghi ở trang Đơn vị. Người đứng đầu đánh dấu x. "
    "Ai không đánh giá trong quý thì ghi lý do ở cột cuối.",
    tables.TASKS.title: "Mỗi dòng một nhiệm vụ trong quý và cán bộ chủ trì. Nhiệm vụ phát sinh đánh dấu x.",
    tables.RESULTS.title: "Mỗi dòng kết quả của một nhiệm vụ đến ngày chốt. Chưa xong thì để trống ngày hoàn thành.",
    tables.EVIDENCE.title: "Mỗi dòng một minh chứng. Cột Tệp ghi tên tệp trong thư mục minh chứng gửi kèm sổ. "
    "Văn bản mật chỉ ghi số ký hiệu, trích yếu và độ mật; không gửi tệp.",
    tables.ASSESSMENTS.title: "Mỗi dòng phần tự chấm điểm, tự nhận xét và tự đề xuất xếp loại của một cán bộ.",
    tables.MEETINGS.title: "Mỗi dòng hội nghị đánh giá của một đơn vị. Thời gian viết như 08:00 22/06/2026.",
    tables.PROPOSALS.title: "Mỗi dòng đề xuất của tập thể, số phiếu và quyết định xếp loại đối với một cán bộ.",
    tables.DELEGATIONS.title: "Mỗi dòng một chức danh: ai quản lý, ai chủ trì, ai giao nhiệm vụ, ai quyết định.",
    tables.PERIOD.title: "Chỉ một dòng. Quý đã ghi sẵn; hãy ghi ngày chốt và số, ngày của Hướng dẫn.",
}

_RULES: Mapping[str, str] = {
    "Dấu *": "Cột có dấu * và nền vàng là bắt buộc: dòng đã ghi mà thiếu ô đó thì không nhập được.",
    "Thứ tự ghi": "Ghi Đơn vị trước, rồi Cán bộ, Nhiệm vụ, rồi các trang còn lại: mã ở trang sau chọn từ trang trước.",
    "Ngày": "Viết ngày trước, tháng sau: 25/6/2026, 25-06-2026; hoặc 2026-06-25. Ô hiện dạng ngày/tháng/năm; "
    "nếu thấy ngày và tháng đổi chỗ cho nhau, hãy viết dạng 2026-06-25.",
    "Số": "Viết như 1.234,5 hoặc 1234,5.",
    "Danh sách chọn": "Ô có mũi tên chỉ nhận giá trị trong danh sách; các giá trị ghi ở cuối trang này.",
    "Dòng tiêu đề": f"Được khóa, không có mật khẩu; các ô từ dòng 2 đến dòng {LAST_ROW} để ghi. "
    "Không đổi tên trang, không đổi tiêu đề. Khi dán từ tệp khác, hãy dán giá trị để giữ danh sách chọn.",
    "Khi nhập": "Phần mềm kiểm tra toàn bộ sổ trước. Chỉ cần một ô sai là không lưu gì cả, và mọi ô sai được báo "
    "cùng lúc: trang nào, ô nào, thấy gì, cần gì. Hãy sửa rồi nhập lại; chỉ kiểm tra: hoso import SỔ.xlsx --dry-run",
    "Hỏi ai": "Hỏi người quản trị hoso ở cơ quan đã gửi sổ này; gửi kèm nguyên văn dòng báo lỗi.",
    "Trang này": "Chỉ để đọc, phần mềm bỏ qua khi nhập.",
}


def write_guide(sheet: Worksheet, quarter: Quarter) -> Mapping[Kind, str]:
    """Write the sheet; where each closed list stands on it, as lists elsewhere refer to it."""
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 100
    rows = _rows(quarter)
    line = 0
    for line, (name, text) in enumerate(rows, start=1):
        _put(sheet, line, name, text)
    sheet["A1"].font = TITLE
    sheet["A1"].alignment = Alignment(wrap_text=False)
    ranges = {}
    for name, kind, words in CLOSED_LISTS:
        first = line + 1
        for line, word in enumerate(words, start=first):
            _put(sheet, line, name if line == first else None, word)
        ranges[kind] = f"'{sheet.title}'!$B${first}:$B${line}"
    sheet.protection.sheet = True
    return ranges


def _rows(quarter: Quarter) -> Iterator[tuple[str | None, str | None]]:
    yield f"Sổ hồ sơ {quarter.short}: cách ghi", None
    yield None, None
    yield from _RULES.items()
    yield None, None
    yield "CÁC TRANG", None
    yield from ((table.title, PURPOSES[table.title]) for table in tables.TABLES)
    yield None, None
    yield "CÁC GIÁ TRỊ TRONG DANH SÁCH CHỌN", None


def _put(sheet: Worksheet, line: int, name: str | None, text: str | int | None) -> None:
    sheet.cell(line, 1, name).font = BOLD
    sheet.cell(line, 1).alignment = Alignment(vertical="top", wrap_text=text is not None)
    sheet.cell(line, 2, text).font = PLAIN
    sheet.cell(line, 2).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
