"""Preflight is heard when it says no."""

from pathlib import Path

import pikepdf

from tests.validators.preflight import is_pdfa_1b


def test_a_plain_pdf_is_refused_with_reasons(tmp_path: Path) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(tmp_path / "plain.pdf")

    faults = is_pdfa_1b([tmp_path / "plain.pdf"])

    assert any(fault.startswith("7.1: ") for fault in faults[tmp_path / "plain.pdf"])


def test_each_file_of_a_batch_gets_its_own_answer(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("no PDF")
    (tmp_path / "b.pdf").write_bytes(b"")

    faults = is_pdfa_1b([tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "missing.pdf"])

    assert len(faults) == 3
    assert all(faults.values())
