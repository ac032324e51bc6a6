"""hoso demo: a made-up quarter through the whole flow, then the web page."""

import shutil
from pathlib import Path

import click

from archive.bootstrap import open_converter, write_trial_accounts
from archive.cli.attending import attended_worker
from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, progress, say
from archive.domain.accounts import Grant, Role
from archive.domain.people import Management
from archive.domain.quarter import FIRST_QUARTER
from archive.domain.sessions import TrialAccounts
from archive.errors import UsageError
from archive.jobs.run import refuse_unfinished
from archive.jobs.run import run as run_quarter
from archive.machine import HomePlaces
from archive.ports import Parts
from archive.ports.telling import Tell
from archive.workflow.accounts import add
from archive.workflow.export import export
from archive.workflow.intake import take_in
from archive.workflow.review import units_of

_MOMENT = "2026-06-24T15:00:00+07:00"  # the afternoon before the dossiers are due; HOSO_NOW says otherwise
_PASSWORD = "chi-de-xem-thu"  # noqa: S105 - known to everybody: a demo's data is made up
_HOME = Path("hoso-demo")  # in the current folder, when neither --home nor HOSO_HOME names one


@click.command("demo", help="Dựng một quý giả định, chạy trọn quy trình rồi mở trang web.")
@click.option("--units", default=5, show_default=True, type=click.IntRange(1, 200), help="Số đơn vị.")
@click.option("--seed", default=2026, show_default=True, help="Hạt giống; cùng số cho cùng dữ liệu.")
@click.option("--no-serve", is_flag=True, help="Dừng trước khi mở trang web.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="Cổng của trang web.")
@json_option
@click.pass_obj
def demo(door: Door, units: int, seed: int, port: int, *, no_serve: bool, as_json: bool) -> None:
    if door.home is None and "HOSO_HOME" not in door.environ:
        door.home = _HOME
    if door.environ.get("HOSO_MODE") == "production":
        raise UsageError("Dữ liệu dựng thử không được tạo ở chế độ production; hãy bỏ HOSO_MODE.")
    door.environ = {"HOSO_NOW": _MOMENT, **door.environ}
    source = door.places.home / "demo"
    if door.places.home.exists() and not source.exists():
        raise UsageError(f"{door.places.home} là kho thật, không phải kho dựng thử; hãy chọn thư mục khác bằng --home.")
    where = _make_input(door, source, units=units, seed=seed)
    with door.open(writing=True) as parts, progress() as tell:
        package = _flow(parts, source, where, tell)
    with door.open() as parts:
        places = {
            "home": where.home,
            "workbook": source / "quy.xlsx",
            "records": where.records,
            "index": where.index,
            "package": package,
        }
        data = {name: str(place) for name, place in places.items()}
        print_result(data, as_json=as_json, lines=lambda: _lines(data))
        trial = _accounts(parts)
        write_trial_accounts(where.home, trial)
        named = ", ".join(f"{name} ({role})" for name, role in trial.roles)
        say(f"Tài khoản, chỉ dùng để xem thử, mật khẩu {trial.password}: {named}")
        if not no_serve:
            with attended_worker(door):
                door.serve(parts, "127.0.0.1", port, lambda address: say(f"Trang web: {address} (Ctrl+C để dừng)"))


def _make_input(door: Door, source: Path, *, units: int, seed: int) -> HomePlaces:
    """The workbook and evidence, made aside and then named, so that a stop leaves nothing that looks finished."""
    if source.exists():
        return door.create()
    from archive.demo import make_quarter

    aside = door.places.home.with_name(f".{door.places.home.name}.making")
    shutil.rmtree(aside, ignore_errors=True)
    say(f"Dựng dữ liệu giả định cho {units} đơn vị, coi như đang là chiều 24/06/2026…")
    with open_converter(door.environ, scratch=aside / "scratch") as to_pdf:
        make_quarter(aside / "demo", units=units, seed=seed, to_pdf=to_pdf)
    where = door.create()
    (aside / "demo").rename(source)
    shutil.rmtree(aside)
    return where


def _flow(parts: Parts, source: Path, where: HomePlaces, tell: Tell) -> Path:
    take_in(parts, source / "quy.xlsx", source / "minh-chung", tell=tell)
    units = units_of(parts, FIRST_QUARTER)
    refuse_unfinished(run_quarter(parts, FIRST_QUARTER, units, tell=tell))
    where.packages.mkdir(exist_ok=True)
    return export(parts, FIRST_QUARTER, units, out=where.packages, whole=True).package


def _accounts(parts: Parts) -> TrialAccounts:
    """One account for each role, around the first unit; those of an earlier run are left as they are."""
    unit = units_of(parts, FIRST_QUARTER)[0]
    with parts.desk.begin() as work:
        facts = work.facts.dossier(unit, FIRST_QUARTER)
        known = {account.name for account in work.accounts.all()}
    here = frozenset({unit})
    cadre = next(cadre for cadre in facts.rated if not cadre.is_head)
    people = {Role.HEAD: facts.head.code if facts.head else "", Role.CADRE: cadre.code}
    grants = {
        "thuky": Grant(role=Role.SECRETARY, units=here),
        "canbo": Grant(role=Role.CADRE),
        "lanhdao": Grant(role=Role.HEAD, units=here),
        "thamdinh": Grant(role=Role.ASSESSOR),
        "bantochuc": Grant(role=Role.BOARD),
        "tracuu": Grant(role=Role.OFFICIAL, units=here, managements=frozenset({Management.UNIT})),
        "quantri": Grant(role=Role.ADMINISTRATOR),
        "kiemtra": Grant(role=Role.INSPECTOR),
    }
    for name, grant in grants.items():
        if name not in known:
            person = people.get(grant.role, "")
            display = f"{grant.role.words} (xem thử)"
            add(parts, name, display=display, person=person, grant=grant, password=_PASSWORD, must_change=False)
    return TrialAccounts(password=_PASSWORD, roles=tuple((name, grant.role.words) for name, grant in grants.items()))


def _lines(data: dict[str, str]) -> list[str]:
    return [
        f"Sổ của quý:            {data['workbook']}",
        f"Hồ sơ đã niêm phong:   {data['records']}  (OCFL; văn bản đã ký trong …/content/documents/)",
        f"Chỉ mục tra cứu:       {data['index']}",
        f"Gói gửi đi:            {data['package']}",
        f"Thử: hoso --home {data['home']} search 'giải ngân'",
    ]
