"""The cadres of one made-up body: three to six, the head first, with the dates a personnel file has."""

from collections.abc import Sequence
from datetime import date
from random import Random

from archive.demo.bodies import COMMUNE_LINE, Body, Post
from archive.demo.names import WOMAN, NameGiver
from archive.domain.people import Cadre, PersonCode

_FEWEST, _MOST = 3, 6
_EXCLUDED = "Cấp ủy viên là bí thư chi bộ thôn, không làm việc chuyên trách (mục 4.3)"


def cadres_of(body: Body, names: NameGiver, dice: Random) -> Sequence[Cadre]:
    """The cadres of a body, by code."""
    count = dice.randint(_FEWEST, _MOST)
    cadres = [_cadre(body, post, place, names, dice) for place, post in enumerate(body.posts[:count], start=1)]
    if body.line == COMMUNE_LINE and count == _MOST:
        cadres[-1] = _excluded(cadres[-1])
    return cadres


def _cadre(body: Body, post: Post, place: int, names: NameGiver, dice: Random) -> Cadre:
    named = names.give()
    born = date(dice.randint(1968, 1988), dice.randint(1, 12), dice.randint(1, 28))
    years = 58 if named.sex == WOMAN else 61
    moved = place > 1 and dice.random() < 1 / 8
    return Cadre(
        code=PersonCode(f"CB-{body.unit.code}-{place:02d}"),
        name=named.name,
        unit=body.unit.code,
        management=post.management,
        is_head=place == 1,
        born=born,
        sex=named.sex,
        ethnicity=named.ethnicity,
        party_post=post.party,
        state_post=post.state,
        union_post=post.union,
        group=post.group,
        in_post_since=date(2026, 3, 2) if moved else date(dice.randint(2021, 2025), dice.randint(1, 12), 1),
        former_post="Phó Trưởng phòng" if moved else "",
        former_unit="Văn phòng Ủy ban nhân dân tỉnh" if moved else "",
        joined=date(born.year + dice.randint(22, 26), dice.randint(1, 12), 1),
        retires=date(born.year + years, born.month, 1),
    )


def _excluded(cadre: Cadre) -> Cadre:
    """A committee member without a full-time post: listed, never rated (R17)."""
    return Cadre(
        code=cadre.code,
        name=cadre.name,
        unit=cadre.unit,
        management=cadre.management,
        born=cadre.born,
        sex=cadre.sex,
        ethnicity=cadre.ethnicity,
        party_post="Đảng ủy viên, Bí thư chi bộ thôn",
        excluded=_EXCLUDED,
    )
