"""Files of a message, as an agent sees them."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

_READERS: dict[str, tuple[str, dict[str, Any]]] = {
    ".csv": ("read_csv", {}),
    ".tsv": ("read_csv", {"sep": "\t"}),
    ".json": ("read_json", {}),
    ".jsonl": ("read_json", {"lines": True}),
    ".ndjson": ("read_json", {"lines": True}),
    ".parquet": ("read_parquet", {}),
    ".xlsx": ("read_excel", {}),
    ".xls": ("read_excel", {}),
}
_ENDINGS = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/vnd.apache.parquet": ".parquet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}


@dataclass(frozen=True)
class RunFile:
    """A file that the user attached, or an image that the user pasted.

    Attributes
    ----------
    name : str
        Its name, such as ``orders.csv``.
    mime_type : str
        Its MIME type, as the browser told it.
    size : int
        Bytes.

    Examples
    --------
    >>> for file in run.input.files:
    ...     orders = await file.dataframe()
    """

    name: str
    mime_type: str
    size: int
    _path: Path | None = field(repr=False)

    async def read(self) -> bytes:
        """Read the content.

        Returns
        -------
        bytes
            The whole content.

        Raises
        ------
        FileNotFoundError
            If the file was deleted.
        """
        return await asyncio.to_thread(self._read)

    async def dataframe(self, **options: Any) -> pd.DataFrame:  # noqa: ANN401
        """Read a table: CSV, TSV, Excel, Parquet, JSON (an array of objects, or lines).

        Parameters
        ----------
        **options
            Go to the function of pandas, such as ``sep`` of `pandas.read_csv`.

        Returns
        -------
        pandas.DataFrame
            The table.

        Raises
        ------
        ValueError
            If the file is no table, or cannot be read as the one that its name tells.
        ImportError
            If the package for this kind of file is not installed; Excel needs openpyxl.
        FileNotFoundError
            If the file was deleted.
        """
        reader, defaults = self._reader()
        return await asyncio.to_thread(self._parse, reader, {**defaults, **options})

    def _reader(self) -> tuple[str, dict[str, Any]]:
        ending = PurePath(self.name).suffix.lower()
        found = _READERS.get(ending) or _READERS.get(_ENDINGS.get(self.mime_type, ""))
        if found is None:
            msg = f"{self.name} is no table: dataframe() reads CSV, TSV, Excel, Parquet and JSON."
            raise ValueError(msg)
        return found

    def _parse(self, reader: str, options: dict[str, Any]) -> pd.DataFrame:
        import pandas as pd

        content = io.BytesIO(self._read())
        read: Callable[..., pd.DataFrame] = getattr(pd, reader)
        try:
            return read(content, **options)
        except ImportError:
            raise
        except Exception as error:
            msg = f"{self.name} cannot be read as a table: {error}"
            raise ValueError(msg) from error

    def _read(self) -> bytes:
        if self._path is None or not self._path.is_file():
            msg = f"{self.name} is not there any more."
            raise FileNotFoundError(msg)
        return self._path.read_bytes()
