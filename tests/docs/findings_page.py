"""Writes docs/findings.md from the kinds of findings: `make findings`."""

from collections.abc import Iterator
from pathlib import Path

from archive.domain.document import COMPONENTS
from archive.domain.dossier import FINDING_KINDS, FindingKind, Severity
from archive.domain.dossier.finding import by_when
from archive.domain.quarter import FIRST_QUARTER

PAGE = Path(__file__).parents[2] / "docs/findings.md"
_HEAD = """# Findings

Every message that `hoso status` and the pages can show, as a secretary reads it, with made-up names. An *error* keeps
the dossier from being assembled; a *warning* has to be seen and stops nothing. The rule numbers are those of
[rules.md](rules.md). This page is written by `make findings`; a test compares it with the code.
"""
_SHOWN = {
    "unit": "Sở Nội vụ",
    "person": "Hoàng Thị Lan",
    "task": "NV-SNV-01-02 (Số hóa hồ sơ thủ tục hành chính)",
    "by_when": by_when(FIRST_QUARTER),
}
_SEVERITY = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def message(kind: FindingKind) -> str:
    """The sentence of a kind with everything filled in."""
    return kind.sentence.format(**_SHOWN, **kind.example)


def page() -> Iterator[str]:
    """The whole page, line by line."""
    yield _HEAD
    for number, (_, title) in enumerate(COMPONENTS, start=1):
        kinds = sorted((kind for kind in FINDING_KINDS if kind.component == number), key=lambda kind: kind.code)
        if not kinds:
            continue
        yield f"## Component {number}: {title}\n"
        yield "| code | rule | severity | message |"
        yield "|---|---|---|---|"
        for kind in kinds:
            yield f"| `{kind.code}` | {kind.rule} | {_SEVERITY[kind.severity]} | {message(kind)} |"
        yield ""


if __name__ == "__main__":
    PAGE.write_text("\n".join(page()).rstrip() + "\n")
