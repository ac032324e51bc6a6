"""The Jinja environment of templates: sandboxed, escaping, and strict about every name."""

from typing import Any

from jinja2 import StrictUndefined, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape


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
    """A new environment; templates may use the filter `two_digits` beside Jinja's own."""
    made = SandboxedEnvironment(autoescape=True, undefined=_NamedUndefined, finalize=_finalize)
    made.filters["two_digits"] = _two_digits
    return made


def _finalize(value: object) -> object:
    """Text as markup in which docxtpl finds none of its own signs, such as `{_{`."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    escaped = str(escape(value))
    for sign in "{}%":
        escaped = escaped.replace(f"{sign}_", f"{sign}&#95;")
    return Markup(escaped)  # noqa: S704 - escaped above


def _two_digits(value: int) -> str:
    """A count as documents write it: 04."""
    return f"{value:02d}"
