"""The OpenAPI document can be worked from alone: an example for every field, and every code an answer may carry."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import UploadFile
from pydantic import TypeAdapter

from api.v1.app import create_api
from api.v1.failures import FAMILIES, REFUSALS
from api.v1.schemas import errors, jobs, quarters, records, running, said, sending, sheets, status
from archive.errors import HosoError
from tests.api.world import small_world

DOCUMENT: dict[str, Any] = create_api(small_world().parts).openapi()
OPERATIONS: dict[str, dict[str, Any]] = {
    f"{method.upper()} {path}": operation
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
EACH = pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
PLAIN_TYPES = {"string", "integer", "number", "boolean", "array"}
HANDED_OUT = {
    "GET /quarters/{quarter}/units/{unit}/evidence/{sha512}": "application/octet-stream",
    "GET /documents/{document}": "application/pdf",
    "GET /records/{unit}/{quarter}/versions/{version}/files/{path}": "application/octet-stream",
}


def messages() -> Iterator[type[said.Said]]:
    """Every message that is sent or answered."""
    for module in (errors, jobs, quarters, records, running, sending, sheets, status):
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, said.Said) and found.__module__ == module.__name__:
                yield found


def is_shown(field: dict[str, Any]) -> bool:
    """Whether a reader sees what stands there: an example, a default, a closed list, or another message."""
    kinds = field.get("anyOf") or [field]
    refers = "$ref" in str(field)
    plain = any(kind.get("type") in PLAIN_TYPES for kind in kinds) and not refers
    return not plain or any(word in field for word in ("example", "examples", "default", "enum", "const"))


def errors_of_the_program(root: type[HosoError] = HosoError) -> Iterator[type[HosoError]]:
    yield root
    for child in root.__subclasses__():
        yield from errors_of_the_program(child)


@EACH
def test_every_operation_says_what_it_does(operation: dict[str, Any]) -> None:
    assert operation["description"].endswith(".")


@EACH
def test_every_place_of_an_address_has_an_example(operation: dict[str, Any]) -> None:
    hidden = [
        place["name"]
        for place in operation.get("parameters", ())
        if place["in"] != "header" and not is_shown({**place["schema"], **place})
    ]

    assert hidden == []


@pytest.mark.parametrize("name", DOCUMENT["components"]["schemas"])
def test_every_field_of_a_message_has_an_example(name: str) -> None:
    fields = DOCUMENT["components"]["schemas"][name].get("properties", {})

    assert [field for field, schema in fields.items() if not is_shown(schema)] == []


@pytest.mark.parametrize("message", list(messages()), ids=lambda message: message.__name__)
def test_an_example_is_what_the_message_takes(message: type[said.Said]) -> None:
    for field in message.model_fields.values():
        for example in () if field.annotation is UploadFile else field.examples or ():
            TypeAdapter(field.rebuild_annotation()).validate_python(example)


@EACH
def test_every_refusal_shows_each_code_in_the_one_shape(operation: dict[str, Any]) -> None:
    for number, answer in operation["responses"].items():
        if int(number) < 400:
            continue
        shown = answer["content"]["application/json"]
        assert shown["schema"] == {"$ref": "#/components/schemas/ErrorDocument"}
        assert shown["examples"]
        for code, example in shown["examples"].items():
            assert errors.ErrorDocument.model_validate(example["value"]).error.code == code


def test_a_code_stands_under_the_status_that_it_comes_with() -> None:
    own = {(FAMILIES[error.exit_code], error.code) for error in errors_of_the_program()}
    own |= {(status, refusal.code) for status, refusal in REFUSALS.items()} | {(412, "changed_meanwhile")}

    shown = {
        (int(number), code)
        for operation in OPERATIONS.values()
        for number, answer in operation["responses"].items()
        if int(number) >= 400
        for code in answer["content"]["application/json"]["examples"]
    }

    assert shown - own == set()
    # Told by nothing here: packages and Word templates are not taken in by programs; 405 is of no operation.
    assert own - shown == {(422, "bad_template"), (422, "bad_package"), (405, "method_not_allowed")}


@pytest.mark.parametrize(("operation", "kind"), HANDED_OUT.items())
def test_bytes_are_told_as_bytes_and_nothing_else(operation: str, kind: str) -> None:
    for number in ("200", "206"):
        assert list(OPERATIONS[operation]["responses"][number]["content"]) == [kind]
