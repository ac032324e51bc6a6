"""The Thông báo of decided ratings to one receiver, with that receiver's people and nobody else's (R37)."""

from collections.abc import Mapping, Sequence

from archive.domain.contents.letter import Sender, guidance, head, placed, within, words
from archive.domain.decisions import PersonOutcome
from archive.domain.document import DocumentKind
from archive.domain.plan import Period
from archive.domain.province import Province


def notice(
    sender: Sender, province: Province, *, by: str, receiver: str, people: Sequence[PersonOutcome], period: Period
) -> Mapping[str, object]:
    """`by` is the collective that decided, as a sentence names it."""
    return {
        **head(sender, DocumentKind.NOTICE, period.quarter),
        "addressee": receiver,
        "subject": "kết quả đánh giá, xếp loại cán bộ lãnh đạo, quản lý",
        "introduction": (
            f"Căn cứ {guidance(period, province)}, {within(by)} thông báo đến {receiver} kết quả xếp "
            f"loại {period.quarter.title} của {len(people):02d} cán bộ như sau:"
        ),
        "rows": [
            {
                "number": place,
                "name": item.cadre.name,
                "post": placed(item),
                "decided_rating": words(item.decided),
                "decision_number": item.decision_number,
            }
            for place, item in enumerate(people, start=1)
        ],
        "rated_count": len(people),
        "recipients": [receiver, "Các đồng chí có tên trong thông báo", f"Lưu {sender.kept_at}"],
        "signature": sender.signature,
    }
