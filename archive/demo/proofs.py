"""The evidence of the made-up quarter, exactly where R52 asks for it: files of several forms and rows without one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import cycle
from pathlib import Path, PurePosixPath
from random import Random

from archive.demo.bodies import Body
from archive.demo.letter import letter
from archive.demo.plan import Assigned
from archive.demo.reports import ReportWriter, issued_on
from archive.demo.scan import scanned_pdf, scanned_png
from archive.domain.evidence import Evidence
from archive.domain.people import Cadre
from archive.language import day, number

ToPdf = Callable[[bytes, str], bytes]


class Form(StrEnum):
    """What a piece of evidence is."""

    TEXT_PDF = "text_pdf"
    WORD = "word"
    SCANNED_PDF = "scanned_pdf"
    SCANNED_PNG = "scanned_png"
    LIST_ROW = "list_row"


# The order in which forms come: each early on, scans seldom, for reading them costs most.
_FORMS = (
    *(Form.TEXT_PDF, Form.WORD, Form.SCANNED_PDF, Form.LIST_ROW, Form.SCANNED_PNG),
    *(Form.WORD, Form.TEXT_PDF, Form.LIST_ROW, Form.WORD, Form.TEXT_PDF, Form.LIST_ROW, Form.TEXT_PDF),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One row of the sheet Minh chứng; `path` is relative, `phrase` stands in the file and nowhere else."""

    evidence: Evidence
    form: Form
    path: str = ""
    phrase: str = ""


class ProofMaker:
    """Makes evidence files below a folder."""

    def __init__(self, folder: Path, to_pdf: ToPdf, dice: Random) -> None:
        self._folder, self._to_pdf, self._dice = folder, to_pdf, dice
        self._writer = ReportWriter(dice)
        self._forms = cycle(_FORMS)

    def proofs_of(self, body: Body, cadres: Sequence[Cadre], tasks: Sequence[Assigned]) -> list[Proof]:
        """One or two pieces for each of these tasks."""
        leads = {cadre.code: cadre for cadre in cadres}
        proofs = []
        for item in tasks:
            proofs.append(self._proof(body, cadres[0], leads[item.task.lead], item, next(self._forms)))
            if self._dice.random() < 1 / 6:
                proofs.append(self._proof(body, cadres[0], leads[item.task.lead], item, Form.LIST_ROW))
        return proofs

    def _proof(self, body: Body, head: Cadre, lead: Cadre, item: Assigned, form: Form) -> Proof:
        if form is Form.LIST_ROW:
            return Proof(evidence=_row(item, self._writer.number_for(body), "Biên bản xác nhận"), form=form)
        report = self._writer.write(body, head, lead, item)
        word = letter(report)
        name, content = self._as(form, word, item.task.code, report.signer)
        path = PurePosixPath(body.unit.code, name)
        (self._folder / path.parent).mkdir(parents=True, exist_ok=True)
        (self._folder / path).write_bytes(content)
        return Proof(evidence=_row(item, report.number, "Báo cáo"), form=form, path=str(path), phrase=report.key)

    def _as(self, form: Form, word: bytes, stem: str, signer: str) -> tuple[str, bytes]:
        if form is Form.WORD:
            return f"{stem} báo cáo.docx", word
        pdf = self._to_pdf(word, stem)
        if form is Form.SCANNED_PDF:
            return f"{stem} quét.pdf", scanned_pdf(pdf, signer, self._dice)
        if form is Form.SCANNED_PNG:
            return f"{stem} ảnh quét.png", scanned_png(pdf, signer, self._dice)
        return f"{stem}.pdf", pdf


def _row(item: Assigned, given_number: str, kind: str) -> Evidence:
    task = item.task
    target = f"{number(task.target)} {task.measure}" if task.target is not None else ""
    return Evidence(
        task=task.code,
        number=given_number,
        issued=issued_on(item),
        summary=f"{kind} kết quả nhiệm vụ {task.name[:1].lower()}{task.name[1:]}",
        due=day(task.due) if task.due else "",
        target=target,
    )
