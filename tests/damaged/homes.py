"""A whole sealed home with its log, and the same damaged in every way that `hoso verify` has a name for."""

import io
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import rfc8785

from archive.domain.destruction import DestroyedVersion, Destruction, DisposalDecision, signed_document
from archive.domain.destruction import destruction_document as destruction_of
from archive.domain.merkle import leaf_hash
from archive.domain.people import UnitCode
from archive.domain.record import RecordId
from archive.domain.retention import RetentionPeriod
from archive.ports.records import RecordVersion
from storage.database.sums import teach
from storage.ocfl import OcflRecords
from tests.damaged.keeping import AT, BASE, DATABASE, TRUST, difference, flipped, folder_of, keep, writable
from tests.quarters import QUARTER, SNV
from tests.torture.flips import fill, whole_parts
from tests.torture.scenes import SCENES
from tests.validators.rewrite_inventory import rewrite

RECORD = RecordId(SNV, QUARTER)
KEPT = ("records", "log", DATABASE, "hoso.json")
Damage = Callable[[Path], object]


def whole(scratch: Path) -> Path:
    """The home that `BASE` keeps, with its keys still beside it; its certificates go to `TRUST`."""
    home = scratch / "made"
    next(scene for scene in SCENES if scene.name == "import").prepare(home)
    fill(home)
    _settle(home)
    TRUST.mkdir(exist_ok=True)
    keys = home / "keys" / "development"
    shutil.copy(keys / "root-certificate.pem", TRUST / "root.pem")
    chain = whole_parts(home).sealer.seal(b"to have the certificate").certificate
    own, end, _ = chain.partition("-----END CERTIFICATE-----\n")
    (TRUST / "archive.pem").write_text(own + end, "utf-8")
    base = writable(_kept(home, scratch / "base"))
    BASE.write_bytes(folder_of(base))
    return base


def _settle(home: Path) -> None:
    """Everything of the database in its one file."""
    with closing(sqlite3.connect(home / DATABASE)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _kept(home: Path, target: Path) -> Path:
    for name in KEPT:
        source = home / name
        target.mkdir(exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target / name)
    return target


def sql(home: Path, *commands: str, **values: object) -> None:
    """Change rows as somebody who owns the file and knows how its sums are kept."""
    with closing(sqlite3.connect(home / DATABASE)) as raw:
        teach(raw)
        forbidding = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_%'")
        for name, _ in (triggers := forbidding.fetchall()):
            raw.execute(f'DROP TRIGGER "{name}"')
        for command in commands:
            raw.execute(command, values)
        for _, text in triggers:
            raw.execute(text)
        raw.commit()
    _settle(home)


def _put(home: Path, sequence: int, change: Callable[[str], str]) -> None:
    """An entry in the place of another, with its hash."""
    with closing(sqlite3.connect(home / DATABASE)) as raw:
        found = raw.execute("SELECT entry FROM log_entries WHERE sequence = ?", (sequence,)).fetchone()
    entry = change(found[0])
    put = "UPDATE log_entries SET entry = :entry, leaf = :leaf WHERE sequence = :sequence"
    sql(home, put, entry=entry, leaf=leaf_hash(entry.encode()).hex(), sequence=sequence)


def _swap(home: Path) -> None:
    move = "UPDATE log_entries SET sequence = {} WHERE sequence = {}".format
    sql(home, move(-1, 7), move(7, 8), move(8, -1))


def _name_of_a_cadre(home: Path) -> None:
    content = (home / DATABASE).read_bytes()
    (home / DATABASE).write_bytes(flipped(content, content.index(b"CB-SNV-01")))


def _checkpoint(**change: object) -> Damage:
    def damage(home: Path) -> None:
        path = max((home / "log" / "checkpoints").iterdir())
        path.write_text(json.dumps({**json.loads(path.read_bytes()), **change}))

    return damage


def _in_record(name: str, edit: Callable[[dict[str, Any]], object]) -> Damage:
    """A document of the record rewritten, with inventories that fit it."""

    def damage(home: Path) -> None:
        path = next((home / "records").rglob(f"content/{name}"))
        said = json.loads(path.read_bytes())
        edit(said)
        path.write_text(json.dumps(said))
        rewrite(path)

    return damage


def _unlogged(home: Path) -> None:
    version = RecordVersion(number=1, made=AT, message="Nộp lần đầu", actor="ai đó")
    files = {"record.json": lambda: io.BytesIO(b"{}")}
    OcflRecords(home / "records").add(RecordId(UnitCode("STC"), QUARTER), files, version)
    shutil.rmtree(home / "records.building", ignore_errors=True)


def _gone(home: Path) -> None:
    shutil.rmtree(next((home / "records").rglob("0=ocfl_object_1.1")).parents[3])


def _destroyed(made: Path, *, named: RecordId = RECORD, actor: str = "") -> Damage:
    """A record of destruction, signed by the home's own key; with `actor` changed after that."""

    def damage(home: Path) -> None:
        destruction = Destruction(
            record=RECORD,
            period=RetentionPeriod(years=5, basis="Thông tư", set_by="vt01", set_on=date(2026, 6, 24)),
            due=date(2032, 1, 1),
            decision=DisposalDecision(number="1-QĐ", decided_on=date(2032, 2, 1), body="Ban Tổ chức Tỉnh ủy"),
            destroyed=datetime(2032, 2, 2, tzinfo=UTC),
            actor="vt01",
            versions=(DestroyedVersion(number=1, made=AT, files={}),),
            working_files=(),
        )
        signature = whole_parts(made).sealer.seal(rfc8785.dumps(destruction_of(destruction)))
        said = signed_document(replace(destruction, actor=actor or destruction.actor), signature)
        (home / "destroyed").mkdir()
        (home / "destroyed" / f"{str(named).replace(':', '%3A')}.json").write_bytes(rfc8785.dumps(said))

    return damage


def _text_for_a_destruction(home: Path) -> None:
    (home / "destroyed").mkdir()
    (home / "destroyed" / f"{str(RECORD).replace(':', '%3A')}.json").write_bytes(b"{")


def damages(made: Path) -> dict[str, Damage]:
    """Every damage by the name of its file."""
    edit = "UPDATE log_entries SET entry = replace(entry, '\"actor\":', '\"actor\": ') WHERE sequence = 7"
    return {
        "database_damaged--one-bit": _name_of_a_cadre,
        "record_damaged--no-database": lambda home: (home / DATABASE).write_bytes(b"x" * 8192),
        "log_entry_changed--edited": lambda home: sql(home, edit),
        "log_entry_missing--deleted": lambda home: sql(home, "DELETE FROM log_entries WHERE sequence = 7"),
        "log_entry_moved--two-swapped": _swap,
        "log_copies_differ--edited-and-hashed": lambda home: _put(home, 7, lambda text: text.replace("a", "b")),
        "log_rolled_back--end-cut-off": lambda home: sql(home, "DELETE FROM log_entries WHERE sequence > 15"),
        "log_root_differs--known-root-exchanged": lambda home: sql(
            home, "UPDATE log_marks SET root = :root", root="00" * 32
        ),
        "log_events_differ--event-edited": lambda home: sql(home, "UPDATE events SET actor = 'ai đó' WHERE id = 5"),
        "log_record_unlogged--one-more": _unlogged,
        "log_checkpoint_other--note-exchanged": lambda home: (home / "log" / "checkpoint").write_text("x\n"),
        "log_checkpoint_signature--no-certificate": _checkpoint(certificate="PEM"),
        "log_stamp--unreadable": _checkpoint(stamp="AAAA"),
        "record_missing--whole-record-gone": _gone,
        "seal_other_record--another-unit": _in_record(
            "seal.json", lambda seal: seal.update(record="urn:hoso:STC:2026-Q2")
        ),
        "seal_mismatch--description-changed": _in_record("record.json", lambda said: said.update(note="thêm")),
        "seal_signature--another-value": _in_record(
            "seal.json", lambda seal: seal["signature"].update(value="A" + seal["signature"]["value"][1:][::-1])
        ),
        "record_damaged--seal-without-tree": _in_record("seal.json", lambda seal: seal.pop("tree")),
        "record_damaged--description-without-documents": _in_record("record.json", lambda said: said.pop("documents")),
        "file_other--digest-exchanged": _in_record(
            "record.json", lambda said: said["documents"][0].update(sha512="00" * 64)
        ),
        "destruction_unfinished--record-is-there": _destroyed(made),
        "destruction_other_record--another-name": _destroyed(made, named=RecordId(UnitCode("STC"), QUARTER)),
        "destruction_signature--actor-changed": _destroyed(made, actor="ai đó"),
        "record_damaged--destruction-no-json": _text_for_a_destruction,
        "unavailable--another-layout": lambda home: _config(home).write_text("{}"),
    }


def _config(home: Path) -> Path:
    return next((home / "records" / "extensions").rglob("config.json"))


def build(scratch: Path) -> None:
    """The whole home, and each damaged one as what differs from it."""
    base = whole(scratch)
    for name, damage in damages(scratch / "made").items():
        home = writable(Path(shutil.copytree(base, scratch / name)))
        damage(home)
        for ending in ("-wal", "-shm"):
            (home / f"{DATABASE}{ending}").unlink(missing_ok=True)
        keep(f"home/{name}.tar.xz", difference(base, home))
