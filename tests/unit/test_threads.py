from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
import streamlit as st

from streamlit_chatkit._address import Turn, decide
from streamlit_chatkit._identity import anonymous_id, chat_identity
from streamlit_chatkit._state import ChatState

from .app_harness import Api, App

# Three cookies that one server set: the first two for one browser, with its token masked anew.
COOKIES = (
    "2|c71fc588|8475c2b6c49c9ac8d1f3e35cd33829d6|1795356421",
    "2|0b3bb9c2|4851befc08b8e6821dd79f161f1c559c|1795356421",
    "2|7b0e2c41|9f3a6d1e52c80b7765aa91d3c04e8f26|1795356499",
)


@pytest.fixture
def api() -> Api:
    return Api()


def persisting_app(**kwargs: object) -> None:
    import streamlit as st

    from streamlit_chatkit import st_chatkit

    chat = st_chatkit(**kwargs)  # type: ignore[arg-type]
    st.text(chat.thread_id)
    st.button("open", on_click=chat.set_thread_id, args=("t-opened",))
    st.button("new", on_click=chat.set_thread_id, args=(None,))


def change(thread_id: str | None) -> tuple[str, dict[str, Any]]:
    return ("event", {"name": "thread.change", "data": {"threadId": thread_id}})


def address(app: App) -> str:
    return urlencode(app.test.query_params, doseq=True)


def initial(app: App) -> object:
    """The thread that a new mount would open; "unknown" for none that Python knows."""
    return app.run().arguments()["options"].get("initialThread", "unknown")


def test_the_identity_tells_chats_apis_assistants_and_users_apart_and_nothing_else() -> None:
    named = ("chatkit", "https://a.example/api/ai", "a1", "ann")
    identity = chat_identity(*named)
    assert identity == chat_identity(*named)
    assert len(identity) == 32
    assert "ann" not in identity
    others = {
        chat_identity(*(*named[:place], "other", *named[place + 1 :])) for place in range(4)
    } | {chat_identity("chatkit", "https://a.example/api/ai", "a", "1ann")}
    assert len(others | {identity}) == 6


def test_the_anonymous_user_is_that_of_the_browsers_token_whatever_its_mask() -> None:
    first, again, other = (anonymous_id(cookie) for cookie in COOKIES)
    assert first == again == anonymous_id(f'"{COOKIES[0]}"')
    assert first is not None
    assert other is not None
    assert first != other
    assert first.startswith("anonymous-")
    assert len(first) == len("anonymous-") + 32


def test_the_token_is_read_as_streamlit_reads_it() -> None:
    utils = pytest.importorskip("streamlit.web.server.starlette.starlette_app_utils")
    token = bytes(range(16))
    written = {utils.generate_xsrf_token_string(token, number) for number in range(20)}
    assert len({anonymous_id(cookie) for cookie in written}) == 1
    assert anonymous_id(utils.generate_xsrf_token_string()) != anonymous_id(written.pop())


@pytest.mark.parametrize(
    "cookie",
    [
        None,
        "",
        "2|c71fc588|8475|1",
        "2|c71f|8475c2b6c49c9ac8d1f3e35cd33829d6|1",
        "2|c71fc588|not hexadecimal at all, is it|1",
        "1|c71fc588|8475c2b6c49c9ac8d1f3e35cd33829d6|1",
        "8475c2b6c49c9ac8d1f3e35cd33829d6",
        "2|c71fc588|8475c2b6c49c9ac8d1f3e35cd33829d6",
    ],
)
def test_a_cookie_of_another_form_names_nobody(cookie: str | None) -> None:
    assert anonymous_id(cookie) is None


def test_an_anonymous_user_stays_the_same_over_a_reload_of_the_page(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_login(backend: object) -> None:
        from streamlit.runtime.scriptrunner import get_script_run_ctx

        from streamlit_chatkit import st_chatkit

        context = get_script_run_ctx()
        assert context
        context.user_info.clear()
        st_chatkit(backend=backend)  # type: ignore[arg-type]

    for cookie in COOKIES:
        context = SimpleNamespace(cookies={"_streamlit_xsrf": cookie})
        monkeypatch.setattr(st, "context", context)
        App(without_login, backend=api.backend()).run()
    assert all(user.startswith("anonymous-") for user in api.users)
    assert api.users[0] == api.users[1] != api.users[2]


def test_an_unknown_thread_and_a_new_one_are_told_apart(api: Api) -> None:
    app = App(persisting_app, backend=api.backend()).run()
    assert initial(app) == "unknown"
    app.send(change("t-1"))
    assert initial(app) == "t-1"
    app.send(change(None))
    assert initial(app) is None


def test_the_initial_thread_counts_until_another_one_is_known(api: Api) -> None:
    app = App(persisting_app, backend=api.backend(), initial_thread="t-0").run()
    assert initial(app) == "t-0"
    app.send(change(None))
    assert initial(app) is None


@pytest.mark.parametrize("persist", ["session", "url", None])
def test_the_component_is_told_where_the_thread_is_kept(api: Api, persist: str | None) -> None:
    arguments = App(persisting_app, backend=api.backend(), persist=persist).run().arguments()
    assert arguments["persist"] == persist


@pytest.mark.parametrize(
    ("told", "seen", "fresh", "known", "turn"),
    [
        (None, None, True, False, Turn.NOTHING),
        ("t-1", None, True, False, Turn.BEGIN),
        ("t-1", "t-1", False, True, Turn.NOTHING),
        ("t-2", "t-1", False, True, Turn.FOLLOW),
        ("t-2", "t-1", True, True, Turn.FOLLOW),
        (None, "t-1", False, True, Turn.FOLLOW),
        (None, "t-1", True, True, Turn.NOTHING),
        ("t-1", "t-1", True, False, Turn.NOTHING),
    ],
)
def test_the_address_is_followed_when_somebody_else_has_changed_it(
    told: str | None, seen: str | None, fresh: bool, known: bool, turn: Turn
) -> None:
    assert decide(told, seen, fresh=fresh, known=known) is turn


class UrlApp:
    """An app that keeps the thread in its address."""

    def __init__(self, api: Api, **address: str) -> None:
        self.app = App(persisting_app, backend=api.backend(), persist="url")
        for name, value in address.items():
            self.app.test.query_params[name.replace("_", "-")] = value
        self.app.run()

    @property
    def address(self) -> str:
        return address(self.app)

    def go(self, thread_id: str | None) -> UrlApp:
        """Use the Back button or a link, after a while."""
        state: ChatState = self.app.test.session_state["_streamlit_chatkit:chatkit"]
        state.address_at -= 60
        if thread_id is None:
            del self.app.test.query_params["chatkit-thread"]
        else:
            self.app.test.query_params["chatkit-thread"] = thread_id
        self.app.run()
        return self

    def commands(self) -> list[object]:
        return [item["data"]["threadId"] for item in self.app.arguments()["outgoing"]]


def test_the_address_names_the_open_thread_and_keeps_its_other_parameters(api: Api) -> None:
    url = UrlApp(api, page="3")
    assert url.address == "page=3"
    url.app.send(change("t-1"))
    assert url.address == "page=3&chatkit-thread=t-1"
    url.app.test.button[0].click().run()
    assert url.address == "page=3&chatkit-thread=t-opened"
    url.app.test.button[1].click().run()
    assert url.address == "page=3"


def test_a_link_opens_its_thread_without_a_command(api: Api) -> None:
    url = UrlApp(api, chatkit_thread="t-link")
    assert initial(url.app) == "t-link"
    assert url.commands() == []
    assert url.app.test.text[0].value == "t-link"


def test_back_and_forward_open_the_thread_of_the_address_once(api: Api) -> None:
    url = UrlApp(api)
    url.app.send(change("t-1"))
    url.app.send(change("t-2"))
    assert url.go("t-1").commands() == ["t-1"]
    assert initial(url.app) == "t-1"
    assert url.go(None).commands() == ["t-1", None]
    assert initial(url.app) is None
    url.app.run()
    assert url.commands() == ["t-1", None]


def test_a_run_that_was_under_way_does_not_bring_the_old_thread_back(api: Api) -> None:
    url = UrlApp(api)
    url.app.send(change("t-1"))
    url.app.send(change("t-2"))
    url.app.test.query_params["chatkit-thread"] = "t-1"
    url.app.run()
    assert url.commands() == []
    assert url.address == "chatkit-thread=t-2"


@pytest.mark.parametrize("value", ["x" * 300, "", "a\nb"])
def test_an_address_that_names_no_thread_opens_none(api: Api, value: str) -> None:
    assert initial(UrlApp(api, chatkit_thread=value).app) == "unknown"


def test_the_address_stays_alone_unless_asked_for(api: Api) -> None:
    app = App(persisting_app, backend=api.backend())
    app.test.query_params["chatkit-thread"] = "t-link"
    app.run().send(change("t-1"))
    assert address(app) == "chatkit-thread=t-link"


def test_the_next_user_does_not_get_the_thread_in_the_address(api: Api) -> None:
    def switching_app(backend: object) -> None:
        import streamlit as st

        from streamlit_chatkit import st_chatkit

        user = "bob" if st.checkbox("Bob") else "ann"
        st_chatkit(user=user, backend=backend, persist="url")  # type: ignore[arg-type]

    app = App(switching_app, backend=api.backend()).run()
    app.send(change("t-of-ann"))
    app.test.checkbox[0].check().run()
    assert "initialThread" not in app.arguments()["options"]
    assert address(app) == ""
