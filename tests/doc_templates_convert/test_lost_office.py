"""LibreOffice may die, hang or be missing: the document still comes, or a clear error does."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.errors import ConversionFailed, Unavailable
from doc_templates.convert import OfficePool, office_worker, worker
from tests.doc_templates_convert.conftest import OFFICE_PYTHON
from tests.doc_templates_convert.processes import (
    freeze,
    is_office,
    is_working,
    kill,
    offices,
    parent_of,
    the_office,
    wait_until,
)
from tests.doc_templates_convert.samples import letter, long_table, text_of

ROOT = Path(__file__).parents[2]


def program(path: Path, *lines: str) -> Path:
    """A stand-in for the system's Python, as a shell script."""
    path.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n")
    path.chmod(0o755)
    return path


def test_an_office_killed_before_a_conversion_is_replaced(own_pool: Callable[..., OfficePool]) -> None:
    pool = own_pool()
    pool.convert(letter("một"), name="một")
    kill(the_office(pool))

    assert text_of(pool.convert(letter("hai"), name="hai")) == ["hai"]


def test_an_office_killed_in_mid_conversion_is_replaced(own_pool: Callable[..., OfficePool]) -> None:
    pool = own_pool()
    pool.convert(letter("một"), name="một")
    office = the_office(pool)
    freeze(office)  # so that the conversion cannot end before the kill

    with ThreadPoolExecutor(1) as threads:
        converted = threads.submit(pool.convert, letter("hai"), name="hai")
        wait_until(lambda: is_working(pool))
        kill(office)

        assert text_of(converted.result()) == ["hai"]


def test_a_killed_worker_takes_its_office_along_and_is_replaced(own_pool: Callable[..., OfficePool]) -> None:
    pool = own_pool()
    pool.convert(letter("một"), name="một")
    office = the_office(pool)

    kill(parent_of(office))

    wait_until(lambda: not is_office(office))
    assert text_of(pool.convert(letter("hai"), name="hai")) == ["hai"]


def test_an_office_that_hangs_is_replaced(own_pool: Callable[..., OfficePool]) -> None:
    pool = own_pool(timeout=4)
    pool.convert(letter("một"), name="một")
    freeze(the_office(pool))

    assert text_of(pool.convert(letter("hai"), name="hai")) == ["hai"]


def test_a_worker_that_hangs_in_mid_conversion_is_replaced_with_its_office(
    own_pool: Callable[..., OfficePool],
) -> None:
    pool = own_pool(timeout=4)
    pool.convert(letter("một"), name="một")
    office = the_office(pool)
    freeze(parent_of(office))

    assert text_of(pool.convert(letter("hai"), name="hai")) == ["hai"]
    wait_until(lambda: not is_office(office))


def test_a_document_that_always_hangs_is_named(own_pool: Callable[..., OfficePool], tmp_path: Path) -> None:
    python = program(tmp_path / "python", """echo '{"version": "1.0"}'""", "cat >/dev/null")

    with pytest.raises(ConversionFailed, match=r"'Tờ trình'.*quá 0\.2 giây") as failed:
        own_pool(python=python, timeout=0.2).convert(letter("thư"), name="Tờ trình")
    assert failed.value.detail["document"] == "Tờ trình"


def test_a_document_that_takes_too_long_is_given_up(own_pool: Callable[..., OfficePool]) -> None:
    pool = own_pool(timeout=0.02)  # far less than any such table takes

    with pytest.raises(ConversionFailed, match="chia nhỏ bảng"):
        pool.convert(long_table(400), name="Bảng dài")
    wait_until(lambda: offices(pool) == [])


def test_a_document_libreoffice_refuses_is_named(own_pool: Callable[..., OfficePool], tmp_path: Path) -> None:
    python = program(
        tmp_path / "python",
        """echo '{"version": "1.0"}'""",
        "read line",
        """echo '{"refused": "no"}'""",
        "cat >/dev/null",
    )

    with pytest.raises(ConversionFailed, match=r"'Tờ trình'.*từ chối"):
        own_pool(python=python).convert(letter("thư"), name="Tờ trình")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        pytest.param(["""echo '{"missing": "uno"}'"""], "thiếu uno", id="Python without uno"),
        pytest.param(["exit 1"], "dừng giữa chừng", id="a worker that ends at once"),
        pytest.param(["echo hello", "cat >/dev/null"], "không đọc được", id="something else that talks"),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(
    own_pool: Callable[..., OfficePool], tmp_path: Path, lines: list[str], reason: str
) -> None:
    with pytest.raises(Unavailable, match=f"{reason}.*make setup"):
        own_pool(python=program(tmp_path / "python", *lines)).convert(letter("thư"), name="thư")


def test_a_python_that_is_not_there_is_said_with_what_to_do(
    own_pool: Callable[..., OfficePool], tmp_path: Path
) -> None:
    with pytest.raises(Unavailable, match="make setup"):
        own_pool(python=tmp_path / "nowhere").version  # noqa: B018 - asking is what fails


def test_a_worker_is_renewed_before_it_grows_too_large(
    own_pool: Callable[..., OfficePool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "ANSWERS_BEFORE_RESTART", 1)
    pool = own_pool()
    pool.convert(letter("một"), name="một")
    first = the_office(pool)

    pool.convert(letter("hai"), name="hai")

    assert the_office(pool) != first


def test_closing_leaves_no_process_and_no_file(own_pool: Callable[..., OfficePool], tmp_path: Path) -> None:
    pool = own_pool()
    pool.convert(letter("thư"), name="thư")
    office, profile = the_office(pool), pool._all[0]._profile

    pool.close()

    assert not is_office(office)
    assert list((tmp_path / "scratch").iterdir()) == []
    assert not any(socket.exists() for socket in office_worker.sockets(profile))


def test_closing_ends_a_conversion_under_way(own_pool: Callable[..., OfficePool]) -> None:
    pool = own_pool()
    pool.convert(letter("một"), name="một")
    freeze(the_office(pool))

    with ThreadPoolExecutor(1) as threads:
        converted = threads.submit(pool.convert, letter("hai"), name="hai")
        wait_until(lambda: is_working(pool))
        pool.close()

        with pytest.raises(Unavailable, match="đã đóng"):
            converted.result()


def test_no_office_outlives_a_program_that_was_killed(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib, signal\n"
        "from doc_templates.convert import OfficePool\n"
        "from tests.doc_templates_convert.processes import the_office\n"
        f"pool = OfficePool(python=pathlib.Path({str(OFFICE_PYTHON)!r}), workers=1, timeout=60,"
        f" scratch=pathlib.Path({str(tmp_path)!r}))\n"
        "pool.version\n"
        "print(the_office(pool), flush=True)\n"
        "signal.pause()\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        office = int(owner.stdout.readline())
        was_running = is_office(office)

        owner.kill()

        wait_until(lambda: not is_office(office))
    assert was_running
