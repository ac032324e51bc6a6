"""The font check sees what readers would see: boxes in place of letters."""

from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from archive.errors import Unavailable
from doc_templates.pdfa import fonts
from doc_templates.pdfa.fonts import check_fonts, vietnamese_letters


def only_font(folder: Path, monkeypatch: pytest.MonkeyPatch, *, without: str) -> None:
    """Let fontconfig know one font only: the real one without some letters."""
    _, real, index = fonts._match(fonts.STAND_IN)
    with TTFont(real, fontNumber=index) as font:
        subsetter = subset.Subsetter()
        subsetter.populate(unicodes=set(font.getBestCmap()) - {ord(letter) for letter in without})
        subsetter.subset(font)
        font.save(folder / "font.ttf")
    config = folder / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>'
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))


def test_the_font_of_this_machine_has_every_letter() -> None:
    check_fonts()


def test_a_font_that_has_every_letter_but_nothing_else_is_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only_font(tmp_path, monkeypatch, without="€₫ñ")

    check_fonts()


@pytest.mark.parametrize("letter", ["ơ", "Ư", "đ", "ỹ", "Ặ"])
def test_a_font_without_one_letter_is_refused(letter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only_font(tmp_path, monkeypatch, without=letter)

    with pytest.raises(Unavailable, match=f"thiếu 1 chữ cái tiếng Việt, như {letter}.*fonts-liberation2"):
        check_fonts()


def test_a_machine_without_fontconfig_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Unavailable, match=r"fc-match.*fonts-liberation2"):
        check_fonts()


def test_vietnamese_has_twelve_vowels_with_six_tones() -> None:
    # 12 vowels × 6 tones, and 17 consonants; f, j, w and z are no letters of it.
    assert len(vietnamese_letters()) == 2 * (12 * 6 + 17)
