"""The retention of the real program, on a copy of the filled home; each subcommand is documented as it is."""

import re
from pathlib import Path

import click
import pytest

from archive.cli.retention import retention
from tests.program import ROOT, hoso

BASIS = "Quyết định số 5-QĐ/TU, mục 3"
LATER = {"HOSO_NOW": "2037-02-01T08:00:00+07:00"}
DECISION = ("--number", "15-QĐ/TU", "--date", "2037-01-04", "--body", "Tỉnh ủy Lào Cai")


@pytest.mark.parametrize("command", retention.commands.values(), ids=retention.commands.keys())
def test_each_subcommand_stands_in_the_reference_with_all_its_options(command: click.Command) -> None:
    reference = (ROOT / "docs/reference.md").read_text().splitlines()
    line = next(line for line in reference if line.startswith(f"| `hoso retention {command.name}`"))

    assert set(re.findall(r"`(--[a-z-]+)`", line.split("|")[2])) == {
        option for part in command.params if isinstance(part, click.Option) for option in part.opts
    }


def test_a_record_is_kept_held_released_and_destroyed(copied_home: Path) -> None:
    home = ("--home", copied_home)
    shown = hoso(*home, "retention", "show", "--json").json["records"]
    record = shown[0]["record"]
    assert {item["period"] for item in shown} == {None}
    assert hoso(*home, "retention", "decide", "--record", record, *DECISION, environ=LATER).code == 3

    assert hoso(*home, "retention", "set", "--record", record, "--years", "10", "--basis", BASIS).code == 0
    assert hoso(*home, "retention", "set", "--record", record, "--years", "5", "--basis", BASIS).code == 3
    held = hoso(*home, "retention", "hold", "--record", record, "--number", "3", "--reason", "kiểm tra", "--json")
    assert held.json["records"][0]["holds"][0]["reason"] == "kiểm tra"
    assert hoso(*home, "retention", "propose", "--json", environ=LATER).json["records"] == []
    assert hoso(*home, "retention", "release", "--record", record, "--number", "3").code == 0

    due = hoso(*home, "retention", "propose", "--json", environ=LATER).json["records"]
    assert [item["record"] for item in due] == [record]
    done = hoso(*home, "retention", "decide", "--record", record, *DECISION, "--json", environ=LATER)

    assert done.code == 0, done.talk
    assert done.json["destroyed"][0]["decision"]["number"] == "15-QĐ/TU"
    assert len(hoso(*home, "retention", "show", "--json").json["records"]) == len(shown) - 1
    assert hoso(*home, "show", record).code == 4
    unit = record.split(":")[2]
    assert hoso(*home, "search", f"đơn_vị:{unit}", "--json").json["total"] == 0
    report = hoso(*home, "verify", "--all", "--json").json
    assert [item for item in report["problems"] if item["code"] in ("record_missing", "destruction_signature")] == []
    assert len(list((copied_home / "destroyed").glob("*.json"))) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("set", "--quarter", "2026-Q2", "--basis", "a"),
        ("set", "--quarter", "2026-Q2", "--basis", "a", "--years", "5", "--permanent"),
        ("set", "--years", "5", "--basis", "a"),
        ("set", "--years", "5", "--basis", " ", "--quarter", "2026-Q2"),
        ("hold", "--record", "urn:hoso:SNV:2026-Q2", "--unit", "SNV", "--number", "1", "--reason", "a"),
        ("decide", "--record", "urn:hoso:SNV:2026-Q2", "--number", "1", "--date", "4/1/2037", "--body", "a"),
    ],
)
def test_a_wrong_call_says_what_to_write(demo_home: Path, arguments: tuple[str, ...]) -> None:
    finished = hoso("--home", demo_home, "retention", *arguments)

    assert finished.code == 2
    assert "ãy" in finished.talk or "phải" in finished.talk or "Chỉ" in finished.talk
