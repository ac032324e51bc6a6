"""hoso decisions, as people and scripts read it."""

from collections.abc import Callable
from typing import Any

from tests.program import Finished

PERSON = {
    "person", "name", "unit", "route", "step", "done", "self_proposed", "proposed", "decided", "decision_number",
    "needs", "from",
}  # fmt: skip


def test_scripts_read_people_and_papers(run_in: Callable[..., Finished]) -> None:
    said: dict[str, Any] = run_in("decisions", "--quarter", "2026-Q2", "--json").json

    assert set(said) == {"quarter", "people", "counted_twice", "follow_ups", "periodic_report"}
    assert {key for person in said["people"] for key in person} == PERSON
    assert {person["step"] for person in said["people"]} == {4}
    assert said["periodic_report"]["undecided"] == len(said["people"])


def test_people_read_what_comes_next_and_from_whom(run_in: Callable[..., Finished]) -> None:
    said = run_in("decisions", "--quarter", "2026-Q2")

    assert said.code == 0, said.talk
    assert "Bước 4 (Quyết định mức xếp loại): cần mức xếp loại được quyết định; từ Ban Thường vụ Tỉnh ủy." in said.data
    assert "→ Ban Tổ chức Trung ương, Văn phòng Trung ương Đảng" in said.data


def test_an_unknown_unit_is_not_found(run_in: Callable[..., Finished]) -> None:
    assert run_in("decisions", "--quarter", "2026-Q2", "--unit", "KHONG").code == 4
