"""hoso templates: what an office does, with the real program."""

import json
import re
from pathlib import Path

import pytest

from archive.cli.templates import templates
from tests.doc_templates_check.good import spoilt
from tests.program import ROOT, Finished, hoso

PARTY = ("--kind", "submission", "--system", "party")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("templates") / "home"
    assert hoso("--home", path, "init").code == 0
    return path


@pytest.fixture(scope="module")
def edited(home: Path) -> Path:
    """The form taken out, with a word changed."""
    out = home.parent / "to-trinh.docx"
    assert hoso("--home", home, "templates", "get", "submission", "--system", "party", "--out", out).code == 0
    out.write_bytes(spoilt(out.read_bytes(), "4. Hồ sơ gửi kèm", "4. Hồ sơ kèm theo"))
    return out


@pytest.fixture(scope="module")
def added(home: Path, edited: Path) -> Finished:
    return hoso("--home", home, "templates", "add", edited, *PARTY, "--reason", "Theo Phụ lục mới", "--json")


def listed(home: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = hoso("--home", home, "templates", "list", "--json").json["templates"]
    return [one for one in found if (one["kind"], one["system"]) == ("submission", "party")]


def test_an_edited_form_passes_the_check(home: Path, edited: Path) -> None:
    finished = hoso("--home", home, "templates", "check", edited, *PARTY, "--json")

    assert (finished.code, finished.json["ok"], finished.json["problems"]) == (0, True, [])


def test_an_added_form_is_the_next_version(added: Finished) -> None:
    assert (added.code, added.json["version"]) == (0, "2")


def test_the_list_tells_who_added_it_and_why(home: Path, added: Finished) -> None:
    first, second = listed(home)

    assert (first["in_force"], second["in_force"], second["sha512"]) == (False, True, added.json["sha512"])
    assert isinstance(second["added"], dict)
    assert second["added"]["reason"] == "Theo Phụ lục mới"


def test_the_version_before_can_still_be_taken_out(home: Path, added: Finished, tmp_path: Path) -> None:
    assert added.code == 0
    out = tmp_path / "mau.docx"

    finished = hoso(
        "--home", home, "templates", "get", "submission", "--system", "party", "--version", "1", "--out", out, "--json"
    )
    assert (finished.json["version"], out.read_bytes()[:2]) == ("1", b"PK")


def test_people_are_told_each_version_on_a_line(home: Path, added: Finished) -> None:
    assert added.code == 0

    assert "* submission/party/2 · " in hoso("--home", home, "templates", "list").data


@pytest.mark.parametrize("verb", ["check", "add"])
def test_a_form_with_a_fault_leaves_with_7_and_names_it(home: Path, edited: Path, tmp_path: Path, verb: str) -> None:
    bad = tmp_path / "hong.docx"
    bad.write_bytes(spoilt(edited.read_bytes(), "{{ subject }}", "{{ subjct }}"))
    reason = ("--reason", "Thử") if verb == "add" else ()

    finished = hoso("--home", home, "templates", verb, bad, *PARTY, *reason, "--json")

    assert (finished.code, "unknown_field" in finished.data) == (7, True)


def test_people_are_told_the_fault_with_its_place(home: Path, edited: Path, tmp_path: Path) -> None:
    bad = tmp_path / "hong.docx"
    bad.write_bytes(spoilt(edited.read_bytes(), "{{ subject }}", "{{ subject"))

    told = hoso("--home", home, "templates", "check", bad, *PARTY).data

    assert "document.xml, đoạn 11 «{{ subject»" in told


def test_a_form_without_a_reason_is_not_added(home: Path, edited: Path) -> None:
    assert hoso("--home", home, "templates", "add", edited, *PARTY, "--reason", " ").code == 2


def test_a_file_that_does_not_exist_is_not_found(home: Path, tmp_path: Path) -> None:
    assert hoso("--home", home, "templates", "check", tmp_path / "none.docx", *PARTY).code == 4


def test_nothing_is_written_over_a_file(home: Path, edited: Path) -> None:
    before = edited.read_bytes()

    assert hoso("--home", home, "templates", "get", "minutes", "--system", "state", "--out", edited).code == 2
    assert edited.read_bytes() == before


@pytest.mark.parametrize("name", sorted(templates.commands))
def test_each_command_of_the_group_stands_in_the_reference_with_its_options(name: str) -> None:
    told = (ROOT / "docs/reference.md").read_text("utf-8")
    line = next(line for line in told.splitlines() if line.startswith(f"| `hoso templates {name}"))
    options = {word for one in templates.commands[name].params for word in one.opts if word.startswith("--")}

    assert set(re.findall(r"`(--[a-z-]+)`", line.split("|")[2])) == options


def test_the_group_alone_says_what_there_is(home: Path) -> None:
    finished = hoso("--home", home, "templates", "--json")

    assert (finished.code, json.loads(finished.data)["error"]["code"]) == (2, "usage")
