"""Example data of the two forms that list tasks; one task is as long as they come."""

from archive.domain.people import IssuerSystem
from doc_templates.author.example_unit import GOOD, NAMES, Data, signature, unit

_TASKS = (
    (
        (
            "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực và kết nối, chia sẻ dữ liệu với Cơ sở dữ "
            "liệu quốc gia về dân cư"
        ),
        "Kho dữ liệu số hóa",
        ("10/06/2026", "05/06/2026", "Sớm, vượt chỉ tiêu", "1.500 hồ sơ", "1.800 hồ sơ", "30", "30", ""),
    ),
    (
        "Diễn tập khu vực phòng thủ",
        "Kế hoạch và báo cáo diễn tập",
        ("18/06/2026", "22/06/2026", "Chậm", "1 cuộc", "1 cuộc", "10", "8,5", "Do thời tiết, mưa lũ kéo dài"),
    ),
    (
        "Kiểm tra, giám sát tổ chức đảng cấp dưới",
        "Thông báo kết quả kiểm tra",
        ("26/04/2026", "26/04/2026", "Đúng hạn", "3 cuộc", "3 cuộc", "20", "20", ""),
    ),
    (
        "Giải ngân vốn đầu tư công kế hoạch năm 2026",
        "Báo cáo giải ngân",
        ("15/06/2026", "", "Không hoàn thành", "45 % kế hoạch", "31 % kế hoạch", "5", "", ""),
    ),
)


def self_assessment(system: IssuerSystem) -> Data:
    """Four tasks with every kind of result, one carried over."""
    party = system is IssuerSystem.PARTY
    names = ("due", "completed", "outcome", "target", "achieved", "self_points", "appraised_points", "note")
    return {
        "person": {
            "name": NAMES[2],
            "born": "08/03/1979",
            "party_post": "Phó Bí thư Đảng ủy" if party else "Đảng ủy viên",
            "state_post": "Chủ tịch Ủy ban nhân dân xã" if party else "Phó Giám đốc",
            "union_post": "",
            "unit": unit(system),
        },
        "rows": [
            {"number": number, "task": task, "product": product, **dict(zip(names, values, strict=True))}
            for number, (task, product, values) in enumerate(_TASKS, start=1)
        ],
        "carried": [{"number": 1, "task": "Xây dựng Đề án sắp xếp, tổ chức lại bộ máy", "due": "30/07/2026"}],
        "general_points": "28",
        "task_points": "61,5",
        "total_points": "89,5",
        "strengths": "Chủ động, quyết liệt trong chỉ đạo, điều hành; hoàn thành nhiệm vụ được giao; giữ gìn đoàn kết, "
        "thống nhất nội bộ.",
        "shortcomings": "Có việc còn chậm do phụ thuộc cơ quan phối hợp.",
        "direction": "Đẩy nhanh tiến độ các nhiệm vụ quý sau, trước hết là giải ngân vốn đầu tư công.",
        "proposed_rating": GOOD,
        "signature": {"authority": "", "post": "CÁ NHÂN TỰ ĐÁNH GIÁ", "name": NAMES[2]},
    }


def evidence_list(system: IssuerSystem) -> Data:
    """Early, late, not completed; one paper is secret."""
    documents = (
        [
            "số 202/BC-SNV, ngày 05/06/2026, Báo cáo về việc số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
            "Biên bản nghiệm thu kho dữ liệu.pdf",
        ],
        ["số 236/BC-SNV, ngày 22/06/2026, Báo cáo về việc diễn tập khu vực phòng thủ"],
        ["Tài liệu mật, lưu bản giấy tại đơn vị: 03/BB-SNV"],
    )
    needing = (_TASKS[0], _TASKS[1], _TASKS[3])
    return {
        "rows": [
            {
                "number": number,
                "code": f"NV-SNV-{number:02d}-0{number}",
                "task": task,
                "lead": NAMES[number],
                "outcome": values[2],
                "due": values[0],
                "target": values[3],
                "achieved": values[4],
                "documents": papers,
            }
            for number, ((task, _, values), papers) in enumerate(zip(needing, documents, strict=True), start=1)
        ],
        "row_count": 3,
        "document_count": 4,
        "signature": signature(system),
    }
