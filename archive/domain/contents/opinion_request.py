"""The công văn that asks a related body's opinion on cadres in its field (R32). Silence is never agreement."""

from collections.abc import Mapping, Sequence

from archive.domain.contents.letter import Sender, head, placed, words
from archive.domain.decisions import PersonOutcome
from archive.domain.document import DocumentKind
from archive.domain.quarter import Quarter


def opinion_request(
    sender: Sender, receiver: str, people: Sequence[PersonOutcome], quarter: Quarter
) -> Mapping[str, object]:
    """Whom the body is asked about, with the level proposed for each."""
    return {
        **head(sender, DocumentKind.OPINION_REQUEST, quarter),
        "subject": f"xin ý kiến về kết quả đánh giá, đề xuất xếp loại cán bộ {quarter.title}",
        "addressee": receiver,
        "rows": [
            {
                "number": place,
                "name": item.cadre.name,
                "post": placed(item),
                "proposed_rating": words(item.proposed),
            }
            for place, item in enumerate(people, start=1)
        ],
        "rated_count": len(people),
        "recipients": ["Như trên", f"Lưu {sender.kept_at}"],
        "signature": sender.signature,
    }
