"""The forms of a home: the contract, and what lies on the disk."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from archive.errors import BadTemplate, StorageFull
from doc_templates.author.layouts import LAYOUTS
from doc_templates.catalog import FORMS, Catalog
from doc_templates.form_library import FormLibrary
from tests.contracts.templates_contract import ADDED, KIND, SYSTEM, TemplatesContract
from tests.doc_templates_check.conftest import Print
from tests.doc_templates_check.good import form, spoilt

GOOD = spoilt(form(SYSTEM, KIND).template, "Kính trình: ", "Kính trình:  ")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "home" / "templates"


@pytest.fixture
def library(own: Path, to_pdf: Print) -> FormLibrary:
    layouts = {layout.system: layout for layout in LAYOUTS}
    return FormLibrary(catalog=Catalog(own=own), layouts=layouts, convert=to_pdf)


class TestFormLibrary(TemplatesContract):
    @pytest.fixture
    def library(self, library: FormLibrary) -> FormLibrary:
        return library

    @pytest.fixture
    def good(self) -> bytes:
        return GOOD


def versions(own: Path) -> list[str]:
    return sorted(path.relative_to(own).as_posix() for path in own.rglob("*") if path.is_file())


def test_a_version_is_whole_and_nothing_else_lies_beside_it(library: FormLibrary, own: Path) -> None:
    library.add(GOOD, KIND, SYSTEM, ADDED)

    names = ("added.json", "example.json", "form.toml", "template.docx")
    assert versions(own) == [f"submission/party/2/{name}" for name in names]


def test_the_files_of_a_version_cannot_be_written_again(library: FormLibrary, own: Path) -> None:
    library.add(GOOD, KIND, SYSTEM, ADDED)

    assert {path.stat().st_mode & 0o222 for path in (own / "submission/party/2").iterdir()} == {0}


def test_a_stop_while_writing_leaves_nothing(library: FormLibrary, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        library.add(GOOD, KIND, SYSTEM, ADDED)

    assert (versions(own) if own.exists() else [], library.read(KIND, SYSTEM)[0].version) == ([], "1")


def test_a_full_disk_is_told_and_nothing_is_kept(
    library: FormLibrary, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    own.joinpath("submission/party").mkdir(parents=True)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull):
        library.add(GOOD, KIND, SYSTEM, ADDED)

    assert versions(own) == []


def test_a_folder_of_the_home_never_hides_a_built_in_version(own: Path) -> None:
    folder = own / "submission/party/1"
    folder.mkdir(parents=True)
    for name in ("template.docx", "form.toml", "example.json"):
        folder.joinpath(name).write_bytes(b"other")

    assert Catalog(own=own).form(KIND, SYSTEM).template == (FORMS / "submission/party/1/template.docx").read_bytes()


def test_a_version_that_lost_its_history_is_told(library: FormLibrary, own: Path) -> None:
    library.add(GOOD, KIND, SYSTEM, ADDED)
    noted = own / "submission/party/2/added.json"
    noted.unlink()
    noted.write_text("{}")

    with pytest.raises(BadTemplate, match=r"added\.json"):
        library.all()


def test_a_field_that_the_program_got_since_is_known(own: Path, to_pdf: Print, tmp_path: Path) -> None:
    """An office's version keeps its old form.toml; what the program's data have today counts."""
    program = Path(shutil.copytree(FORMS / "submission/party", tmp_path / "forms/submission/party"))
    layouts = {layout.system: layout for layout in LAYOUTS}
    library = FormLibrary(catalog=Catalog(tmp_path / "forms", own=own), layouts=layouts, convert=to_pdf)
    library.add(GOOD, KIND, SYSTEM, ADDED)
    told = program / "1/form.toml"
    told.write_text(told.read_text("utf-8") + '\n[[fields]]\nname = "region"\nlabel = "Vùng"\ntype = "text"\n', "utf-8")
    sample = program / "1/example.json"
    sample.write_text(sample.read_text("utf-8").replace("{", '{"region": "Tây Bắc",', 1), "utf-8")

    assert library.check(spoilt(GOOD, "{{ addressee }}", "{{ addressee }} {{ region }}"), KIND, SYSTEM).problems == ()


def test_an_official_form_is_followed_by_an_official_one(library: FormLibrary) -> None:
    library.add(GOOD, KIND, SYSTEM, ADDED, official=True)
    library.add(GOOD, KIND, SYSTEM, ADDED)

    assert Catalog(own=library._catalog.own).form(KIND, SYSTEM).provisional is False


def test_every_problem_is_named_when_a_form_is_refused(library: FormLibrary) -> None:
    bad = spoilt(spoilt(GOOD, "{{ subject }}", "{{ subjct }}"), "{{ addressee }}", "{{ adressee }}")

    with pytest.raises(BadTemplate) as refused:
        library.add(bad, KIND, SYSTEM, ADDED)

    problems = refused.value.detail["problems"]
    assert isinstance(problems, list)
    assert [problem["code"] for problem in problems].count("unknown_field") == 2
