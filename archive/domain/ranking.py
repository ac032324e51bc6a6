"""Who comes first when more qualify for xuất sắc than the quota allows: the order of §8.4, step by step (R45).

The guidance's order: higher results in comparable targets and tasks, women, ethnic minorities, long service, near
retirement. Each step splits those still equal; where a fact is unknown for one of them the step cannot decide and the
order among them is left to people, for unknown is not "no". Software ranks and explains; people decide.

The reading of the first step is the number of tasks over their target; the wording allows others (domain notes §9.8).
Sex, ethnicity and birth are sensitive: they are used here and shown to the deciding level only.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from archive.domain.people import Cadre, PersonCode
from archive.language import day

_MAJORITY = "kinh"
_UNKNOWN = "chưa xác định"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who qualifies, with the number of tasks done over target this quarter."""

    cadre: Cadre
    over_target: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What one step looked at for one person; `weight` None means unknown, higher comes first."""

    step: str
    words: str
    weight: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One person's place; the same place for those whom no step could part, with why."""

    person: PersonCode
    name: str
    place: int
    facts: tuple[Fact, ...]
    is_tied: bool
    undecided: str = ""  # the step at which a missing fact stopped the order, empty for none


def _results(candidate: Candidate) -> Fact:
    return Fact("kết quả cao hơn", f"{candidate.over_target} nhiệm vụ vượt chỉ tiêu", candidate.over_target)


def _sex(candidate: Candidate) -> Fact:
    sex = candidate.cadre.sex
    return Fact("nữ", sex or _UNKNOWN, None if not sex else int(sex.casefold() == "nữ"))


def _ethnicity(candidate: Candidate) -> Fact:
    people = candidate.cadre.ethnicity
    return Fact("dân tộc thiểu số", people or _UNKNOWN, None if not people else int(people.casefold() != _MAJORITY))


def _service(candidate: Candidate) -> Fact:
    return _earlier("công tác lâu năm", candidate.cadre.joined, "vào ngành")


def _retirement(candidate: Candidate) -> Fact:
    return _earlier("sắp nghỉ hưu", candidate.cadre.retires, "nghỉ hưu")


def _earlier(step: str, when: date | None, what: str) -> Fact:
    return Fact(step, f"{what} {day(when)}" if when else _UNKNOWN, -when.toordinal() if when else None)


_STEPS: tuple[Callable[[Candidate], Fact], ...] = (_results, _sex, _ethnicity, _service, _retirement)


def rank(candidates: Sequence[Candidate]) -> tuple[Ranked, ...]:
    """Everybody's place, first place first; people of one place stand by code, which decides nothing."""
    ranked: list[Ranked] = []
    for group, undecided in _split(sorted(candidates, key=lambda item: item.cadre.code), 0):
        place = len(ranked) + 1
        ranked += [
            Ranked(
                person=item.cadre.code,
                name=item.cadre.name,
                place=place,
                facts=tuple(step(item) for step in _STEPS),
                is_tied=len(group) > 1,
                undecided=undecided,
            )
            for item in group
        ]
    return tuple(ranked)


def _split(equals: Sequence[Candidate], step: int) -> list[tuple[Sequence[Candidate], str]]:
    """The people still equal, parted by the steps from `step` on."""
    if len(equals) == 1 or step == len(_STEPS):
        return [(equals, "")] if equals else []
    facts = [_STEPS[step](item) for item in equals]
    if any(fact.weight is None for fact in facts):
        return [(equals, facts[0].step)]
    weights = sorted({fact.weight for fact in facts if fact.weight is not None}, reverse=True)
    return [
        part
        for weight in weights
        for part in _split([item for item, fact in zip(equals, facts, strict=True) if fact.weight == weight], step + 1)
    ]
