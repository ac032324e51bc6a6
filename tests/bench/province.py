"""A whole province to be measured with: 150 units of 12 cadres with 8 tasks each, some records found by search, people.

with tempfile.TemporaryDirectory() as folder:
    settle(Path(folder) / "home", users=50)
"""

import io
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from archive.bootstrap import create_home, open_home
from archive.domain.accounts import Account, AccountName, Grant, Role
from archive.domain.dossier import OpenDossier
from archive.domain.people import UnitCode
from archive.domain.plan import TaskCode
from archive.domain.record import RecordId
from archive.ports import Parts
from archive.ports.records import RecordVersion
from archive.ports.search import IndexEntry
from storage.database import SqlDesk
from tests.quarters import QUARTER, complete_dossier, result, unit

UNITS, CADRES, TASKS = 150, 12, 8
PASSWORD = "chỉ để đo tải"  # noqa: S105 - of nobody
RECORDS, FILES = 20, 20  # sealed before, and files in each
_SEALED = datetime(2026, 6, 23, 3, tzinfo=UTC)
_TEXT = "Báo cáo kết quả giải ngân vốn đầu tư công và số hóa hồ sơ thủ tục hành chính quý II. "
_REST = "Phòng chuyên môn đã tham mưu ban hành văn bản, tổ chức kiểm tra và đôn đốc các xã thực hiện đúng tiến độ. "


def fill(database: Path) -> None:
    """The facts of the province, in a new database there."""
    desk = SqlDesk(f"sqlite:///{database}")
    desk.upgrade()
    with desk.begin() as work:
        for number in range(UNITS):
            work.facts.replace(_dossier(code_of(number)))
        work.commit()
    desk.close()


def settle(home: Path, *, users: int) -> None:
    """A home with the province, records to be found, and so many people: three of five are a unit's secretary."""
    create_home(os.environ, home=home)
    fill(home / "hoso.db")
    with open_home(os.environ, home=home) as parts:
        for number in range(RECORDS):
            _seal(parts, RecordId(code_of(number), QUARTER))
        with parts.desk.begin() as work:
            for place in range(users):
                work.accounts.keep(account(place))
                work.accounts.set_password(account(place).name, PASSWORD)
            work.commit()


def code_of(number: int) -> UnitCode:
    """The n-th unit."""
    return UnitCode(f"DV{number:03d}")


def account(place: int) -> Account:
    """The n-th of the people; secretaries each have a unit of their own, the others see the whole province."""
    made = Account(name=AccountName(f"nguoi{place:02d}"), display=f"Người thứ {place}")
    if place % 5 < 3:
        return made.granted(Grant(role=Role.SECRETARY, units=frozenset({code_of(place)})))
    return made.granted(Grant(role=Role.BOARD))


def _dossier(code: UnitCode) -> OpenDossier:
    dossier = complete_dossier(of=replace(unit(), code=code, name=f"Sở thứ {code[2:]}"), people=CADRES)
    tasks = tuple(
        replace(task, code=TaskCode(f"{task.code}-{copy}"), due=task.due + timedelta(days=copy) if task.due else None)
        for task in dossier.tasks
        for copy in range(TASKS // 2)
    )
    return replace(dossier, tasks=tasks, results=tuple(result(task) for task in tasks), evidence=())


def _seal(parts: Parts, record: RecordId) -> None:
    """A record of plain files, and what search knows of them."""
    paths = [f"evidence/{number}.pdf" for number in range(FILES)]
    made = RecordVersion(number=1, made=_SEALED, message="Nộp lần đầu", actor="bench")
    parts.records.add(record, {path: partial(io.BytesIO, f"{record} {path}".encode()) for path in paths}, made)
    parts.search.replace(record, [_entry(record, path, number) for number, path in enumerate(paths)])


def _entry(record: RecordId, path: str, number: int) -> IndexEntry:
    return IndexEntry(
        id=f"{record}/{path}",
        record=record,
        title=f"Báo cáo {number}",
        kind="evidence",
        component=7,
        unit=record.unit,
        unit_name=f"Sở thứ {record.unit[2:]}",
        quarter=str(record.quarter),
        pages=(_TEXT + _REST * 15,),
    )
