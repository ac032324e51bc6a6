"""Whatever a template does with a value, the quick code prints what Jinja's own would."""

from dataclasses import replace
from enum import IntEnum, StrEnum
from xml.sax.saxutils import escape

import pytest
from jinja2.exceptions import SecurityError

from archive.errors import BadTemplate
from doc_templates.catalog import Form
from doc_templates.render import fill
from doc_templates.render.compiled import compiled
from doc_templates.render.plain import plain_with_texts
from doc_templates.render.quick import printed, quick, told
from tests.doc_templates.samples import edited, example, form
from tests.doc_templates.test_compiled import SUMMARY, assert_same

DATA = {
    **example(SUMMARY),
    "issuer": "SỞ \"NỘI VỤ\" & <CON> {_{ 'a' }_} %_",
    "rows": [{"number": number, "name": f"Lò Thị <{number}>\nMai", "items": ["a", "ă&"]} for number in range(3)],
}
EXPRESSIONS = (
    "{{ issuer }}",
    "{{ issuer|lower }}",
    "{{ issuer|safe|length }}",
    "{{ issuer ~ ' < ' ~ 1 }}",
    "{{ 'ă<' }}{{ issuer }}",
    "{{ '%s đ'|format(issuer) }}",
    "{{ issuer[:5] }}",
    "{{ rows|length }} {{ 2 == 2 }} {{ 7 / 2 }}",
    "{{ rows[0]['name'] }} {{ (rows|first).name }}",
    "{{ [issuer, 1] }}",
    "{{ issuer|e }}{{ issuer|upper|e }}",
    "{{ nothing|default('không có') }}",
    "{% for row in rows %}{{ loop.index }}{{ row.name }}{% if not loop.last %}; {% endif %}{% endfor %}",
    "{% for row in rows if row.number > 0 %}{{ row.name }}{% else %}trống{% endfor %}",
    "{% set first = rows|first %}{{ first.name if first.number == 0 else 'b' }}",
    "{% with name = issuer %}{{ name }}{% endwith %}",
    "{{ rows|map(attribute='name')|join(', ') }}",
)
KEEPS = (
    "{% macro shown(text) %}<{{ text }}>{% endmacro %}{{ shown(issuer) }}",
    "{% set kept %}{{ issuer }}{% endset %}{{ kept }}",
    "{% filter upper %}{{ issuer }}{% endfilter %}",
    "{% block one %}{{ issuer }}{% endblock %}",
)


ROWS = [{**example(SUMMARY)["rows"][0], **row} for row in DATA["rows"]]


def _printing(expression: str) -> Form:
    """The form with an expression where the issuer stood."""
    usual = form(SUMMARY)
    return replace(usual, template=edited(usual.template, "{{ issuer }}", escape(expression)))


@pytest.mark.parametrize("expression", [*EXPRESSIONS, *KEEPS])
def test_an_expression_prints_the_same_both_ways(expression: str) -> None:
    assert_same(_printing(expression), {**DATA, "rows": ROWS})


@pytest.mark.parametrize("source", KEEPS)
def test_what_keeps_printed_text_is_left_to_jinjas_own_code(source: str) -> None:
    assert quick(source) is None
    assert compiled(_printing(source).template) is None


def test_a_field_goes_before_a_method_of_the_same_name() -> None:
    made = quick("{% for row in rows %}{{ row.items }};{% endfor %}")
    data, texts = plain_with_texts({"rows": [{"items": "ăn"}, {"items": "b<"}]})

    assert made is not None
    assert told(made.render(data, printed(texts))).decode() == "ăn;b&lt;;"


@pytest.mark.parametrize("expression", ["issuer.__class__.__mro__", "rows.append(1)", "rows.__init__"])
def test_the_sandbox_holds_in_quick_code_too(expression: str) -> None:
    made = quick(f"{{{{ {expression} }}}}")
    data, texts = plain_with_texts({"issuer": "a", "rows": []})

    assert made is not None
    if "append" in expression:  # harmless: it is the copy that grows
        made.render(data, printed(texts))
    else:
        with pytest.raises(SecurityError):
            made.render(data, printed(texts))


def test_a_missing_field_is_named() -> None:
    with pytest.raises(BadTemplate, match="name_of_nobody"):
        fill(_printing("{{ rows[0].name_of_nobody }}"), {**DATA, "rows": ROWS}, title="Thử")


class _Number(IntEnum):
    FOUR = 4


class _Word(StrEnum):
    HIGH = "Cao"


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("a\u0301n", "án"),
        ("một\r\nhai\x01", "một\nhai"),
        ("đủ\n\t\N{NO-BREAK SPACE}", "đủ\n\t\N{NO-BREAK SPACE}"),
        (_Number.FOUR, 4),
        (_Word.HIGH, "Cao"),
        (("a", "b"), ["a", "b"]),
    ],
)
def test_data_are_made_safe_to_print(value: object, kept: object) -> None:
    data, texts = plain_with_texts({"field": value, "rows": [{"other": "c"}]})

    assert data == {"field": kept, "rows": [{"other": "c"}]}
    assert {type(item) for item in texts} == {str}
    assert type(data["field"]) in (str, int, list)


def test_what_a_template_does_to_data_stays_in_the_copy() -> None:
    given = {"rows": [{"name": "a"}]}
    data, _ = plain_with_texts(given)
    data["rows"].append({})
    data["rows"][0]["name"] = "b"

    assert given == {"rows": [{"name": "a"}]}
