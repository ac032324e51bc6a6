"""The Jinja environment of templates: sandboxed, escaping, and strict about every name."""

from collections.abc import Mapping
from typing import Any, TypeVar

from jinja2 import StrictUndefined, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

_Environment = TypeVar("_Environment", bound=SandboxedEnvironment)

_SHORT = 180  # letters: 20 lines of the narrowest column with prose, two thirds of a page that lies
_NEW_LINE = 10  # letters that fit in a line of such a column


class FieldMissingError(UndefinedError):
    """The template asks for a field that the data does not have."""

    def __init__(self, message: str | None, *, field: str) -> None:
        super().__init__(message)
        self.field = field


class _NamedUndefined(StrictUndefined):
    """A name without a value; whatever is done with it raises an error that knows the name."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,  # noqa: ANN401 - Jinja's own signature
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
    ) -> None:
        def error(message: str | None = None) -> FieldMissingError:
            return FieldMissingError(message, field=name or "?")

        # Other errors, such as the sandbox's refusals, stay what they are.
        super().__init__(hint, obj, name, error if exc is UndefinedError else exc)  # type: ignore[arg-type]  # called only


def environment() -> SandboxedEnvironment:
    """A new environment; templates may use the filters `two_digits` and `is_short` beside Jinja's own."""
    return configured(SandboxedEnvironment)


def configured(kind: type[_Environment]) -> _Environment:
    """An environment of that kind, set up as all are."""
    made = kind(autoescape=True, undefined=_NamedUndefined, finalize=finalize)
    made.filters["two_digits"] = _two_digits
    made.filters["is_short"] = _is_short
    return made


def finalize(value: object) -> object:
    """Text as markup in which docxtpl finds none of its own signs, such as `{_{`."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    escaped = str(escape(value))
    if "_" in escaped:
        for sign in "{}%":
            escaped = escaped.replace(f"{sign}_", f"{sign}&#95;")
    return Markup(escaped)  # noqa: S704 - escaped above


def _two_digits(value: int) -> str:
    """A count as documents write it: 04."""
    return f"{value:02d}"


def _is_short(row: Mapping[str, Any]) -> bool:
    """Whether a row of a table surely fits on a page, however narrow the column of its longest text."""
    for value in row.values():
        if value.__class__ is str and "\n" not in value:  # most are, and a table has thousands
            if len(value) > _SHORT:
                return False
        elif _letters(value) > _SHORT:
            return False
    return True


def _letters(value: object) -> int:
    if isinstance(value, list):
        return sum(_letters(inner) + _NEW_LINE for inner in value)
    text = str(value)
    return len(text) + text.count("\n") * _NEW_LINE
