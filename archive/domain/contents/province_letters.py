"""Which papers the province itself issues over all units: to the centre (R35, R36, R63), and the notices (R37)."""

from collections.abc import Iterator, Mapping, Sequence

from archive.domain.calendar_policy import CalendarPolicy
from archive.domain.contents.central_report import central_report
from archive.domain.contents.central_submission import central_submission
from archive.domain.contents.letter import Letter, board_sender, committee_sender, unit_sender
from archive.domain.contents.notice import notice
from archive.domain.contents.periodic_report import periodic_report
from archive.domain.contents.unit_letters import is_body, stem
from archive.domain.decisions import (
    CENTRAL_DECIDERS,
    PERIODIC_RECEIVERS,
    REPORT_RECEIVERS,
    FollowUp,
    PersonOutcome,
    central_people,
    counted_once,
    notices,
    outcomes_of,
)
from archive.domain.decisions import periodic_report as figures
from archive.domain.document import OTHER_TITLE, DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.papers import answers, is_withheld
from archive.domain.dossier.steps import Route
from archive.domain.people import IssuerSystem, UnitCode
from archive.domain.province import Province
from archive.errors import RuleBroken


def submissions(dossiers: Sequence[OpenDossier], province: Province, *, is_public: bool) -> Iterator[Letter]:
    """The submission about cadres of the centre, once it is known that it may be written here.

    Args:
        dossiers: of the whole quarter.
        province: the names of its bodies.
        is_public: the issuing body was asked and says that the submission is no secret.

    Raises:
        RuleBroken: nobody said yet whether it is secret, or a cadre's own statement is withheld.
    """
    everybody = counted_once(item for one in dossiers for item in outcomes_of(one))
    people = [item for item in central_people(everybody) if item.proposed]
    if people:
        concerned = _of(people, dossiers)
        for dossier in concerned:
            _refuse_unasked(dossier, is_public=is_public)
        data = central_submission(province, dossiers[0].period, people, dossiers)
        receivers, issuer = ", ".join(CENTRAL_DECIDERS), province.committee_symbol
        yield _letter(DocumentKind.CENTRAL_SUBMISSION, data, concerned, receivers, issuer=issuer)


def reports(dossiers: Sequence[OpenDossier], province: Province) -> Iterator[Letter]:
    """The report on decided cadres of the standing committee, one paper to both receivers."""
    everybody = counted_once(item for one in dossiers for item in outcomes_of(one))
    people = [item for item in everybody if item.standing.route is Route.B and item.decided]
    if people:
        data = central_report(province, dossiers[0].period, people)
        receivers, issuer = ", ".join(REPORT_RECEIVERS), province.committee_symbol
        yield _letter(DocumentKind.CENTRAL_REPORT, data, _of(people, dossiers), receivers, issuer=issuer)


def periodic(dossiers: Sequence[OpenDossier], province: Province, policy: CalendarPolicy) -> Iterator[Letter]:
    """The figures of the quarter; there are always some."""
    everybody = counted_once(item for one in dossiers for item in outcomes_of(one))
    period = dossiers[0].period
    data = periodic_report(province, period, figures(everybody, period.quarter, policy), dossiers)
    receivers, issuer = ", ".join(PERIODIC_RECEIVERS), province.committee_symbol
    yield _letter(DocumentKind.PERIODIC_REPORT, data, dossiers, receivers, issuer=issuer)


def all_notices(dossiers: Sequence[OpenDossier], province: Province, receiver: str | None) -> Iterator[Letter]:
    """One notice for each receiver, or for the one named by name or by code."""
    everybody = counted_once(item for one in dossiers for item in outcomes_of(one))
    by_code = {dossier.unit.code: dossier for dossier in dossiers}
    codes = {dossier.unit.name: dossier.unit.code for dossier in dossiers}
    for paper in notices(everybody, province):
        name = paper.receivers[0]
        if is_body(receiver, name) or (name in codes and is_body(receiver, codes[name])):
            yield _notice(paper, by_code, province)


def _notice(paper: FollowUp, by_code: Mapping[UnitCode, OpenDossier], province: Province) -> Letter:
    """From the province, or from the unit that decided about all of them itself (R38).

    The deciding committee does not write to itself: there its Organisation Board tells it.
    """
    name, first = paper.receivers[0], by_code[paper.people[0].unit.code]
    local, by = paper.sender != province.standing_committee, paper.sender
    sender = unit_sender(first) if local else committee_sender(province)
    if name == paper.sender:
        sender, by = board_sender(province), province.organisation_board
    data = notice(sender, province, by=by, receiver=name, people=paper.people, period=first.period)
    concerned = _of(paper.people, list(by_code.values()))
    place = first.unit.code if name == first.unit.name else name  # names of units are not unique, codes are
    issuer = first.unit.code if local and name != paper.sender else sender.symbol
    parts = (issuer if local else "", place)  # symbols are not unique either: every committee's is ĐU
    return _letter(paper.kind, data, concerned, name, *parts, issuer=issuer, system=sender.system)


def _letter(
    kind: DocumentKind,
    data: Mapping[str, object],
    concerned: Sequence[OpenDossier],
    receiver: str,
    *parts: str,
    issuer: str,
    system: IssuerSystem = IssuerSystem.PARTY,
) -> Letter:
    quarter = concerned[0].quarter
    return Letter(
        kind=kind,
        quarter=quarter,
        system=system,
        title=f"{OTHER_TITLE[kind]} {quarter.title} ({receiver})",
        stem=stem(kind, *parts),
        units=tuple(dossier.unit.code for dossier in concerned),
        data=data,
        issuer=issuer,
        receiver=receiver,
    )


def _of(people: Sequence[PersonOutcome], dossiers: Sequence[OpenDossier]) -> list[OpenDossier]:
    """The dossiers these people stand in."""
    codes = {item.unit.code for item in people}
    return [dossier for dossier in dossiers if dossier.unit.code in codes]


def _refuse_unasked(dossier: OpenDossier, *, is_public: bool) -> None:
    if not is_public and not answers(dossier, DocumentKind.CENTRAL_SUBMISSION):
        raise RuleBroken(
            f"Chưa ai xác định tờ trình gửi Trung ương về cán bộ của {dossier.unit.name} có mật hay không. Hãy hỏi "
            "cơ quan ban hành trước, rồi thêm --secrecy public nếu không mật; nếu mật thì làm bản giấy.",
            unit=dossier.unit.code,
        )
    for cadre in dossier.rated:
        if is_withheld(dossier, cadre):
            raise RuleBroken(
                f"Bản tự đánh giá của {cadre.name} là bản mật hoặc chưa ai xác định độ mật, nên không lập tờ trình gửi "
                "Trung ương trên máy này; hãy làm bản giấy theo chế độ mật.",
                unit=dossier.unit.code,
                person=cadre.code,
            )
