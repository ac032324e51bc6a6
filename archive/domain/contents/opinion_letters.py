"""Which opinions are asked of whom, and which of our units answer (R32); as far as the papers sent were recorded.

The province's Organisation Board asks about cadres whom a higher level decides about; a body that rates its own cadres
asks itself (R38).
"""

from collections.abc import Iterator, Sequence

from archive.domain.contents.letter import Letter, Sender, board_sender, unit_sender
from archive.domain.contents.opinion_reply import Opinion, opinion_reply
from archive.domain.contents.opinion_request import opinion_request
from archive.domain.contents.unit_letters import is_body, is_named, letter_of, stem
from archive.domain.decisions import PersonOutcome, outcomes_of
from archive.domain.document import OTHER_TITLE, DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.steps import Route
from archive.domain.province import Province
from archive.domain.transfer import Transfer, TransferKind


def requests(dossier: OpenDossier, province: Province, person: str | None, receiver: str | None) -> Iterator[Letter]:
    """One request for each body and each asker; to a body nobody has recorded only when it is named."""
    kind = DocumentKind.OPINION_REQUEST
    known = sorted({item.body for item in _asked(dossier) if is_body(receiver, item.body)})
    for body in known or ([receiver] if receiver else []):
        people = [item for item in _about(dossier, body, anybody=not known) if person in (None, item.cadre.code)]
        own = [item for item in people if item.standing.route is Route.C]
        others = [item for item in people if item.standing.route is not Route.C]
        if others:
            yield _from_board(dossier, board_sender(province), body, others)
        if own:
            data = opinion_request(unit_sender(dossier), body, own, dossier.quarter)
            yield letter_of(dossier, kind, data, body, receiver=body)


def replies(
    dossier: OpenDossier, everybody: Sequence[OpenDossier], province: Province, person: str | None
) -> Iterator[Letter]:
    """The unit's answers on cadres of the dossiers in which it is recorded as asked, one to each asker."""
    told: dict[str, list[Opinion]] = {}
    for other in everybody:
        for item in outcomes_of(other):
            asked = _question(other, dossier, item)
            if asked and person in (None, item.cadre.code):
                asker = other.unit.name if item.standing.route is Route.C else province.organisation_board
                told.setdefault(asker, []).append((item, asked.note if asked.received else ""))
    for asker, opinions in sorted(told.items()):
        data = opinion_reply(unit_sender(dossier), asker, opinions, dossier.quarter)
        yield letter_of(dossier, DocumentKind.OPINION_REPLY, data, asker, receiver=asker)


def _asked(dossier: OpenDossier) -> list[Transfer]:
    return [item for item in dossier.transfers if item.kind is TransferKind.OPINION]


def _about(dossier: OpenDossier, body: str, *, anybody: bool) -> list[PersonOutcome]:
    """The cadres the body is asked about; a request about the unit as a whole is about everybody."""
    named = {item.person for item in _asked(dossier) if item.body == body}
    everybody = anybody or None in named
    return [item for item in outcomes_of(dossier) if everybody or item.cadre.code in named]


def _question(other: OpenDossier, unit: OpenDossier, item: PersonOutcome) -> Transfer | None:
    mine = [one for one in _asked(other) if is_named(unit.unit, one.body) and one.person in (None, item.cadre.code)]
    return min(mine, key=lambda one: one.person is None, default=None)


def _from_board(dossier: OpenDossier, sender: Sender, body: str, people: Sequence[PersonOutcome]) -> Letter:
    kind = DocumentKind.OPINION_REQUEST
    return Letter(
        kind=kind,
        quarter=dossier.quarter,
        system=sender.system,
        title=f"{OTHER_TITLE[kind]} {dossier.quarter.title} - {dossier.unit.name} ({body})",
        stem=stem(kind, sender.symbol, dossier.unit.code, body),
        units=(dossier.unit.code,),
        data=opinion_request(sender, body, people, dossier.quarter),
        issuer=sender.symbol,
        receiver=body,
    )
