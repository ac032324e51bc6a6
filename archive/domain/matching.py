"""Which of two lists of rows speak of the same thing, when one thing may be known by several names."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def match(
    before: Sequence[Item], after: Sequence[Item], *names: Callable[[Item], Hashable | None]
) -> list[tuple[Item | None, Item | None]]:
    """Pairs of rows with the same name, an earlier name deciding before a later one; what is left stands alone.

    Every row comes once: what stood before in its order, then what is only in `after` in its own.
    """
    partner: dict[int, int] = {}
    for name in names:
        _pair(before, after, name, partner)
    taken = set(partner.values())
    pairs: list[tuple[Item | None, Item | None]] = [
        (item, after[partner[place]] if place in partner else None) for place, item in enumerate(before)
    ]
    return pairs + [(None, item) for place, item in enumerate(after) if place not in taken]


def _pair(
    before: Sequence[Item], after: Sequence[Item], name: Callable[[Item], Hashable | None], partner: dict[int, int]
) -> None:
    taken = set(partner.values())
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for place in reversed(range(len(after))):
        if place not in taken and (called := name(after[place])) is not None:
            waiting[called].append(place)
    for place, item in enumerate(before):
        if place not in partner and (called := name(item)) is not None and waiting[called]:
            partner[place] = waiting[called].pop()
