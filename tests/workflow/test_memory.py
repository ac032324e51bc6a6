"""What was worked out is kept, given back only to who asks from the same basis, and worked out by one at a time."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from archive.ports.memory import Memory


def test_from_the_same_basis_it_is_made_once() -> None:
    memory, made = Memory(most=2), iter(range(9))

    assert [memory.once("a", ("cơ sở", 1), lambda: next(made)) for _ in range(3)] == [0, 0, 0]


def test_from_another_basis_it_is_made_anew() -> None:
    memory, made = Memory(most=2), iter(range(9))

    assert [memory.once("a", basis, lambda: next(made)) for basis in (1, 2, 1)] == [0, 1, 2]


def test_what_was_longest_not_asked_for_goes_first() -> None:
    memory, made = Memory(most=2), iter(range(9))
    for key in ("a", "b", "a", "c"):
        memory.once(key, None, lambda: next(made))

    assert (memory.once("a", None, lambda: -1), memory.once("b", None, lambda: -1)) == (0, -1)


def test_an_error_comes_through_and_is_not_kept() -> None:
    memory = Memory(most=2)
    with pytest.raises(ZeroDivisionError):
        memory.once("a", None, lambda: 1 // 0)

    assert memory.once("a", None, lambda: 7) == 7


def test_who_asks_for_what_another_is_making_waits_for_it() -> None:
    memory, begun, go_on = Memory(most=2), threading.Event(), threading.Event()
    made: list[int] = []

    def slowly() -> int:
        begun.set()
        assert go_on.wait(30)
        made.append(1)
        return 5

    with ThreadPoolExecutor(2) as hands:
        first = hands.submit(memory.once, "a", None, slowly)
        assert begun.wait(30)
        second = hands.submit(memory.once, "a", None, slowly)
        go_on.set()

        assert (first.result(), second.result(), made) == (5, 5, [1])
