"""What comes out of LibreOffice is what went in."""

import io
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pikepdf
import pytest
from PIL import Image

from doc_templates.convert import OfficePool
from tests.doc_templates_convert.processes import offices
from tests.doc_templates_convert.samples import (
    VIETNAMESE,
    letter,
    long_table,
    text_of,
    with_comment,
    with_linked_picture,
    with_picture,
)


def test_vietnamese_text_comes_out_as_it_went_in(pool: OfficePool) -> None:
    pdf = pool.convert(letter(*VIETNAMESE), name="thư")

    assert " ".join(text_of(pdf)).split() == " ".join(VIETNAMESE).split()


def test_times_new_roman_is_set_in_the_font_that_was_checked(pool: OfficePool) -> None:
    pdf = pool.convert(letter(*VIETNAMESE), name="thư")

    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = {str(thing.get("/FontName", "")) for thing in document.objects if isinstance(thing, pikepdf.Dictionary)}
    assert any(font.endswith(("+LiberationSerif", "+TimesNewRomanPSMT")) for font in fonts)


def test_two_threads_each_get_their_own_document(pool: OfficePool) -> None:
    texts = [f"Văn bản số {number}" for number in range(8)]

    with ThreadPoolExecutor(2) as threads:
        pdfs = list(threads.map(lambda text: pool.convert(letter(text), name=text), texts))

    assert [text_of(pdf) for pdf in pdfs] == [[text] for text in texts]


def test_a_pool_nobody_uses_starts_nothing(own_pool: Callable[..., OfficePool], tmp_path: Path) -> None:
    pool = own_pool()

    assert offices(pool) == []
    assert not (tmp_path / "scratch").exists()


def test_one_thread_keeps_one_process_warm(own_pool: Callable[..., OfficePool]) -> None:
    pool = own_pool(workers=2)

    for _ in range(2):
        pool.convert(letter("thư"), name="thư")

    assert len(offices(pool)) == 1


def test_zero_workers_means_one_for_each_core_but_four_at_most(own_pool: Callable[..., OfficePool]) -> None:
    assert own_pool(workers=0).workers == min(os.cpu_count() or 1, 4)


def test_the_version_is_that_of_libreoffice(pool: OfficePool) -> None:
    assert pool.version.split(".")[0].isdecimal()


def test_a_comment_in_the_margin_is_left_out(pool: OfficePool) -> None:
    pdf = pool.convert(with_comment("Nội dung chính"), name="thư")

    assert text_of(pdf) == ["Nội dung chính"]


def test_a_linked_picture_is_not_fetched_from_the_network(pool: OfficePool) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_OPTIONS = do_HEAD = do_GET  # noqa: N815 - the names HTTP gives them

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"

        pool.convert(with_linked_picture(f"{address}/picture.png"), name="thư")

        with pytest.raises(OSError, match="404"):
            urlopen(f"{address}/ours")  # noqa: S310 - our own listener: it does hear those who ask
        server.shutdown()
    assert asked == ["/ours"]


def test_a_linked_file_of_this_machine_does_not_get_into_the_pdf(pool: OfficePool, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (40, 40), "blue").save(secret)

    linked = pool.convert(with_linked_picture(secret.as_uri()), name="thư")
    embedded = pool.convert(with_picture("RGB", "blue"), name="thư")

    assert (pictures(linked), pictures(embedded)) == (0, 1)


def pictures(pdf: bytes) -> int:
    """How many pictures are in a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return sum(len(page.get_images()) for page in document.pages)


def test_a_table_of_two_thousand_rows_comes_out_whole(pool: OfficePool) -> None:
    said = text_of(pool.convert(long_table(2000), name="Bảng dài"))

    assert [line for line in said if line.startswith("dòng")] == [f"dòng {number}" for number in range(2000)]
