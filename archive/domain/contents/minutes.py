"""The minutes of the collective's meeting: component 3 (R48). Ballots appear as counts only."""

from collections.abc import Mapping

from archive.domain.contents.letterhead import letterhead
from archive.domain.document import DueDocument
from archive.domain.dossier.facts import OpenDossier
from archive.domain.people import Cadre
from archive.language import day_in_words


def minutes(dossier: OpenDossier, due: DueDocument) -> Mapping[str, object]:
    """What was held, who was there, what was proposed for whom, and the conclusion."""
    meeting = dossier.meeting
    held = meeting.held if meeting else None
    return {
        **letterhead(dossier, due.kind),
        "held": f"{held:%H} giờ {held:%M}, {day_in_words(held.date())}" if held else "",
        "place": meeting.place if meeting else "",
        "chair": meeting.chair if meeting else "",
        "secretary": meeting.secretary if meeting else "",
        "invited": _count(meeting.invited if meeting else None),
        "present": _count(meeting.present if meeting else None),
        "absent": (meeting.absent if meeting else "") or "Không",
        "agenda": _sentence(meeting.agenda if meeting else ""),
        "rows": [_row(dossier, place, cadre) for place, cadre in enumerate(dossier.rated, start=1)],
        "conclusion": _sentence(meeting.conclusion if meeting else ""),
    }


def _row(dossier: OpenDossier, place: int, cadre: Cadre) -> dict[str, object]:
    stated, proposal = dossier.assessment_of(cadre.code), dossier.proposal_of(cadre.code)
    return {
        "number": place,
        "name": cadre.name,
        "post": cadre.post,
        "self_rating": stated.proposed.value if stated and stated.proposed else "",
        "proposed_rating": proposal.proposed.value if proposal and proposal.proposed else "",
        "votes_for": _count(proposal.votes_for if proposal else None),
        "votes_against": _count(proposal.votes_against if proposal else None),
    }


def _sentence(text: str) -> str:
    """The text with a full stop, unless it ends with a mark of its own."""
    return text if not text or text[-1] in ".;:?!" else f"{text}."


def _count(value: int | None) -> str:
    """A count of people or votes as minutes write it: two digits."""
    return "" if value is None else f"{value:02d}"
