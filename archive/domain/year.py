"""A year seen quarter by quarter, for the year-end evaluation: side by side, never averaged (R2).

A sealed quarter speaks through its record's description, as sealed; one not yet sealed through the facts at hand. Both
are read into the same value, so that neither looks better for being the other.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive.domain.document import DocumentKind
from archive.domain.outcome import Outcome
from archive.domain.people import PersonCode
from archive.domain.quarter import Quarter
from archive.domain.record import ItemId, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLink:
    """One file of a record that speaks of the person."""

    title: str
    item: ItemId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonQuarter:
    """What one quarter says of one person; `version` is that of the sealed record, None while it is not sealed.

    Points and ratings are as written down; empty where the quarter has none.
    """

    record: RecordId
    version: int | None
    person: PersonCode
    name: str
    post: str
    excluded: str
    outcomes: Mapping[Outcome, int]
    over_target: int
    general_points: str
    task_points: str
    self_proposed: str
    proposed: str
    decided: str
    decision_number: str
    papers: tuple[PaperLink, ...] = ()

    @property
    def quarter(self) -> Quarter:
        """The quarter it speaks of."""
        return self.record.quarter

    @property
    def tasks(self) -> int:
        """How many tasks the person led, carried-over ones included."""
        return sum(self.outcomes.values())


def people_of(description: Mapping[str, Any], *, version: int | None) -> Iterator[PersonQuarter]:
    """Everybody in a record's description (`record.json`), in its order.

    Args:
        description: as `archive.domain.description` writes it.
        version: of the record it was read from; None for one written from facts not yet sealed.
    """
    record = RecordId.parse(description["record"])
    for person in description["people"]:
        tasks = [task for task in description["tasks"] if task["lead"] == person["code"]]
        assessment, proposal = person["self_assessment"] or {}, person["proposal"] or {}
        posts = (person["party_post"], person["state_post"], person["union_post"])
        yield PersonQuarter(
            record=record,
            version=version,
            person=PersonCode(person["code"]),
            name=person["name"],
            post=", ".join(post for post in posts if post),
            excluded=person["excluded"],
            outcomes=Counter(Outcome(task["outcome"]) for task in tasks),
            over_target=sum(task["over_target"] for task in tasks),
            general_points=assessment.get("general_points") or "",
            task_points=assessment.get("task_points") or "",
            self_proposed=assessment.get("proposed") or "",
            proposed=proposal.get("proposed") or "",
            decided=proposal.get("decided") or "",
            decision_number=proposal.get("decision_number") or "",
            papers=tuple(_papers(description, person["code"])) if version else (),
        )


def _papers(description: Mapping[str, Any], person: str) -> Iterator[PaperLink]:
    """The person's own papers, then the evidence of own tasks; a stub has no file and no link."""
    record = RecordId.parse(description["record"])
    for document in description["documents"]:
        if document["kind"] == DocumentKind.SELF_ASSESSMENT and document["person"] == person:
            yield PaperLink(title=document["title"], item=ItemId(record, document["file"]))
    own = {task["code"]: task["name"] for task in description["tasks"] if task["lead"] == person}
    for item in description["evidence"]:
        if item["task"] in own and item["file"]:
            title = item["summary"] or item["name"]
            yield PaperLink(title=f"{title} ({item['task']})", item=ItemId(record, item["file"]))
