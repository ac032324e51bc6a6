"""The bodies of the made-up province: real names of offices and places of Lào Cai, with the posts each has."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

from archive.demo.data import words
from archive.domain.people import IssuerSystem, Management, Unit, UnitCode, UnitKind
from archive.errors import UsageError
from archive.language import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One leading post: its names in Party, State and unions, who manages it, and its group of similar posts."""

    party: str = ""
    state: str = ""
    union: str = ""
    management: Management
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A unit with its posts, the head's first; `line` tells what work it does: State, Party or commune."""

    unit: Unit
    posts: tuple[Post, ...]
    line: str


STATE_LINE, PARTY_LINE, COMMUNE_LINE = "state", "party", "commune"
_HEADS, _DEPUTIES = "Người đứng đầu", "Cấp phó cơ quan cấp tỉnh"
_ROOMS = "Lãnh đạo phòng và tương đương"
_COMMITTEES = "Ủy viên ban thường vụ đảng ủy xã, phường"
_LEVELS = ("xã", "phường")
_BTV, _UNIT = Management.STANDING_COMMITTEE, Management.UNIT
_OF_THE_CENTRE = "BTCTU"  # whose head the centre decides about (R15), so that a small province has somebody to report

# Two sở, two communes, one ban of the Party: so that a small demonstration already has all three lines.
_ORDER = (STATE_LINE, PARTY_LINE, COMMUNE_LINE, STATE_LINE, COMMUNE_LINE)


def bodies(count: int) -> Sequence[Body]:
    """The first bodies of the province, mixed by line, always in the same order.

    Raises:
        UsageError: fewer than one, or more than the province has.
    """
    places = words("places")
    others = [_committee(f"Đảng ủy {name}", code, "Lào Cai") for code, name in places["committees"]]
    waiting = {
        STATE_LINE: [_state(*row) for row in places["state"]],
        PARTY_LINE: [_party(*row) for row in places["party"]],
        COMMUNE_LINE: [*_communes(places["wards"], places["communes"]), *others],
    }
    most = sum(len(line) for line in waiting.values())
    if not 1 <= count <= most:
        raise UsageError(f"Số đơn vị phải từ 1 đến {most}; nhận được {count}.", units=count)
    chosen: list[Body] = []
    for line in cycle(_ORDER):
        if len(chosen) == count:
            break
        if waiting[line]:
            chosen.append(waiting[line].pop(0))
    return chosen


def _state(code: str, name: str, title: str) -> Body:
    unit = _provincial(code, name, "UBND tỉnh Lào Cai", IssuerSystem.STATE)
    deputy = f"Phó {title}"
    posts = (
        Post(party="Bí thư Đảng ủy", state=title, management=_BTV, group=_HEADS),
        Post(party="Phó Bí thư Đảng ủy", state=deputy, management=_BTV, group=_DEPUTIES),
        Post(party="Đảng ủy viên", state=deputy, management=_BTV, group=_DEPUTIES),
        Post(party="Đảng ủy viên", state=deputy, management=_BTV, group=_DEPUTIES),
        Post(party="Đảng ủy viên", state="Trưởng phòng Tổ chức - Hành chính", management=_UNIT, group=_ROOMS),
        Post(state="Trưởng phòng Nghiệp vụ", union="Chủ tịch Công đoàn", management=_UNIT, group=_ROOMS),
    )
    return Body(unit=unit, posts=posts, line=STATE_LINE)


def _party(code: str, name: str, title: str) -> Body:
    unit = _provincial(code, name, "Tỉnh ủy Lào Cai", IssuerSystem.PARTY)
    deputy = f"Phó {title}"
    head, decided_by = title, _BTV
    if code == _OF_THE_CENTRE:
        head, decided_by = f"Phó Bí thư Tỉnh ủy, {title}", Management.POLITBURO
    posts = (
        Post(party=head, management=decided_by, group=_HEADS),
        Post(party=f"{deputy} Thường trực", management=_BTV, group=_DEPUTIES),
        Post(party=deputy, management=Management.STANDING_MEMBERS, group=_DEPUTIES),
        Post(party=deputy, management=_BTV, group=_DEPUTIES),
        Post(party="Trưởng phòng Tổng hợp", management=_UNIT, group=_ROOMS),
        Post(party="Trưởng phòng Nghiệp vụ", union="Chủ tịch Công đoàn", management=_UNIT, group=_ROOMS),
    )
    return Body(unit=unit, posts=posts, line=PARTY_LINE)


def _communes(wards: Sequence[str], communes: Sequence[str]) -> list[Body]:
    """Wards and communes by turns, then the communes left."""
    turns = [place for pair in zip(wards, communes, strict=False) for place in pair]
    return [
        _committee(
            f"Đảng ủy {'phường' if place in wards else 'xã'} {place}",
            f"DU-{fold(place).replace(' ', '').upper()}",
            place,
        )
        for place in [*turns, *communes[len(wards) :]]
    ]


def _committee(name: str, code: str, place: str) -> Body:
    unit = Unit(
        code=UnitCode(code),
        name=name,
        superior="Tỉnh ủy Lào Cai",
        kind=UnitKind.PARTY_COMMITTEE,
        system=IssuerSystem.PARTY,
        symbol="ĐU",
        place=place,
    )
    member = "Ủy viên Ban Thường vụ Đảng ủy"
    level = name.split()[2]
    if level in _LEVELS:
        return Body(unit=unit, posts=_posts_of_a_commune(member, level), line=COMMUNE_LINE)
    return Body(unit=unit, posts=_posts_of_a_body(member), line=PARTY_LINE)


def _posts_of_a_commune(member: str, level: str) -> tuple[Post, ...]:
    return (
        Post(party="Bí thư Đảng ủy", management=_BTV, group=_HEADS),
        Post(party="Phó Bí thư Thường trực Đảng ủy", management=_BTV, group=_COMMITTEES),
        Post(party="Phó Bí thư Đảng ủy", state=f"Chủ tịch UBND {level}", management=_BTV, group=_COMMITTEES),
        Post(party=member, state=f"Phó Chủ tịch UBND {level}", management=_UNIT, group=_COMMITTEES),
        Post(party=f"{member}, Chủ nhiệm Ủy ban Kiểm tra", management=_UNIT, group=_COMMITTEES),
        Post(party=member, union=f"Chủ tịch Ủy ban MTTQ {level}", management=_UNIT, group=_COMMITTEES),
    )


def _posts_of_a_body(member: str) -> tuple[Post, ...]:
    return (
        Post(party="Bí thư Đảng ủy", management=_BTV, group=_HEADS),
        Post(party="Phó Bí thư Thường trực Đảng ủy", management=_BTV, group=_DEPUTIES),
        Post(party="Phó Bí thư Đảng ủy", management=_BTV, group=_DEPUTIES),
        Post(party=f"{member}, Chủ nhiệm Ủy ban Kiểm tra", management=_UNIT, group=_ROOMS),
        Post(party=member, management=_UNIT, group=_ROOMS),
        Post(party=member, union="Chủ tịch Công đoàn", management=_UNIT, group=_ROOMS),
    )


def _provincial(code: str, name: str, superior: str, system: IssuerSystem) -> Unit:
    return Unit(
        code=UnitCode(code),
        name=name,
        superior=superior,
        kind=UnitKind.PROVINCIAL_BODY,
        system=system,
        symbol="SGDĐT" if code == "SGDDT" else code,
        place="Lào Cai",
    )
