"""The one shape of every refusal."""

from typing import Any

from pydantic import Field

from api.v1.schemas.said import Said


class ErrorBody(Said):
    """What went wrong."""

    code: str = Field(description="Stable; for programs.", examples=["not_found"])
    message: str = Field(
        description="What is wrong and what to do, in Vietnamese; for people.",
        examples=["Không thấy, hoặc không thuộc phạm vi của khóa truy cập này."],
    )
    detail: dict[str, Any] = Field(
        description="The facts: `problems` names each field or cell that cannot be stored, `findings` what is missing.",
        examples=[{}],
    )


class ErrorDocument(Said):
    """A refusal; nothing was stored."""

    error: ErrorBody
