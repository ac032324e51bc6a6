"""What was worked out before, kept beside what it was worked out from; it may forget anything at any time."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class _Place:
    """One key's newest value; `basis` is empty while nothing was made."""

    basis: tuple[object, ...] = ()
    value: Any = None
    making: threading.Lock = field(default_factory=threading.Lock)


class Memory:
    """Keeps the newest value under each key, `most` at once; what was longest not asked for goes first.

    Nothing in it can be stale: a value is given back only to who names an equal basis, so the basis must hold all that
    the value depends on. Values are shared by threads and must not be changed. Who asks for what another thread is
    making waits for it: fifty people who come in at once do not work out the same fifty times.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()
        self._door = threading.Lock()

    def once(self, key: Hashable, basis: object, make: Callable[[], T]) -> T:
        """What was made under that key from an equal basis, else what `make` makes now; its errors come through.

        `make` must not ask for its own key.
        """
        place = self._place(key)
        with place.making:
            if place.basis != (basis,):
                place.value = make()
                place.basis = (basis,)
            value: T = place.value
            return value

    def _place(self, key: Hashable) -> _Place:
        with self._door:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            if len(self._places) > self._most:
                self._places.popitem(last=False)
            return place
