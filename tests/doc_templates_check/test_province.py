"""Another province by data alone: its file gives names and layout, and the documents follow it."""

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from archive.bootstrap import create_home, open_home
from archive.domain.document import DocumentId, DocumentKind
from archive.domain.people import IssuerSystem
from archive.domain.province import GUIDANCE_PROVINCE
from archive.errors import UsageError
from archive.language import VIETNAM
from archive.ports.rendering import RenderRequest
from doc_templates.author.layouts import PARTY, STATE
from doc_templates.catalog import Catalog
from doc_templates.check import lint_docx, lint_pdf
from doc_templates.check.template import read_example
from doc_templates.pressing import ProvincePress
from doc_templates.province import ProvinceSettings, read_province
from doc_templates.render import fill
from tests.doc_templates_check.good import SUBMISSION, layout
from tests.doc_templates_check.test_text import FORMS

OTHER = """
[names]
name = "thành phố Hải Phòng"
place = "Hải Phòng"
committee = "Thành ủy Hải Phòng"
standing_committee = "Ban Thường vụ Thành ủy"
organisation_board = "Ban Tổ chức Thành ủy"

[layout.party]
superior_size = 13
issuer_size = 13
margins = { left = 32.5, top = 22 }

[layout.state]
body_size = 13
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "province.toml"
    path.write_text(OTHER, "utf-8")
    return path


@pytest.fixture
def other(file: Path) -> ProvinceSettings:
    return read_province(file)


def test_a_home_without_the_file_has_the_guidances_own_names_and_layouts(tmp_path: Path) -> None:
    assert read_province(tmp_path / "province.toml") == ProvinceSettings()


def test_names_in_the_file_take_the_place_of_the_usual_ones(other: ProvinceSettings) -> None:
    assert (other.names.organisation_board, other.names.place) == ("Ban Tổ chức Thành ủy", "Hải Phòng")


def test_other_names_follow_from_rank_place_and_committee(tmp_path: Path) -> None:
    path = tmp_path / "province.toml"
    path.write_text('[names]\nrank = "thành phố"\nplace = "Huế"\nparty_committee = "Thành ủy"\noffice = "VP"', "utf-8")
    names = read_province(path).names

    assert (names.name, names.committee) == ("thành phố Huế", "Thành ủy Huế")
    assert (names.standing_members, names.board_issuer) == ("Thường trực Thành ủy", "Ban Tổ chức")
    assert names.guidance_subject.endswith("hệ thống chính trị thành phố")
    assert names.office == "VP"
    assert not [text for text in names.recipients if "Tỉnh ủy" in text or "ngành tỉnh" in text]


def test_names_that_the_file_leaves_out_stay(other: ProvinceSettings) -> None:
    assert other.names.committee_symbol == GUIDANCE_PROVINCE.committee_symbol


def test_layout_values_in_the_file_take_the_place_of_the_usual_ones(other: ProvinceSettings) -> None:
    margins = replace(PARTY.margins, left=32.5, top=22)

    assert other.layouts[IssuerSystem.PARTY] == replace(PARTY, superior_size=13, issuer_size=13, margins=margins)
    assert other.layouts[IssuerSystem.STATE] == replace(STATE, body_size=13)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[name]\nplace = 'A'", "name"),
        ("[names]\nplaces = 'A'", "names.places"),
        ("[names]\nplace = 1", "names.place"),
        ("names = 1", "names"),
        ("[layout.army]\nbody_size = 1", "layout.army"),
        ("[layout.party]\nbody_size = 'lớn'", "layout.party.body_size"),
        ("[layout.party]\nbody_size = -1", "layout.party.body_size"),
        ("[layout.party]\nbody_size = true", "layout.party.body_size"),
        ("[layout.party]\npost_bold = 1", "layout.party.post_bold"),
        ("[layout.party]\nsystem = 'state'", "layout.party.system"),
        ("[layout.party.margins]\nmiddle = 1", "layout.party.margins.middle"),
    ],
)
def test_a_key_that_means_nothing_is_refused_by_name(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "province.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(UsageError) as refused:
        read_province(path)

    assert refused.value.detail["key"] == key


@pytest.mark.parametrize("content", [b"[names", b"\xff"])
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "province.toml"
    path.write_bytes(content)

    with pytest.raises(UsageError, match="TOML"):
        read_province(path)


@pytest.mark.parametrize(("kind", "system"), FORMS)
def test_every_form_follows_the_provinces_layout(
    other: ProvinceSettings, tmp_path: Path, kind: DocumentKind, system: IssuerSystem
) -> None:
    form = Catalog(own=tmp_path / "templates", press=ProvincePress(other.changed)).form(kind, system)

    assert lint_docx(fill(form, read_example(form), title="a"), other.layouts[system]) == ()


def test_the_usual_layout_refuses_the_other_provinces_margins(other: ProvinceSettings, tmp_path: Path) -> None:
    form = Catalog(own=tmp_path, press=ProvincePress(other.changed)).form(SUBMISSION, IssuerSystem.PARTY)
    filled = fill(form, read_example(form), title="a")

    assert {problem.code for problem in lint_docx(filled, layout(IssuerSystem.PARTY))} == {"margins"}


def test_a_pressed_form_is_kept_under_a_version_of_its_own(other: ProvinceSettings, tmp_path: Path) -> None:
    catalog = Catalog(own=tmp_path, press=ProvincePress(other.changed))
    form = catalog.form(SUBMISSION, IssuerSystem.PARTY)

    assert form.ref.version == f"1-{form.ref.sha512[:8]}"
    assert Catalog(own=tmp_path).version(SUBMISSION, IssuerSystem.PARTY, form.ref.version) == form


def test_a_system_whose_layout_is_the_usual_one_keeps_its_form(tmp_path: Path) -> None:
    path = tmp_path / "province.toml"
    path.write_text("[layout.party]\nbody_size = 15", "utf-8")
    catalog = Catalog(own=tmp_path, press=ProvincePress(read_province(path).changed))

    assert catalog.form(SUBMISSION, IssuerSystem.STATE).ref.version == "1"


@pytest.mark.parametrize("kind", [SUBMISSION, DocumentKind.EVIDENCE_LIST])
def test_a_home_with_the_file_prints_in_its_layout(tmp_path: Path, other: ProvinceSettings, kind: DocumentKind) -> None:
    """No code differs: the file lies in the home, and the real program renders."""
    home = tmp_path / "home"
    create_home(os.environ, home=home)
    (home / "province.toml").write_text(OTHER, "utf-8")

    with open_home(os.environ, home=home) as parts:
        form = Catalog().form(kind, IssuerSystem.PARTY)
        (made,) = parts.renderer.render(
            [
                RenderRequest(
                    id=DocumentId("a"),
                    kind=kind,
                    system=IssuerSystem.PARTY,
                    title="a",
                    data=read_example(form),
                    roles=(),
                    made=datetime(2026, 6, 22, tzinfo=VIETNAM),
                )
            ]
        )
        board = parts.province.organisation_board

    assert lint_pdf(made.pdf, other.layouts[IssuerSystem.PARTY]) == ()
    assert (made.template.version[:2], board) == ("1-", "Ban Tổ chức Thành ủy")


def test_a_setting_that_names_no_file_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    create_home(os.environ, home=home)

    with (
        open_home({**os.environ, "HOSO_PROVINCE": str(tmp_path / "none.toml")}, home=home) as parts,
        pytest.raises(UsageError, match="HOSO_PROVINCE"),
    ):
        parts.province  # noqa: B018 - asking opens the door
