"""The settings in force, for the people who run the system: secrets are left out here, so no page can show them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from archive.config import Settings
from archive.domain.setting import Origin, Setting

_SECRET = re.compile(r"_(KEY|SECRET|PASSWORD|TOKEN|PIN)(_|$)")  # of a variable's name: where in doubt, nothing is shown
_HIDDEN = "***"


def effective(settings: Settings, environ: Mapping[str, str], *, home: Path | None = None) -> tuple[Setting, ...]:
    """Every setting with its value and origin; `home` is what the command line named, which wins."""
    return tuple(_effective(settings, environ, home))


def _effective(settings: Settings, environ: Mapping[str, str], home: Path | None) -> Iterator[Setting]:
    for part in fields(settings):
        name, value = part.metadata["env"], getattr(settings, part.name)
        is_hidden = bool(_SECRET.search(name))
        origin = Origin.ENVIRONMENT if environ.get(name) else Origin.DEFAULT
        yield Setting(
            name=name,
            says=part.metadata["says"],
            value="" if is_hidden else _shown(value),
            origin=Origin.COMMAND if part.name == "home" and home is not None else origin,
            is_hidden=is_hidden and bool(value),
        )


def _shown(value: Any) -> str:  # noqa: ANN401 - of any field
    if value is None:
        return ""
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    if isinstance(value, datetime):
        return value.isoformat()
    return _without_credentials(str(value))


def _without_credentials(text: str) -> str:
    """An address without the name, password and query it may carry."""
    if "://" not in text:
        return text
    parts = urlsplit(text)
    place = parts.netloc.rpartition("@")[2]
    netloc = f"{_HIDDEN}@{place}" if "@" in parts.netloc else place
    return urlunsplit((parts.scheme, netloc, parts.path, _HIDDEN if parts.query else "", ""))
