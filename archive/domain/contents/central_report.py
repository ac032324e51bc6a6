"""The Báo cáo on cadres whom the province rates: to two central bodies, always both (R36)."""

from collections.abc import Mapping, Sequence

from archive.domain.contents.letter import committee_sender, guidance, head, placed, words
from archive.domain.contents.letterhead import rating_counts
from archive.domain.decisions import REPORT_RECEIVERS, PersonOutcome
from archive.domain.document import DocumentKind
from archive.domain.plan import Period
from archive.domain.province import Province


def central_report(province: Province, period: Period, people: Sequence[PersonOutcome]) -> Mapping[str, object]:
    """Each cadre with the level decided."""
    sender = committee_sender(province)
    return {
        **head(sender, DocumentKind.CENTRAL_REPORT, period.quarter),
        "addressees": list(REPORT_RECEIVERS),
        "subject": f"kết quả đánh giá, xếp loại cán bộ thuộc diện {province.standing_committee} quản lý",
        "introduction": (
            f"Thực hiện Hướng dẫn số 02-HD/BTCTW ngày 22/5/2026 của Ban Tổ chức Trung ương và "
            f"{guidance(period, province)}, {province.standing_committee} báo cáo kết quả như sau:"
        ),
        "rows": [
            {
                "number": place,
                "name": item.cadre.name,
                "post": placed(item),
                "proposed_rating": words(item.proposed),
                "decided_rating": words(item.decided),
                "decision_number": item.decision_number,
            }
            for place, item in enumerate(people, start=1)
        ],
        "counts": rating_counts(item.decided for item in people),
        "rated_count": len(people),
        "recipients": [*REPORT_RECEIVERS, province.organisation_board, f"Lưu {sender.kept_at}"],
        "signature": sender.signature,
    }
