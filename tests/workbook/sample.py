"""A small good workbook as plain rows, which tests change in one place and write out."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Sheets = dict[str, list[list[Any]]]
Change = Callable[[Sheets], object]


def good_sheets() -> Sheets:
    """Two units, three cadres, three tasks; every sheet filled."""
    return {
        "Đơn vị": [
            ["Mã đơn vị", "Tên đơn vị", "Cấp trên trực tiếp", "Loại", "Hệ văn bản", "Ký hiệu", "Địa danh"],
            ["SNV", "Sở Nội vụ", "UBND tỉnh Lào Cai", "Cơ quan cấp tỉnh", "Nhà nước", "SNV", "Lào Cai"],
            ["ĐU-BH", "Đảng ủy xã Bắc Hà", "Tỉnh ủy", "Đảng ủy trực thuộc", "Đảng", "ĐU", "Bắc Hà"],
        ],
        "Cán bộ": [
            ["Mã cán bộ", "Họ và tên", "Ngày sinh", "Giới tính", "Mã đơn vị", "Diện quản lý", "Người đứng đầu"],
            ["CB1", "Hoàng Thị Lan", date(1986, 1, 3), "Nữ", "SNV", "Ban Thường vụ Tỉnh ủy", "x"],
            ["CB2", "Lê Kim Cường", "23/8/1974", "Nam", "SNV", "Đơn vị", None],
            ["CB3", "Giàng A Páo", "1980-02-09", "Nam", "ĐU-BH", "Thường trực Tỉnh ủy", "x"],
        ],
        "Nhiệm vụ": [
            [
                "Mã nhiệm vụ",
                "Mã cán bộ chủ trì",
                "Tên nhiệm vụ",
                "Thời gian hoàn thành",
                "Trục",
                "Vai trò trục",
                "Chỉ tiêu",
            ],
            ["NV1", "CB1", "Số hóa hồ sơ", date(2026, 6, 8), 3, "Chính", 1500],
            ["NV2", "CB2", "Thu ngân sách", "18/06/2026", 1, "Phụ", "1.234,5"],
            ["NV3", "CB3", "Trồng rừng", "25-06-2026", "Trục 1", "chính", "120"],
        ],
        "Kết quả": [
            ["Mã nhiệm vụ", "Ngày hoàn thành", "Kết quả đạt", "Chất lượng (%)", "Nguyên nhân"],
            ["NV1", date(2026, 6, 8), 1500, "95%", None],
            ["NV2", date(2026, 6, 20), 1200, 90, "Mưa lũ"],
        ],
        "Minh chứng": [
            ["Mã nhiệm vụ", "Tệp", "Số ký hiệu", "Ngày văn bản", "Trích yếu", "Thời hạn", "Chỉ tiêu", "Độ mật"],
            [
                "NV2",
                "báo cáo.pdf",
                "236/BC-SNV",
                date(2026, 6, 20),
                "Báo cáo thu",
                date(2026, 6, 18),
                "1.234,5 tỷ",
                None,
            ],
        ],
        "Tự đánh giá": [
            ["Mã cán bộ", "Điểm tiêu chí chung", "Điểm kết quả nhiệm vụ", "Ưu điểm", "Đề xuất xếp loại"],
            ["CB1", 28, 64.5, "Chủ động", "Hoàn thành tốt nhiệm vụ"],
        ],
        "Hội nghị": [
            ["Mã đơn vị", "Thời gian", "Chủ trì", "Thư ký", "Triệu tập", "Có mặt", "Kết luận"],
            ["SNV", datetime(2026, 6, 22, 8, 0), "Hoàng Thị Lan", "Vũ Thị Đạt", 11, 10, "Thống nhất"],  # noqa: DTZ001
        ],
        "Xếp loại": [
            ["Mã cán bộ", "Tập thể đề xuất", "Đồng ý", "Không đồng ý"],
            ["CB1", "HOÀN THÀNH TỐT NHIỆM VỤ", 9, 1],
        ],
        "Phân cấp": [
            ["Chức danh", "Cấp quản lý", "Cơ quan chủ trì", "Cấp giao nhiệm vụ", "Cấp quyết định"],
            ["Giám đốc", "BTV Tỉnh ủy", "Ban Tổ chức Tỉnh ủy", "UBND tỉnh", "BTV Tỉnh ủy"],
        ],
        "Kỳ": [
            ["Quý", "Ngày chốt", "Số ký hiệu Hướng dẫn", "Ngày Hướng dẫn"],
            ["2026-Q2", date(2026, 6, 24), "05-HD/TU", date(2026, 6, 5)],
        ],
    }


def write(path: Path, sheets: Mapping[str, list[list[Any]]]) -> Path:
    """The sheets as an .xlsx file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def put(sheet: str, row: int, column: int, value: object) -> Change:
    """A change: another value in one cell; both count from 1."""

    def change(sheets: Sheets) -> None:
        sheets[sheet][row - 1][column - 1] = value

    return change
