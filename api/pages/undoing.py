"""Taking back what was just changed: the former texts of a row, kept aside for some minutes for who changed it."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from api.access import Visitor
from api.drawer import Drawer, sweep
from api.web import Web
from archive.domain.dossier import OpenDossier
from archive.domain.evidence import StoredFile
from archive.domain.people import UnitCode
from archive.domain.plan import TaskCode
from archive.domain.quarter import Quarter
from archive.errors import ChangedMeanwhile
from archive.ports.forms import NEW, FormRow
from archive.workflow.amend import RowEdit, amend
from archive.workflow.attach import Attachment, attach

_KIND = "hoan-tac"
_KEPT_FOR = 300.0  # seconds; pages offer it for ten


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A row as it was: its texts (None when there was none), the file it had, and the mark it bears since.

    `about` names whose page may take it back: a task, or a sheet.
    """

    sheet: str
    about: str
    texts: Mapping[str, str] | None
    mark: str
    file: StoredFile | None = None


def remember(web: Web, visitor: Visitor, facts: OpenDossier, former: Former) -> str:
    """Keep what may be taken back; the name to ask for it."""
    sweep(web.parts, _KIND, older_than=_KEPT_FOR)
    return Drawer(web.parts, _KIND, visitor).put(
        {
            "quarter": str(facts.quarter),
            "unit": facts.unit.code,
            "sheet": former.sheet,
            "about": former.about,
            "texts": dict(former.texts) if former.texts is not None else None,
            "mark": former.mark,
            "file": former.file.sha512 if former.file else "",
            "name": former.file.name if former.file else "",
        }
    )


def take_back(web: Web, visitor: Visitor, facts: OpenDossier, name: str, *, about: str) -> None:
    """Put the row back as it was; whether they may change what it is about is asked by the page.

    Raises:
        NotFound: there is nothing to take back any more.
        ChangedMeanwhile: somebody changed it since.
        BadForm: what it was cannot be stored any more.
        RuleBroken: a rule forbids it now.
    """
    sweep(web.parts, _KIND, older_than=_KEPT_FOR)
    drawer = Drawer(web.parts, _KIND, visitor)
    noted = drawer.note(name)
    quarter, unit = Quarter.parse(noted["quarter"]), UnitCode(noted["unit"])
    if (quarter, unit, noted["about"]) != (facts.quarter, facts.unit.code, about):
        raise ChangedMeanwhile("Việc này không còn hoàn tác được; hãy xem lại trang.")
    if noted["file"]:
        _attach_again(web, visitor, facts, noted)
    else:
        amend(
            web.acting(visitor),
            unit,
            quarter,
            [RowEdit(sheet=noted["sheet"], mark=noted["mark"], texts=noted["texts"])],
        )
    drawer.throw_away(name)


def mark_of_new(before: Sequence[FormRow], after: Sequence[FormRow]) -> str:
    """The mark of the row that is there now and was not; empty when it is one row no more."""
    known = {row.mark for row in before}
    new = [row.mark for row in after if row.mark not in known]
    return new[0] if len(new) == 1 else NEW


def _attach_again(web: Web, visitor: Visitor, facts: OpenDossier, noted: Mapping[str, Any]) -> None:
    """A file that was taken away comes back as if it were given anew; its bytes are still there."""
    with TemporaryDirectory(dir=Drawer(web.parts, _KIND, visitor).open()) as aside:
        path = Path(aside) / "tep"
        with web.parts.blobs.open(noted["file"]) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
        texts = dict(noted["texts"])
        task = TaskCode(texts.pop("task"))
        given = Attachment(path=path, name=noted["name"], texts=texts)
        attach(web.acting(visitor), facts.unit.code, facts.quarter, task, given)
