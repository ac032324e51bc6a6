"""The turn of a home: who changes records, index or packages holds it alone; the pages' own small changes need none."""

from contextlib import AbstractContextManager
from typing import Protocol


class Turn(Protocol):
    """One writer at a time, over all processes."""

    def take(self, *, actor: str) -> AbstractContextManager[None]:
        """Hold the turn until the block, or the process, ends.

        Raises:
            Unavailable: somebody else holds it; says who and since when.
        """
        ...
