"""hoso write as people call it: what it refuses before it opens anything, and what it leaves behind."""

from pathlib import Path

import pytest

from tests.doc_templates.samples import pages_of, squeezed
from tests.program import hoso


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("notice", "--quarter", "2026-Q2", "--unit", "SNV"), 2, "dùng --to"),
        (("notice",), 2, "--quarter"),
        (("year_record", "--year", "2026"), 2, "--person"),
        (("notice", "--quarter", "2026-Q2", "--secrecy", "public"), 2, "central_submission"),
        (("central_submission", "--quarter", "2026-Q2", "--secrecy", "secret"), 3, "bản giấy"),
        (("submission", "--quarter", "2026-Q2"), 2, "write --help"),
    ],
)
def test_what_is_called_wrongly_is_refused_in_words(
    tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    finished = hoso("--home", tmp_path / "khong-co", "write", *arguments, "--out", tmp_path / "ra")

    assert (finished.code, said in finished.talk) == (code, True), finished.talk
    assert not (tmp_path / "ra").exists()


def test_papers_lie_in_the_folder_with_what_they_say(copied_home: Path, tmp_path: Path) -> None:
    finished = hoso(
        "--home", copied_home, "write", "periodic_report", "--quarter", "2026-Q2", "--out", tmp_path / "ra", "--json"
    )

    (letter,) = finished.json["letters"]
    printed = squeezed("".join(pages_of((tmp_path / "ra" / letter["pdf"]).read_bytes())))
    assert (tmp_path / "ra" / letter["docx"]).read_bytes()[:2] == b"PK"
    assert squeezed("Kính gửi: - Ban Tổ chức Trung ương") in printed


def test_a_paper_the_facts_do_not_give_is_a_broken_rule(copied_home: Path, tmp_path: Path) -> None:
    """Nobody is decided in the demo's quarter."""
    finished = hoso("--home", copied_home, "write", "notice", "--quarter", "2026-Q2", "--out", tmp_path / "ra")

    assert (finished.code, "Chưa quyết định" in finished.talk) == (3, True), finished.talk
    assert not (tmp_path / "ra").exists()
