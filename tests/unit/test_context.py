from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from streamlit_chatkit._context import with_context
from streamlit_chatkit._encoding import encode

from .app_harness import Api, App


def filtered_app(backend: object, as_function: bool) -> None:
    import datetime

    import streamlit as st

    from streamlit_chatkit import st_chatkit

    region = st.selectbox("Region", ["EMEA", "APAC"])

    def context() -> dict[str, object]:
        return {"region": region, "since": datetime.date(2026, 1, 2)}

    st_chatkit(
        backend=backend,  # type: ignore[arg-type]
        context=context if as_function else context(),
    )


@pytest.mark.parametrize("as_function", [True, False])
def test_the_context_is_what_the_app_shows_in_each_run(as_function: bool) -> None:
    app = App(filtered_app, backend=Api().backend(), as_function=as_function).run()
    assert app.arguments()["options"]["request"] == {
        "context": {"region": "EMEA", "since": "2026-01-02"}
    }
    app.test.selectbox[0].select("APAC").run()
    assert app.arguments()["options"]["request"]["context"]["region"] == "APAC"


def test_a_table_is_sent_as_a_table() -> None:
    def table_app(backend: object, context: object) -> None:
        from streamlit_chatkit import st_chatkit

        st_chatkit(backend=backend, context=context)  # type: ignore[arg-type]

    rows = pd.DataFrame({"region": ["EMEA"], "day": [date(2026, 1, 2)]})
    app = App(table_app, backend=Api().backend(), context={"rows": rows}).run()
    sent = app.arguments()["options"]["request"]["context"]["rows"]
    assert sent == encode(rows)
    assert sent["row_count"] == 1


def test_the_context_is_merged_over_that_of_the_request() -> None:
    options = {"locale": "en", "request": {"state": {"a": 1}, "context": {"a": 1, "b": 2}}}
    assert with_context(options, {"b": 3}) == {
        "locale": "en",
        "request": {"state": {"a": 1}, "context": {"a": 1, "b": 3}},
    }
    assert with_context(options, None) == options
    assert options["request"] == {"state": {"a": 1}, "context": {"a": 1, "b": 2}}


def test_variables_of_the_environment_are_merged_by_name() -> None:
    options = {"request": {"context": {"env": {"A": "1", "B": "2"}}}}
    assert with_context(options, {"env": {"B": "3"}})["request"] == {
        "context": {"env": {"A": "1", "B": "3"}}
    }
