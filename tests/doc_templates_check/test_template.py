"""The check of a form: each kind of fault is found at its place, and a good form passes."""

import io

import pytest
from docxtpl import DocxTemplate

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from archive.ports.templates import TemplateReport
from doc_templates.check import check_template
from doc_templates.check.extremes import extremes
from doc_templates.check.tags import asked
from doc_templates.check.template import read_example
from doc_templates.check.word import WordFile
from doc_templates.render.sandbox import environment
from tests.doc_templates_check.conftest import Print
from tests.doc_templates_check.good import SUBMISSION, filled, form, layout, part, said, spoilt, with_parts
from tests.doc_templates_check.test_text import FORMS

RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
TEMPLATE = form().template


def checked(word: bytes, system: IssuerSystem = IssuerSystem.PARTY, kind: DocumentKind = SUBMISSION) -> TemplateReport:
    given = form(system, kind)
    return check_template(word, given, layout(system), example=read_example(given))


def codes(word: bytes) -> list[str]:
    return sorted({problem.code for problem in checked(word).problems})


def linked(kind: str, target: str = "https://example.org/x", mode: str = ' TargetMode="External"') -> bytes:
    """The form with a relation more."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rId99" Type="{base}/{kind}" Target="{target}"{mode}/></Relationships>'
    return spoilt(TEMPLATE, "</Relationships>", relation, name=RELATIONS)


def worded(text: str) -> bytes:
    """The form with one more paragraph of the body."""
    body = f'<w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr>{said(text)}</w:p>'
    return spoilt(TEMPLATE, "</w:tbl>", f"</w:tbl>{body}")


def field_of(instruction: str) -> bytes:
    marks = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return spoilt(TEMPLATE, said("TỜ TRÌNH"), said("TỜ TRÌNH") + marks)


@pytest.mark.parametrize(("kind", "system"), FORMS)
def test_every_built_in_form_passes(kind: DocumentKind, system: IssuerSystem) -> None:
    report = checked(form(system, kind).template, system, kind)

    assert (report.problems, report.notes) == ((), ())


def test_a_good_form_passes_on_paper_too(to_pdf: Print) -> None:
    given = form()

    report = check_template(TEMPLATE, given, layout(IssuerSystem.PARTY), example=read_example(given), convert=to_pdf)

    assert report.ok


def test_a_fault_that_shows_on_paper_only_is_found(to_pdf: Print) -> None:
    given = form()
    opening = "</w:pPr><w:r><w:t>{{ introduction"
    pushed = spoilt(TEMPLATE, opening, f'<w:ind w:left="-1200" w:firstLine="0"/>{opening}')

    report = check_template(pushed, given, layout(IssuerSystem.PARTY), example=read_example(given), convert=to_pdf)

    assert [problem.code for problem in report.problems] == ["margins"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ subject", "lẻ dấu {{"),
        ("subject }}", "lẻ dấu }}"),
        ("{% if subject", "lẻ dấu {%"),
        ("{% if subject %}", "chưa được đóng"),
        ("{%p for base in bases %}", "chưa được đóng"),
        ("{% endfor %}", "không khớp"),
        ("{{ subject | }}", "Không hiểu thẻ"),
        ("{{ không phải tên }}", "Không hiểu thẻ"),
        ("{% nothing %}", "Không hiểu thẻ"),
    ],
)
def test_a_tag_written_wrongly_is_told_with_its_paragraph(text: str, words: str) -> None:
    (problem,) = checked(worded(text)).problems

    assert (problem.code, words in problem.message, "document.xml, đoạn" in problem.where) == ("tag_syntax", True, True)
    assert text in problem.where


def test_a_fault_in_the_header_is_told_with_its_part() -> None:
    broken = spoilt(
        TEMPLATE, "</w:p></w:hdr>", f"</w:p><w:p>{said('{{ subject')}</w:p></w:hdr>", name="word/header1.xml"
    )

    assert [problem.where.partition(",")[0] for problem in checked(broken).problems] == ["header1.xml"]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("{{ subjct }}", "'subject'"),
        ("{{ signature.nam }}", "'name'"),
        ("{% for one in counts %}{{ one.cout }}{% endfor %}", "'count'"),
        ("{% if adressee %}x{% endif %}", "'addressee'"),
        ("{{ counts[0].count + rated_cont }}", "'rated_count'"),
    ],
)
def test_an_unknown_field_is_told_with_the_nearest_known(text: str, near: str) -> None:
    (problem,) = checked(worded(text)).problems

    assert (problem.code, near in problem.message) == ("unknown_field", True)


def test_a_name_with_nothing_near_is_told_with_all_known_ones() -> None:
    (problem,) = checked(worded("{{ xyzzy }}")).problems

    assert "quarter_title" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "{% for one in counts %}{{ loop.index }} {{ one.rating }}{% endfor %}",
        "{% set here = rated_count %}{{ here }}",
        "{{ “a” }}{{ rated_count|two_digits }}",
        "{{ signature['name'] }}",
    ],
)
def test_names_of_the_templates_own_are_no_unknown_fields(text: str) -> None:
    assert checked(worded(text)).ok


def test_a_field_that_is_no_longer_printed_is_told() -> None:
    (problem,) = checked(spoilt(TEMPLATE, "{{ difficulties }}", "Không.")).problems

    assert (problem.code, problem.where) == ("missing_field", "difficulties")


def test_a_part_that_is_no_longer_printed_is_a_note() -> None:
    report = checked(spoilt(TEMPLATE, "{{ item.outcome }}", "Nhiệm vụ"))

    assert (report.ok, [note.where for note in report.notes]) == (True, ["outcomes.outcome"])


def test_a_lost_place_for_a_signature_is_told() -> None:
    assert codes(spoilt(TEMPLATE, 'w:name="sign_head"', 'w:name="head"')) == ["sign_mark"]


@pytest.mark.parametrize("text", ["{{ task_count + subject }}", "{{ 1 // (task_count - 500) }}", "{{ bases[0] }}"])
def test_what_fails_on_extreme_data_is_told_with_the_data(text: str) -> None:
    problems = checked(worded(text)).problems

    assert {problem.code for problem in problems} == {"dry_run"}
    assert all("bản điền thử" in problem.where for problem in problems)


def test_a_way_out_of_the_sandbox_is_refused() -> None:
    assert codes(worded("{{ subject.__class__.__mro__ }}")) == ["dry_run"]


@pytest.mark.parametrize("kind", ["hyperlink", "image", "attachedTemplate", "oleObject", "frame"])
def test_links_that_leave_the_file_are_refused(kind: str) -> None:
    assert codes(linked(kind)) == ["external_link"]


def test_a_relation_inside_the_file_is_no_link() -> None:
    themed = with_parts(linked("theme", "theme/theme1.xml", ""), {"word/theme/theme1.xml": b"<a/>"})

    assert checked(themed).ok


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("word/vbaProject.bin", "macro"),
        ("word/activeX/activeX1.xml", "macro"),
        ("word/embeddings/oleObject1.bin", "embedded_object"),
        ("word/embeddings/Microsoft_Excel_Sheet1.xlsx", "embedded_object"),
    ],
)
def test_programs_and_objects_are_refused(name: str, code: str) -> None:
    assert codes(with_parts(TEMPLATE, {name: b"<a/>"})) == [code]


def test_settings_of_a_printer_are_no_program() -> None:
    assert checked(with_parts(TEMPLATE, {"word/printerSettings1.bin": b"\0"})).ok


def test_a_docm_under_another_name_is_refused() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert codes(spoilt(TEMPLATE, kind, "application/vnd.ms-word.document.macroEnabled.main+xml", name=TYPES)) == [
        "macro"
    ]


@pytest.mark.parametrize(
    "instruction",
    [
        "DDEAUTO excel a b",
        'INCLUDETEXT "a.docx"',
        'INCLUDEPICTURE "http://x"',
        "LINK Excel.Sheet",
        'HYPERLINK "http://x"',
    ],
)
def test_fields_that_fetch_are_refused(instruction: str) -> None:
    assert codes(field_of(instruction)) == ["external_field"]


@pytest.mark.parametrize("instruction", ["NUMPAGES", 'HYPERLINK \\l "sign_head"'])
def test_fields_that_stay_inside_are_good(instruction: str) -> None:
    assert checked(field_of(instruction)).ok


def test_text_pulled_in_from_elsewhere_is_refused() -> None:
    assert codes(spoilt(TEMPLATE, "</w:tbl>", '</w:tbl><w:altChunk r:id="rId99"/>')) == ["external_link"]


@pytest.mark.parametrize("word", [b"", b"PK\3\4", with_parts(TEMPLATE, {"word/document.xml": b"<a>"})])
def test_what_is_no_word_file_is_told(word: bytes) -> None:
    assert codes(word) == ["unreadable"]


def test_a_layout_fault_of_the_form_is_told() -> None:
    assert codes(spoilt(TEMPLATE, 'w:left="1701"', 'w:left="567"')) == ["margins"]


@pytest.mark.parametrize(("kind", "system"), FORMS)
def test_the_fields_found_are_those_jinja_finds(kind: DocumentKind, system: IssuerSystem) -> None:
    word = form(system, kind).template
    names = {one.field for one in asked(WordFile.read(word), form(system, kind).fields)}

    assert names == DocxTemplate(io.BytesIO(word)).get_undeclared_template_variables(environment())


def test_extreme_data_has_every_field_of_the_form() -> None:
    fields = form().fields
    tried = extremes(fields, read_example(form()))

    assert {frozenset(data) for data in tried.values()} == {frozenset(field.name for field in fields)}


def test_a_loop_that_leaves_an_empty_cell_is_told() -> None:
    """Word calls such a file damaged, and LibreOffice moves the columns."""
    kind = DocumentKind.EVIDENCE_LIST
    word = form(IssuerSystem.PARTY, kind).template
    looped = "{%p for one in row.documents %}", "- {{ one }}", "{%p endfor %}"
    paragraphs = "".join(f'<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr>{said(line)}</w:p>' for line in looped)
    start = part(word).index("{%p for document in row.documents %}")
    cell = part(word)[part(word).rindex("<w:p>", 0, start) : part(word).index("</w:tc>", start)]

    problems = checked(spoilt(word, cell, paragraphs), kind=kind).problems

    assert {(problem.code, "dòng có danh sách trống" in problem.where) for problem in problems} == {("table", True)}


def test_the_filled_example_is_itself_no_form() -> None:
    assert codes(filled()) == ["missing_field"]
