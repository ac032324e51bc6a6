"""What one running system was told, as the people who run it may see it: each setting with where it comes from."""

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Who said it."""

    COMMAND = "command"
    ENVIRONMENT = "environment"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting in force: `value` is empty where nothing is set, and where a secret `is_hidden`."""

    name: str
    says: str
    value: str
    origin: Origin
    is_hidden: bool = False
