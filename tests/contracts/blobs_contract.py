"""What every Blobs must do (archive/ports/blobs.py)."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor

import pytest

from archive.errors import NotFound
from archive.ports.blobs import Blobs

LETTER = "Tờ trình về việc đánh giá, xếp loại cán bộ quý II năm 2026\n".encode() * 40


def sha512(content: bytes) -> str:
    return hashlib.sha512(content).hexdigest()


class Spoon(io.BytesIO):
    """A source that gives a little at a time and cannot be asked for everything at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size > 0, "the whole source was asked for at once"
        return super().read(min(size, 7))


class BreaksOff(io.BytesIO):
    """A source that fails after its first bytes."""

    def read(self, size: int | None = -1, /) -> bytes:
        del size
        if self.tell():
            raise NotFound("Nguồn không còn.")
        return super().read(5)


class BlobsContract:
    """Subclass with the fixture `blobs`: an empty store."""

    @pytest.fixture
    def blobs(self) -> Blobs:
        raise NotImplementedError  # abstract: each implementation gives its own

    def test_bytes_are_named_by_their_sha512_and_measured(self, blobs: Blobs) -> None:
        assert blobs.put(io.BytesIO(LETTER)) == (sha512(LETTER), len(LETTER))

    def test_bytes_come_back_as_they_went_in(self, blobs: Blobs) -> None:
        name, _ = blobs.put(io.BytesIO(LETTER))

        with blobs.open(name) as source:
            assert source.read() == LETTER

    def test_no_bytes_are_bytes_too(self, blobs: Blobs) -> None:
        name, size = blobs.put(io.BytesIO(b""))

        with blobs.open(name) as source:
            assert (source.read(), size) == (b"", 0)

    def test_a_source_is_read_piece_by_piece(self, blobs: Blobs) -> None:
        assert blobs.put(Spoon(LETTER)) == (sha512(LETTER), len(LETTER))

    def test_bytes_given_twice_are_kept_once(self, blobs: Blobs) -> None:
        once = blobs.put(io.BytesIO(LETTER))
        again = blobs.put(io.BytesIO(LETTER))

        assert (again, list(blobs.digests())) == (once, [sha512(LETTER)])

    def test_every_digest_is_listed(self, blobs: Blobs) -> None:
        contents = [f"Minh chứng số {number}".encode() for number in range(20)]
        for content in contents:
            blobs.put(io.BytesIO(content))

        assert sorted(blobs.digests()) == sorted(map(sha512, contents))

    def test_a_source_that_breaks_off_leaves_nothing(self, blobs: Blobs) -> None:
        with pytest.raises(NotFound):
            blobs.put(BreaksOff(LETTER))

        assert list(blobs.digests()) == []

    @pytest.mark.parametrize("name", [sha512(b"never put"), "", "..", "../../etc/passwd", sha512(LETTER).upper()])
    def test_a_name_nothing_is_stored_under_is_not_found(self, blobs: Blobs, name: str) -> None:
        blobs.put(io.BytesIO(LETTER))

        with pytest.raises(NotFound):
            blobs.open(name)

    def test_threads_may_put_the_same_and_other_bytes_at_once(self, blobs: Blobs) -> None:
        contents = [f"Tệp {number % 5}".encode() for number in range(40)]

        with ThreadPoolExecutor(8) as threads:
            names = list(threads.map(lambda content: blobs.put(io.BytesIO(content))[0], contents))

        assert names == [sha512(content) for content in contents]
        assert len(list(blobs.digests())) == 5

    def test_an_untouched_store_has_no_problem_and_counts_what_it_read(self, blobs: Blobs) -> None:
        blobs.put(io.BytesIO(LETTER))
        blobs.put(io.BytesIO(b"khac"))

        report = blobs.check()

        assert (report.ok, report.checked) == (True, 2)

    def test_removed_bytes_are_gone_and_others_stay(self, blobs: Blobs) -> None:
        name, other = blobs.put(io.BytesIO(LETTER))[0], blobs.put(io.BytesIO(b"other"))[0]

        blobs.remove(name)

        assert list(blobs.digests()) == [other]
        with pytest.raises(NotFound):
            blobs.open(name)

    def test_removing_what_is_not_there_is_no_error(self, blobs: Blobs) -> None:
        blobs.remove(sha512(b"never stored"))

    def test_removed_bytes_may_come_again(self, blobs: Blobs) -> None:
        name, _ = blobs.put(io.BytesIO(LETTER))
        blobs.remove(name)

        assert blobs.put(io.BytesIO(LETTER))[0] == name
        assert blobs.check(name).ok
