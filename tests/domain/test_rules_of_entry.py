"""R7: nothing is typed twice; what one sheet of the workbook holds, no other asks for again."""

from collections import Counter

from archive.workbook.tables import TABLES

# What a row of evidence states may differ from the task's own: §9.1(7) wants it stated on the paper itself (R52). A
# work, a paper and a decision have a product, number, measure or note of their own.
OWN = {"Thời hạn", "Chỉ tiêu", "Số ký hiệu", "Số văn bản", "Đơn vị tính", "Sản phẩm đầu ra", "Ghi chú"}
KINDS = {"Loại", "Độ mật", "Cấp quyết định", "Tên đơn vị"}
KEYS = {"Mã đơn vị", "Mã cán bộ", "Mã nhiệm vụ", "Nhóm đối tượng", "Cơ quan chủ trì"}


def test_no_field_is_typed_twice() -> None:
    """Codes name rows of other sheets; everything else is asked for once."""
    labels = Counter(column.label for table in TABLES for column in table.columns)

    assert {label for label, times in labels.items() if times > 1} <= OWN | KINDS | KEYS
