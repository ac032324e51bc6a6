"""How often one may ask: a bucket of tokens for each who asks, in this process."""

import threading
import time
from collections.abc import Callable

_MOST_KEPT = 10_000  # buckets; beyond, the full ones are thrown away


class Buckets:
    """Buckets that hold as many tokens as may be used in a minute, and fill up evenly."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, whose: str, *, per_minute: int) -> bool:
        """Use a token; False when there is none."""
        now = self._clock()
        with self._lock:
            if len(self._held) > _MOST_KEPT:
                self._held = {key: held for key, held in self._held.items() if now - held[1] < 60}  # noqa: PLR2004
            left, since = self._held.get(whose, (float(per_minute), now))
            left = min(per_minute, left + (now - since) * per_minute / 60)
            self._held[whose] = (left - 1 if left >= 1 else left, now)
        return left >= 1
