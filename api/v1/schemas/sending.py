"""Forms with a file (multipart/form-data)."""

from fastapi import UploadFile
from pydantic import Field

from api.v1.schemas.said import Said, Text


class EvidenceForm(Said):
    """A file of evidence and what is known of the paper; the fields are those of the sheet Minh chứng."""

    file: UploadFile = Field(description="The file; its name is kept.", examples=["bao-cao.pdf"])
    number: Text = Field(default="", examples=["12-BC/SNV"])
    issued: Text = Field(default="", description="The paper's day.", examples=["02/06/2026"])
    summary: Text = Field(default="", examples=["Báo cáo kết quả số hóa hồ sơ"])
    due: Text = Field(default="", examples=["24/06/2026"])
    target: Text = Field(default="", examples=["100 %"])
    classification: Text = Field(default="", description="Secret papers are refused: they stay on paper.")

    @property
    def texts(self) -> dict[str, str]:
        """What was said of the paper."""
        return {name: text for name, text in self.model_dump(exclude={"file"}).items() if text}


class WorkbookForm(Said):
    """A workbook as `hoso workbook` makes it."""

    workbook: UploadFile = Field(description="The .xlsx file.", examples=["so-quy-2.xlsx"])
    update: bool = Field(default=False, description="Supplement what is stored: what is not in it stays.")
    partial: bool = Field(default=False, description="Store the good rows and name the others.")
    dry_run: bool = Field(default=False, description="Store nothing; tell what would change.")
