"""What all messages have in common: no unknown fields, text that any paper can hold, pages of long lists."""

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

# Signs that are no text: XML, and so Word, cannot hold them.
_TEXT = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F\uFFFE\uFFFF]*$"
_NAME = r"^[^/\x00-\x1F\x7F\uFFFE\uFFFF]+$"

Text = Annotated[str, StringConstraints(max_length=20_000, pattern=_TEXT)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=_NAME)]
Item = TypeVar("Item")


class Said(BaseModel):
    """A message; fields that it does not know make it unreadable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Page(Said, Generic[Item]):
    """A piece of a list."""

    total: int = Field(description="How many there are in all, within the reach of the token.", examples=[1])
    offset: int = Field(description="How many were passed over.", examples=[0])
    limit: int = Field(description="How many were asked for at most.", examples=[50])
    next: str | None = Field(description="Where the list goes on; null at its end.", examples=[None])
    items: list[Item]
