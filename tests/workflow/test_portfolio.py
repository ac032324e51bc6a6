"""What a portfolio is made of: everything of the record that the reader may read, in the order of the components."""

import io
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest

from archive.domain.accounts import Account, AccountName, Grant, Role
from archive.domain.evidence import StoredFile
from archive.domain.people import PersonCode
from archive.domain.record import RecordId
from archive.domain.rights import readable
from archive.domain.secrecy import Classification
from archive.errors import NotFound
from archive.jobs.run import run
from archive.ports import Parts
from archive.ports.portfolio import Portfolio, PortfolioItem, PortfolioReport
from archive.workflow.portfolio import portfolio
from tests.parts import memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier

RECORD = RecordId(SNV, QUARTER)
OUT = Path("doc.pdf")


@dataclass
class GivenPortfolios:
    """Remembers what it was asked to write, where and when."""

    asked: list[Portfolio] = field(default_factory=list)
    put: list[tuple[Path, datetime]] = field(default_factory=list)

    def write(self, portfolio: Portfolio, *, out: Path, at: datetime) -> PortfolioReport:
        self.asked.append(portfolio)
        self.put.append((out, at))
        return PortfolioReport(pages=1, attached=0, unshown=())


def sealed() -> Parts:
    """A sealed record whose first piece of evidence is a file and whose second is secret."""
    dossier = complete_dossier()
    parts = replace(memory_parts(dossier), portfolios=GivenPortfolios())
    sha512, size = parts.blobs.put(io.BytesIO(b"%PDF- so lieu"))
    file = StoredFile(name="Số liệu.pdf", sha512=sha512, size=size, media_type="application/pdf")
    first, *rest = dossier.evidence
    secret = replace(first, file=None, summary="điều mật", classification=Classification.SECRET)
    with parts.desk.begin() as work:
        shown = replace(first, file=file, number="12/BC", summary="Số liệu quý")
        work.facts.replace(replace(dossier, evidence=(shown, secret, *rest)))
        work.commit()
    assert run(parts, QUARTER, [SNV]).sealed == (SNV,)
    return parts


def asked(parts: Parts, account: Account | None = None) -> Portfolio:
    """The portfolio that this account asks for."""
    portfolio(parts, RECORD, out=OUT, readable=readable(account) if account else None)
    assert isinstance(parts.portfolios, GivenPortfolios)
    return parts.portfolios.asked[-1]


def items(said: Portfolio) -> list[PortfolioItem]:
    return [item for part in said.parts for item in part.items]


def account(*grants: Grant, person: str | None = None) -> Account:
    cadre = PersonCode(person) if person else None
    return Account(name=AccountName("ai"), display="Ai đó", grants=frozenset(grants), person=cadre)


def test_components_stand_in_their_order_behind_the_index() -> None:
    titles = [part.title for part in asked(sealed()).parts]

    assert titles[:2] == ["Mục lục hồ sơ", "1. Tờ trình"]
    assert [title[0] for title in titles[1:]] == sorted(title[0] for title in titles[1:])


def test_every_signed_document_is_to_be_attached_and_nothing_else() -> None:
    parts = sealed()

    with parts.desk.begin() as work:
        documents = work.shelf.documents(SNV, QUARTER)
    attached = [item.sha512 for item in items(asked(parts)) if item.attach]
    assert sorted(attached) == sorted(document.current_pdf.sha512 for document in documents)


def test_no_two_files_have_one_name() -> None:
    names = [item.name for item in items(asked(sealed()))]

    assert len(set(names)) == len(names)


def test_evidence_is_told_by_task_number_and_summary_with_the_way_to_the_original() -> None:
    item = asked(sealed()).parts[-1].items[-1]

    assert item.title.endswith(": 12/BC - Số liệu quý")
    assert any("hoso get urn:hoso:SNV:2026-Q2/evidence/" in fact for fact in item.facts)


def test_a_secret_paper_is_not_in_it() -> None:
    assert "điều mật" not in str(asked(sealed()))


def test_the_first_page_names_the_version_and_when_it_was_sealed() -> None:
    note = asked(sealed()).notes[0]

    assert "urn:hoso:SNV:2026-Q2, phiên bản 1, niêm phong 22/06/2026" in note


def test_a_cadre_gets_only_own_papers_and_is_told_so() -> None:
    parts = sealed()
    with parts.desk.begin() as work:
        cadre = work.facts.dossier(SNV, QUARTER).cadres[0]

    said = asked(parts, account(Grant(role=Role.CADRE), person=cadre.code))
    own = {item.title for item in items(said) if item.attach}
    assert own == {f"Bản tự đánh giá của {cadre.name}"}
    assert "chỉ gồm những tệp" in said.notes[-1]


@pytest.mark.parametrize("grants", [(), (Grant(role=Role.ADMINISTRATOR),)], ids=["nobody", "administrator"])
def test_who_may_read_nothing_hears_that_there_is_no_record(grants: tuple[Grant, ...]) -> None:
    with pytest.raises(NotFound) as refused:
        asked(sealed(), account(*grants))

    with pytest.raises(NotFound) as missing:
        portfolio(memory_parts(), RECORD, out=OUT)
    assert refused.value.sentence == missing.value.sentence


def test_a_version_that_was_never_sealed_is_not_found() -> None:
    with pytest.raises(NotFound, match="phiên bản 7"):
        portfolio(sealed(), RECORD, out=OUT, version=7)


def test_a_record_sealed_before_there_was_an_index_has_a_portfolio_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.workflow.seal.secret_paper", lambda *_: True)

    assert asked(sealed()).parts[0].title == "1. Tờ trình"
