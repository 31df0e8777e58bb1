"""A row of the report and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure.

    Attributes
    ----------
    name : str
        What was measured.
    value : float
        The median.
    unit : str
        Its unit.
    ratio : float or None
        The value divided by that of the row it is compared with, from the same run.
    """

    name: str
    value: float
    unit: str
    ratio: float | None = None

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:8.2f}x"
        return f"{self.name:<58}{self.value:10.2f} {self.unit:<4}{ratio}"
