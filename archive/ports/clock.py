"""The only source of the present moment; rules never read the system's clock."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC, without microseconds."""
        ...
