"""The gallery: everything rendered, drawn and linted, with an index that says so."""

from pathlib import Path

import pytest

from doc_templates.catalog import FORMS, Catalog
from doc_templates.convert import OfficePool
from doc_templates.renderer import OfficeRenderer
from tests.doc_templates_check.good import form, spoilt
from tests.gallery.data import ROWS, SETS
from tests.gallery.making import Shown, make

ONE = FORMS / "submission" / "state"


def forms_with(tmp_path: Path, template: bytes) -> Catalog:
    """A catalog of one form."""
    folder = tmp_path / "forms" / "submission" / "state" / "1"
    folder.mkdir(parents=True)
    for name in ("form.toml", "example.json"):
        (folder / name).write_bytes((ONE / "1" / name).read_bytes())
    (folder / "template.docx").write_bytes(template)
    return Catalog(tmp_path / "forms")


def gallery(office: OfficePool, catalog: Catalog, out: Path) -> list[Shown]:
    return make(OfficeRenderer(catalog=catalog, converter=office, issued_by="hoso"), out, catalog=catalog)


def test_each_form_is_shown_with_every_set_of_data(office: OfficePool, tmp_path: Path) -> None:
    shown = gallery(office, forms_with(tmp_path, (ONE / "1/template.docx").read_bytes()), tmp_path / "out")

    assert [one.name for one in shown] == [f"submission-state-{name}" for name in sorted(SETS)]
    assert [one.problems for one in shown] == [()] * len(SETS)
    files = {path.name for path in (tmp_path / "out").iterdir()}
    assert files == {
        "index.html",
        *(f"{one.name}.pdf" for one in shown),
        *(page for one in shown for page in one.pages),
    }


def test_what_the_lint_finds_stands_on_the_index(office: OfficePool, tmp_path: Path) -> None:
    broken = spoilt((ONE / "1/template.docx").read_bytes(), "Độc lập - Tự do - Hạnh phúc", "Độc lập")

    gallery(office, forms_with(tmp_path, broken), tmp_path / "out")

    assert "[header]" in (tmp_path / "out/index.html").read_text("utf-8")


@pytest.mark.parametrize("name", SETS)
def test_every_set_has_the_fields_of_the_form(name: str) -> None:
    given = form()
    sample = {field.name: [{"count": 1}] if field.type == "rows" else "a b" for field in given.fields}

    assert set(SETS[name](sample, given.fields)) == {field.name for field in given.fields}


def test_many_rows_are_many() -> None:
    given = form()
    data = {field.name: [{"number": 1}] if field.type == "rows" else "" for field in given.fields}

    assert {len(data) for field, data in SETS["many"](data, given.fields).items() if field == "counts"} == {ROWS}
