"""The file in which a province writes its own names and layout values; what it leaves out stays as it is.

    [names]
    rank = "thành phố"
    place = "Huế"
    party_committee = "Thành ủy"

    [layout.party]
    body_size = 15
    margins = { left = 35 }

The other names follow from these three (Thành ủy Huế, Ban Thường vụ Thành ủy …); each can be given by itself as well.
A key that means nothing is an error: a name under a misspelt key would be lost without a word.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from archive.domain.people import IssuerSystem
from archive.domain.province import GUIDANCE_PROVINCE, Province
from archive.errors import UsageError
from archive.language import nfc
from doc_templates.author.layouts import LAYOUTS, Layout, Margins

_Values = TypeVar("_Values", Province, Layout, Margins)
_BY_SYSTEM = MappingProxyType({layout.system: layout for layout in LAYOUTS})
_LONGEST = 200  # millimetres or points; a length beyond is a slip of the hand


@dataclass(frozen=True, slots=True)
class ProvinceSettings:
    """A province's names and its layout of each system; `changed` are the systems whose layout is its own."""

    names: Province = GUIDANCE_PROVINCE
    layouts: Mapping[IssuerSystem, Layout] = field(default_factory=lambda: _BY_SYSTEM)

    @property
    def changed(self) -> Mapping[IssuerSystem, Layout]:
        """The layouts that differ from those the forms came with."""
        return {system: layout for system, layout in self.layouts.items() if layout != _BY_SYSTEM[system]}


def read_province(path: Path) -> ProvinceSettings:
    """The settings in the file; those of the guidance when there is none.

    Raises:
        UsageError: it cannot be read, or holds something else than it may; names the key.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ProvinceSettings()
    except OSError as broken:
        raise UsageError(f"Không đọc được tệp của tỉnh {path}: {broken.strerror}.") from broken
    except ValueError as wrong:  # not UTF-8, or not TOML
        raise UsageError(f"Tệp của tỉnh {path} không phải TOML hợp lệ: {wrong}.") from wrong
    told = _Told(path)
    content = told.table(content, "", ("names", "layout"))
    own = told.table(content.get("layout", {}), "layout", [system.folder for system in IssuerSystem])
    return ProvinceSettings(
        names=told.names(content.get("names", {})),
        layouts={
            system: told.over(layout, own.get(system.folder, {}), f"layout.{system.folder}")
            for system, layout in _BY_SYSTEM.items()
        },
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """Reads values out of the file and says where one is wrong."""

    path: Path

    def names(self, values: object) -> Province:
        """The names given, and for the others those that follow from rank, place and committee."""
        given = self.over(GUIDANCE_PROVINCE, values, "names")
        following = GUIDANCE_PROVINCE.called(rank=given.rank, place=given.place, party_committee=given.party_committee)
        return self.over(following, values, "names")

    def over(self, base: _Values, values: object, where: str) -> _Values:
        """The base with the file's values in place of its own, each of the type it replaces."""
        known = [one.name for one in fields(base) if one.name != "system"]
        changes: dict[str, Any] = {
            key: self._value(getattr(base, key), value, f"{where}.{key}")
            for key, value in self.table(values, where, known).items()
        }
        return replace(base, **changes)

    def table(self, values: object, where: str, known: Iterable[str]) -> dict[str, Any]:
        """A table that holds nothing unknown."""
        if not isinstance(values, dict):
            raise self._wrong(where, "phải là một mục [...]")
        for key in values:
            if key not in known:
                raise self._wrong(f"{where}.{key}".lstrip("."), f"không có khóa này; các khóa: {', '.join(known)}")
        return values

    def _value(self, base: object, value: object, where: str) -> object:
        if isinstance(base, Margins):
            return self.over(base, value, where)
        if isinstance(base, bool) or isinstance(value, bool):
            return self._typed(
                value, where, is_right=isinstance(base, bool) and isinstance(value, bool), wanted="true/false"
            )
        if isinstance(base, str):
            text = nfc(value).strip() if isinstance(value, str) else ""
            return self._typed(text, where, is_right=bool(text) or value == "", wanted="chữ trong dấu nháy")
        return self._typed(value, where, is_right=_is_length(value), wanted=f"một số từ 0 đến {_LONGEST}")

    def _typed(self, value: object, where: str, *, is_right: bool, wanted: str) -> object:
        if not is_right:
            raise self._wrong(where, f"cần {wanted}")
        return value

    def _wrong(self, where: str, why: str) -> UsageError:
        return UsageError(f"Tệp của tỉnh {self.path}, khóa '{where}': {why}.", path=str(self.path), key=where)


def _is_length(value: object) -> bool:
    return isinstance(value, int | float) and 0 <= value <= _LONGEST
