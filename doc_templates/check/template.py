"""The check of a form before it is taken in: what it carries, its tags, its fields, trial fillings, and its layout.

report = check_template(word, form, layout, example=data)   # form: the version in force, to compare with
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from archive.errors import BadInput, BadTemplate, HosoError
from archive.ports.templates import LayoutProblem, TemplateReport
from doc_templates.author.layouts import Layout
from doc_templates.catalog import Form
from doc_templates.check.contents import carried
from doc_templates.check.extremes import extremes
from doc_templates.check.pages import lint_pdf
from doc_templates.check.pair import lint_pair
from doc_templates.check.tables import table_problems
from doc_templates.check.tags import asked, missing, syntax, unknown
from doc_templates.check.text import lint_docx
from doc_templates.check.word import DOCUMENT, NotWordError, W, WordFile
from doc_templates.render import fill

Convert = Callable[[bytes, str], bytes]
"""Word to PDF; takes the bytes and a name for errors."""

_TRIAL = "bản điền thử"


def check_template(
    word: bytes, form: Form, layout: Layout, *, example: Mapping[str, object], convert: Convert | None = None
) -> TemplateReport:
    """What is wrong with a Word file as the next version of a form; nothing is filled before its tags are in order.

    Args:
        word: the Word file.
        form: the version in force, whose fields and signers it must serve.
        layout: the system's layout.
        example: data as the program gives it, with every field.
        convert: makes a PDF of the filled example, to be looked at too; None leaves that out.

    Raises:
        ConversionFailed: LibreOffice does not answer.
    """
    notes: list[LayoutProblem] = []
    try:
        problems = list(_problems(word, form, notes))
    except NotWordError as error:
        problems = [_problem("unreadable", "tệp Word", f"Không đọc được: {error}. Hãy lưu lại bằng Word dạng .docx.")]
    tried = replace(form, template=word)
    problems = problems or list(_trials(tried, example))
    problems = problems or list(_printed(tried, layout, example, convert))
    return TemplateReport(
        kind=form.ref.kind, system=form.ref.system, problems=tuple(dict.fromkeys(problems)), notes=tuple(notes)
    )


def _problems(word: bytes, form: Form, notes: list[LayoutProblem]) -> Iterator[LayoutProblem]:
    """What can be said without filling: contents first, then tags, then fields."""
    new, old = WordFile.read(word), WordFile.read(form.template)
    found = [*carried(new), *syntax(new)]
    yield from found
    if found:
        return
    used = asked(new, form.fields)
    yield from unknown(used, form.fields)
    lost, lost_parts = missing(used, asked(old, form.fields), form.fields)
    yield from lost
    notes += lost_parts
    for mark in sorted(_marks(old) - _marks(new)):
        told = f"Thiếu dấu trang '{mark}' ở chỗ ký; hãy đặt bookmark này ở dòng phía trên họ tên người ký."
        yield _problem("sign_mark", "document.xml", told)


def _marks(word: WordFile) -> set[str]:
    names = {one.get(f"{W}name", "") for one in word.xml(DOCUMENT).iter(f"{W}bookmarkStart")}
    return {name for name in names if name.startswith("sign_")}


def _trials(form: Form, example: Mapping[str, object]) -> Iterator[LayoutProblem]:
    """Fillings at the limits of the data: each must give a readable Word file."""
    for name, data in extremes(form.fields, example).items():
        try:
            filled = WordFile.read(fill(form, data, title=f"{_TRIAL} ({name})"))
            for part in filled.text_parts:
                filled.xml(part)
            for problem in table_problems(filled):
                yield replace(problem, where=f"{_TRIAL} ({name}): {problem.where}")
        except (BadTemplate, NotWordError) as error:
            told = error.sentence if isinstance(error, HosoError) else f"Bản điền thử hỏng: {error}."
            yield _problem("dry_run", f"{_TRIAL}: {name}", told)


def _printed(
    form: Form, layout: Layout, example: Mapping[str, object], convert: Convert | None
) -> Iterator[LayoutProblem]:
    """The lint of the example, filled and printed."""
    try:
        filled = fill(form, example, title=form.title)
    except BadTemplate as error:
        yield _problem("dry_run", f"{_TRIAL}: ví dụ", error.sentence)
        return
    yield from lint_docx(filled, layout)
    if convert is not None:
        try:
            pdf = convert(filled, form.title)
            yield from (*lint_pdf(pdf, layout), *lint_pair(filled, pdf))
        except BadInput as error:
            yield _problem("dry_run", f"{_TRIAL}: PDF", error.sentence)


def read_example(form: Form) -> dict[str, object]:
    """The example that lies beside a form.

    Raises:
        BadTemplate: it is missing or no JSON.
    """
    try:
        read = json.loads((form.folder / "example.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadTemplate(
            f"Mẫu {form.name} thiếu example.json hoặc tệp không đúng; hãy chép lại từ phiên bản trước.",
            template=form.name,
        ) from error
    if not isinstance(read, dict):
        raise BadTemplate(f"example.json của mẫu {form.name} không phải một đối tượng.", template=form.name)
    return read


def _problem(code: str, where: str, message: str) -> LayoutProblem:
    return LayoutProblem(code=code, where=where, message=message)
