"""Old fonts become Unicode; today's text stays what it is."""

import pytest

from archive.workbook.legacy_fonts import to_unicode


@pytest.mark.parametrize(
    ("typed", "font", "meant"),
    [
        ("Ban ChÊp hµnh Trung \u00ad¬ng", ".VnTime", "Ban Chấp hành Trung ương"),
        ("§¶ng ñy x· B¾c Hµ", ".VnArial", "Đảng ủy xã Bắc Hà"),
        ("së néi vô", ".VnTimeH", "SỞ NỘI VỤ"),
        ("Ñaûng uûy xaõ Baéc Haø", "VNI-Times", "Đảng ủy xã Bắc Hà"),
        ("Sôû Noäi vuï", "VNI-Helve", "Sở Nội vụ"),
        ("ÑAÛNG UÛY", "VNI-Times", "ĐẢNG ỦY"),
        ("Nguyeãn Thò Quyønh Nhö", "VNI-Times", "Nguyễn Thị Quỳnh Như"),
    ],
)
def test_text_in_an_old_font_is_what_the_font_shows(typed: str, font: str, meant: str) -> None:
    assert to_unicode(typed, font) == meant


def test_text_in_a_font_of_today_is_left_alone() -> None:
    assert to_unicode("Sở Nội vụ µ¶", "Times New Roman") == "Sở Nội vụ µ¶"
