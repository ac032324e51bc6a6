"""The committed forms are what the author package writes, and each is whole in itself."""

import io
import re
import tomllib
import zipfile
from pathlib import Path

import docx
import pytest
from docxtpl import DocxTemplate

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from archive.domain.signature import SignerRole
from doc_templates.author import all_files
from doc_templates.author.__main__ import write
from doc_templates.author.styles import Style
from doc_templates.catalog import FORMS
from doc_templates.render.sandbox import environment
from tests.doc_templates.samples import ALL, example, form, member, roles

WRITTEN = all_files()
TEMPLATES = [name for name in WRITTEN if name.endswith(".docx")]


def unpacked(content: bytes, name: str) -> dict[str, bytes]:
    """What a file holds; two builds of zlib may pack the same content differently."""
    if not name.endswith(".docx"):
        return {name: content}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {inner: package.read(inner) for inner in package.namelist()}


@pytest.mark.parametrize("name", WRITTEN)
def test_each_committed_file_is_what_the_author_writes(name: str) -> None:
    """Run `python -m doc_templates.author` after a change."""
    assert unpacked((FORMS / name).read_bytes(), name) == unpacked(WRITTEN[name], name)


def test_no_other_file_is_committed() -> None:
    """Version 1 alone is written here; later versions come from offices."""
    committed = {path.relative_to(FORMS).as_posix() for path in FORMS.rglob("*/1/*") if path.is_file()}

    assert committed == set(WRITTEN)


def test_writing_twice_gives_the_same_bytes() -> None:
    assert all_files() == WRITTEN


def test_the_files_are_written_below_a_folder(tmp_path: Path) -> None:
    write(tmp_path)

    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == set(WRITTEN)


@pytest.mark.parametrize(("kind", "system"), ALL)
def test_the_example_has_exactly_the_fields_of_the_form(kind: DocumentKind, system: IssuerSystem) -> None:
    assert set(example(kind, system)) == set(form(kind, system).labels)


@pytest.mark.parametrize(("kind", "system"), ALL)
def test_the_example_has_exactly_the_parts_of_each_field(kind: DocumentKind, system: IssuerSystem) -> None:
    described = tomllib.loads((FORMS / kind / system.folder / "1" / "form.toml").read_text("utf-8"))
    sample = example(kind, system)

    for field in described["fields"]:
        value = sample[field["name"]]
        for part in {"group": [value], "rows": value}.get(field["type"], []):
            assert list(part) == field["parts"]


@pytest.mark.parametrize(("kind", "system"), ALL)
def test_the_template_asks_for_no_field_the_form_does_not_have(kind: DocumentKind, system: IssuerSystem) -> None:
    template = DocxTemplate(io.BytesIO(form(kind, system).template))

    assert template.get_undeclared_template_variables(environment()) <= set(form(kind, system).labels)


@pytest.mark.parametrize(("kind", "system"), ALL)
def test_each_signer_has_a_bookmark_and_nobody_else(kind: DocumentKind, system: IssuerSystem) -> None:
    names = re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', member(form(kind, system).template))

    assert sorted(names) == sorted(f"sign_{role}" for role in roles(kind) if role is not SignerRole.ORGAN)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_paragraph_has_one_of_the_named_styles(name: str) -> None:
    used = set(re.findall(r'<w:pStyle w:val="([^"]+)"', member(WRITTEN[name])))
    bare = re.findall(r"<w:p>(?!<w:pPr><w:pStyle)", member(WRITTEN[name]))

    assert (used - {style.id for style in Style}, bare) == (set(), [])


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_are_slim(name: str) -> None:
    """Fat ones take LibreOffice twice the time (pipeline notes §0)."""
    assert len(WRITTEN[name]) < 10_000


@pytest.mark.parametrize("name", TEMPLATES)
def test_provisional_forms_say_so_in_their_properties_and_not_in_print(name: str) -> None:
    about = docx.Document(io.BytesIO(WRITTEN[name])).core_properties

    assert ("Mẫu tạm" in about.comments, "Mẫu tạm" in about.keywords) == (True, True)
    assert "Mẫu tạm" not in member(WRITTEN[name]) + member(WRITTEN[name], "word/header1.xml")


@pytest.mark.parametrize("name", [name for name in WRITTEN if name.endswith("form.toml")])
def test_descriptions_say_what_the_form_is(name: str) -> None:
    described = tomllib.loads(WRITTEN[name].decode("utf-8"))
    kind, system, version, _ = name.split("/")

    found = (described["kind"], IssuerSystem(described["system"]).folder, described["version"])
    assert (found, described["provisional"]) == ((kind, system, version), True)


@pytest.mark.parametrize("name", TEMPLATES)
def test_columns_fill_the_width_of_the_text(name: str) -> None:
    """A twentieth of a point is what Word counts in; rounding may cost one a column."""
    document = docx.Document(io.BytesIO(WRITTEN[name]))
    page = document.sections[0]
    assert page.page_width is not None
    width = page.page_width - (page.left_margin or 0) - (page.right_margin or 0)

    for table in document.tables:
        assert sum(column.width or 0 for column in table.columns) == pytest.approx(width, abs=12700)
