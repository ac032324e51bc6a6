"""Forms are found by kind and system; the highest version is in force."""

import hashlib
import shutil
from pathlib import Path

import pytest

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from archive.errors import BadTemplate, NotFound
from doc_templates.catalog import FORMS, Catalog
from tests.doc_templates.samples import ALL

SUBMISSION = DocumentKind.SUBMISSION
STATE = IssuerSystem.STATE


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder of forms with the Tờ trình of the State alone, free to be changed."""
    shutil.copytree(FORMS / "submission" / "state", tmp_path / "submission" / "state")
    return tmp_path


@pytest.mark.parametrize(("kind", "system"), ALL)
def test_every_kind_has_a_form_in_each_system_of_its_issuers(kind: DocumentKind, system: IssuerSystem) -> None:
    assert (Catalog().form(kind, system).ref.kind, Catalog().form(kind, system).ref.system) == (kind, system)


def test_a_template_is_known_by_the_digest_of_its_file() -> None:
    found = Catalog().form(SUBMISSION, STATE)

    assert found.ref.sha512 == hashlib.sha512(found.template).hexdigest()


def test_version_ten_is_newer_than_version_nine(forms: Path) -> None:
    for number in ("9", "10"):
        shutil.copytree(forms / "submission/state/1", forms / "submission/state" / number)

    assert Catalog(forms).form(SUBMISSION, STATE).ref.version == "10"


def test_a_folder_that_is_no_version_is_passed_over(forms: Path) -> None:
    (forms / "submission/state/nháp").mkdir()

    assert Catalog(forms).form(SUBMISSION, STATE).ref.version == "1"


def test_a_kind_without_form_is_not_found(forms: Path) -> None:
    with pytest.raises(NotFound, match="'minutes'"):
        Catalog(forms).form(DocumentKind.MINUTES, STATE)


def test_the_other_systems_form_is_never_taken_instead(forms: Path) -> None:
    """Domain notes §2.2: the two systems are not mixed."""
    with pytest.raises(NotFound):
        Catalog(forms).form(SUBMISSION, IssuerSystem.PARTY)


@pytest.mark.parametrize("missing", ["template.docx", "form.toml"])
def test_a_form_with_a_file_missing_is_refused(forms: Path, missing: str) -> None:
    (forms / "submission/state/1" / missing).unlink()

    with pytest.raises(BadTemplate, match="phiên bản 1"):
        Catalog(forms).form(SUBMISSION, STATE)


@pytest.mark.parametrize("text", ["title =", "title = 'Tờ trình'", "fields = 1\ntitle='a'\nprovisional=true"])
def test_a_form_that_is_not_described_is_refused(forms: Path, text: str) -> None:
    (forms / "submission/state/1/form.toml").write_text(text)

    with pytest.raises(BadTemplate, match=r"form\.toml"):
        Catalog(forms).form(SUBMISSION, STATE)
