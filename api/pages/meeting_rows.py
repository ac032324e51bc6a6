"""The rows behind the page of the meeting: the meeting's own, and each cadre's of the sheet Xếp loại."""

from collections.abc import Mapping

from api.pages.row_forms import changed_texts, edit_of, typed_rows
from api.pages.views.entries import BETWEEN
from api.pages.views.meeting import MEETING_FIELDS, MEETING_KEY, RATING_FIELDS
from archive.domain.dossier import OpenDossier
from archive.domain.editing import MEETINGS_SHEET, PROPOSALS_SHEET
from archive.domain.people import PersonCode
from archive.domain.rating import Rating
from archive.errors import BadForm, ChangedMeanwhile
from archive.ports import Parts
from archive.ports.forms import FormRow
from archive.workflow.amend import RowEdit

Typed = Mapping[str, Mapping[str, str]]
"""What was typed, by row and field."""


def typed_table(facts: OpenDossier, posted: Mapping[str, str]) -> Typed:
    """What was typed into the meeting and into each cadre's row."""
    return {
        **typed_rows(posted, [MEETING_KEY], MEETING_FIELDS),
        **typed_rows(posted, [cadre.code for cadre in facts.rated], RATING_FIELDS),
    }


def rating_rows(parts: Parts, facts: OpenDossier) -> Mapping[str, FormRow]:
    """Each cadre's row of the ratings."""
    return {row.texts["person"]: row for row in parts.forms.rows(facts, PROPOSALS_SHEET)}


def edits_of(
    parts: Parts, facts: OpenDossier, typed: Typed, posted: Mapping[str, str], *, of_now: bool = False
) -> dict[str, RowEdit]:
    """The rows that were changed, each with the mark it was shown with, or with that of now."""
    rows: dict[str, FormRow] = dict(rating_rows(parts, facts))
    meeting = next(iter(parts.forms.rows(facts, MEETINGS_SHEET)), None)
    if meeting:
        rows[MEETING_KEY] = meeting
    edits = {}
    for key, texts in typed.items():
        row = rows.get(key)
        if not changed_texts(row, texts):
            continue
        is_meeting = key == MEETING_KEY
        mark = (row.mark if row else "") if of_now else posted.get(f"{key}{BETWEEN}mark", "")
        edits[key] = edit_of(
            MEETINGS_SHEET if is_meeting else PROPOSALS_SHEET,
            row,
            mark=mark,
            texts=texts,
            key={} if is_meeting else {"person": key},
        )
    return edits


def tried_out(parts: Parts, facts: OpenDossier, edits: Mapping[str, RowEdit]) -> OpenDossier:
    """The facts with the ratings that were chosen, nothing stored; what cannot be read stays as it is."""
    for edit in edits.values():
        chosen = {name: text for name, text in (edit.texts or {}).items() if name in ("person", "proposed")}
        if edit.sheet != PROPOSALS_SHEET or "proposed" not in chosen:
            continue
        try:
            facts = parts.forms.edited(facts, edit.sheet, mark=edit.mark, texts=chosen)
        except (BadForm, ChangedMeanwhile):
            continue
    return facts


def chosen_ratings(tried: OpenDossier) -> Mapping[PersonCode, Rating | None]:
    """The rating proposed for each person."""
    return {item.person: item.proposed for item in tried.proposals}
