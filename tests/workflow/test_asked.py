"""What a program asks for twice is done once, in the same breath as it is written down; a key stands for one thing."""

from dataclasses import replace

import pytest

from archive.domain.accounts import AccountName
from archive.domain.asked import KEPT_FOR, Asked
from archive.errors import BadForm, BadInput, RuleBroken
from archive.ports import Parts
from archive.ports.desk import Desk
from archive.workflow.amend import RowEdit, amend
from tests.contracts.asked_contract import AskedContract
from tests.given import NOW
from tests.parts import MemoryDesk, memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier

ROW = RowEdit(sheet="Minh chứng", mark="", texts={"task": "NV-SNV-01-02", "number": "12-BC/ĐU"})
ASKED = Asked(account=AccountName("may"), key="lan-1", digest="a", made="m", at=NOW)


class TestMemoryAsked(AskedContract):
    """The stand-in does what the real one does."""

    @pytest.fixture
    def desk(self) -> Desk:
        return MemoryDesk()


@pytest.fixture
def parts() -> Parts:
    return memory_parts(complete_dossier())


def rows(parts: Parts) -> int:
    with parts.desk.look() as work:
        return len(work.facts.dossier(SNV, QUARTER).evidence)


def test_a_row_asked_for_twice_is_added_once(parts: Parts) -> None:
    before = rows(parts)

    first = amend(parts, SNV, QUARTER, [ROW], asked=ASKED)
    second = amend(parts, SNV, QUARTER, [ROW], asked=ASKED)

    assert rows(parts) == before + 1
    assert (bool(first), second) == (True, ())


def test_a_key_used_for_something_else_is_refused(parts: Parts) -> None:
    amend(parts, SNV, QUARTER, [ROW], asked=ASKED)
    before = rows(parts)

    with pytest.raises(BadInput, match="Idempotency-Key"):
        amend(parts, SNV, QUARTER, [ROW], asked=replace(ASKED, digest="b"))
    assert rows(parts) == before


def test_what_was_refused_was_not_asked(parts: Parts) -> None:
    with pytest.raises(BadForm):
        amend(parts, SNV, QUARTER, [replace(ROW, texts={"task": "không có"})], asked=ASKED)

    with parts.desk.look() as work:
        assert work.asked.find(ASKED.account, ASKED.key) is None


def test_keys_are_forgotten_when_no_program_tries_any_more(parts: Parts) -> None:
    amend(parts, SNV, QUARTER, [ROW], asked=ASKED)
    later = replace(ASKED, key="lan-2", at=NOW + KEPT_FOR * 2)

    amend(parts, SNV, QUARTER, [ROW], asked=later)

    with parts.desk.look() as work:
        assert (work.asked.find(ASKED.account, "lan-1"), work.asked.find(ASKED.account, "lan-2")) == (None, later)


@pytest.mark.parametrize(
    ("sheet", "texts"), [("Kỳ", {"quarter": "2026-Q3"}), ("Đơn vị", {"code": "STC"})], ids=["quarter", "unit"]
)
def test_a_dossier_does_not_become_another_one(sheet: str, texts: dict[str, str]) -> None:
    plain = complete_dossier()
    bare = replace(
        plain, cadres=(), tasks=(), results=(), evidence=(), self_assessments=(), proposals=(), meeting=None,
        approval=None, transfers=(), rulings=(), papers=(), works=(),
    )  # fmt: skip
    parts = memory_parts(bare)
    mark = parts.forms.rows(bare, sheet)[0].mark

    with pytest.raises(RuleBroken, match="không đổi được mã đơn vị hay quý"):
        amend(parts, SNV, QUARTER, [RowEdit(sheet=sheet, mark=mark, texts=texts)])
