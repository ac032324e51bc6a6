"""Who is told of a decided rating (R37), and who was not told yet.

Told are the unit a cadre works in and the level that manages the cadre. Bộ Chính trị and Ban Bí thư are told nothing:
they decide, upon the submission of R35. A unit that rates its own cadres is one receiver, not two.
"""

from dataclasses import dataclass

from archive.domain.dossier.facts import OpenDossier
from archive.domain.people import Cadre, Management, Unit, UnitCode
from archive.domain.province import GUIDANCE_PROVINCE, Province
from archive.domain.transfer import TransferKind
from archive.language import folded_tokens

_TOLD = (Management.STANDING_COMMITTEE, Management.STANDING_MEMBERS)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody a notice goes to; `unit` is its code when it is a unit that submits dossiers, else empty."""

    name: str
    unit: UnitCode | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What receivers are put in order by."""
        return self.name, self.unit or ""


def receivers(unit: Unit, cadre: Cadre, province: Province = GUIDANCE_PROVINCE) -> tuple[Receiver, ...]:
    """Who is to be told of the cadre's rating."""
    level = (Receiver(province.level(cadre.management)),) if cadre.management in _TOLD else ()
    return (Receiver(unit.name, unit.code), *level)


def unnoticed(dossier: OpenDossier, cadre: Cadre, province: Province = GUIDANCE_PROVINCE) -> tuple[Receiver, ...]:
    """The receivers that no notice about the cadre was recorded for; one about the whole unit counts for everybody."""
    kind = TransferKind.NOTICE
    sent = [
        item.body
        for item in (*dossier.transfers_of(kind, person=cadre.code), *dossier.transfers_of(kind))
        if item.sent or item.received
    ]
    return tuple(
        receiver
        for receiver in receivers(dossier.unit, cadre, province)
        if not any(_names(body, receiver) for body in sent)
    )


def _names(body: str, receiver: Receiver) -> bool:
    """Whether what people wrote names the receiver: by name, among others perhaps, or by the unit's code."""
    written = f" {' '.join(folded_tokens(body))} "
    named = {name for name in (receiver.name, receiver.unit) if name}
    return any(f" {' '.join(folded_tokens(name))} " in written for name in named)
