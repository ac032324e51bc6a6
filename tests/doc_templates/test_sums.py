"""PL05, PL06 and PL07 as printed add up to the personal forms as printed; one that does not is found."""

from collections.abc import Sequence
from typing import Any

import pytest

from archive.domain.document import Document, DocumentKind
from archive.domain.rating import Rating
from archive.ports import Parts
from archive.ports.rendering import RenderRequest
from doc_templates.renderer import OfficeRenderer
from tests.doc_templates.samples import example, request
from tests.doc_templates.sums import disagreements, read_form, read_summary

SUMMARIES = (
    DocumentKind.SUMMARY_STANDING_COMMITTEE,
    DocumentKind.SUMMARY_PROVINCIAL_BODIES,
    DocumentKind.SUMMARY_PARTY_COMMITTEES,
)
GOOD, BEST = Rating.GOOD.value, Rating.EXCELLENT.value
PEOPLE = {"Lý Seo Lử": GOOD, "Giàng A Páo": BEST}


def read(parts: Parts, sha512: str) -> bytes:
    with parts.blobs.open(sha512) as source:
        return source.read()


def dossiers(parts: Parts) -> list[Sequence[Document]]:
    with parts.desk.begin() as work:
        quarter = work.facts.quarters()[0]
        return [work.shelf.documents(unit, quarter) for unit in work.facts.units(quarter)]


def test_every_summary_of_the_demo_equals_its_personal_forms(demo_parts: Parts) -> None:
    compared = 0
    for documents in dossiers(demo_parts):
        forms = [
            read_form(read(demo_parts, item.current_pdf.sha512))
            for item in documents
            if item.due.kind is DocumentKind.SELF_ASSESSMENT
        ]
        for item in (item for item in documents if item.due.kind in SUMMARIES):
            word, pdf = read(demo_parts, item.docx.sha512), read(demo_parts, item.current_pdf.sha512)
            of_all = item.due.kind is not DocumentKind.SUMMARY_STANDING_COMMITTEE
            assert list(disagreements(read_summary(word, pdf), forms, of_all=of_all)) == [], item.due.id
            compared += 1
    assert compared > len(SUMMARIES)


def form_of(name: str, rating: str) -> RenderRequest:
    """The self-assessment of a person."""
    data = example(DocumentKind.SELF_ASSESSMENT)
    data["person"]["name"], data["proposed_rating"] = name, rating
    return request(DocumentKind.SELF_ASSESSMENT, name=name, data=data)


def summary_of(people: dict[str, str], **changes: Any) -> RenderRequest:
    """A summary in which everybody is proposed for what they ask for; `changes` spoil it."""
    kind = DocumentKind.SUMMARY_PROVINCIAL_BODIES
    data = example(kind)
    row = data["rows"][0]
    data["rows"] = [
        {**row, "number": place, "name": name, "self_rating": rating, "proposed_rating": rating}
        for place, (name, rating) in enumerate(people.items(), start=1)
    ]
    given = list(people.values())
    data["totals"] = [{"rating": rating.value, "count": given.count(rating.value)} for rating in Rating]
    data["rated_count"] = len(people)
    return request(kind, name="PL06", data={**data, **changes})


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        (summary_of(PEOPLE), []),
        (summary_of(PEOPLE, rated_count=3), ["total 3 of 2 rows"]),
        (
            summary_of(PEOPLE, totals=[{"rating": rating.value, "count": 0} for rating in Rating]),
            [f"{BEST}: 0 for 1 rows", f"{GOOD}: 0 for 1 rows"],
        ),
        (summary_of({**PEOPLE, "Lý Seo Lử": BEST}), [f"Lý Seo Lử: {BEST} for {GOOD}"]),
        (summary_of({"Lý Seo Lử": GOOD}), ["Giàng A Páo is missing"]),
    ],
    ids=["as the forms", "a wrong total", "wrong counts", "another rating", "a person left out"],
)
def test_a_planted_mismatch_is_found_on_paper(office: OfficeRenderer, summary: RenderRequest, said: list[str]) -> None:
    asked = [summary, *(form_of(name, rating) for name, rating in PEOPLE.items())]
    made = {item.request.id: item for item in office.render(asked)}
    printed = made.pop(summary.id)

    forms = [read_form(item.pdf) for item in made.values()]
    assert list(disagreements(read_summary(printed.docx, printed.pdf), forms, of_all=True)) == said
