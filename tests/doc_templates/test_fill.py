"""Filling: data comes out as it went in, whatever it holds; what does not fit is refused by name."""

import io
import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import docx
import pytest

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from archive.errors import BadTemplate
from doc_templates.render import fill
from tests.doc_templates.samples import ALL, edited, example, form, leaves, member, paragraphs_of

SUBMISSION = DocumentKind.SUBMISSION
TITLE = "Tờ trình quý II"
SUBJECT = "{{ subject }}"


def submission(**changes: object) -> bytes:
    """The Tờ trình with some fields changed."""
    return fill(form(SUBMISSION), {**example(SUBMISSION), **changes}, title=TITLE)


def changed(after: str, *, before: str = SUBJECT) -> bytes:
    """The Tờ trình from a template in which somebody replaced the subject's tag."""
    found = form(SUBMISSION)
    return fill(replace(found, template=edited(found.template, before, after)), example(SUBMISSION), title=TITLE)


@pytest.mark.parametrize(("kind", "system"), ALL)
def test_every_text_of_the_data_is_printed_and_every_tag_is_gone(kind: DocumentKind, system: IssuerSystem) -> None:
    printed = "\n".join(paragraphs_of(fill(form(kind, system), example(kind, system), title=TITLE)))

    assert [text for text in leaves(example(kind, system)) if isinstance(text, str) and text not in printed] == []
    assert [sign for sign in ("{{", "{%", "%}", "}}", "None") if sign in printed] == []


@pytest.mark.parametrize(
    "text",
    [
        "A & B",
        "a < b và c > d",
        "<w:p><w:r><w:t>chen vào</w:t></w:r></w:p>",
        "</w:t></w:r></w:p>",
        "{{ 7*7 }}",
        "{% for x in y %}",
        "{_{ x }_} {_% y %_}",
        "&amp; &#38; \"nháy kép\" 'nháy đơn'",
        "Nguyễn Thị Ánh Tuyết, ẰẲẴẶ, đồng chí 😀",
    ],
)
def test_text_is_printed_as_it_is(text: str) -> None:
    assert text in paragraphs_of(submission(subject=text))


def test_a_newline_becomes_a_line_break_in_the_same_paragraph() -> None:
    word = submission(difficulties="Dòng một\nDòng hai\r\nDòng ba")

    assert "Dòng một\nDòng hai\nDòng ba" in paragraphs_of(word)
    assert member(word).count("<w:br/>") == 2


def test_a_tab_becomes_a_tab() -> None:
    word = submission(difficulties="Không\tcó")

    assert "Không\tcó" in paragraphs_of(word)
    assert "<w:tab/>" in member(word)


@pytest.mark.parametrize("mark", ["\x00", "\x01", "\x07", "\x0c", "\x1f", "\x7f", "\ud800", "\ufffe"])
def test_a_character_that_cannot_be_printed_is_dropped(mark: str) -> None:
    assert "Không có" in paragraphs_of(submission(difficulties=f"Không{mark} có"))


def test_decomposed_text_is_printed_composed() -> None:
    assert "Hoàn thành" in paragraphs_of(submission(difficulties="Hoa\u0300n tha\u0300nh"))


def test_the_same_data_gives_the_same_bytes() -> None:
    assert submission() == submission()


def test_the_document_carries_its_title_and_that_its_form_is_provisional() -> None:
    about = docx.Document(io.BytesIO(submission())).core_properties

    assert (about.title, about.keywords) == (TITLE, "Mẫu tạm")


def test_an_empty_authority_leaves_no_line() -> None:
    printed = paragraphs_of(submission(signature={"authority": "", "post": "GIÁM ĐỐC", "name": "Lý Seo Lử"}))

    before = next(above for above, below in pairwise(printed) if below == "GIÁM ĐỐC")
    assert before == "- Lưu Sở Nội vụ."


def test_a_document_without_carried_tasks_says_so() -> None:
    kind = DocumentKind.SELF_ASSESSMENT

    assert "Không có." in paragraphs_of(fill(form(kind), {**example(kind), "carried": []}, title=TITLE))


@pytest.mark.parametrize(
    "kind", [kind for kind, system in ALL if system is IssuerSystem.STATE and "rows" in example(kind)]
)
def test_a_table_without_rows_says_so(kind: DocumentKind) -> None:
    printed = paragraphs_of(fill(form(kind), {**example(kind), "rows": []}, title=TITLE))

    assert [text for text in printed if text.startswith("Không có ")]


def test_a_task_without_documents_says_so() -> None:
    kind = DocumentKind.EVIDENCE_LIST
    data = example(kind)
    data["rows"][0]["documents"] = []

    assert "Chưa có" in paragraphs_of(fill(form(kind), data, title=TITLE))


@pytest.mark.parametrize(("kind", "system"), ALL)
def test_a_missing_field_is_named_with_its_document(kind: DocumentKind, system: IssuerSystem) -> None:
    data = {name: value for name, value in example(kind, system).items() if name != "place_date"}

    with pytest.raises(BadTemplate) as refused:
        fill(form(kind, system), data, title=TITLE)

    assert re.search(r"'Tờ trình quý II'.*'Địa danh, ngày tháng năm' \(place_date\)", refused.value.sentence)
    assert refused.value.detail["field"] == "place_date"


def test_a_missing_part_of_a_row_is_named() -> None:
    kind = DocumentKind.MINUTES
    data = example(kind)
    del data["rows"][2]["votes_for"]

    with pytest.raises(BadTemplate, match="votes_for"):
        fill(form(kind), data, title=TITLE)


@pytest.mark.parametrize("value", [None, Decimal(3), True, b"x", {"a": object()}])
def test_a_value_without_text_is_refused_by_its_place(value: object) -> None:
    with pytest.raises(BadTemplate, match=r"'Hồ sơ gửi kèm' \(enclosures\[2\]"):
        submission(enclosures=["Biên bản", value])


@pytest.mark.parametrize(
    "escape",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ subject.__class__.__base__.__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ '{0.__class__}'.format(subject) }}",
        "{% for x in range(1000000000) %}{{ x }}{% endfor %}",
    ],
)
def test_a_template_that_leaves_its_sandbox_is_refused(escape: str) -> None:
    with pytest.raises(BadTemplate):
        changed(escape)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ subject", "viết sai"),
        ("{{ subject|no_such_filter }}", "viết sai"),
        ("{% if subject %}", "viết sai"),
        ("{{ subject + 1 }}", "không tính được"),
        ("{{ 1 // 0 }}", "không tính được"),
        ("{{ no_such_field }}", r"no_such_field"),
        ("{{ signature.no_such_part }}", r"no_such_part"),
    ],
)
def test_a_wrong_tag_is_refused_in_words(tag: str, said: str) -> None:
    with pytest.raises(BadTemplate, match=said):
        changed(tag)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a Word file"])
def test_a_template_that_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(BadTemplate, match="không phải văn bản Word"):
        fill(replace(form(SUBMISSION), template=content), example(SUBMISSION), title=TITLE)


def test_a_template_with_broken_xml_is_refused() -> None:
    with pytest.raises(BadTemplate, match="không phải văn bản Word"):
        changed("<w:t>", before="</w:body>")


def test_a_tag_split_by_word_into_pieces_still_works() -> None:
    """Word cuts a tag into runs when somebody types in the middle of it."""
    split = "{{ sub</w:t></w:r><w:r><w:t>ject }}"

    assert example(SUBMISSION)["subject"] in paragraphs_of(changed(split))
