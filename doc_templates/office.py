"""The writing room put together: LibreOffice, the forms of program and home, and the province's own settings.

    with WritingRoom(home, None, Path("/usr/bin/python3"), workers=2, timeout=60) as room:
        room.renderer.render(requests)

LibreOffice starts when something is first to be converted.
"""

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.domain.province import Province
from archive.errors import UsageError
from doc_templates.catalog import Catalog
from doc_templates.convert import OfficePool
from doc_templates.form_library import FormLibrary
from doc_templates.pdfa.fonts import check_fonts
from doc_templates.pressing import ProvincePress
from doc_templates.province import ProvinceSettings, read_province
from doc_templates.renderer import OfficeRenderer

PROVINCE_FILE = "province.toml"


class WritingRoom:
    """Makes documents and keeps their forms."""

    def __init__(self, home: Path, province: Path | None, python: Path, *, workers: int, timeout: int) -> None:
        """A room in which nothing has started.

        Args:
            home: the folder of all data; forms lie in `templates`, the province's settings in `province.toml`.
            province: the province's settings when they lie elsewhere.
            python: the system's Python, which has LibreOffice's `uno` module.
            workers: LibreOffice processes; 0 for as many as the machine has cores.
            timeout: seconds one conversion may take.
        """
        self._home = home
        self._province = province
        self._pool = OfficePool(python=python, workers=workers, timeout=timeout, scratch=home / "scratch")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    @property
    def names(self) -> Province:
        """What the province calls its bodies.

        Raises:
            UsageError: its file is missing where a setting says it is, or is not as it should be.
        """
        return self._settings.names

    @cached_property
    def renderer(self) -> OfficeRenderer:
        """What makes documents.

        Raises:
            Unavailable: the machine has no font with every Vietnamese letter.
            UsageError: the province's file is not as it should be.
        """
        check_fonts()
        return OfficeRenderer(catalog=self._catalog, converter=self._pool, issued_by="hoso")

    @cached_property
    def forms(self) -> FormLibrary:
        """The forms.

        Raises:
            UsageError: the province's file is not as it should be.
        """
        return FormLibrary(
            catalog=self._catalog,
            layouts=self._settings.layouts,
            convert=self.convert,
        )

    def convert(self, word: bytes, name: str) -> bytes:
        """Any Word file as a plain PDF; `name` is what people know it by.

        Raises:
            BadInput: the bytes are no Word document.
            ConversionFailed: LibreOffice gave no PDF.
            Unavailable: LibreOffice cannot be started.
            StorageFull: the scratch folder has no room.
        """
        return self._pool.convert(word, name=name)

    @cached_property
    def _catalog(self) -> Catalog:
        changed = self._settings.changed
        return Catalog(own=self._home / "templates", press=ProvincePress(changed) if changed else None)

    @cached_property
    def _settings(self) -> ProvinceSettings:
        if self._province is not None and not self._province.is_file():
            raise UsageError(f"Không có tệp {self._province} mà HOSO_PROVINCE chỉ tới.", path=str(self._province))
        return read_province(self._province or self._home / PROVINCE_FILE)
