"""Pages of records that a search finds, made by the database."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import and_, false, func, nulls_first, nulls_last, select, true

from streamlit_chatkit.local._protocol.http import bad_request

from .conditions import UnsupportedError, by_character, condition, contains, matches
from .query import fits
from .schema import Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from _typeshed import DataclassInstance
    from sqlalchemy import Column, ColumnElement, Connection

    from streamlit_chatkit.local._protocol.json import Json

    from .query import Query
    from .rows import Rows

R = TypeVar("R", bound="DataclassInstance")

MAX_SCAN = 10_000
"""Records that are looked at for what SQL cannot express."""


@dataclass(frozen=True)
class Pages(Generic[R]):
    """Searches the records of one kind.

    Attributes
    ----------
    rows : Rows
        Where they are.
    encode : callable
        Makes the JSON of a record, which a search is about.
    columns : Mapping
        Columns of texts and times, by the names of their values in the JSON.
    computed : frozenset of str
        Names of values that no such column holds.
    constants : Mapping
        Values that are the same in each record.
    folded : Column or None
        The title, the same in upper and lower case.
    """

    rows: Rows[R]
    encode: Callable[[R], Json]
    columns: Mapping[str, Column[Any]]
    computed: frozenset[str] = frozenset()
    constants: Mapping[str, object] = field(default_factory=dict)
    folded: Column[Any] | None = None

    def page(self, connection: Connection, of: ColumnElement[bool], query: Query) -> Json:
        """Return the matching records of the page, and how many match altogether.

        Parameters
        ----------
        connection : Connection
            Where to look.
        of : ColumnElement
            Which records are searched.
        query : Query
            The search.

        Raises
        ------
        ApiError
            With status 400 if SQL cannot express it, and there are too many records to look at.
        """
        dialect, wanted = connection.dialect.name, [of]
        rest = [f"order.{name}" for name, _ in query.order if name in self.computed]
        conditions = {
            f"where.{name}": partial(self._condition, name, given, dialect)
            for name, given in query.where.items()
        }
        for what, make in {**conditions, "search": partial(self._search, query, dialect)}.items():
            with suppress(UnsupportedError):
                wanted.append(make())
                continue
            rest.append(what)
        if rest:
            return self._scan(connection, and_(*wanted), query, rest[0])
        return self._select(connection, and_(*wanted), query)

    def _condition(self, name: str, given: object, dialect: str) -> ColumnElement[bool]:
        if name in self.computed:
            raise UnsupportedError
        column = self.columns.get(name)
        if column is None:
            return true() if fits(self.constants.get(name), given) else false()
        if name != "title" or self.folded is None or not isinstance(given, dict):
            return condition(column, given, dialect)
        others = {operator: value for operator, value in given.items() if operator != "$ilike"}
        plain = condition(column, others, dialect)
        if "$ilike" not in given:
            return plain
        return plain & matches(self.folded, str(given["$ilike"]).casefold(), dialect)

    def _search(self, query: Query, dialect: str) -> ColumnElement[bool]:
        if not query.search:
            return true()
        if self.folded is None:
            return false()
        return contains(self.folded, query.search.casefold(), dialect)

    def _select(self, connection: Connection, wanted: ColumnElement[bool], query: Query) -> Json:
        count = select(func.count()).select_from(self.rows.table).where(wanted)
        order = [
            _order(self.columns[name], connection.dialect.name, descending=descending)
            for name, descending in query.order
            if name in self.columns
        ]
        sequence = self.rows.table.c.seq
        order.append(sequence.desc() if query.newest_first else sequence.asc())
        found = self.rows.all(
            connection, wanted, order=order, limit=query.limit, offset=query.offset
        )
        total = connection.execute(count).scalar_one()
        return {"items": [self.encode(one) for one in found], "total": total}

    def _scan(
        self, connection: Connection, wanted: ColumnElement[bool], query: Query, what: str
    ) -> Json:
        found = self.rows.all(connection, wanted, limit=MAX_SCAN + 1)
        if len(found) > MAX_SCAN:
            raise bad_request(
                f"{what}: Can be searched in {MAX_SCAN:,} records at most. Add conditions on "
                f"{', '.join(sorted(self.columns))}"
            )
        return query.page([self.encode(one) for one in found])


def _order(column: Column[Any], dialect: str, *, descending: bool) -> ColumnElement[Any]:
    is_time = isinstance(column.type, Moment)
    value: ColumnElement[Any] = column if is_time else by_character(column, dialect)
    ordered: ColumnElement[Any] = value.desc() if descending else value.asc()
    if not column.nullable:  # where there are no nulls, to place them would cost the index
        return ordered
    placed: ColumnElement[Any] = nulls_last(ordered) if descending else nulls_first(ordered)
    return placed
