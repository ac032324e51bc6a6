"""hoso calendar: what is due, on the screen, for machines, and as a file."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.program import Finished, hoso

NOW = "2026-06-22T09:00:00+07:00"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home without any data: the calendar needs none."""
    made = tmp_path_factory.mktemp("calendar") / "home"
    assert hoso("--home", made, "init").code == 0
    return made


def ask(home: Path, *arguments: object, **settings: str) -> Finished:
    """The command in that home, on 22 June 2026."""
    return hoso("--home", home, "calendar", *arguments, environ={"HOSO_NOW": NOW, **settings})


def due(said: dict[str, Any], rule: str, quarter: str) -> dict[str, Any]:
    """The deadline of a rule."""
    return next(item for item in said["deadlines"] if (item["rule"], item["quarter"]) == (rule, quarter))


def test_a_quarter_is_told_with_day_weekday_debtor_and_days_left(home: Path) -> None:
    sending = due(ask(home, "--quarter", "2026-Q2", "--json").json, "R54", "2026-Q2")

    assert sending["notes"]
    assert {key: sending[key] for key in ("before", "last_day", "weekday", "owed_by", "days_left", "step")} == {
        "before": "2026-06-25",
        "last_day": "2026-06-24",
        "weekday": "Thứ Tư",
        "owed_by": ["Đơn vị"],
        "days_left": 3,
        "step": 3,
    }


def test_people_read_days_debtors_notes_and_how_the_day_is_meant(home: Path) -> None:
    told = ask(home, "--quarter", "2026-Q2").data

    assert "Trước 25/06/2026 (ngày cuối: Thứ Tư, 24/06/2026), còn 3 ngày" in told
    assert "Gửi hồ sơ về Ban Tổ chức Tỉnh ủy (Quý II/2026): Đơn vị" in told
    assert "198-KL/TW" in told
    assert "“Trước ngày N” được hiểu là hết ngày N-1" in told


def test_quarter_four_says_that_the_guidance_gives_no_date(home: Path) -> None:
    told = ask(home, "--quarter", "2026-Q4").data

    assert "Chưa có ngày: Gửi hồ sơ về Ban Tổ chức Tỉnh ủy (Quý IV/2026)" in told
    assert "Hướng dẫn không nêu thời hạn quý IV; gộp vào đánh giá năm." in told


def test_a_year_tells_its_quarters(home: Path) -> None:
    assert ask(home, "--year", "2026", "--json").json["quarters"] == ["2026-Q2", "2026-Q3", "2026-Q4"]


def test_the_file_holds_the_last_good_days_and_never_lies_over_another(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "lịch.ics"

    done = ask(home, "--quarter", "2026-Q2", "--out", out)

    assert (done.code, done.data.strip()) == (0, str(out))
    events = Calendar.from_ical(out.read_bytes()).events
    assert date(2026, 6, 24) in {event.start for event in events}
    assert ask(home, "--quarter", "2026-Q2", "--out", out).code == 2
    assert list(tmp_path.iterdir()) == [out]


def test_dates_entered_for_quarter_four_stand_with_their_basis(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "lịch.toml"
    file.write_text('[quarter_iv.2026.R54]\nbefore = 2026-12-20\nbasis = "Công văn 12"\n[internal]\ndays_before = 3\n')

    said = ask(home, "--quarter", "2026-Q4", "--json", HOSO_Q4="dates", HOSO_CALENDAR=str(file)).json

    sending = due(said, "R54", "2026-Q4")
    assert [sending[key] for key in ("before", "basis", "internal_before")] == [
        "2026-12-20",
        "Công văn 12",
        "2026-12-17",
    ]
    assert "R54" not in {item["rule"] for item in said["undated"]}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"HOSO_Q4": "12/25"}, "HOSO_Q4 là '12/25'"),
        ({"HOSO_Q4": "dates"}, "chưa có HOSO_CALENDAR"),
        ({"HOSO_CALENDAR": "/không-có.toml"}, "không-có.toml"),
    ],
    ids=["a word it does not know", "dates wanted but no file", "a file that is not there"],
)
def test_a_wrong_setting_is_named_with_what_to_do(home: Path, settings: dict[str, str], said: str) -> None:
    refused = ask(home, "--quarter", "2026-Q4", **settings)

    assert refused.code == 2
    assert said in refused.talk


def test_a_quarter_and_a_year_at_once_are_refused(home: Path) -> None:
    assert ask(home, "--quarter", "2026-Q2", "--year", "2026").code == 2
