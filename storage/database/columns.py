"""How values lie in text columns: exact decimals, ISO dates, words of a closed list by their value, nested JSON."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import Dialect, Text, TypeDecorator

from archive.domain.quarter import Quarter


class AsText(TypeDecorator[Any]):
    """A value kept as text by a pair of functions; NULL stays None."""

    impl = Text
    cache_ok = True

    def __init__(self, write: Callable[[Any], str], read: Callable[[str], Any]) -> None:
        super().__init__()
        self.write = write
        self.read = read

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401 - the column knows
        """Into the database."""
        del dialect
        return None if value is None else self.write(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401 - the column knows
        """Out of the database."""
        del dialect
        return None if value is None else self.read(value)


DECIMAL = AsText(str, Decimal)  # digit for digit
DAY = AsText(date.isoformat, date.fromisoformat)
MOMENT = AsText(datetime.isoformat, datetime.fromisoformat)  # with its offset
QUARTER = AsText(str, Quarter.parse)  # 2026-Q2 sorts as time does
JSON = AsText(partial(json.dumps, ensure_ascii=False, sort_keys=True), json.loads)


def word_of(words: type[StrEnum]) -> AsText:
    """A word of a closed list."""
    return AsText(str, words)
