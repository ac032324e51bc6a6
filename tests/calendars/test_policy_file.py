"""The office's calendar file is read as meant, and whatever is wrong in it is named."""

import re
from datetime import date
from pathlib import Path

import pytest

from archive.calendars import read_policy
from archive.domain.calendar_policy import CalendarPolicy, EnteredDate
from archive.errors import UsageError

ENTERED = '[quarter_iv.2026.R54]\nbefore = 2026-12-20\nbasis = "Công văn số 12-CV/BTCTU"\n'


def read(folder: Path, text: str, *, own_fourth: bool = True) -> CalendarPolicy:
    """The policy in a file of that text."""
    file = folder / "lịch.toml"
    file.write_text(text, encoding="utf-8")
    return read_policy(file, own_fourth=own_fourth)


def test_dates_of_quarter_four_are_read_with_their_basis(tmp_path: Path) -> None:
    entered = EnteredDate(year=2026, rule="R54", before=date(2026, 12, 20), basis="Công văn số 12-CV/BTCTU")

    assert read(tmp_path, ENTERED) == CalendarPolicy(entered=(entered,))


def test_internal_days_are_read_for_all_and_for_one_rule(tmp_path: Path) -> None:
    policy = read(tmp_path, "[internal]\ndays_before = 2\nR26 = 6\n", own_fourth=False)

    assert (policy.days_before("R54"), policy.days_before("R26"), policy.entered) == (2, 6, ())


def test_the_file_the_documentation_shows_is_read_as_it_says(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs/how-to.md").read_text(encoding="utf-8")
    shown = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)

    policy = read(tmp_path, "".join(shown))

    assert (policy.days_before("R54"), policy.days_before("R26")) == (2, 6)
    assert [(item.year, item.rule, item.before) for item in policy.entered] == [(2026, "R54", date(2026, 12, 20))]


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "", own_fourth=False) == CalendarPolicy()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("[quarter_iv", "TOML", id="not TOML"),
        pytest.param("[quý]", "TOML", id="a name TOML does not take"),
        pytest.param("[quarter4]\n", "'quarter4': không có nghĩa", id="a table nobody knows"),
        pytest.param("quarter_iv = 3\n", "không phải một bảng", id="a value for a table"),
        pytest.param("[quarter_iv.R54]\nbefore = 2026-12-20\n", "quarter_iv.R54': không phải năm", id="no year"),
        pytest.param("[quarter_iv.2025.R54]\n", "không phải năm", id="a year before the first"),
        pytest.param("[quarter_iv.2026.R99]\n", "'quarter_iv.2026.R99': không có nghĩa", id="a rule without deadline"),
        pytest.param("[quarter_iv.2026.R23]\n", "dùng một trong: R26", id="a rule that has its date"),
        pytest.param(ENTERED.replace("basis", "cancu"), "cancu", id="a misspelt name"),
        pytest.param(ENTERED.replace("Công văn số 12-CV/BTCTU", " "), "R54.basis': còn trống", id="no basis"),
        pytest.param(ENTERED.replace("2026-12-20", '"20/12/2026"'), "không phải ngày", id="a text for a date"),
        pytest.param(ENTERED.replace("2026-12-20", "2026-12-20T08:00:00"), "không phải ngày", id="a moment"),
        pytest.param("[quarter_iv.2026.R54]\nbasis = 'x'\n", "không phải ngày", id="no date"),
        pytest.param(ENTERED.replace("2026-12-20", "2026-10-01"), "là 01/10/2026", id="before the quarter can end"),
        pytest.param(ENTERED.replace("2026-12-20", "2027-12-20"), "từ 02/10/2026 đến 01/04/2027", id="a year late"),
        pytest.param(f"{ENTERED}[internal]\ndays_before = -1\n", "'internal.days_before': là '-1'", id="days back"),
        pytest.param(f"{ENTERED}[internal]\ndays_before = true\n", "số ngày nguyên", id="a truth for a number"),
        pytest.param(f"{ENTERED}[internal]\nR54 = 61\n", "từ 0 đến 60", id="too many days"),
        pytest.param(f"{ENTERED}[internal]\nR99 = 1\n", "'internal.R99'", id="days for no deadline"),
        pytest.param("[internal]\ndays_before = 1\n", "HOSO_Q4 là 'dates'", id="dates wanted, none given"),
    ],
)
def test_a_wrong_file_is_refused_with_place_and_remedy(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        read(tmp_path, text)

    assert "lịch.toml" in refused.value.sentence
    assert said in refused.value.sentence


def test_dates_that_the_setting_does_not_want_are_not_dropped_in_silence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="HOSO_Q4=dates"):
        read(tmp_path, ENTERED, own_fourth=False)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="không-có"):
        read_policy(tmp_path / "không-có.toml", own_fourth=False)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lịch.toml").write_bytes("# Công văn".encode("utf-16"))

    with pytest.raises(UsageError, match="TOML"):
        read_policy(tmp_path / "lịch.toml", own_fourth=False)
