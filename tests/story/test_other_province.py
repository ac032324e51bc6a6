"""A city's quarter by the same program: its names and its layout stand in a file of data, and no paper says others."""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt
from openpyxl import load_workbook
from pypdf import PdfReader

from archive.bootstrap import workbook_writer
from archive.domain.document import OTHER_TITLE, DocumentKind
from archive.domain.dossier import OpenDossier
from archive.domain.paper import PaperClassification
from archive.domain.people import IssuerSystem, Management, Unit, UnitKind
from archive.domain.secrecy import Classification
from archive.domain.transfer import Transfer, TransferKind
from doc_templates.check import lint_docx
from doc_templates.province import read_province
from tests.letters import asked, decided
from tests.program import Finished, hoso
from tests.quarters import complete_dossier, unit

Hoso = Callable[..., Finished]
QUARTER = "2026-Q2"
CITY = """
[names]
rank = "thành phố"
place = "Sông Hương"
party_committee = "Thành ủy"
committee_symbol = "ThU"
board_symbol = "BTCThU"
office_symbol = "VPThU"

[layout.party]
superior_size = 13
issuer_size = 13
margins = { left = 33, top = 22 }

[layout.state]
body_size = 13
margins = { right = 18 }
"""
ELSEWHERE = re.compile(
    "lào cai|tỉnh ủy|ubnd tỉnh|dân tỉnh|bộ tỉnh|chính trị tỉnh|ngành tỉnh|/TU\\b|VPTU|BTCTU", re.IGNORECASE
)
BOARD, COUNCIL = "Ban Tổ chức Thành ủy", "Ủy ban nhân dân thành phố"


def _of_city(dossier: OpenDossier) -> OpenDossier:
    """The dossier as people of the city write it."""
    return replace(
        dossier,
        period=replace(dossier.period, guidance_number="05-HD/ThU"),
        tasks=tuple(replace(task, assigned_by=COUNCIL, lead_body=BOARD) for task in dossier.tasks),
        delegations=tuple(
            replace(item, managed_by="Thành ủy", assigned_by=COUNCIL, lead_body=BOARD, decided_by="Thành ủy")
            for item in dossier.delegations
        ),
        approval=replace(dossier.approval, approved_by=BOARD) if dossier.approval else None,
        proposals=tuple(replace(item, decision_number="15-QĐ/ThU") for item in dossier.proposals),
        papers=tuple(replace(paper, decided_by=BOARD) for paper in dossier.papers),
    )


def _unit(code: str, name: str, superior: str, kind: UnitKind = UnitKind.PROVINCIAL_BODY) -> Unit:
    return replace(unit(code, kind=kind), name=name, superior=superior, symbol=code, place="Sông Hương")


def _quarter() -> tuple[OpenDossier, ...]:
    """A body with a head whom the centre manages, one that rates its own cadres, and a committee under the city's."""
    state, party = "UBND thành phố Sông Hương", "Đảng bộ thành phố Sông Hương"
    higher = complete_dossier(of=_unit("SNV", "Sở Nội vụ", state))
    head, other = higher.cadres
    answers = tuple(
        PaperClassification(
            kind=kind, unit=higher.unit.code, person=person, classification=Classification.PUBLIC, decided_by=BOARD
        )
        for kind, person in ((DocumentKind.SELF_ASSESSMENT, head.code), (DocumentKind.CENTRAL_SUBMISSION, None))
    )
    told = Transfer(
        kind=TransferKind.NOTICE, unit=higher.unit.code, body="Ban Thường vụ Thành ủy", sent=date(2026, 7, 9)
    )
    higher = replace(
        higher,
        cadres=(replace(head, management=Management.POLITBURO), other),
        papers=answers,
        transfers=(told,),
    )
    own = complete_dossier(of=_unit("SCT", "Sở Công Thương", state), people=1, management=Management.UNIT)
    committee = complete_dossier(
        of=_unit("DUTH", "Đảng ủy phường Thuận Hóa", party, UnitKind.PARTY_COMMITTEE),
        people=1,
        management=Management.STANDING_MEMBERS,
    )
    first, *others = asked(decided(higher), decided(own), decided(committee), body="SCT", note="Đồng ý")
    return tuple(_of_city(dossier) for dossier in (first, *others))


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the city's home, in which the quarter went its whole way, its letters and its package."""
    folder = tmp_path_factory.mktemp("city")
    (folder / "home").mkdir()
    _write_workbook(folder / "quy.xlsx")
    assert _run(folder, "init").code == 0
    (folder / "home" / "province.toml").write_text(CITY, "utf-8")
    for arguments in (
        ("import", folder / "quy.xlsx"),
        ("run", "--quarter", QUARTER),
        *(("write", kind, "--quarter", QUARTER, "--out", folder / "letters" / kind) for kind in _LETTERS),
        ("portfolio", f"urn:hoso:SNV:{QUARTER}", "--out", folder / "letters" / "portfolio.pdf"),
        ("export", "--quarter", QUARTER, "--out", folder / "package"),
    ):
        done = _run(folder, *arguments)
        assert done.code == 0, f"{arguments}: {done.talk}"
    return folder


_ANOTHER_ORDER = (DocumentKind.PREVIOUS_POST_COMMENT, DocumentKind.YEAR_RECORD)
_LETTERS = [kind.value for kind in OTHER_TITLE if kind not in _ANOTHER_ORDER]


def _run(folder: Path, *arguments: object) -> Finished:
    return hoso("--home", folder / "home", *arguments, environ={"HOSO_NOW": "2026-07-10T08:00:00+07:00"})


def _write_workbook(path: Path) -> None:
    """The city's workbook, with the city's word for the level that manages a cadre."""
    dossiers = _quarter()
    workbook_writer().write(path, quarter=dossiers[0].quarter, dossiers=dossiers)
    book = load_workbook(path)
    for row in book["Cán bộ"].iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.endswith(" Tỉnh ủy"):
                cell.value = cell.value.replace("Tỉnh ủy", "Thành ủy")
    book.save(path)


def _papers(city: Path, ending: str) -> Iterator[Path]:
    """Every document of that kind that the program wrote: components, letters, indexes, the portfolio."""
    yield from (path for folder in ("letters", "home/records") for path in sorted((city / folder).rglob(f"*{ending}")))


def _words(path: Path) -> str:
    """All text of a Word file (headers, properties and all) or of a PDF with its properties."""
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        return " ".join([*(page.extract_text() for page in reader.pages), *map(str, (reader.metadata or {}).values())])
    with zipfile.ZipFile(path) as word:
        parts = [word.read(name).decode() for name in word.namelist() if name.endswith(".xml")]
    return " ".join(re.sub("<[^>]*>", "", part) for part in parts)


def test_every_kind_of_paper_was_written(city: Path) -> None:
    seen = " ".join(path.as_posix() for path in _papers(city, ".docx"))

    assert [kind.value for kind in DocumentKind if kind.value not in seen and kind not in _ANOTHER_ORDER] == []


@pytest.mark.parametrize("ending", [".docx", ".pdf"])
def test_no_paper_names_the_bodies_of_another_province(city: Path, ending: str) -> None:
    found = {path.name: ELSEWHERE.search(" ".join(_words(path).split())) for path in _papers(city, ending)}

    assert {name: hit[0] for name, hit in found.items() if hit} == {}


def test_no_page_of_the_package_names_the_bodies_of_another_province(city: Path) -> None:
    (package,) = (city / "package").rglob("*.zip")
    with zipfile.ZipFile(package) as whole:
        pages = {name: whole.read(name).decode() for name in whole.namelist() if name.endswith((".html", ".txt"))}

    found = {name: ELSEWHERE.search(" ".join(text.split())) for name, text in pages.items()}
    assert {name: hit[0] for name, hit in found.items() if hit} == {}
    assert any(BOARD in text for text in pages.values())


def test_papers_say_the_citys_names(city: Path) -> None:
    said = " ".join(" ".join(_words(path).split()) for path in _papers(city, ".pdf"))
    names = ("THÀNH ỦY SÔNG HƯƠNG", "Ban Thường vụ Thành ủy", "hệ thống chính trị thành phố", "BTV Thành ủy", "VPThU")

    assert [name for name in (*names, "Các ban, sở, ngành thành phố", "-TTr/ThU") if name not in said] == []


def test_every_paper_has_the_citys_layout(city: Path) -> None:
    own = read_province(city / "home" / "province.toml").layouts
    for path in _papers(city, ".docx"):
        system = IssuerSystem.PARTY if "ĐẢNG CỘNG SẢN VIỆT NAM" in _words(path) else IssuerSystem.STATE
        margins, word = own[system].margins, Document(str(path))

        (page,) = word.sections
        printed = [round(side.mm, 1) for side in (page.top_margin, page.right_margin, page.left_margin) if side]
        assert printed == [margins.top, margins.right, margins.left], path
        sizes = [word.styles[name].font.size for name in ("Nội dung", "Cơ quan ban hành")]
        assert sizes == [Pt(own[system].body_size), Pt(own[system].issuer_size)], path
        assert lint_docx(path.read_bytes(), own[system]) == (), path


@pytest.mark.parametrize("question", ["calendar", "reminders", "status"])
def test_no_command_names_the_bodies_of_another_province(city: Path, question: str) -> None:
    said = _run(city, question, "--quarter", QUARTER).data

    assert ELSEWHERE.findall(said) == []
    assert said.count("Thành ủy") > 0


def test_a_notice_recorded_to_the_citys_committee_counts(city: Path) -> None:
    """The receiver is known by the name it has in the city (R37)."""
    said = _run(city, "status", "--quarter", QUARTER, "--unit", "SNV", "--json").json["units"][0]

    told = [item["message"] for item in said["findings"] if item["code"] == "notice_missing"]
    assert [message for message in told if "Ban Thường vụ" in message] == []
    assert any("Sở Nội vụ" in message for message in told)
