"""Fair comparison on a machine that others use too: both ways of doing the work take turns, and the middle counts."""

import time
from collections.abc import Callable
from statistics import median

Work = Callable[[], object]


def in_turns(*ways: Work, rounds: int, clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """The median time of each way; every round does each once, and every other round in the opposite order."""
    spent: list[list[float]] = [[] for _ in ways]
    for number in range(rounds):
        turn = list(enumerate(ways))
        for place, way in turn if number % 2 else reversed(turn):
            began = clock()
            way()
            spent[place].append(clock() - began)
    return [median(times) for times in spent]
