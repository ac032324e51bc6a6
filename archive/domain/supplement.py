"""Evidence given a second time: rows that are already kept are replaced by what is said now, others are added."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, fields, replace

from archive.domain.evidence import Evidence
from archive.domain.matching import match

_ALWAYS = {"task", "file"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of either list, named by what the new list speaks of."""

    evidence: Evidence
    said: frozenset[str]

    @property
    def file(self) -> Hashable | None:
        file = self.evidence.file
        return (self.evidence.task, file.sha512) if file else None

    @property
    def paper(self) -> Hashable | None:
        named = tuple(getattr(self.evidence, field) for field in ("number", "summary") if field in self.said)
        return (self.evidence.task, *named) if any(named) else None

    @property
    def words(self) -> Hashable | None:
        if self.evidence.file:
            return None  # two files that nobody named are two pieces of evidence
        return tuple(getattr(self.evidence, name) for name in sorted(self.said | {"task"}) if name != "file")


def supplement(kept: Sequence[Evidence], given: Sequence[Evidence], *, said: Collection[str]) -> tuple[Evidence, ...]:
    """What is kept with what is given; `said` names the fields the new rows speak of, other fields stay.

    The same task and file, or the same task, number and summary, is the same piece of evidence.
    """
    speaking = frozenset(said) & {field.name for field in fields(Evidence)}
    pairs = match(
        [_Row(item, speaking) for item in kept],
        [_Row(item, speaking) for item in given],
        lambda row: row.file,
        lambda row: row.paper,
        lambda row: row.words,
    )
    return tuple(_now(old.evidence if old else None, new.evidence if new else None, speaking) for old, new in pairs)


def _now(old: Evidence | None, new: Evidence | None, said: frozenset[str]) -> Evidence:
    if old is None or new is None:
        return new or old  # type: ignore[return-value]  # a pair is never empty on both sides
    told = replace(old, **{field: getattr(new, field) for field in said - _ALWAYS})
    file = None if told.classification.is_secret else new.file or old.file
    return replace(told, file=file)
