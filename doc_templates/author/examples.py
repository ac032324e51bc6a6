"""Example data of each form, in the layout of each system: what a template is tried on."""

from collections.abc import Callable, Mapping

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from doc_templates.author.example_letters import LETTER_WRITERS
from doc_templates.author.example_tasks import evidence_list, self_assessment
from doc_templates.author.example_unit import BEST, DONE, GOOD, NAMES, NOT, Data, posts, signature, unit

_SELF = (GOOD, BEST, GOOD, DONE)
_PROPOSED = (GOOD, GOOD, BEST, DONE)
_REASONS = (
    "Hoàn thành 100% nhiệm vụ đúng tiến độ, chất lượng bảo đảm",
    "Kết quả thực hiện nhiệm vụ trong quý; 01 nhiệm vụ chậm do mưa lũ kéo dài",
    "Có sản phẩm nổi trội: vượt 20% chỉ tiêu số hóa hồ sơ, hoàn thành sớm 05 ngày",
    "Còn nhiệm vụ chậm so với yêu cầu",
)


def example(kind: DocumentKind, system: IssuerSystem) -> Data:
    """The example of a form, in the data its system gives."""
    return {**_letterhead(kind, system), **_WRITERS[kind](system)}


def _letterhead(kind: DocumentKind, system: IssuerSystem) -> Data:
    party = system is IssuerSystem.PARTY
    symbol = {DocumentKind.SUBMISSION: "TTr", DocumentKind.MINUTES: "BB"}.get(kind)
    line = f"Số       -{symbol}/ĐU" if party else f"Số:       /{symbol}-SNV"
    return {
        "superior": "ĐẢNG BỘ TỈNH LÀO CAI" if party else "UBND TỈNH LÀO CAI",
        "issuer": "ĐẢNG ỦY XÃ BẮC HÀ" if party else "SỞ NỘI VỤ",
        "number_line": line if symbol else "",
        "place_date": "Bắc Hà, ngày 22 tháng 6 năm 2026" if party else "Lào Cai, ngày 22 tháng 6 năm 2026",
        "quarter_title": "quý II năm 2026",
    }


def _counts() -> list[Data]:
    return [{"rating": rating, "count": _PROPOSED.count(rating)} for rating in (BEST, GOOD, DONE, NOT)]


def _submission(system: IssuerSystem) -> Data:
    name = unit(system)
    return {
        "addressee": "Ban Thường vụ Tỉnh ủy (qua Ban Tổ chức Tỉnh ủy)",
        "subject": "về việc đánh giá, xếp loại cán bộ lãnh đạo, quản lý quý II năm 2026",
        "bases": [
            "Hướng dẫn số 02-HD/BTCTW ngày 22/5/2026 của Ban Tổ chức Trung ương",
            (
                "Hướng dẫn số 05-HD/TU ngày 05/06/2026 của Ban Thường vụ Tỉnh ủy về việc đánh giá định kỳ hằng quý đối "
                "với cán bộ lãnh đạo, quản lý các cấp trong hệ thống chính trị tỉnh"
            ),
            f"kết quả hội nghị tập thể lãnh đạo {name}",
        ],
        "introduction": f"{name} đã tổ chức đánh giá, đề xuất xếp loại quý II năm 2026 đối với 04 cán bộ, kết quả "
        "như sau:",
        "counts": _counts(),
        "rated_count": 4,
        "outcomes": [
            {"outcome": "Sớm", "count": 6},
            {"outcome": "Đúng hạn", "count": 19},
            {"outcome": "Chậm", "count": 4},
            {"outcome": "Không hoàn thành", "count": 1},
            {"outcome": "Chuyển quý sau", "count": 2},
        ],
        "task_count": 32,
        "difficulties": "Không.",
        "enclosures": [
            "04 bản tự đánh giá, xếp loại của cá nhân",
            "Biên bản hội nghị",
            "Bản tổng hợp kết quả đánh giá và đề xuất xếp loại",
            "Danh mục và tài liệu minh chứng",
        ],
        "recipients": ["Như trên", "Ban Tổ chức Tỉnh ủy", f"Lưu {name}"],
        "signature": signature(system),
    }


def _minutes(system: IssuerSystem) -> Data:
    people = zip(NAMES, posts(system), _SELF, _PROPOSED, strict=True)
    return {
        "held": "08 giờ 00, ngày 22 tháng 6 năm 2026",
        "place": "Phòng họp tầng 2",
        "chair": NAMES[0],
        "secretary": "Lò Thị Mai",
        "invited": "11",
        "present": "10",
        "absent": "01 đồng chí đi công tác",
        "agenda": "Nhận xét, đánh giá và đề xuất mức xếp loại quý II năm 2026 đối với cán bộ lãnh đạo, quản lý.",
        "rows": [
            {
                "number": number,
                "name": name,
                "post": post,
                "self_rating": own,
                "proposed_rating": proposed,
                "votes_for": "09",
                "votes_against": "01",
            }
            for number, (name, post, own, proposed) in enumerate(people, start=1)
        ],
        "conclusion": "Hội nghị thống nhất đề nghị mức xếp loại theo kết quả biểu quyết nêu trên.",
    }


def _summary(system: IssuerSystem, *, subject: str) -> Data:
    people = zip(NAMES, posts(system), _SELF, _PROPOSED, _REASONS, strict=True)
    return {
        "subject": subject,
        "rows": [
            {
                "number": number,
                "name": name,
                "post": post,
                "self_rating": own,
                "proposed_rating": proposed,
                "reason": reason,
                "personnel_proposal": "Đưa vào quy hoạch cấp trưởng" if proposed == BEST else "",
            }
            for number, (name, post, own, proposed, reason) in enumerate(people, start=1)
        ],
        "totals": _counts(),
        "rated_count": 4,
        "signature": signature(system),
    }


def _standing_committee(system: IssuerSystem) -> Data:
    return _summary(system, subject="đối với cán bộ thuộc diện Ban Thường vụ Tỉnh ủy quản lý")


def _provincial_bodies(system: IssuerSystem) -> Data:
    return _summary(system, subject="đối với cán bộ lãnh đạo các ban, sở, ngành, cơ quan, đơn vị ở cấp tỉnh")


def _party_committees(system: IssuerSystem) -> Data:
    return _summary(system, subject="đối với cán bộ lãnh đạo thuộc các đảng ủy trực thuộc Tỉnh ủy")


_WRITERS: Mapping[DocumentKind, Callable[[IssuerSystem], Data]] = {
    DocumentKind.SUBMISSION: _submission,
    DocumentKind.SELF_ASSESSMENT: self_assessment,
    DocumentKind.MINUTES: _minutes,
    DocumentKind.SUMMARY_STANDING_COMMITTEE: _standing_committee,
    DocumentKind.SUMMARY_PROVINCIAL_BODIES: _provincial_bodies,
    DocumentKind.SUMMARY_PARTY_COMMITTEES: _party_committees,
    DocumentKind.EVIDENCE_LIST: evidence_list,
    **LETTER_WRITERS,
}
