"""What is interrupted: each scene has a home prepared for it, the act, and how to tell that the act is done.

Word and signatures are stand-ins: what they write, they write through the real store.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from archive.domain.destruction import DisposalDecision
from archive.domain.evidence import Evidence
from archive.domain.record import RecordId
from archive.jobs.run import run
from archive.jobs.scrub import scrub
from archive.ports import Parts
from archive.ports.intake import GivenEvidence
from archive.workflow.assemble import assemble
from archive.workflow.dispose import destroy, set_period
from archive.workflow.intake import take_in
from archive.workflow.log import publish
from archive.workflow.seal import seal
from archive.workflow.sign import sign
from storage.backup import HomeFiles, Snapshots
from storage.database import SqlDesk
from tests.parts import FixedClock
from tests.quarters import QUARTER, SNV
from tests.torture.homes import AT, facts_for, parts_of
from tests.torture.results import all_of, ledger_of, log_of, remains_of, snapshot_of


@dataclass(frozen=True, slots=True)
class Scene:
    """One act to be interrupted in a home that `prepare` made; `result` tells what the act must have led to.

    After a stop `verify` may say the codes that are `told`: that the act is to be gone on with.
    """

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    result: Callable[[Path], Mapping[str, object]]
    told: tuple[str, ...] = ()


def _prepared(home: Path, *steps: Callable[[Parts], object]) -> None:
    """A new home in which these steps were done."""
    (home.parent / "evidence.pdf").write_bytes(b"%PDF-1.4 evidence")
    (home.parent / "more.pdf").write_bytes(b"%PDF-1.4 more evidence")
    home.mkdir()
    SqlDesk(f"sqlite:///{home / 'hoso.db'}").upgrade()
    (home / "hoso.json").write_text('{"format": 1}\n')
    parts = parts_of(home)
    parts.sealer.seal(b"the archive's key is made before it is needed")
    for step in steps:
        step(parts)


def _import(parts: Parts) -> None:
    take_in(parts, Path("quy.xlsx"), None)


def _attach(home: Path) -> None:
    """A second import brings one more file."""
    first = facts_for(home)
    task = first.dossiers[0].tasks[1].code
    more = GivenEvidence(evidence=Evidence(task=task, number="13/BC"), path=home.parent / "more.pdf", cell="B3")
    _import(parts_of(home, replace(first, evidence={SNV: [*first.evidence[SNV], more]})))


def _run(parts: Parts) -> None:
    run(parts, QUARTER, [SNV])


def _assemble(parts: Parts) -> None:
    assemble(parts, SNV, QUARTER)


def _sign(parts: Parts) -> None:
    sign(parts, SNV, QUARTER)


def _seal(parts: Parts) -> None:
    seal(parts, SNV, QUARTER)


def _correct_and_run(home: Path) -> None:
    """A correction after the seal becomes the next version."""
    _attach(home)
    _run(parts_of(home))


def _scrub(parts: Parts) -> None:
    scrub(parts)


def _publish(parts: Parts) -> None:
    publish(parts)


def _set_period(parts: Parts) -> None:
    set_period(parts, [RecordId(SNV, QUARTER)], years=10, basis="Thông tư 10/2022/TT-BNV")


def _destroy(parts: Parts) -> None:
    """What the same decision has destroyed before a stop stays destroyed."""
    decision = DisposalDecision(number="15-QĐ/TU", decided_on=date(2037, 1, 4), body="Tỉnh ủy Lào Cai")
    destroy(replace(parts, clock=FixedClock(datetime(2037, 1, 5, tzinfo=UTC))), [RecordId(SNV, QUARTER)], decision)


def _back_up(home: Path) -> None:
    """Into a folder of the scene's own."""
    kept = Snapshots(home / "backup")
    if kept.names():
        return  # it was whole before the stop: a moment has one snapshot
    with HomeFiles(home).frozen() as files:
        kept.save(files, at=AT)


def _on(step: Callable[[Parts], None]) -> Callable[[Path], None]:
    def act(home: Path) -> None:
        step(parts_of(home))

    return act


def _after(*steps: Callable[[Parts], object]) -> Callable[[Path], None]:
    def prepare(home: Path) -> None:
        _prepared(home, *steps)

    return prepare


SCENES = (
    Scene("import", _after(), _on(_import), all_of),
    Scene("attach", _after(_import), _attach, all_of),
    Scene("assemble", _after(_import), _on(_assemble), all_of),
    Scene("sign", _after(_import, _assemble), _on(_sign), all_of),
    Scene("seal", _after(_import, _assemble, _sign), _on(_seal), all_of),
    Scene("new version", _after(_import, _run), _correct_and_run, all_of),
    Scene("scrub", _after(_import, _run), _on(_scrub), ledger_of),
    Scene("backup", _after(_import, _run), _back_up, snapshot_of),
    Scene("publish", _after(_import, _publish, _run), _on(_publish), log_of),
    Scene("destroy", _after(_import, _run, _set_period), _on(_destroy), remains_of, ("destruction_unfinished",)),
)
