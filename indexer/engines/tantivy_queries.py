"""Steps of a plan as tantivy queries; every kind of step has exactly one here."""

from dataclasses import dataclass
from typing import assert_never

from tantivy import FieldType, Occur, Query, Schema, Searcher

from indexer.engines.expanding import MOST_ENDINGS, too_many_endings
from indexer.query.plan import (
    AllOf,
    AnyOf,
    Between,
    Has,
    HasInRow,
    HasLike,
    HasShape,
    HasStart,
    Only,
    Rather,
    Step,
    Whole,
    Without,
)


@dataclass(frozen=True, slots=True)
class Translator:
    """Turns steps into queries; it needs the searcher only to look up which words begin so."""

    schema: Schema
    searcher: Searcher

    def query(self, step: Step) -> Query:  # noqa: PLR0911 - one for each kind of step
        """The query of a step.

        Raises:
            UsageError: the beginning of a word inside a row fits too many words.
        """
        match step:
            case AllOf(steps):
                return Query.boolean_query(self._clauses(steps))
            case AnyOf(steps):
                return Query.boolean_query([(Occur.Should, self.query(part)) for part in steps])
            case Without():
                return Query.boolean_query(self._clauses((step,)))
            case Rather(needed, wished):
                clauses = [(Occur.Should, Query.boost_query(self.query(wish), weight)) for wish, weight in wished]
                return Query.boolean_query([(Occur.Must, self.query(needed)), *clauses])
            case Only(wanted, among):
                bound = Query.const_score_query(self.query(among), 0.0)
                return Query.boolean_query([(Occur.Must, self.query(wanted)), (Occur.Must, bound)])
            case Whole():
                return _everything()
            case Between(column, low, high):
                return Query.range_query(self.schema, column, FieldType.Integer, low, high)
            case Has() | HasInRow() | HasStart() | HasShape() | HasLike():
                return self._words(step)
            case _:
                assert_never(step)

    def _clauses(self, steps: tuple[Step, ...]) -> list[tuple[Occur, Query]]:
        wanted = [(Occur.Must, self.query(part)) for part in steps if not isinstance(part, Without)]
        unwanted = [(Occur.MustNot, self.query(part.step)) for part in steps if isinstance(part, Without)]
        return [*(wanted or [(Occur.Must, _everything())]), *unwanted]

    def _words(self, step: Has | HasInRow | HasStart | HasShape | HasLike) -> Query:
        match step:
            case Has(column, word):
                return Query.term_query(self.schema, column, word)
            case HasInRow(column, words):
                return Query.phrase_query(self.schema, column, list(words))
            case HasStart(column, (), start):
                return Query.regex_query(self.schema, column, f"{start}.*")
            case HasStart(column, words, start):
                return self._row_with_start(column, words, start)
            case HasShape(column, shape):
                return Query.regex_query(self.schema, column, shape.replace("*", ".*").replace("?", "."))
            case HasLike(column, word, distance):
                return Query.fuzzy_term_query(self.schema, column, word, distance, transposition_cost_one=False)
            case _:
                assert_never(step)

    def _row_with_start(self, column: str, words: tuple[str, ...], start: str) -> Query:
        # tantivy's own phrase-prefix query stops quietly after 50 endings.
        endings = self.searcher.terms_with_prefix(column, start, limit=MOST_ENDINGS + 1)
        if len(endings) > MOST_ENDINGS:
            raise too_many_endings(words, start)
        rows = [Query.phrase_query(self.schema, column, [*words, ending]) for ending, _ in endings]
        return Query.boolean_query([(Occur.Should, row) for row in rows]) if rows else Query.empty_query()


def _everything() -> Query:
    """All entries, as a constant: tantivy drops a bare "all" in some segments and not in others, and scores differ."""
    return Query.const_score_query(Query.all_query(), 0.0)
