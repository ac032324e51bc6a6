"""The fields of each form with the words people know them by; the fill data of a document has exactly these."""

from archive.domain.document import DocumentKind
from doc_templates.author.field import SIGNATURE, Field
from doc_templates.author.letter_fields import LETTER_FIELDS

_COMMON = (
    Field("superior", "Cơ quan cấp trên"),
    Field("issuer", "Cơ quan ban hành"),
    Field("number_line", "Số, ký hiệu"),
    Field("place_date", "Địa danh, ngày tháng năm"),
    Field("quarter_title", "Kỳ đánh giá"),
)
_SUBMISSION = (
    Field("addressee", "Nơi trình"),
    Field("subject", "Trích yếu"),
    Field("bases", "Căn cứ", "texts"),
    Field("introduction", "Câu mở đầu"),
    Field("counts", "Số người theo mức xếp loại", "rows", ("rating", "count")),
    Field("rated_count", "Tổng số cán bộ được xếp loại", "number"),
    Field("outcomes", "Số nhiệm vụ theo kết quả", "rows", ("outcome", "count")),
    Field("task_count", "Tổng số nhiệm vụ", "number"),
    Field("difficulties", "Khó khăn, vướng mắc"),
    Field("enclosures", "Hồ sơ gửi kèm", "texts"),
    Field("recipients", "Nơi nhận", "texts"),
    SIGNATURE,
)
_TASK_PARTS = (
    "number", "task", "product", "due", "completed", "outcome", "target", "achieved", "self_points",
    "appraised_points", "note",
)  # fmt: skip
_SELF_ASSESSMENT = (
    Field("person", "Cá nhân", "group", ("name", "born", "party_post", "state_post", "union_post", "unit")),
    Field("rows", "Nhiệm vụ tính điểm trong quý", "rows", _TASK_PARTS),
    Field("carried", "Nhiệm vụ chuyển quý sau", "rows", ("number", "task", "due")),
    Field("general_points", "Điểm tiêu chí chung"),
    Field("task_points", "Điểm kết quả nhiệm vụ"),
    Field("total_points", "Tổng điểm"),
    Field("strengths", "Ưu điểm"),
    Field("shortcomings", "Hạn chế, nguyên nhân"),
    Field("direction", "Phương hướng khắc phục"),
    Field("proposed_rating", "Mức tự đề xuất"),
    SIGNATURE,
)
_VOTES = ("number", "name", "post", "self_rating", "proposed_rating", "votes_for", "votes_against")
_MINUTES = (
    Field("held", "Thời gian họp"),
    Field("place", "Địa điểm họp"),
    Field("chair", "Chủ trì"),
    Field("secretary", "Thư ký"),
    Field("invited", "Số được triệu tập"),
    Field("present", "Số có mặt"),
    Field("absent", "Vắng mặt"),
    Field("agenda", "Nội dung họp"),
    Field("rows", "Kết quả biểu quyết", "rows", _VOTES),
    Field("conclusion", "Kết luận"),
)
_PEOPLE = ("number", "name", "post", "self_rating", "proposed_rating", "reason", "personnel_proposal")
_SUMMARY = (
    Field("subject", "Phạm vi tổng hợp"),
    Field("rows", "Danh sách cán bộ", "rows", _PEOPLE),
    Field("totals", "Số người theo mức xếp loại", "rows", ("rating", "count")),
    Field("rated_count", "Tổng số cán bộ được xếp loại", "number"),
    SIGNATURE,
)
_EVIDENCE = ("number", "code", "task", "lead", "outcome", "due", "target", "achieved", "documents")
_EVIDENCE_LIST = (
    Field("rows", "Nhiệm vụ có minh chứng", "rows", _EVIDENCE),
    Field("row_count", "Số nhiệm vụ", "number"),
    Field("document_count", "Số tài liệu minh chứng", "number"),
    SIGNATURE,
)

FIELDS: dict[DocumentKind, tuple[Field, ...]] = {
    **{kind: _COMMON + fields for kind, fields in LETTER_FIELDS.items()},
    DocumentKind.SUBMISSION: _COMMON + _SUBMISSION,
    DocumentKind.SELF_ASSESSMENT: _COMMON + _SELF_ASSESSMENT,
    DocumentKind.MINUTES: _COMMON + _MINUTES,
    DocumentKind.SUMMARY_STANDING_COMMITTEE: _COMMON + _SUMMARY,
    DocumentKind.SUMMARY_PROVINCIAL_BODIES: _COMMON + _SUMMARY,
    DocumentKind.SUMMARY_PARTY_COMMITTEES: _COMMON + _SUMMARY,
    DocumentKind.EVIDENCE_LIST: _COMMON + _EVIDENCE_LIST,
}
