"""Each message, read alone, says what, whose, by when and what to do; and the page of messages shows all of them."""

import re

import pytest

from archive.domain.dossier import FINDING_KINDS, FindingKind
from tests.docs.findings_page import PAGE, message, page

EACH = pytest.mark.parametrize("kind", FINDING_KINDS, ids=lambda kind: kind.code)


def test_the_page_of_findings_is_what_the_code_says() -> None:
    assert PAGE.read_text().rstrip() == "\n".join(page()).rstrip()


def test_each_code_is_given_once() -> None:
    codes = [kind.code for kind in FINDING_KINDS]

    assert sorted(codes) == sorted(set(codes))


@EACH
def test_each_message_says_whose_it_is(kind: FindingKind) -> None:
    assert "Sở Nội vụ" in message(kind)


@EACH
def test_each_message_says_by_when(kind: FindingKind) -> None:
    assert "25/06/2026" in message(kind)


@EACH
def test_each_message_says_what_to_do(kind: FindingKind) -> None:
    assert re.search(r"\bhãy\b", message(kind), re.IGNORECASE)


@EACH
def test_each_message_is_a_sentence_of_a_readable_length(kind: FindingKind) -> None:
    said = message(kind)

    assert said[0].isupper()
    assert said.endswith(".")
    assert len(said) <= 400


@EACH
def test_each_kind_names_its_rule(kind: FindingKind) -> None:
    assert re.fullmatch(r"R\d+", kind.rule)
