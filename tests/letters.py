"""A made-up province for tests of papers outside the seven components: three units, decided, one cadre who moved."""

from dataclasses import replace
from datetime import date

from archive.domain.contents import Letter, Wanted, letters_of
from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier
from archive.domain.people import Management, PersonCode, UnitCode, UnitKind
from archive.domain.transfer import Transfer, TransferKind
from tests.quarters import complete_dossier, unit

SNV, SCT, DUBH = UnitCode("SNV"), UnitCode("SCT"), UnitCode("DUBH")


def decided(dossier: OpenDossier) -> OpenDossier:
    """The dossier after everybody's rating was decided as proposed; the centre has answered about its own."""
    answer = Transfer(
        kind=TransferKind.CENTRAL_ANSWER,
        unit=dossier.unit.code,
        body="Ban Tổ chức Trung ương",
        received=date(2026, 7, 9),
    )
    proposals = tuple(replace(item, decided=item.proposed, decision_number="15-QĐ/TU") for item in dossier.proposals)
    return replace(dossier, proposals=proposals, transfers=(*dossier.transfers, answer))


def named(code: str, name: str, management: Management, *, kind: UnitKind = UnitKind.PROVINCIAL_BODY) -> OpenDossier:
    """A complete dossier of a unit of that name."""
    return complete_dossier(of=replace(unit(code, kind=kind), name=name, symbol=code), people=3, management=management)


def province() -> tuple[OpenDossier, ...]:
    """A State body whose cadres the province manages, one that rates its own, a committee; all decided."""
    return (
        decided(named("SNV", "Sở Nội vụ", Management.STANDING_COMMITTEE)),
        decided(named("SCT", "Sở Công Thương", Management.UNIT)),
        decided(named("DUBH", "Đảng ủy xã Bắc Hà", Management.STANDING_COMMITTEE, kind=UnitKind.PARTY_COMMITTEE)),
    )


def moved() -> tuple[OpenDossier, ...]:
    """The province after the State body's second cadre went to the other one within the quarter."""
    old, new, committee = province()
    cadre = replace(
        old.cadres[1], unit=SCT, former_unit="Sở Nội vụ", former_post="Phó Giám đốc", in_post_since=date(2026, 5, 4)
    )
    return old, replace(new, cadres=(*new.cadres, cadre)), committee


def asked(
    *dossiers: OpenDossier, body: str, person: PersonCode | None = None, note: str = ""
) -> tuple[OpenDossier, ...]:
    """The dossiers after the first one's people were the matter of a question to a body."""
    first, *rest = dossiers
    question = Transfer(
        kind=TransferKind.OPINION,
        unit=first.unit.code,
        body=body,
        person=person,
        sent=date(2026, 6, 23),
        received=date(2026, 6, 25) if note else None,
        note=note,
    )
    return replace(first, transfers=(*first.transfers, question)), *rest


def letters(
    kind: DocumentKind,
    *dossiers: OpenDossier,
    person: str | None = None,
    receiver: str | None = None,
    is_public: bool = False,
    units: tuple[UnitCode, ...] = (),
) -> tuple[Letter, ...]:
    """What an order for a kind gives, over all units unless some are named."""
    everybody = tuple(dossier.unit.code for dossier in dossiers)
    wanted = Wanted(kind=kind, units=units or everybody, person=person, receiver=receiver, is_public=is_public)
    return letters_of(wanted, dossiers)
