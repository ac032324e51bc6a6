"""Which papers one unit's dossier gives, for those kinds that a unit writes about its own people."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from archive.domain.contents.assigned_work import assigned_work
from archive.domain.contents.conclusion import conclusion
from archive.domain.contents.letter import Letter
from archive.domain.contents.previous_post_comment import previous_post_comment
from archive.domain.contents.results_report import bodies_of, results_report
from archive.domain.decisions import outcomes_of
from archive.domain.document import OTHER_TITLE, DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.papers import is_withheld
from archive.domain.dossier.steps import Route
from archive.domain.people import Cadre, Unit
from archive.domain.province import Province
from archive.domain.signature import SignerRole
from archive.language import fold, folded_tokens


def is_named(unit: Unit, text: str) -> bool:
    """Whether people who wrote the text meant the unit: its name or its code, however written."""
    return folded_tokens(text) == folded_tokens(unit.name) or fold(text).strip() == fold(unit.code)


def letter_of(
    dossier: OpenDossier,
    kind: DocumentKind,
    data: Mapping[str, object],
    *parts: str,
    receiver: str = "",
    role: SignerRole | None = SignerRole.HEAD,
    period: str = "",
) -> Letter:
    """A paper the unit itself issues; `parts` tell it from others of its kind, `period` is not always a quarter."""
    told = f" ({', '.join(part for part in parts if part)})" if any(parts) else ""
    return Letter(
        kind=kind,
        quarter=dossier.quarter,
        system=dossier.unit.system,
        title=f"{OTHER_TITLE[kind]} {period or dossier.quarter.title} - {dossier.unit.name}{told}",
        stem=stem(kind, dossier.unit.code, *parts),
        units=(dossier.unit.code,),
        data=data,
        issuer=dossier.unit.code,
        receiver=receiver,
        role=role,
    )


def stem(kind: DocumentKind, *parts: str) -> str:
    """A file name of ASCII letters, whatever the parts are."""
    return "-".join([kind.value, *("_".join(folded_tokens(part)).upper() for part in parts if part)])


def lists_of_work(dossier: OpenDossier, person: str | None) -> Iterator[Letter]:
    """PL02: that of the unit, then that of each cadre who leads a task; or of one cadre alone (R22)."""
    kind = DocumentKind.ASSIGNED_WORK
    if person is None and any(dossier.tasks_of(cadre.code) for cadre in dossier.rated):
        yield letter_of(dossier, kind, assigned_work(dossier))
    for cadre in _people(dossier, person):
        if dossier.tasks_of(cadre.code):
            yield letter_of(dossier, kind, assigned_work(dossier, cadre), cadre.code)


def reports_of_results(dossier: OpenDossier, person: str | None, receiver: str | None) -> Iterator[Letter]:
    """PL03: each cadre × each appraising body (R24); nobody's whose own statement is withheld (domain notes §3.7)."""
    for cadre in _people(dossier, person):
        for place, body in enumerate(bodies_of(dossier, cadre), start=1):
            if not is_withheld(dossier, cadre) and is_body(receiver, body):
                yield letter_of(
                    dossier,
                    DocumentKind.RESULTS_REPORT,
                    results_report(dossier, cadre, body),
                    cadre.code,
                    str(place),
                    receiver=body,
                    role=SignerRole.CADRE,
                )


def comments_for_new_bodies(
    dossier: OpenDossier, person: str | None, receiver: str | None, elsewhere: Sequence[OpenDossier]
) -> Iterator[Letter]:
    """The former body's comment on each cadre who left it for a unit that names it as the former one (R41)."""
    here = {cadre.code: cadre for cadre in dossier.cadres}
    moved = [
        (cadre.code, one.unit.name)
        for one in elsewhere
        for cadre in one.cadres
        if one.unit.code != dossier.unit.code and is_named(dossier.unit, cadre.former_unit) and cadre.code in here
    ]
    if person in here and receiver:
        moved = [(here[person].code, receiver)]  # type: ignore[index]  # a key of the mapping is no None
    for code, body in moved:
        if person in (None, code) and is_body(receiver, body):
            data = previous_post_comment(dossier, here[code], body)
            yield letter_of(dossier, DocumentKind.PREVIOUS_POST_COMMENT, data, code, receiver=body)


def conclusions(dossier: OpenDossier, province: Province, person: str | None) -> Iterator[Letter]:
    """The collective's conclusion on the cadres it decided about (R34)."""
    decided = [
        item
        for item in outcomes_of(dossier)
        if item.standing.route is Route.C and item.decided and person in (None, item.cadre.code)
    ]
    if decided:
        yield letter_of(dossier, DocumentKind.CONCLUSION, conclusion(dossier, decided, province))


def is_body(wanted: str | None, name: str) -> bool:
    """Whether a name is the one asked for; all are when none was asked for."""
    return wanted is None or folded_tokens(wanted) == folded_tokens(name)


def _people(dossier: OpenDossier, person: str | None) -> Iterable[Cadre]:
    return (cadre for cadre in dossier.rated if person in (None, cadre.code))


Chooser = Callable[[OpenDossier, str | None, str | None, Sequence[OpenDossier]], Iterator[Letter]]

CHOOSERS: Mapping[DocumentKind, Chooser] = {
    DocumentKind.ASSIGNED_WORK: lambda dossier, person, _to, _all: lists_of_work(dossier, person),
    DocumentKind.RESULTS_REPORT: lambda dossier, person, to, _all: reports_of_results(dossier, person, to),
    DocumentKind.PREVIOUS_POST_COMMENT: comments_for_new_bodies,
}
