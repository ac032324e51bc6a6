"""A made-up quarter of a made-up province: workbook, evidence, and what is true of both, the same for the same seed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from archive.demo.bodies import Body, bodies
from archive.demo.book import write_book
from archive.demo.criteria import criteria
from archive.demo.names import NameGiver
from archive.demo.people import cadres_of
from archive.demo.plan import PERIOD, Assigned, assigning_level, compiling_body, endings, tasks_of
from archive.demo.proofs import Proof, ProofMaker, ToPdf
from archive.demo.ratings import meeting_of, proposal_of, proposed_ratings, self_assessment
from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier
from archive.domain.outcome import JudgedTask
from archive.domain.paper import PaperClassification
from archive.domain.people import Cadre, PersonCode, Unit, UnitCode
from archive.domain.plan import Delegation, PlanApproval, TaskCode
from archive.domain.quarter import Quarter
from archive.domain.rating import Rating
from archive.domain.secrecy import Classification
from archive.domain.selection import goes_to_the_centre


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoTask:
    """What is true of one task; `judged` is how it ends at the cut-off day."""

    unit: UnitCode
    person: PersonCode
    judged: JudgedTask
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoQuarter:
    """Where the made-up quarter lies and what is true of it."""

    quarter: Quarter
    workbook: Path
    files: Path
    units: tuple[Unit, ...]
    tasks: Mapping[TaskCode, DemoTask]

    @property
    def phrases(self) -> Mapping[str, str]:
        """For each evidence file, by its path below `files`, the sentence that stands in it and nowhere else."""
        return {proof.path: proof.phrase for task in self.tasks.values() for proof in task.proofs if proof.path}


def make_quarter(folder: Path, *, units: int = 5, seed: int = 2026, to_pdf: ToPdf) -> DemoQuarter:
    """Write `quy.xlsx` and `minh-chung/` below the folder; `to_pdf` turns a Word file, with a name for it, into a PDF.

    Raises:
        UsageError: the province has not that many units.
        ConversionFailed: `to_pdf` gave up on a document.
    """
    dice = Random(seed)  # noqa: S311 - made-up data; the same seed must give the same quarter
    chosen = bodies(units)
    files = folder / "minh-chung"
    files.mkdir(parents=True, exist_ok=True)
    proofs = ProofMaker(files, to_pdf, dice)
    made = [_with_proofs(unit, proofs) for unit in _units(chosen, dice)]
    workbook = folder / "quy.xlsx"
    write_book(
        workbook,
        period=PERIOD,
        dossiers=[unit.dossier for unit in made],
        proofs=[proof for unit in made for proof in unit.proofs],
        delegations=_delegations(made),
    )
    return DemoQuarter(
        quarter=PERIOD.quarter,
        workbook=workbook,
        files=files,
        units=tuple(body.unit for body in chosen),
        tasks={code: task for unit in made for code, task in _truth(unit)},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _MadeUnit:
    body: Body
    dossier: OpenDossier
    assigned: tuple[Assigned, ...]
    proofs: tuple[Proof, ...] = ()


def _units(chosen: Sequence[Body], dice: Random) -> Iterator[_MadeUnit]:
    names, coming = NameGiver(dice), endings(dice)
    staff = [cadres_of(body, names, dice) for body in chosen]
    plans = [tasks_of(body, cadres, coming, dice) for body, cadres in zip(chosen, staff, strict=True)]
    by_person: dict[PersonCode, list[Assigned]] = {}
    for item in (item for plan in plans for item in plan):
        by_person.setdefault(item.task.lead, []).append(item)
    ratings = proposed_ratings(staff, by_person)
    for body, cadres, plan in zip(chosen, staff, plans, strict=True):
        dossier = _dossier(body, cadres, by_person, ratings, names, dice)
        yield _MadeUnit(body=body, dossier=dossier, assigned=tuple(plan))


def _dossier(  # noqa: PLR0917 - one call, each thing by its own name
    body: Body,
    cadres: Sequence[Cadre],
    by_person: Mapping[PersonCode, Sequence[Assigned]],
    ratings: Mapping[PersonCode, Rating],
    names: NameGiver,
    dice: Random,
) -> OpenDossier:
    meeting = meeting_of(body, cadres, names, dice)
    rated = [(cadre, by_person[cadre.code], ratings[cadre.code]) for cadre in cadres if cadre.is_rated]
    assigned = [item for _, items, _ in rated for item in items]
    return OpenDossier(
        period=PERIOD,
        unit=body.unit,
        cadres=tuple(cadres),
        tasks=tuple(item.task for item in assigned),
        results=tuple(item.result for item in assigned if item.result),
        self_assessments=tuple(self_assessment(cadre, items, rating, dice) for cadre, items, rating in rated),
        meeting=meeting,
        proposals=tuple(proposal_of(cadre, items, rating, meeting, dice) for cadre, items, rating in rated),
        approval=PlanApproval(
            unit=body.unit.code, approved_on=date(2026, 4, 3), approved_by="Ban Thường vụ Tỉnh ủy", number="38-KL/TU"
        ),
        criteria=criteria(),
        papers=tuple(_answer(cadre) for cadre in cadres if goes_to_the_centre(cadre)),
    )


def _answer(cadre: Cadre) -> PaperClassification:
    """Somebody was asked whether a self-assessment for the centre may be written here, and said yes."""
    return PaperClassification(
        kind=DocumentKind.SELF_ASSESSMENT,
        unit=cadre.unit,
        classification=Classification.PUBLIC,
        decided_by="Ban Thường vụ Tỉnh ủy",
        person=cadre.code,
    )


def _with_proofs(unit: _MadeUnit, maker: ProofMaker) -> _MadeUnit:
    judged = unit.dossier.judged()
    needing = [item for item in unit.assigned if judged[item.task.code].needs_evidence]
    proofs = maker.proofs_of(unit.body, unit.dossier.cadres, needing)
    return _MadeUnit(body=unit.body, dossier=unit.dossier, assigned=unit.assigned, proofs=tuple(proofs))


def _truth(unit: _MadeUnit) -> Iterator[tuple[TaskCode, DemoTask]]:
    """From how each task was made to end, not from the rules, so that rules can be tested against it."""
    for item in unit.assigned:
        code = item.task.code
        yield (
            code,
            DemoTask(
                unit=unit.body.unit.code,
                person=item.task.lead,
                judged=JudgedTask(code, item.ending.outcome, item.ending.over_target),
                proofs=tuple(proof for proof in unit.proofs if proof.evidence.task == code),
            ),
        )


def _delegations(made: Sequence[_MadeUnit]) -> Sequence[Delegation]:
    """Phụ lục 01 for the posts that occur, each once."""
    lines: dict[str, Delegation] = {}
    for unit in made:
        for cadre in unit.dossier.rated:
            post = cadre.state_post or cadre.party_post
            decides = cadre.management.value if cadre.management.value != "Đơn vị" else "Tập thể lãnh đạo đơn vị"
            line = Delegation(
                post=post,
                managed_by=decides,
                lead_body=compiling_body(cadre),
                assigned_by=assigning_level(unit.body, cadre),
                decided_by=decides,
            )
            lines.setdefault(post, line)
    return list(lines.values())
