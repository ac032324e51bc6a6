"""The Kết luận of a collective leadership on the ratings it decides itself: route C (R34)."""

from collections.abc import Mapping, Sequence

from archive.domain.contents.letter import guidance, head, unit_sender, within, words
from archive.domain.contents.letterhead import rating_counts
from archive.domain.decisions import PersonOutcome, collective
from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.province import Province
from archive.language import day


def conclusion(dossier: OpenDossier, people: Sequence[PersonOutcome], province: Province) -> Mapping[str, object]:
    """Each cadre whose rating the collective decided, with what was proposed and why."""
    sender, meeting = unit_sender(dossier), dossier.meeting
    held = f" ngày {day(meeting.held.date())}" if meeting and meeting.held else ""
    return {
        **head(sender, DocumentKind.CONCLUSION, dossier.quarter),
        "subject": f"của {within(collective(dossier.unit))} về xếp loại cán bộ thuộc thẩm quyền",
        "introduction": (
            f"Căn cứ {guidance(dossier.period, province)}; trên cơ sở kết quả hội nghị{held}, "
            f"{within(collective(dossier.unit))} kết luận mức xếp loại như sau:"
        ),
        "rows": [_row(dossier, place, item) for place, item in enumerate(people, start=1)],
        "counts": rating_counts(item.decided for item in people),
        "rated_count": len(people),
        "recipients": [
            f"{province.organisation_board} (báo cáo)",
            "Các đồng chí có tên trong kết luận",
            f"Lưu {sender.kept_at}",
        ],
        "signature": sender.signature,
    }


def _row(dossier: OpenDossier, place: int, item: PersonOutcome) -> dict[str, object]:
    proposal = dossier.proposal_of(item.cadre.code)
    return {
        "number": place,
        "name": item.cadre.name,
        "post": item.cadre.post,
        "proposed_rating": words(item.proposed),
        "decided_rating": words(item.decided),
        "reason": proposal.reason if proposal else "",
    }
