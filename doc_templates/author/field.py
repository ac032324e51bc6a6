"""One field of a form, as `form.toml` describes it."""

from dataclasses import dataclass
from typing import Literal

FieldType = Literal["text", "number", "texts", "group", "rows"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `texts` is a list of text, `group` and `rows` have parts, once or many times."""

    name: str
    label: str
    type: FieldType = "text"
    parts: tuple[str, ...] = ()


SIGNATURE = Field("signature", "Người ký", "group", ("authority", "post", "name"))
