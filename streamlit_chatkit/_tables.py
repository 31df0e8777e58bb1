"""Turn pandas and numpy objects into plain Python, without importing either."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    import pandas


def unpack(value: object, row_cap: int) -> tuple[object] | None:
    """Return `value` as plain Python in a tuple of one, or ``None`` if it is no such object.

    A table becomes ``columns``, ``rows``, ``row_count``, and a ``note`` if rows were left out.
    An array with more than `row_cap` items becomes ``items``, ``item_count`` and ``note``; its
    records become dicts.
    """
    to_pandas = getattr(value, "to_pandas", None)
    if callable(to_pandas) and not isinstance(value, type):
        value = to_pandas()
    # Only an app that has imported pandas or numpy can return one of their objects.
    if "pandas" in sys.modules:
        unpacked = _unpack_pandas(value, row_cap)
        if unpacked is not None:
            return unpacked
    return _unpack_numpy(value, row_cap) if "numpy" in sys.modules else None


def _unpack_pandas(value: object, row_cap: int) -> tuple[object] | None:
    import pandas

    if value is pandas.NaT or value is pandas.NA:
        return (None,)
    if isinstance(value, pandas.DataFrame):
        return (_table(value, row_cap),)
    if isinstance(value, pandas.Series):
        return (_table(value.to_frame("value" if value.name is None else value.name), row_cap),)
    if isinstance(value, (pandas.Index, pandas.api.extensions.ExtensionArray)):
        return (_capped(value.tolist(), row_cap),)
    if isinstance(value, (pandas.Timestamp, pandas.Timedelta)):
        return (value.isoformat(),)
    if isinstance(value, (pandas.Period, pandas.Interval)):
        return (str(value),)
    return None


def _table(frame: pandas.DataFrame, row_cap: int) -> dict[str, object]:
    shown = frame.head(row_cap)
    names = list(shown.index.names)
    if type(shown.index).__name__ != "RangeIndex" or names != [None]:
        shown = shown.copy(deep=False)
        taken = {str(column) for column in shown.columns}
        shown.index.names = _index_names(names, taken)
        shown = shown.reset_index()
    table: dict[str, object] = {
        "columns": [
            " / ".join(str(part) for part in column) if isinstance(column, tuple) else str(column)
            for column in shown.columns
        ],
        "rows": list(shown.itertuples(index=False, name=None)),
        "row_count": len(frame),
    }
    if len(frame) > row_cap:
        table["note"] = f"Only the first {row_cap} of {len(frame)} rows are shown."
    return table


def _index_names(names: list[object], columns: set[str]) -> list[str]:
    """Return a name for each level of an index that neither a column nor another level has."""
    found: list[str] = []
    for number, name in enumerate(names):
        text = str(name) if name is not None else "index" if number == 0 else f"index {number}"
        while text in columns or text in found:
            text += " (index)"
        found.append(text)
    return found


def _unpack_numpy(value: object, row_cap: int) -> tuple[object] | None:
    import numpy

    if isinstance(value, numpy.ndarray):
        return (_array(value, row_cap),)
    if isinstance(value, (numpy.datetime64, numpy.timedelta64)):
        return (None if numpy.isnat(value) else str(value),)
    if isinstance(value, numpy.void) and value.dtype.names is not None:
        return ({name: value[name] for name in value.dtype.names},)
    if isinstance(value, numpy.generic):
        item = value.item()
        # A long double has no counterpart in Python and stays what it is.
        return (float(item) if isinstance(item, numpy.generic) else item,)
    return None


def _array(array: numpy.ndarray, row_cap: int) -> object:
    if array.ndim == 0:
        return array[()]
    return _capped(_items(array[:row_cap]), row_cap, len(array))


def _items(array: numpy.ndarray) -> list[object]:
    import numpy

    if array.dtype.names is not None:
        return list(array)
    if array.dtype.kind in "mM":
        # As items of Python, those of a nanosecond would be bare numbers.
        texts = array.astype(str).astype(object)
        texts[numpy.isnat(array)] = None
        array = texts
    items: list[object] = array.tolist()
    return items


def _capped(items: list[object], row_cap: int, count: int | None = None) -> object:
    count = len(items) if count is None else count
    if count <= row_cap:
        return items
    note = f"Only the first {row_cap} of {count} items are shown."
    return {"items": items[:row_cap], "item_count": count, "note": note}
