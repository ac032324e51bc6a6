"""Deadlines in words: how many days are left, or by how many it was missed."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from archive.domain.deadline import Deadline
from archive.domain.deadline_words import left_words


@dataclass(frozen=True, slots=True)
class Left:
    """Days left in words, with the tone to draw them in."""

    words: str
    tone: str


_SOON = 7  # days from which on a deadline is drawn as near


class Done(Enum):
    """What is known of the thing that is due."""

    NOT_YET = auto()
    IN_TIME = auto()
    LATE = auto()
    NOT_KNOWN_HERE = auto()


def left(deadline: Deadline, *, now: datetime, done: Done) -> Left:
    """What the deadline means now.

    "Trước ngày N" is strict: the day before N is the last good day, so N itself is one day late.
    """
    if done in _FINISHED:
        return _FINISHED[done]
    days = deadline.days_left(now)
    if days > 0:
        return Left(left_words(days), "wait" if days <= _SOON else "none")
    if done is Done.NOT_KNOWN_HERE:
        return Left(left_words(days, past="đã qua"), "none")
    return Left(left_words(days), "bad")


_FINISHED = {Done.IN_TIME: Left("đã xong", "good"), Done.LATE: Left("đã xong, sau hạn", "wait")}
