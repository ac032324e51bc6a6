"""Every error a person can meet, as one tree; each has a stable code, one Vietnamese sentence and an exit code.

    HosoError
    ├── UsageError               2  the command was called wrongly
    ├── RuleBroken               3  a rule of the guidance forbids it
    │   ├── DossierIncomplete       something the dossier needs is missing (R53)
    │   ├── WrongOrder              a step before its turn (R19)
    │   └── ChangedMeanwhile        somebody else was quicker; nothing was lost, look again
    ├── NotFound                 4  it does not exist here, or you may not see it
    ├── IntegrityError           5  bytes are not what was promised
    │   ├── DigestMismatch          a file differs from its recorded digest
    │   ├── SignatureInvalid        a signature does not hold
    │   └── RecordDamaged           a stored record is not well formed
    ├── Unavailable              6  try again: a part is missing, busy or stopped
    │   ├── ConversionFailed        LibreOffice did not give a PDF
    │   └── StorageFull             the disk is full
    └── BadInput                 7  a file from outside cannot be used
        ├── BadWorkbook             cells of the workbook, each named
        ├── BadForm                 fields of a form, each named
        ├── BadTemplate             a document template does not fit its form
        ├── BadEvidence             an evidence file cannot be taken in
        └── BadPackage              a package cannot be read

Families follow who must act: the caller, the unit, nobody, the operator, the sender. The edge (command line, web)
turns a family into an exit code or an HTTP status; nothing below the edge knows either.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar


class HosoError(Exception):
    """Root of the tree: `sentence` is for people, `detail` carries the facts for machines."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1

    def __init__(self, sentence: str, **detail: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.detail: Mapping[str, object] = detail


class UsageError(HosoError):
    """The command or request was called in a way it does not understand."""

    code = "usage"
    exit_code = 2


class RuleBroken(HosoError):
    """A rule of the guidance forbids the step; people must change the facts first."""

    code = "rule_broken"
    exit_code = 3


class DossierIncomplete(RuleBroken):
    """The dossier still misses something §9.1 asks for (R53); `findings` names each item."""

    code = "dossier_incomplete"

    def __init__(self, sentence: str, *, findings: Sequence[object] = (), **detail: object) -> None:
        super().__init__(sentence, **detail)
        self.findings = tuple(findings)


class WrongOrder(RuleBroken):
    """A step was asked for before the one it builds on (R19)."""

    code = "wrong_order"


class ChangedMeanwhile(RuleBroken):
    """What was to be changed is no longer as it was shown; nothing was stored."""

    code = "changed_meanwhile"


class NotFound(HosoError):
    """The thing does not exist here, or the asker may not know of it: both look the same on purpose."""

    code = "not_found"
    exit_code = 4


class IntegrityError(HosoError):
    """Stored or received bytes are not what was promised."""

    code = "integrity"
    exit_code = 5


class DigestMismatch(IntegrityError):
    """A file's digest differs from the recorded one."""

    code = "digest_mismatch"

    def __init__(self, where: str, *, expected: str, found: str) -> None:
        super().__init__(
            f"Nội dung của {where} đã khác với lúc lưu. Dừng sử dụng và khôi phục từ bản sao lưu.",
            where=where,
            expected=expected,
            found=found,
        )


class SignatureInvalid(IntegrityError):
    """A signature does not hold, or covers other bytes than these."""

    code = "signature_invalid"


class RecordDamaged(IntegrityError):
    """A stored record is not well formed: files missing, extra, or unreadable."""

    code = "record_damaged"


class Unavailable(HosoError):
    """A part of the system is missing, busy or stopped; the same call may work later."""

    code = "unavailable"
    exit_code = 6


class ConversionFailed(Unavailable):
    """LibreOffice did not turn the document into a PDF; `document` names it."""

    code = "conversion_failed"


class StorageFull(Unavailable):
    """The disk has no room; nothing was stored."""

    code = "storage_full"


class BadInput(HosoError):
    """A file from outside cannot be used as it is."""

    code = "bad_input"
    exit_code = 7


class BadWorkbook(BadInput):
    """The workbook has cells that cannot be stored; `problems` names each (design §14)."""

    code = "bad_workbook"

    def __init__(self, sentence: str, *, problems: Sequence[object] = (), **detail: object) -> None:
        super().__init__(sentence, **detail)
        self.problems = tuple(problems)


class BadForm(BadInput):
    """Fields of a form cannot be stored; `problems` names each."""

    code = "bad_form"

    def __init__(self, sentence: str, *, problems: Sequence[object] = (), **detail: object) -> None:
        super().__init__(sentence, **detail)
        self.problems = tuple(problems)


class BadTemplate(BadInput):
    """A document template is not usable: syntax, an unknown field, or a missing one."""

    code = "bad_template"


class BadEvidence(BadInput):
    """An evidence file cannot be taken in: type, size, or content that may not be stored."""

    code = "bad_evidence"


class BadPackage(BadInput):
    """A package cannot be read as one of ours."""

    code = "bad_package"
