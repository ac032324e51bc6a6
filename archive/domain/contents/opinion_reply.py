"""The công văn in which a related body answers (R32): its opinion on each cadre, blank until it is written."""

from collections.abc import Mapping, Sequence

from archive.domain.contents.letter import Sender, head, placed, words
from archive.domain.decisions import PersonOutcome
from archive.domain.document import DocumentKind
from archive.domain.quarter import Quarter

Opinion = tuple[PersonOutcome, str]


def opinion_reply(sender: Sender, receiver: str, opinions: Sequence[Opinion], quarter: Quarter) -> Mapping[str, object]:
    """The body's opinions, to who asked for them."""
    return {
        **head(sender, DocumentKind.OPINION_REPLY, quarter),
        "subject": f"tham gia ý kiến về kết quả đánh giá, đề xuất xếp loại cán bộ {quarter.title}",
        "addressee": receiver,
        "rows": [
            {
                "number": place,
                "name": item.cadre.name,
                "post": placed(item),
                "proposed_rating": words(item.proposed),
                "opinion": opinion,
            }
            for place, (item, opinion) in enumerate(opinions, start=1)
        ],
        "rated_count": len(opinions),
        "recipients": ["Như trên", f"Lưu {sender.kept_at}"],
        "signature": sender.signature,
    }
