"""What is said about a table that the user attaches."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from demo.uploads import TablePlan, describe, plan_table, run_table


def said(frame: pd.DataFrame) -> str:
    plan = plan_table(frame)
    return describe("t.csv", frame, plan, run_table(plan, frame), "en")


def test_an_amount_is_preferred_to_other_numbers_and_an_id_is_not_added_up() -> None:
    frame = pd.DataFrame(
        {"id": [1, 2, 3], "age": [5, 6, 7], "revenue": [10, 20, 30], "who": ["a", "b", "a"]}
    )
    plan = plan_table(frame)
    assert (plan.amount, plan.group) == ("revenue", "who")


def test_a_table_without_numbers_is_counted() -> None:
    assert "**x** leads in rows with **2**" in said(pd.DataFrame({"kind": ["x", "x", "y"]}))


def test_a_table_without_groups_is_added_up() -> None:
    assert "The sum of amount is **6**." in said(pd.DataFrame({"amount": [1, 2, 3]}))


def test_a_table_without_rows_is_named_so() -> None:
    assert "holds no rows" in said(pd.DataFrame({"amount": [], "kind": []}))


def test_names_of_columns_and_values_are_text() -> None:
    column = 'a"; DROP TABLE attached; --|'
    frame = pd.DataFrame({column: ["<b>|x|</b>", "<b>|x|</b>", "y"], "amount": [1, 2, 3]})
    text = said(frame)
    assert "\\<b\\>\\|x\\|" in text
    assert 'a"; DROP TABLE attached; --\\|' in text


def test_no_file_of_the_machine_can_be_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    plan = TablePlan(None, None, f"FROM read_csv('{secret}')")
    with pytest.raises(duckdb.Error, match="disabled"):
        run_table(plan, pd.DataFrame({"a": [1]}))
