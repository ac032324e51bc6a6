"""The log through the real program: what people and scripts see of it, and that a lost database brings it back."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.domain.log.proof import check_proof
from tests.program import Finished, hoso

QUARTER = "2026-Q2"


def ask(home: Path, *question: object, code: int = 0) -> Finished:
    """Ask and expect that exit code."""
    answer = hoso("--home", home, *question, "--json")
    assert answer.code == code, answer.talk
    return answer


def lose(home: Path) -> None:
    """Lose database and index."""
    for path in home.glob("hoso.db*"):
        path.unlink()
    shutil.rmtree(home / "index")


def spoil(home: Path) -> None:
    """Change one entry in the database."""
    with closing(sqlite3.connect(home / "hoso.db")) as connection:
        guards = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'log_entries'"
        )
        for (guard,) in guards.fetchall():  # what refuses a change, and what keeps the sums of rows
            connection.execute(f'DROP TRIGGER "{guard}"')
        connection.execute("UPDATE log_entries SET entry = replace(entry, 'root', 'toor') WHERE sequence = 4")
        connection.execute("UPDATE log_entries SET entry = entry || ' ' WHERE sequence = 4")
        connection.commit()


def test_a_rebuild_gives_back_status_search_and_log_byte_for_byte(copied_home: Path) -> None:
    ask(copied_home, "search", "báo cáo")  # an entry that only the database has
    ask(copied_home, "log", "checkpoint", "--out", copied_home.parent / "mốc.json")
    questions = (("status", "--quarter", QUARTER), ("log", "show", "--limit", 100_000))
    before = [ask(copied_home, *question).data for question in questions]
    found = ask(copied_home, "search", "báo cáo", "--limit", "100").data
    lose(copied_home)

    rebuilt = ask(copied_home, "rebuild").json

    assert rebuilt["entries"] == len(json.loads(before[1])["entries"])
    assert [ask(copied_home, *question).data for question in questions] == before
    assert ask(copied_home, "search", "báo cáo", "--limit", "100").data == found
    assert ask(copied_home, "verify", "--all").json["ok"]


def test_a_home_whose_database_was_lost_goes_on_with_its_log(copied_home: Path) -> None:
    """Who makes a new database before rebuilding must not begin a second log."""
    lose(copied_home)

    ask(copied_home, "init")
    ask(copied_home, "rebuild")

    assert ask(copied_home, "log", "verify").json["ok"]


def test_an_older_database_is_refused_until_it_is_rebuilt(copied_home: Path) -> None:
    shutil.copy2(copied_home / "hoso.db", copied_home.parent / "cũ.db")
    ask(copied_home, "users", "add", "lanh", "--one-time")
    ask(copied_home, "log", "checkpoint", "--out", copied_home.parent / "mốc.json")
    for path in copied_home.glob("hoso.db-*"):
        path.unlink()
    shutil.copy2(copied_home.parent / "cũ.db", copied_home / "hoso.db")

    assert ask(copied_home, "reindex", code=5).json["error"]["code"] == "record_damaged"
    assert ask(copied_home, "log", "verify", code=5).json["problems"][0]["code"] == "log_rolled_back"
    ask(copied_home, "rebuild")
    assert ask(copied_home, "log", "verify").json["ok"]


@pytest.mark.parametrize("question", [("log", "verify"), ("verify", "--all")], ids=" ".join)
def test_a_changed_entry_ends_with_5_and_is_named(copied_home: Path, question: tuple[str, ...]) -> None:
    spoil(copied_home)

    report = ask(copied_home, *question, code=5).json

    assert not report["ok"]
    assert {"log_entry_changed", "log_root_differs"} <= {problem["code"] for problem in report["problems"]}
    assert "nhật ký/mục 4" in {problem["where"] for problem in report["problems"]}


def test_a_checkpoint_kept_elsewhere_finds_a_home_rolled_back_whole(copied_home: Path, tmp_path: Path) -> None:
    earlier = Path(shutil.copytree(copied_home, tmp_path / "earlier"))
    ask(copied_home, "users", "add", "lanh", "--one-time")
    ask(copied_home, "log", "checkpoint", "--out", tmp_path / "mốc.json")

    assert ask(earlier, "log", "verify").json["ok"]
    report = ask(earlier, "log", "verify", "--checkpoint", tmp_path / "mốc.json", code=5).json
    assert {problem["code"] for problem in report["problems"]} == {"log_rolled_back"}


def test_a_record_names_the_log_it_was_sealed_with_so_another_in_its_place_is_found(copied_home: Path) -> None:
    """Who makes the log anew, by the same keys and whole in itself, cannot make the sealed records speak of it."""
    lose(copied_home)
    shutil.rmtree(copied_home / "log")
    ask(copied_home, "init")
    ask(copied_home, "rebuild")

    report = ask(copied_home, "log", "verify", code=5).json

    assert {problem["code"] for problem in report["problems"]} >= {"log_checkpoint_other"}
    assert f"urn:hoso:SNV:{QUARTER}/v1/seal.json" in {problem["where"] for problem in report["problems"]}


def test_a_proof_can_be_checked_by_whoever_has_it(copied_home: Path, tmp_path: Path) -> None:
    ask(copied_home, "log", "checkpoint", "--out", tmp_path / "mốc.json")
    ask(copied_home, "users", "add", "lanh", "--one-time")

    ask(copied_home, "log", "prove", 5, "--since", tmp_path / "mốc.json", "--out", tmp_path / "chứng minh.json")

    proof = json.loads((tmp_path / "chứng minh.json").read_text())
    assert json.loads(proof["entry"])["sequence"] == 5
    assert check_proof(proof).promised.size == proof["consistency"]["size"] + 1


def test_what_happened_is_shown_by_record_and_person(copied_home: Path) -> None:
    ask(copied_home, "users", "add", "lanh", "--one-time")

    of_record = ask(copied_home, "log", "show", "--record", f"urn:hoso:SNV:{QUARTER}", "--limit", 1000).json["entries"]
    newest = ask(copied_home, "log", "show", "--limit", 1).json["entries"]

    assert {entry["details"]["unit"] for entry in of_record} == {"SNV"}
    assert [(entry["action"], entry["subject"]) for entry in newest] == [("account/added", "lanh")]
    assert ask(copied_home, "log", "show", "--since", "2999-01-01").json["entries"] == []
    assert ask(copied_home, "log", "show", "--actor", "không ai").json["entries"] == []


def test_people_get_lines(copied_home: Path) -> None:
    shown = hoso("--home", copied_home, "log", "show", "--limit", 3)
    verified = hoso("--home", copied_home, "log", "verify")

    assert len(shown.data.splitlines()) == 3
    assert "Nguyên vẹn." in verified.data


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (("log",), 2),
        (("log", "show", "--since", "hôm qua"), 2),
        (("log", "verify", "--checkpoint", "không có.json"), 4),
        (("log", "prove", 1_000_000, "--out", "x.json"), 4),
    ],
    ids=str,
)
def test_wrong_questions_have_their_exit_codes(copied_home: Path, question: tuple[object, ...], code: int) -> None:
    assert hoso("--home", copied_home, *question).code == code
