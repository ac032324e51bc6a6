"""What somebody may read, as steps of the query itself: what is outside is never counted, shown or cut into snippets.

The steps only ever add up what is allowed: a part that finds nothing hides, it never opens.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from archive.domain.people import Management
from archive.domain.rights import Readable, Scope
from indexer import columns
from indexer.query.plan import AllOf, AnyOf, Has, Only, Step, Whole


def within(step: Step, readable: Readable | None) -> Step:
    """The step, only among what may be read; all of it for who has no bounds."""
    if readable is None:
        return step
    return Only(step, AnyOf(tuple(_inside(scope) for scope in readable.scopes)))


def _inside(scope: Scope) -> Step:
    steps: list[Step] = []
    if scope.units is not None:
        steps.append(_one_of(columns.READ_UNIT, scope.units))
    if scope.managements is not None:
        steps.append(_one_of(columns.READ_MANAGEMENTS, _subsets(scope.managements)))
    if scope.person is not None:
        steps.append(_one_of(columns.READ_PERSON, [scope.person]))
    return AllOf(tuple(steps)) if steps else Whole()


def _one_of(column: str, values: Iterable[str]) -> Step:
    return AnyOf(tuple(Has(column, value) for value in sorted(values)))


def _subsets(managements: Iterable[Management]) -> Iterator[str]:
    """Every set of managements that lies inside: there are four, so at most fifteen."""
    given = sorted(managements)
    for size in range(1, len(given) + 1):
        yield from (columns.together(some) for some in combinations(given, size))
