"""Cài đặt: what is in force and where it comes from, for the administrator; secrets are never shown."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path

import pytest

from archive.bootstrap.effective import effective
from archive.config import Settings, read_settings
from archive.domain.accounts import Role
from archive.domain.province import GUIDANCE_PROVINCE
from archive.domain.setting import Origin, Setting
from archive.language import VIETNAM
from tests.api.conftest import open_pages, signed_in, strange_client
from tests.api.world import World, small_world
from tests.parts import FixedClock

SETTINGS = "/quan-tri/cai-dat"


def told(environ: Mapping[str, str], *, home: Path | None = None) -> dict[str, Setting]:
    """The settings in force under that environment, by name."""
    found = effective(read_settings(environ, home=home), environ, home=home)
    return {item.name: item for item in found}


def page_of(environ: Mapping[str, str]) -> str:
    world = small_world()
    given = replace(world.parts, settings=tuple(told(environ).values()))
    answer = open_pages(replace(world, parts=given), Role.ADMINISTRATOR).get(SETTINGS)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.fixture(scope="module")
def world() -> World:
    return small_world()


def test_every_setting_is_told_with_its_sentence() -> None:
    found = told({"HOSO_HOME": "/srv/hoso"})

    assert [item.name for item in found.values()] == [part.metadata["env"] for part in fields(Settings)]
    assert all(item.says for item in found.values())


def test_each_says_where_it_comes_from(tmp_path: Path) -> None:
    found = told({"HOSO_HOME": "/srv/hoso", "HOSO_WORKERS": "2", "HOSO_CLAMD": ""}, home=tmp_path)

    assert (found["HOSO_HOME"].origin, found["HOSO_HOME"].value) == (Origin.COMMAND, str(tmp_path))
    assert (found["HOSO_WORKERS"].origin, found["HOSO_WORKERS"].value) == (Origin.ENVIRONMENT, "2")
    assert found["HOSO_CLAMD"].origin is Origin.DEFAULT
    assert told({"HOSO_HOME": "/srv/hoso"})["HOSO_HOME"].origin is Origin.ENVIRONMENT


def test_where_the_master_key_lies_is_not_shown() -> None:
    page = page_of({"HOSO_HOME": "/srv/hoso", "HOSO_MASTER_KEY_FILE": "/etc/khoa-chinh"})

    assert "khoa-chinh" not in page
    assert "đã đặt, không hiện" in page


def test_an_address_is_shown_without_the_password_in_it() -> None:
    page = page_of({"HOSO_HOME": "/srv/hoso", "HOSO_TSA_URL": "https://ten:bimat@tsa.example.vn/tsr?khoa=bimat"})

    assert "bimat" not in page
    assert "https://***@tsa.example.vn/tsr?***" in page


def test_the_page_names_the_origin_in_words() -> None:
    page = page_of({"HOSO_HOME": "/srv/hoso"})

    assert "<b>biến môi trường</b>" in page
    assert '<span class="small">mặc định</span>' in page
    assert f"1 trong {len(fields(Settings))} mục được đặt riêng" in page


def test_deadlines_stand_with_their_basis_and_holidays_move_none(world: World) -> None:
    page = open_pages(world, Role.ADMINISTRATOR).get(SETTINGS).text

    assert "Thời hạn Quý II/2026" in page
    assert "trước Thứ Năm, 25/06/2026" in page
    assert "ngày lễ không dời" in page
    assert "HOSO_CALENDAR" in page


def test_in_quarter_four_it_says_that_nobody_named_a_day(world: World) -> None:
    late = replace(world.parts, clock=FixedClock(datetime(2026, 11, 2, 9, tzinfo=VIETNAM)))

    page = open_pages(replace(world, parts=late), Role.ADMINISTRATOR).get(SETTINGS).text

    assert "Thời hạn Quý IV/2026" in page
    assert "không có ngày" in page


def test_the_province_is_told_with_where_to_change_it(world: World) -> None:
    other = GUIDANCE_PROVINCE.called(rank="thành phố", place="Huế", party_committee="Thành ủy")

    page = open_pages(replace(world, parts=replace(world.parts, province=other)), Role.ADMINISTRATOR).get(SETTINGS).text

    assert "<dd>Thành ủy Huế</dd>" in page
    assert "HOSO_PROVINCE" in page


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_the_administrator_is_shown_them(world: World, role: Role) -> None:
    other = signed_in(strange_client(world), world, role)

    assert other.get(SETTINGS).status_code == 403
    assert f'href="{SETTINGS}"' not in other.get("/tai-khoan").text
