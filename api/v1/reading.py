"""Reads from the parts what several operations need, as far as the asker may see; changes nothing."""

from api.v1.addresses import UnitPlace
from api.v1.door import Asking
from archive.domain.dossier import OpenDossier
from archive.domain.dossier.visible import people_within, visible_facts
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.errors import NotFound, UsageError
from archive.workflow.review import DossierReview, review, units_of


def quarter_of(text: str) -> Quarter:
    """The quarter an address names.

    Raises:
        NotFound: there can be none of that name.
    """
    try:
        return Quarter.parse(text)
    except UsageError as wrong:
        raise NotFound(wrong.sentence) from wrong


def reviewed(asked: Asking, at: UnitPlace) -> DossierReview:
    """A dossier with what it misses, as far as the asker may read it.

    Raises:
        NotFound: there is none within reach.
    """
    return next(review(asked.parts, quarter_of(at.quarter), at.unit, readable=asked.holder.readable))


def whole_facts(asked: Asking, at: UnitPlace) -> OpenDossier:
    """All facts of a dossier: for deciding what may be done, never for telling.

    Raises:
        NotFound: there are none.
    """
    with asked.parts.desk.look() as work:
        return work.facts.dossier(UnitCode(at.unit), quarter_of(at.quarter))


def visible_of(asked: Asking, whole: OpenDossier) -> OpenDossier:
    """Those of the facts that the asker may read.

    Raises:
        NotFound: none of them.
    """
    units_of(asked.parts, whole.quarter, whole.unit.code, readable=asked.holder.readable)
    people = people_within(whole, asked.holder.readable)
    return whole if people is None else visible_facts(whole, people)


def sees(asked: Asking, whole: OpenDossier) -> bool:
    """Whether the asker knows of the dossier at all."""
    try:
        visible_of(asked, whole)
    except NotFound:
        return False
    return True
