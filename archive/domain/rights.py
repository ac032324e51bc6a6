"""Rights: one table of what each role may do, and how far each account may read.

The administrator runs the system and reads no dossier; a cadre reads only what is the cadre's own. A paper about
several cadres is readable only to who may read about all of them, and what a paper is about counts as everything
where it is not known: rights fail closed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archive.domain.accounts import Account, Grant, Role
from archive.domain.document import DocumentKind
from archive.domain.people import Management, PersonCode, UnitCode

EVERY_MANAGEMENT = frozenset(Management)
_STANDING_COMMITTEE = frozenset({Management.STANDING_COMMITTEE, Management.STANDING_MEMBERS})


class Action(StrEnum):
    """What people do with the system."""

    READ = "read"
    SEARCH = "search"
    REPORT = "report"  # results, evidence and self-assessment of one's own tasks
    EDIT_FACTS = "edit_facts"
    ASSESS = "assess"  # check what was reported
    ASSEMBLE = "assemble"
    PROPOSE = "propose"  # hold the meeting, vote, propose a rating
    SIGN = "sign"
    SEAL = "seal"
    DECIDE = "decide"  # record what the deciding level decided
    EXPORT = "export"
    VERIFY = "verify"  # digests, seals and signatures, not what the papers say
    READ_LOG = "read_log"
    MANAGE_ACCOUNTS = "manage_accounts"
    RUN_SYSTEM = "run_system"


RIGHTS: Mapping[Role, frozenset[Action]] = {
    Role.SECRETARY: frozenset(
        {
            Action.READ, Action.SEARCH, Action.REPORT, Action.EDIT_FACTS, Action.ASSEMBLE, Action.SIGN, Action.SEAL,
            Action.EXPORT, Action.VERIFY,
        }
    ),
    Role.CADRE: frozenset({Action.READ, Action.SEARCH, Action.REPORT, Action.SIGN}),
    Role.HEAD: frozenset({Action.READ, Action.SEARCH, Action.PROPOSE, Action.SIGN, Action.VERIFY}),
    Role.ASSESSOR: frozenset({Action.READ, Action.SEARCH, Action.ASSESS}),
    Role.BOARD: frozenset({Action.READ, Action.SEARCH, Action.DECIDE, Action.EXPORT, Action.VERIFY}),
    Role.OFFICIAL: frozenset({Action.READ, Action.SEARCH}),
    Role.ADMINISTRATOR: frozenset(
        {Action.VERIFY, Action.READ_LOG, Action.MANAGE_ACCOUNTS, Action.RUN_SYSTEM}
    ),
    Role.INSPECTOR: frozenset({Action.VERIFY, Action.READ_LOG}),
}  # fmt: skip
OWN_ONLY = frozenset({Role.CADRE})  # their actions reach no farther than their own papers


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a paper is about, as far as rights ask; no management known counts as every one."""

    unit: UnitCode
    managements: frozenset[Management] = frozenset()
    person: PersonCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How far one grant reaches; None is no limit."""

    units: frozenset[UnitCode] | None = None
    managements: frozenset[Management] | None = None
    person: PersonCode | None = None

    def covers(self, *, unit: UnitCode | None, managements: frozenset[Management], person: PersonCode | None) -> bool:
        """Whether the matter lies inside; no unit named is all units, no management every one."""
        return (
            (self.units is None or unit in self.units)
            and (self.managements is None or (managements or EVERY_MANAGEMENT) <= self.managements)
            and (self.person is None or person == self.person)
        )


@dataclass(frozen=True, slots=True)
class Readable:
    """What somebody may read: what lies inside at least one of the scopes; without scopes nothing."""

    scopes: tuple[Scope, ...] = ()

    def covers(self, about: About) -> bool:
        """Whether a paper about this may be opened."""
        return any(
            scope.covers(unit=about.unit, managements=about.managements, person=about.person) for scope in self.scopes
        )


def may(
    account: Account,
    action: Action,
    *,
    unit: UnitCode | None = None,
    management: Management | None = None,
    person: PersonCode | None = None,
) -> bool:
    """Whether the account may do this to that: without a unit to all units, without a management to every one."""
    managements = frozenset({management} if management else ())
    scopes = _scopes(account, action)
    return any(scope.covers(unit=unit, managements=managements, person=person) for scope in scopes)


def may_somewhere(account: Account, action: Action) -> bool:
    """Whether there can be anything to which the account may do this: what a menu shows, never what opens a door."""
    return any(True for _ in _scopes(account, action))


def readable(account: Account) -> Readable:
    """The filter that every search and every opened paper of this account goes through."""
    return Readable(tuple(_scopes(account, Action.READ)))


def _scopes(account: Account, action: Action) -> Iterator[Scope]:
    if not account.is_active:
        return
    for grant in sorted(account.grants, key=lambda grant: grant.role):
        if action in RIGHTS[grant.role]:
            yield from _scope(account, grant)


def _scope(account: Account, grant: Grant) -> Iterator[Scope]:
    if grant.role not in OWN_ONLY:
        yield Scope(units=grant.units, managements=grant.managements)
    elif account.person:
        yield Scope(units=grant.units, managements=grant.managements, person=account.person)


def about_document(kind: str, *, unit: UnitCode, person: str | None, people: Mapping[PersonCode, Management]) -> About:
    """What a document speaks of: one cadre, those of PL05, or everybody in the unit."""
    if person:
        return about_person(PersonCode(person), unit=unit, people=people)
    spoken_of = frozenset(people.values())
    if kind == DocumentKind.SUMMARY_STANDING_COMMITTEE:
        spoken_of &= _STANDING_COMMITTEE
    return About(unit=unit, managements=spoken_of)


def about_person(person: PersonCode, *, unit: UnitCode, people: Mapping[PersonCode, Management]) -> About:
    """What is one cadre's own: a self-assessment, the evidence of a task the cadre leads."""
    return About(unit=unit, managements=frozenset({people[person]} if person in people else ()), person=person)


def about_files(described: Mapping[str, Any], *, unit: UnitCode) -> Mapping[str, About]:
    """What each document and evidence file that a record's description names is about, by path.

    The record's own files (description, seal, events) speak of everybody and are not listed.
    """
    people = {PersonCode(item["code"]): Management(item["management"]) for item in described["people"]}
    leads = {task["code"]: PersonCode(task["lead"]) for task in described["tasks"]}
    files: dict[str, About] = {}
    for item in described["documents"]:
        about = about_document(item["kind"], unit=unit, person=item["person"], people=people)
        paths = (item["file"], item["source"], item["text"], item.get("data"))
        files |= dict.fromkeys(filter(None, paths), about)
    for item in described["evidence"]:
        if item["file"]:
            about = about_person(leads[item["task"]], unit=unit, people=people)
            files |= dict.fromkeys((item["file"], item["text"]), about)
    return files
