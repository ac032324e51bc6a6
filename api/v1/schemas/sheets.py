"""The sheets of the workbook: their columns, and their rows as people read and write them."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from api.v1.schemas.said import Page, Said, Text

FieldName = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z][a-z_]*$")]
RESULT = {"completed": "24/06/2026", "achieved": "1.234,5", "note": "đã nghiệm thu"}


class FieldFacts(Said):
    """One column."""

    name: str = Field(description="The key in `texts`.", examples=["completed"])
    label: str = Field(description="The header people see.", examples=["Ngày hoàn thành"])
    kind: Literal["text", "code", "date", "moment", "number", "count", "mark", "choice"] = Field(examples=["date"])
    expected: str = Field(description="What can be stored, in Vietnamese.", examples=["ngày, ví dụ 25/6/2026"])
    required: bool = Field(examples=[False])
    choices: list[str] = Field(description="The words of a closed list; empty for other kinds.", examples=[[]])
    sheet: str | None = Field(description="The sheet whose codes it names.", examples=[None])
    actions: list[str] = Field(description="A token with any one of these may change it.", examples=[["report"]])


class SheetFacts(Said):
    """One sheet."""

    slug: str = Field(description="Its name in addresses.", examples=["ket-qua"])
    sheet: str = Field(examples=["Kết quả"])
    purpose: str = Field(examples=["Mỗi dòng kết quả của một nhiệm vụ đến ngày chốt."])
    key: list[str] = Field(description="The fields that tell its rows apart.", examples=[["task"]])
    single: bool = Field(description="A dossier has one row at most.", examples=[False])
    rows: int = Field(description="How many rows are within reach.", examples=[24])
    fields: list[FieldFacts]


class SheetList(Said):
    """Every sheet, in the order of the workbook."""

    items: list[SheetFacts]


class FileFacts(Said):
    """The file of a piece of evidence."""

    name: str = Field(examples=["bao-cao.pdf"])
    sha512: str = Field(examples=["c" * 128])
    size: int = Field(description="Bytes.", examples=[48213])
    media_type: str = Field(examples=["application/pdf"])
    warnings: list[str] = Field(description="What to be careful about when it is opened.", examples=[[]])
    href: str = Field(examples=["/api/v1/quarters/2026-Q2/units/SNV/evidence/" + "c" * 128])


class RowFacts(Said):
    """One row; every field is text, as people write it: 24/06/2026, 1.234,5, x, the words of a closed list."""

    id: str = Field(description="Its name in addresses.", examples=["NV-SNV-01-01"])
    etag: str = Field(description="What `If-Match` must say to change it.", examples=['"9d5f1c0a7b3e2468"'])
    href: str = Field(examples=["/api/v1/quarters/2026-Q2/units/SNV/sheets/ket-qua/rows/NV-SNV-01-01"])
    texts: dict[str, str] = Field(examples=[{"task": "NV-SNV-01-01", **RESULT}])
    file: FileFacts | None = Field(description="Of the sheet Minh chứng alone.", examples=[None])


class RowPage(Page[RowFacts]):
    """Rows of one sheet."""


class RowTexts(Said):
    """The fields of a row by name; what is not named stays as it is, an empty text empties the field."""

    texts: dict[FieldName, Text] = Field(
        min_length=1,
        max_length=60,
        examples=[RESULT],
    )
