"""What the made-up evidence says: one short office report a file, whose key sentence stands nowhere else."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from archive.demo.bodies import Body
from archive.demo.data import words
from archive.demo.plan import PERIOD, Assigned
from archive.domain.people import Cadre, IssuerSystem
from archive.language import day, number


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report: what its letterhead and body say; `key` stands in no other report."""

    body: Body
    number: str
    issued: date
    subject: str
    paragraphs: tuple[str, ...]
    key: str
    signer: str
    signer_post: str


class ReportWriter:
    """Writes reports, no two with the same number or the same key sentence."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._told: set[str] = set()
        self._numbered: dict[str, int] = {}

    def number_for(self, body: Body) -> str:
        """The next number of the body's reports, in its system's form."""
        last = self._numbered.get(body.unit.code) or self._dice.randint(90, 260)
        self._numbered[body.unit.code] = last + self._dice.randint(1, 9)
        count, symbol = self._numbered[body.unit.code], body.unit.symbol
        return f"{count}/BC-{symbol}" if body.unit.system is IssuerSystem.STATE else f"{count}-BC/{symbol}"

    def write(self, body: Body, head: Cadre, lead: Cadre, item: Assigned) -> Report:
        """A report on one task."""
        dice, task, sentences = self._dice, item.task, words("reports")
        issued = issued_on(item)
        key = self._key(issued)
        facts = _facts(body, lead, item)
        details = dice.sample(sentences["details"], k=dice.randint(1, 2))
        paragraphs = (
            dice.choice(sentences["openings"]).format_map(facts),
            sentences["results"][item.ending.outcome.value].format_map(facts) + f" {key}",
            *(detail.format_map(self._figures()) for detail in details),
            dice.choice(sentences["closings"]),
        )
        return Report(
            body=body,
            number=self.number_for(body),
            issued=issued,
            subject=f"kết quả thực hiện nhiệm vụ {task.name[:1].lower()}{task.name[1:]}",
            paragraphs=paragraphs,
            key=key,
            signer=head.name,
            signer_post=head.state_post or head.party_post,
        )

    def _figures(self) -> dict[str, object]:
        dice = self._dice
        return {
            "few": f"{dice.randint(2, 9):02d}",
            "some": dice.randint(12, 60),
            "many": dice.randint(70, 420),
            "money": dice.randint(35, 950),
        }

    def _key(self, issued: date) -> str:
        dice = self._dice
        while True:
            people = dice.randint(28, 190)
            key: str = dice.choice(words("reports")["keys"]).format(
                village=dice.choice(words("places")["villages"]),
                met=day(issued - timedelta(days=dice.randint(1, 20))),
                people=people,
                agreed=people - dice.randint(1, 20),
            )
            if key not in self._told:
                self._told.add(key)
                return key


def issued_on(item: Assigned) -> date:
    """The day the proof was written: the completion, or the cut-off when there was none."""
    return (item.result.completed if item.result else None) or PERIOD.cutoff - timedelta(days=2)


def _facts(body: Body, lead: Cadre, item: Assigned) -> dict[str, object]:
    task, result = item.task, item.result
    target = task.target or Decimal(1)
    achieved = (result.achieved if result else None) or Decimal(0)
    shown = issued_on(item)
    due = task.due or shown
    return {
        "source": task.source[:1].lower() + task.source[1:],
        "basis": task.source_document,
        "unit": body.unit.name,
        "lead": lead.name,
        "work": task.name,
        "product": task.product[:1].lower() + task.product[1:],
        "due": day(due),
        "completed": day(shown),
        "days": abs((due - shown).days),
        "achieved": number(achieved),
        "target": number(target),
        "share": number((achieved * 100 / target).quantize(Decimal("0.1"))),
        "measure": task.measure,
        "cause": (result.cause[:1].lower() + result.cause[1:]) if result and result.cause else "chưa rõ",
    }
