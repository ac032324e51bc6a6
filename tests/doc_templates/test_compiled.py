"""Filled from a compiled template or by stock docxtpl, a document is the same, whatever the data."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from doc_templates.catalog import FORMS, Form
from doc_templates.render.compiled import compiled
from doc_templates.render.fill import fill, filled_by_docxtpl
from doc_templates.render.plain import plain
from tests.doc_templates.samples import ALL, edited, example, form

TEXTS = st.text(
    st.sampled_from(list("aạĂđơƯẩ é&<>\"'{}%_#=-\n\t\N{COMBINING ACUTE ACCENT}\N{NO-BREAK SPACE}😀\x01")), max_size=12
)
SUMMARY = DocumentKind.SUMMARY_STANDING_COMMITTEE
EACH = pytest.mark.parametrize(("kind", "system"), ALL)
ROWS = st.sampled_from([0, 1, 2, 30])


def parts(package: bytes) -> dict[str, bytes]:
    """Every part by name; XML in its canonical form, so that only what it says is compared."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        found = {name: opened.read(name) for name in opened.namelist()}
    return {
        name: canonical(content) if name.endswith((".xml", ".rels")) else content for name, content in found.items()
    }


def canonical(content: bytes) -> bytes:
    """XML as it is compared: docxtpl leaves an empty dc:identifier behind, which says nothing."""
    root = etree.fromstring(content)
    for empty in root.findall("{http://purl.org/dc/elements/1.1/}identifier"):
        root.remove(empty)
    return etree.tostring(root, method="c14n", exclusive=True)


def assert_same(form: Form, data: dict[str, Any]) -> None:
    """Both ways of filling give the same document."""
    title = "A & <B>"
    assert parts(fill(form, data, title=title)) == parts(filled_by_docxtpl(form, plain(data), title))


@st.composite
def like(draw: st.DrawFn, value: Any) -> Any:
    """Data of the same shape with any texts, and lists of any length."""
    if isinstance(value, str):
        return draw(TEXTS)
    if isinstance(value, list):
        return [draw(like(value[0])) for _ in range(draw(ROWS))] if value else []
    if isinstance(value, dict):
        return {name: draw(like(inner)) for name, inner in value.items()}
    return value


@EACH
def test_each_form_is_compiled_and_not_left_to_docxtpl(kind: DocumentKind, system: IssuerSystem) -> None:
    assert compiled(form(kind, system).template) is not None


@EACH
def test_the_example_is_filled_the_same_both_ways(kind: DocumentKind, system: IssuerSystem) -> None:
    assert_same(form(kind, system), example(kind, system))


@EACH
@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_any_data_is_filled_the_same_both_ways(kind: DocumentKind, system: IssuerSystem, data: st.DataObject) -> None:
    assert_same(form(kind, system), data.draw(like(example(kind, system))))


def test_five_hundred_rows_are_filled_the_same_both_ways() -> None:
    data = example(SUMMARY)
    data["rows"] = [{**data["rows"][0], "number": number} for number in range(1, 501)]

    assert_same(form(SUMMARY), data)


def test_the_same_data_gives_the_same_bytes() -> None:
    assert fill(form(SUMMARY), example(SUMMARY), title="Thử") == fill(form(SUMMARY), example(SUMMARY), title="Thử")


def test_the_title_is_the_documents_own() -> None:
    opened = docx.Document(io.BytesIO(fill(form(SUMMARY), example(SUMMARY), title="Tờ trình <quý II> & phụ lục")))

    assert opened.core_properties.title == "Tờ trình <quý II> & phụ lục"


@pytest.mark.parametrize("sign", ["{%tc for x in y %}", "{% colspan 2 %}", "{% vm %}"])
def test_what_docxtpl_alone_can_do_is_left_to_it(sign: str) -> None:
    assert compiled(edited(form(SUMMARY).template, "{{ issuer }}", sign)) is None


def test_every_form_that_is_shipped_is_compared() -> None:
    shipped = {path.parent.relative_to(FORMS).as_posix() for path in Path(FORMS).rglob("template.docx")}

    assert {name.rsplit("/", 1)[0] for name in shipped} == {f"{kind}/{system.folder}" for kind, system in ALL}
