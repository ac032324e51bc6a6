"""What every library of forms must do."""

from abc import ABC, abstractmethod
from datetime import UTC, datetime

import pytest

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from archive.errors import BadTemplate, NotFound
from archive.ports.templates import Provenance, Templates

KIND, SYSTEM = DocumentKind.SUBMISSION, IssuerSystem.PARTY
ADDED = Provenance(actor="thư ký", at=datetime(2026, 7, 1, 8, tzinfo=UTC), reason="Phụ lục mới")


class TemplatesContract(ABC):
    """The suite; an implementation gives a library that has built-in forms, and a good Word file for one of them."""

    @pytest.fixture
    @abstractmethod
    def library(self) -> Templates:
        """A library with the built-in forms and nothing added."""

    @pytest.fixture
    @abstractmethod
    def good(self) -> bytes:
        """A Word file that passes the check for `KIND` and `SYSTEM`, and differs from the built-in one."""

    def test_what_came_with_the_program_is_in_force(self, library: Templates) -> None:
        assert {(one.ref.version, one.in_force, one.added) for one in library.all()} == {("1", True, None)}

    def test_a_form_is_shown_with_made_up_data(self, library: Templates, good: bytes) -> None:
        assert library.sample(good, KIND, SYSTEM).startswith(b"%PDF-")

    def test_what_is_no_word_file_is_not_shown(self, library: Templates) -> None:
        with pytest.raises(BadTemplate):
            library.sample(b"khong phai", KIND, SYSTEM)

    def test_an_added_form_is_the_next_version_and_in_force(self, library: Templates, good: bytes) -> None:
        ref = library.add(good, KIND, SYSTEM, ADDED)

        assert (ref.version, library.read(KIND, SYSTEM)) == ("2", (ref, good))

    def test_it_is_known_who_added_it_when_and_why(self, library: Templates, good: bytes) -> None:
        ref = library.add(good, KIND, SYSTEM, ADDED)

        assert [one.added for one in library.all() if one.ref == ref] == [ADDED]

    def test_the_version_before_stays_as_it_was(self, library: Templates, good: bytes) -> None:
        before = library.read(KIND, SYSTEM)
        library.add(good, KIND, SYSTEM, ADDED)

        assert library.read(KIND, SYSTEM, "1") == before

    def test_other_forms_stay_in_force(self, library: Templates, good: bytes) -> None:
        library.add(good, KIND, SYSTEM, ADDED)

        assert library.read(KIND, IssuerSystem.STATE)[0].version == "1"

    def test_one_version_of_a_form_is_in_force(self, library: Templates, good: bytes) -> None:
        library.add(good, KIND, SYSTEM, ADDED)

        found = [one for one in library.all() if (one.ref.kind, one.ref.system) == (KIND, SYSTEM)]
        assert [(one.ref.version, one.in_force) for one in found] == [("1", False), ("2", True)]

    def test_adding_again_makes_a_version_more(self, library: Templates, good: bytes) -> None:
        library.add(good, KIND, SYSTEM, ADDED)

        assert library.add(good, KIND, SYSTEM, ADDED).version == "3"

    def test_a_form_stays_provisional_until_somebody_says_it_is_official(self, library: Templates, good: bytes) -> None:
        library.add(good, KIND, SYSTEM, ADDED)
        library.add(good, KIND, SYSTEM, ADDED, official=True)

        found = {one.ref.version: one.provisional for one in library.all() if one.ref.kind is KIND}
        assert (found["2"], found["3"]) == (True, False)

    def test_what_the_check_refuses_is_not_stored(self, library: Templates) -> None:
        before = library.all()

        with pytest.raises(BadTemplate):
            library.add(b"text", KIND, SYSTEM, ADDED)

        assert library.all() == before

    def test_checking_stores_nothing(self, library: Templates, good: bytes) -> None:
        before = library.all()

        assert library.check(good, KIND, SYSTEM).ok
        assert library.all() == before

    @pytest.mark.parametrize("version", ["2", "0", "../1", ""])
    def test_a_version_that_does_not_exist_is_not_found(self, library: Templates, version: str) -> None:
        with pytest.raises(NotFound):
            library.read(KIND, SYSTEM, version)
