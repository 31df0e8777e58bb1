"""A row of the report and how it is printed."""

from __future__ import annotations

import os
from dataclasses import dataclass

FULL = bool(os.environ.get("CHATKIT_BENCH_FULL"))
"""Whether everything is measured in the size of the goals, which takes some minutes more."""


@dataclass(frozen=True)
class Note:
    """What stands in the place of figures."""

    name: str
    text: str

    def __str__(self) -> str:
        return f"{self.name:<52}{self.text}"


@dataclass(frozen=True)
class Row:
    """One figure.

    Attributes
    ----------
    name : str
        What was measured.
    value : float
        What was measured, in `unit`.
    unit : str
        Its unit.
    ratio : float or None
        The value divided by that of the row it is compared with, from the same run.
    goal, ratio_goal : float or None
        The most that the value and the ratio should be.
    least : float or None
        The least that the value should be.
    """

    name: str
    value: float
    unit: str
    ratio: float | None = None
    goal: float | None = None
    ratio_goal: float | None = None
    least: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the goals are met; empty where there is none."""
        figures = ((self.value, self.goal), (self.ratio or 0, self.ratio_goal))
        met = [figure <= goal for figure, goal in figures if goal is not None]
        met += [] if self.least is None else [self.value >= self.least]
        return "" if not met else "met" if all(met) else "MISSED"

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}x"
        goals = [
            "" if self.goal is None else f"≤ {self.goal:g} {self.unit}",
            "" if self.ratio_goal is None else f"≤ {self.ratio_goal:g}x",
            "" if self.least is None else f"≥ {self.least:g} {self.unit}",
        ]
        goal = ", ".join(filter(None, goals))
        line = f"{self.name:<52}{self.value:10.2f} {self.unit:<5}{ratio:>7}   {goal:<16}"
        return f"{line}{self.verdict}".rstrip()
