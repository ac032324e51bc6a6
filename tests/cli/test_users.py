"""hoso users, and --as: accounts as an administrator handles them, and what each account is shown."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from archive.cli.users import users
from archive.domain.accounts import Role
from tests.program import Finished, command, environment, hoso

REFERENCE = (Path(__file__).parents[2] / "docs/reference.md").read_text()
SECRET = "một câu dài dễ nhớ"  # noqa: S105 - of nobody
RECORD = "urn:hoso:{unit}:2026-Q2"
Run = Callable[..., Finished]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose administrator is `chu`; tests add accounts of their own."""
    made = tmp_path_factory.mktemp("users") / "home"
    assert hoso("init", "--admin", "Chu", "--home", made).code == 0
    return made


def listed(home: Path) -> dict[str, Any]:
    return {item["name"]: item for item in hoso("users", "list", "--json", "--home", home).json["users"]}


def typed(text: bytes, *arguments: object) -> Finished:
    done = subprocess.run(
        command(*arguments), input=text, capture_output=True, env=environment(), timeout=120, check=False
    )
    return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_a_new_home_tells_its_one_time_password_once_and_only_as_talk(tmp_path: Path) -> None:
    first = hoso("init", "--home", tmp_path / "home", "--json")
    again = hoso("init", "--home", tmp_path / "home", "--admin", "khac", "--json")

    (found,) = re.findall(r"mật khẩu dùng một lần.*: (\S{12,})", first.talk)
    assert found not in first.data
    assert "mật khẩu" not in again.talk
    (account,) = listed(tmp_path / "home").values()
    assert (account["must_change_password"], account["roles"][0]["role"]) == (True, "administrator")


def test_an_import_that_makes_the_home_makes_its_administrator(tmp_path: Path) -> None:
    (tmp_path / "sổ.xlsx").write_bytes(b"x")

    assert "mật khẩu dùng một lần" in hoso("import", tmp_path / "sổ.xlsx", "--home", tmp_path / "home").talk
    assert len(listed(tmp_path / "home")) == 1


def test_an_account_is_added_granted_and_revoked(home: Path) -> None:
    reach = ("--unit", "SNV", "--unit", "STC", "--management", "unit")
    added = hoso("users", "add", "An", "--display", "Nguyễn An", "--role", "official", *reach, "--one-time", "--json", "--home", home)  # fmt: skip  # noqa: E501
    official = {"role": "official", "units": ["SNV", "STC"], "managements": ["unit"]}
    assert added.json == {
        "name": "an", "display": "Nguyễn An", "person": None, "active": True, "must_change_password": True,
        "roles": [official],
    }  # fmt: skip
    assert "chỉ hiện lần này" in added.talk

    hoso("users", "grant", "an", "--role", "cadre", "--person", "CB-1", "--home", home)
    assert [item["role"] for item in listed(home)["an"]["roles"]] == ["cadre", "official"]

    assert hoso("users", "revoke", "an", "--role", "cadre", "--json", "--home", home).json["roles"] == [official]
    assert "Cán bộ tra cứu: SNV, STC · Đơn vị" in hoso("users", "list", "--home", home).data


def test_a_password_comes_from_stdin_or_a_file_and_is_never_shown(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "mk"
    file.write_text(f"{SECRET}\r\ndòng sau\n")

    added = typed(f"{SECRET}\n".encode(), "--home", home, "users", "add", "binh", "--password-file", "-")
    changed = hoso("users", "password", "binh", "--password-file", file, "--json", "--home", home)

    assert (added.code, changed.code) == (0, 0)
    assert SECRET not in added.data + added.talk + changed.data + changed.talk
    assert changed.json["must_change_password"] is False


WRONG = {
    "no keyboard to ask at": (["password", "chu"], 2, "--password-file"),
    "a password that is too short": (["add", "x", "--password-file", "{short}"], 2, "từ 12"),
    "a password that is no text": (["add", "x", "--password-file", "{bytes}"], 7, "UTF-8"),
    "a password file that is not there": (["add", "x", "--password-file", "{none}"], 6, "Hệ điều hành"),
    "two ways to a password": (["password", "chu", "--one-time", "--password-file", "-"], 2, "Chỉ chọn một"),
    "an official of nowhere": (["grant", "chu", "--role", "official"], 2, "--all-units"),
    "a secretary of everything": (["grant", "chu", "--role", "secretary", "--all-units"], 2, "gắn với đơn vị"),
    "some units and all": (["grant", "chu", "--role", "board", "--unit", "A", "--all-units"], 2, "Chỉ chọn một"),
    "a reach without a role": (["add", "x", "--unit", "A", "--one-time"], 2, "--role"),
    "a cadre without a person": (["grant", "chu", "--role", "cadre"], 2, "--person"),
    "an unknown role": (["grant", "chu", "--role", "vua"], 2, "--role"),
    "an unknown account": (["disable", "khong-co"], 4, "hoso users list"),
    "the last administrator disabled": (["disable", "chu"], 3, "quản trị cuối cùng"),
    "the last administrator revoked": (["revoke", "chu", "--role", "administrator"], 3, "quản trị cuối cùng"),
    "no name that can be": (["add", "Đỗ An", "--one-time"], 2, "không dấu"),
    "nothing to do": ([], 2, "add, disable, enable"),
}


@pytest.mark.parametrize(("arguments", "code", "sentence"), WRONG.values(), ids=WRONG)
def test_a_wrong_call_is_one_line_and_changes_nothing(
    home: Path, tmp_path: Path, arguments: list[str], code: int, sentence: str
) -> None:
    files = {"{short}": b"ng\xe1\xba\xafn\n", "{bytes}": b"\xff\xfe" * 10}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    before = listed(home)

    finished = hoso("users", *(tmp_path / word if "{" in word else word for word in arguments), "--home", home)

    assert (finished.code, finished.data) == (code, "")
    assert sentence in finished.talk
    assert len(finished.talk.strip().splitlines()) == 1
    assert listed(home) == before


@pytest.mark.parametrize("verb", users.commands.values(), ids=lambda verb: str(verb.name))
def test_each_verb_stands_in_the_reference_with_all_its_options(verb: click.Command) -> None:
    line = next(line for line in REFERENCE.splitlines() if line.startswith(f"| `hoso users {verb.name}"))
    options = {option for part in verb.params if isinstance(part, click.Option) for option in part.opts}

    assert set(re.findall(r"`(--[a-z-]+)`", line.split("|")[2])) == options
    assert verb.help
    assert all(part.help for part in verb.params if isinstance(part, click.Option))


@pytest.mark.parametrize("role", Role)
def test_each_role_stands_in_the_reference(role: Role) -> None:
    assert f"| `{role.value}` |" in REFERENCE


def found(run_in: Run, *who: str) -> dict[str, Any]:
    said: dict[str, Any] = run_in("search", "*", "--limit", 1000, "--json", *who).json
    assert said["total"] == len(said["hits"]) == sum(said["facets"]["component"].values())
    return said


def test_the_demo_has_an_account_for_each_role(run_in: Run) -> None:
    accounts = run_in("users", "list", "--json").json["users"]

    assert sorted(item["role"] for account in accounts for item in account["roles"]) == sorted(Role)
    assert not any(account["must_change_password"] for account in accounts)


def test_each_demo_account_finds_what_its_role_reads(run_in: Run) -> None:
    every = found(run_in)
    (unit,) = found(run_in, "--as", "thuky")["facets"]["unit"]
    own = found(run_in, "--as", "canbo")
    narrow = found(run_in, "--as", "tracuu")

    assert found(run_in, "--as", "bantochuc") == every
    assert found(run_in, "--as", "quantri")["total"] == found(run_in, "--as", "kiemtra")["total"] == 0
    assert found(run_in, "--as", "lanhdao")["facets"]["unit"] == {unit: every["facets"]["unit"][unit]}
    assert {hit["person"] for hit in own["hits"]} == {f"CB-{unit}-02"}
    assert set(narrow["facets"]["kind"]) == {"evidence", "self_assessment"}
    assert 0 < narrow["total"] < every["facets"]["unit"][unit]


def test_show_and_get_open_what_search_finds(run_in: Run, tmp_path: Path) -> None:
    own = found(run_in, "--as", "canbo")
    record = RECORD.format(unit=own["hits"][0]["unit"])
    minutes = f"{record}/documents/3-minutes/minutes.pdf"

    shown = {item["id"] for item in run_in("show", record, "--as", "canbo", "--json").json["files"]}

    assert {hit["id"] for hit in own["hits"]} <= shown
    assert minutes not in shown
    assert run_in("get", own["hits"][0]["id"], "--as", "canbo", "--out", tmp_path / "own").code == 0
    refused = run_in("get", minutes, "--as", "canbo", "--out", tmp_path / "minutes", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (4, "not_found")
    assert [path.name for path in tmp_path.iterdir()] == ["own"]
    assert run_in("show", record, "--as", "quantri").code == 4


@pytest.mark.parametrize("who", ["khong-co", ""])
def test_an_unknown_reader_is_not_found(run_in: Run, who: str) -> None:
    refused = run_in("search", "*", "--as", who)

    assert (refused.code, refused.data) == (4, "")
    assert "Không có tài khoản" in refused.talk


def test_a_disabled_reader_is_not_found(home: Path) -> None:
    hoso("users", "add", "nghi", "--role", "board", "--one-time", "--home", home)
    hoso("users", "disable", "nghi", "--home", home)

    refused = hoso("search", "*", "--as", "nghi", "--home", home)

    assert refused.code == 4
    assert "bị khóa" in refused.talk
