"""Fills a template, compiled where it can be and by stock docxtpl where not; errors speak the words of the form."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from lxml.etree import LxmlError

from archive.errors import BadTemplate
from archive.zip_damage import ZIP_DAMAGE
from doc_templates.catalog import Form
from doc_templates.render.compiled import compiled
from doc_templates.render.plain import NotPrintableError, plain, plain_with_texts
from doc_templates.render.sandbox import FieldMissingError, environment
from doc_templates.steady_zip import steady

_LONGEST_TITLE = 255  # characters, in Word
# What a template's own expressions can raise: a sum of text and number, a division by zero, a missing index.
_EXPRESSION_ERRORS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


def fill(form: Form, data: Mapping[str, object], *, title: str) -> bytes:
    r"""The form's template filled with data, as DOCX; the same form and data give the same bytes.

    Args:
        form: which template.
        data: texts, whole numbers, lists and mappings; `\n` and `\t` in texts become line breaks and tabs.
        title: what people call the document; named in errors and in the document's properties.

    Raises:
        BadTemplate: a field is missing or has no text, or the template is damaged or does what it may not.
    """
    try:
        context, texts = plain_with_texts(data)
    except NotPrintableError as error:
        raise _refused(form, title, f"dữ liệu ở {_said(form, error.field)} không in được", field=error.field) from error
    try:
        return _filled(form, context, texts, title)
    except FieldMissingError as error:
        why = f"mẫu cần trường {_said(form, error.field)} nhưng dữ liệu không có"
        raise _refused(form, title, why, field=error.field) from error
    except SecurityError as error:
        raise _refused(form, title, "mẫu có lệnh không được phép", reason=str(error)) from error
    except TemplateSyntaxError as error:
        raise _refused(form, title, "một thẻ {{ }} hoặc {% %} viết sai", reason=str(error)) from error
    except (TemplateError, *_EXPRESSION_ERRORS) as error:
        raise _refused(form, title, "một thẻ {{ }} hoặc {% %} không tính được", reason=str(error)) from error
    except (*ZIP_DAMAGE, OpcError, LxmlError, OSError) as error:
        raise _refused(form, title, "tệp mẫu không phải văn bản Word đọc được", reason=str(error)) from error


def _filled(form: Form, context: Mapping[str, Any], texts: Sequence[str], title: str) -> bytes:
    ready = compiled(form.template)
    if ready is None:
        return filled_by_docxtpl(form, context, title)
    return ready.fill(context, texts, title=_short(title))


def filled_by_docxtpl(form: Form, context: object, title: str) -> bytes:
    """The same by stock docxtpl, which can do more and takes far longer.

    Raises:
        jinja2.TemplateError: a field is missing, or an expression does what it may not.
        docx.opc.exceptions.OpcError: the template is damaged.
    """
    template = DocxTemplate(io.BytesIO(form.template))
    template.render(context, environment(), autoescape=True)
    template.docx.core_properties.title = _short(title)
    out = io.BytesIO()
    template.save(out)
    return steady(out.getvalue())


def _short(title: str) -> str:
    """A title as the document's properties can hold it."""
    return str(plain(title))[:_LONGEST_TITLE]


def _said(form: Form, field: str) -> str:
    """A field as people know it, with its name in the template."""
    label = form.labels.get(field.partition(".")[0].partition("[")[0])
    return f"'{label}' ({field})" if label else f"'{field}'"


def _refused(form: Form, title: str, why: str, **detail: object) -> BadTemplate:
    return BadTemplate(
        f"Chưa lập được '{title}': {why}. Hãy sửa mẫu {form.name} bằng Word hoặc bổ sung dữ liệu.",
        document=title,
        template=form.name,
        **detail,
    )
