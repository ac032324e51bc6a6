"""A text is read once for the same bytes, kind and version; what is kept may be lost or damaged at any time."""

import errno
import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from archive.errors import BadEvidence, StorageFull, Unavailable
from archive.ports.extracting import ExtractedText
from indexer.extract import CachedExtractor


class CountingExtractor:
    """Says how often it was asked, and gives the bytes back as text."""

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.asked = 0

    def extract(self, source: BinaryIO, media_type: str) -> ExtractedText:
        self.asked += 1
        return ExtractedText(pages=(source.read().decode(), media_type), by_ocr=True)


class BrokenExtractor:
    """Cannot read anything."""

    version = "1"

    def __init__(self) -> None:
        self.asked = 0

    def extract(self, source: BinaryIO, media_type: str) -> ExtractedText:
        self.asked += 1
        source.read()
        raise BadEvidence(media_type)


def ask(extractor: CachedExtractor, content: str = "chữ", media_type: str = "text/plain") -> ExtractedText:
    return extractor.extract(io.BytesIO(content.encode()), media_type)


def test_the_text_is_what_the_inner_extractor_read(tmp_path: Path) -> None:
    cached = CachedExtractor(CountingExtractor(), tmp_path / "text")

    assert ask(cached) == ask(cached) == ExtractedText(pages=("chữ", "text/plain"), by_ocr=True)


def test_the_same_bytes_are_read_once_even_by_another_process(tmp_path: Path) -> None:
    inner = CountingExtractor()

    ask(CachedExtractor(inner, tmp_path))
    ask(CachedExtractor(inner, tmp_path))

    assert inner.asked == 1


def test_other_bytes_another_kind_or_another_version_are_read_anew(tmp_path: Path) -> None:
    inner, newer = CountingExtractor("1"), CountingExtractor("2")

    ask(CachedExtractor(inner, tmp_path))
    ask(CachedExtractor(inner, tmp_path), "khác")
    ask(CachedExtractor(inner, tmp_path), media_type="image/png")
    ask(CachedExtractor(newer, tmp_path))

    assert (inner.asked, newer.asked) == (3, 1)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:10])


def garbled(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00")


def of_another_shape(path: Path) -> None:
    path.write_text('{"pages": "chữ", "by_ocr": true}')


def removed(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [emptied, halved, garbled, of_another_shape, removed])
def test_what_is_damaged_is_read_again_and_kept_again(damage: Callable[[Path], None], tmp_path: Path) -> None:
    inner = CountingExtractor()
    cached = CachedExtractor(inner, tmp_path)
    first = ask(cached)
    (kept,) = tmp_path.rglob("*.json")

    damage(kept)

    assert ask(cached) == first
    assert ask(cached) == first
    assert inner.asked == 2


def test_what_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    inner = BrokenExtractor()
    cached = CachedExtractor(inner, tmp_path)

    for _ in range(2):
        with pytest.raises(BadEvidence):
            ask(cached)

    assert inner.asked == 2


def test_a_source_that_cannot_go_back_is_read_as_well(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    cached = CachedExtractor(CountingExtractor(), tmp_path)

    assert cached.extract(Pipe(b"abc"), "text/plain").pages == ("abc", "text/plain")


def test_a_folder_that_cannot_be_written_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("a file where the folder should be")

    with pytest.raises(Unavailable, match="Không ghi được"):
        ask(CachedExtractor(CountingExtractor(), tmp_path / "text"))


def test_a_full_disk_says_so_and_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, *_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(StorageFull, match="Hết chỗ"):
        ask(CachedExtractor(CountingExtractor(), tmp_path))

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_is_forgotten_leaves_no_text_and_is_read_again(tmp_path: Path) -> None:
    inner = CountingExtractor()
    cached = CachedExtractor(inner, tmp_path / "text")
    ask(cached)

    cached.forget()

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    ask(cached)
    assert inner.asked == 2


def test_forgetting_before_anything_was_read_is_no_error(tmp_path: Path) -> None:
    CachedExtractor(CountingExtractor(), tmp_path / "text").forget()
