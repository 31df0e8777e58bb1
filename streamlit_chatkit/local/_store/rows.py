"""Records to rows of a table, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import Row, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from _typeshed import DataclassInstance
    from sqlalchemy import ColumnElement, Connection, Executable, Table

R = TypeVar("R", bound="DataclassInstance")


class Rows(Generic[R]):
    """The records of one kind; a field of the record is a column of the table.

    Parameters
    ----------
    table : Table
        Where they are.
    kind : type
        Dataclass of the records.
    key : tuple of str, optional
        Columns that, with the user, name a record.
    """

    def __init__(self, table: Table, kind: type[R], key: Sequence[str] = ("id",)) -> None:
        self.table = table
        self._make: Callable[..., R] = kind
        self._names = tuple(field.name for field in fields(kind))
        self._key = key
        self._upserts: dict[str, Executable] = {}
        self._columns = [table.c[name] for name in self._names]

    def where(self, user: str, **values: object) -> ColumnElement[bool]:
        """Tell which records are meant: of the user, with these values."""
        condition: ColumnElement[bool] = self.table.c.user_id == user
        for name, value in values.items():
            condition = condition & (self.table.c[name] == value)
        return condition

    def all(
        self,
        connection: Connection,
        condition: ColumnElement[bool],
        *,
        order: Sequence[ColumnElement[Any]] = (),
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[R]:
        """Return the records, oldest first unless there is an order."""
        query = select(*self._columns).where(condition).order_by(*(order or [self.table.c.seq]))
        found = connection.execute(query.limit(limit).offset(offset))
        return [self._record(row) for row in found]

    def first(
        self, connection: Connection, condition: ColumnElement[bool], *, lock: bool = False
    ) -> R | None:
        """Return a record, if there is one; with a lock, nobody else changes it meanwhile."""
        query = select(*self._columns).where(condition).limit(1)
        row = connection.execute(query.with_for_update() if lock else query).first()
        return self._record(row) if row else None

    def save(self, connection: Connection, user: str, *records: R) -> None:
        """Add or replace records."""
        rows = [{"user_id": user, **self._values(record)} for record in records]
        if rows:
            connection.execute(self._upsert(connection.dialect.name), rows)

    def _upsert(self, dialect: str) -> Executable:
        if dialect not in self._upserts:
            new = (postgresql if dialect == "postgresql" else sqlite).insert(self.table)
            names = [name for name in self._names if name not in self._key]
            self._upserts[dialect] = new.on_conflict_do_update(
                index_elements=["user_id", *self._key],
                set_={name: new.excluded[name] for name in names},
            )
        return self._upserts[dialect]

    def replace(self, connection: Connection, user: str, record: R, **still: object) -> bool:
        """Replace a record that still has these values, and tell whether there was one."""
        values = self._values(record)
        same = self.where(user, **{name: values[name] for name in self._key}, **still)
        return connection.execute(update(self.table).where(same).values(values)).rowcount > 0

    def change(
        self, connection: Connection, condition: ColumnElement[bool], values: Mapping[str, object]
    ) -> R | None:
        """Change some values of a record, and return it, if there is one."""
        if not values:
            return self.first(connection, condition)
        query = update(self.table).where(condition).values(values).returning(*self._columns)
        row = connection.execute(query).first()
        return self._record(row) if row else None

    def add(self, connection: Connection, user: str, record: R) -> bool:
        """Add a record, and tell whether none of its unique values was there before."""
        try:
            with connection.begin_nested():
                connection.execute(insert(self.table).values(user_id=user, **self._values(record)))
        except IntegrityError:
            return False
        return True

    def from_mapping(self, row: Mapping[Any, Any]) -> R:
        """Make a record of a row that has other columns too."""
        return self._make(**{name: row[name] for name in self._names})

    def _values(self, record: R) -> dict[str, object]:
        return {name: getattr(record, name) for name in self._names}

    def _record(self, row: Row[Any]) -> R:
        return self._make(*row)
