"""How long work tells those who wait where it stands."""

from collections.abc import Callable

Tell = Callable[[str, int, int], None]
"""What is being done, how much of it is done, how much there is."""


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""
