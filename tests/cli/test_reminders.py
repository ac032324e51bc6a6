"""hoso reminders: what is still due, in the filled home."""

from collections.abc import Callable

from tests.program import Finished

Run = Callable[..., Finished]
AT = {"HOSO_NOW": "2026-06-26T09:00:00+07:00"}


def test_the_board_is_told_what_it_owes_with_days_left(run_in: Run) -> None:
    said = run_in("reminders", "--quarter", "2026-Q2", "--json", environ=AT).json["reminders"]

    rating = next(item for item in said if item["rule"] == "R55")
    assert [rating[key] for key in ("state", "before", "days_left")] == ["due", "2026-06-30", 4]


def test_a_sealed_quarter_is_not_asked_to_send_again(run_in: Run) -> None:
    said = run_in("reminders", "--quarter", "2026-Q2", "--json", environ=AT).json["reminders"]

    assert [item for item in said if item["rule"] == "R54"] == []


def test_within_leaves_out_what_has_more_days(run_in: Run) -> None:
    said = run_in("reminders", "--quarter", "2026-Q2", "--within", "4", "--json", environ=AT).json["reminders"]

    assert {item["rule"] for item in said if item["owed_by"] == "Ban Tổ chức Tỉnh ủy"} == {"R55"}


def test_people_read_when_who_and_what_on_one_line(run_in: Run) -> None:
    told = run_in("reminders", "--quarter", "2026-Q2", environ=AT).data

    assert "Còn 4 ngày (trước 30/06/2026) · Ban Tổ chức Tỉnh ủy, Ban Thường vụ Tỉnh ủy · Tổ chức đánh giá" in told


def test_a_unit_that_is_not_there_is_not_found(run_in: Run) -> None:
    assert run_in("reminders", "--quarter", "2026-Q2", "--unit", "KHONG").code == 4
