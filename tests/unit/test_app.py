from __future__ import annotations

import json
import threading
from typing import Any

import httpx
import pytest

from streamlit_chatkit import ChatKitError, LocalBackend, SessionError, XpertAI
from streamlit_chatkit._identity import chat_identity
from streamlit_chatkit.local import Run

from .app_harness import API_KEY, COMPONENT_KEY, Api, App

REFUSED_NULL = ("client_secret", {"refused": None})


@pytest.fixture
def api() -> Api:
    return Api()


def chat_app(**kwargs: object) -> None:
    import streamlit as st

    from streamlit_chatkit import st_chatkit

    chat = st_chatkit(**kwargs)  # type: ignore[arg-type]
    st.session_state.thread_id = chat.thread_id
    st.session_state.last_error = chat.last_error
    st.button("rerun")
    st.button("explain", on_click=chat.send_user_message, args=("Explain this chart",))
    if st.button("focus"):
        chat.focus_composer()
        chat.show_history()
    st.write("after the chat")


async def parrot(run: Run) -> None:
    await run.text(run.input.text)


@pytest.mark.parametrize("given", [parrot, LocalBackend(parrot), XpertAI()])
def test_an_agent_in_the_place_of_the_assistants_id_is_told_its_place(given: object) -> None:
    app = App(chat_app, assistant_id=given).run()
    assert "The first argument is the assistant's id" in app.test.exception[0].message
    assert "backend=" in app.test.exception[0].message


def test_the_component_gets_the_arguments_of_the_bridge(api: Api) -> None:
    def get_region() -> str:
        return "EMEA"

    app = App(
        chat_app,
        backend=api.backend(organization_id="org-1"),
        tools=[get_region],
        height=500,
        locale="zh-CN",
        theme="dark",
        frame_url="https://chat.example.com/",
        start_screen={"greeting": "Hi", "prompts": [{"label": "Top", "prompt": "Top product?"}]},
    ).run()
    assert not app.test.exception
    arguments = app.arguments()
    session = arguments.pop("session")
    assert len(session) >= 32
    assert arguments.pop("theme")["mode"] == "dark"
    assert arguments == {
        "ack": None,
        "outgoing": [],
        "subscribe": ["error", "thread.change"],
        "callbacks": [],
        "tools": [{"name": "get_region"}],
        "secret": {"version": 1, "secret": "cs-x-secret1", "organizationId": "org-1"},
        "options": {
            "api": {"apiUrl": "https://api.xpertai.cn/api/ai", "xpertId": "a1"},
            "locale": "zh-CN",
            "frameUrl": "https://chat.example.com/",
            "startScreen": {
                "greeting": "Hi",
                "prompts": [{"label": "Top", "prompt": "Top product?"}],
            },
        },
        "identity": chat_identity(
            "chatkit", "https://api.xpertai.cn/api/ai", "a1", "test@example.com"
        ),
        "persist": "session",
        "entities": None,
        "layout": "inline",
        "height": 500,
        "default": None,
        "key": COMPONENT_KEY.format("chatkit"),
    }


def test_options_that_were_not_given_are_not_sent(api: Api) -> None:
    options = App(chat_app, backend=api.backend()).run().arguments()["options"]
    assert set(options) == {"api"}


def test_a_new_mount_goes_on_with_the_open_thread(api: Api) -> None:
    app = App(chat_app, backend=api.backend()).run()
    app.send(("event", {"name": "thread.change", "data": {"threadId": "t-1"}}))
    assert app.run().arguments()["options"]["initialThread"] == "t-1"
    app.send(("event", {"name": "thread.change", "data": {"threadId": None}}))
    assert app.run().arguments()["options"]["initialThread"] is None


def test_another_user_or_assistant_gets_a_new_component_and_not_the_thread(api: Api) -> None:
    def switching_app(backends: list[object]) -> None:
        import streamlit as st

        from streamlit_chatkit import st_chatkit

        user = "bob" if st.checkbox("Bob") else "ann"
        backend = backends[st.checkbox("Second assistant")]
        chat = st_chatkit(user=user, backend=backend)  # type: ignore[arg-type]
        st.text(chat.thread_id)

    backends = [api.backend(), api.backend(assistant_id="a2")]
    app = App(switching_app, backends=backends).run()
    keys, sessions = {app.arguments()["key"]}, {app.arguments()["session"]}
    for number in (0, 1):
        app.send(
            ("event", {"name": "thread.change", "data": {"threadId": "t-1"}}), mount=f"m{number}"
        )
        assert app.run().arguments()["key"] in keys
        assert app.test.text[0].value == "t-1"

        app.test.checkbox[number].check().run()
        assert app.arguments()["key"] not in keys
        assert app.arguments()["session"] not in sessions
        assert "initialThread" not in app.arguments()["options"]
        assert app.test.text[0].value == "None"
        keys.add(app.arguments()["key"])
        sessions.add(app.arguments()["session"])
    assert api.users == ["ann", "bob", "bob"]


def test_inside_a_form_it_says_what_to_do(api: Api) -> None:
    def form_app(backend: object) -> None:
        import streamlit as st

        from streamlit_chatkit import st_chatkit

        with st.form("filters"):
            st.form_submit_button()
            with st.container():
                st_chatkit(backend=backend)  # type: ignore[arg-type]

    app = App(form_app, backend=api.backend()).run()
    (error,) = app.test.exception
    assert "before or after the form" in error.value
    assert app.components() == []


def test_a_floating_chat_cannot_be_a_pet(api: Api) -> None:
    def pet_app(backend: object) -> None:
        from streamlit_chatkit import st_chatkit

        st_chatkit(backend=backend, layout="floating", display_mode="pet")  # type: ignore[arg-type]

    app = App(pet_app, backend=api.backend()).run()
    (error,) = app.test.exception
    assert "give one of them" in error.value
    assert app.components() == []


def test_many_reruns_mint_once(api: Api) -> None:
    app = App(chat_app, backend=api.backend()).run()
    for _ in range(5):
        app.test.button[0].click().run()
    app.send(REFUSED_NULL)
    assert len(api.requests) == 1
    assert app.arguments()["secret"]["version"] == 1


def test_the_api_key_never_reaches_the_browser(api: Api) -> None:
    app = App(chat_app, backend=api.backend()).run()
    app.send(REFUSED_NULL, ("client_secret", {"refused": 1}), ("nonsense", {}))
    api.refuse()
    app.send(("client_secret", {"refused": 2}))
    app.test.button[0].click().run()
    state = app.test.session_state
    assert API_KEY not in json.dumps(app.components())
    assert API_KEY not in repr(state)
    assert "cs-x-" not in repr(state)
    assert all(r.headers["Authorization"] == f"Bearer {API_KEY}" for r in api.requests)


def test_a_refused_secret_is_replaced_in_the_reply_and_in_the_arguments(api: Api) -> None:
    app = App(chat_app, backend=api.backend()).run()
    (reply,) = app.send(("client_secret", {"refused": 1}))
    assert reply["value"] == {"version": 2, "secret": "cs-x-secret2", "organizationId": None}
    assert app.arguments()["secret"]["version"] == 2
    assert len(api.requests) == 2


def test_a_mint_that_fails_leaves_the_chat_mounted_and_is_retried_by_the_user(api: Api) -> None:
    errors: list[ChatKitError] = []
    api.refuse()
    app = App(chat_app, backend=api.backend(), on_error=errors.append).run()
    assert not app.test.exception
    assert app.arguments()["secret"] is None
    assert len(errors) == 1
    assert isinstance(errors[0], SessionError)
    assert errors[0].status == 401
    assert app.test.session_state.last_error is errors[0]

    (told,) = app.send(REFUSED_NULL)
    assert told["error"]["name"] == "SessionError"
    assert "API key" in told["error"]["message"]
    for _ in range(3):
        app.test.button[0].click().run()
    assert (len(api.requests), len(errors)) == (1, 1)

    (again,) = app.send(REFUSED_NULL)
    assert "error" in again
    assert (len(api.requests), len(errors)) == (2, 2)

    api.answer = None
    (reply,) = app.send(REFUSED_NULL)
    assert reply["value"]["secret"] == "cs-x-secret3"
    app.test.button[0].click().run()
    assert app.test.session_state.last_error is None


def test_a_slow_api_holds_neither_the_first_run_for_long_nor_a_later_one(api: Api) -> None:
    release = threading.Event()

    def answer() -> httpx.Response:
        assert release.wait(30)
        return httpx.Response(201, json={"client_secret": "cs-x-late"})

    api.answer = answer
    app = App(chat_app, backend=api.backend()).run()
    assert app.test.markdown[-1].value == "after the chat"
    assert app.arguments()["secret"] is None
    for _ in range(3):
        (reply,) = app.send(REFUSED_NULL)
        assert reply["value"] == {"pending": True}
    assert len(api.requests) == 1
    release.set()
    (reply,) = app.send(REFUSED_NULL)
    while reply["value"] == {"pending": True}:
        (reply,) = app.send(REFUSED_NULL)
    assert reply["value"]["secret"] == "cs-x-late"
    assert len(api.requests) == 1


def test_client_tools_run_in_order_and_once(api: Api) -> None:
    calls: list[int] = []

    def note(number: int) -> str:
        calls.append(number)
        return f"noted {number}"

    def tool(number: int) -> tuple[str, dict[str, Any]]:
        data = {"name": "note", "params": {"number": number}, "toolCallId": f"call_{number}"}
        return ("client_tool", data)

    app = App(chat_app, backend=api.backend(), tools=[note]).run()
    first, second = app.send(tool(1), tool(2))
    assert first["value"] == {
        "content": "noted 1",
        "name": "note",
        "tool_call_id": "call_1",
        "status": "success",
    }
    assert second["value"]["content"] == "noted 2"
    app.test.button[0].click().run()
    (resent,) = app.send(tool(2), mount="after a reload")
    assert resent["value"]["content"] == "noted 2"
    assert calls == [1, 2]


def test_a_bad_call_of_a_tool_is_answered_and_the_next_message_is_handled(api: Api) -> None:
    app = App(chat_app, backend=api.backend()).run()
    bad, unknown, good = app.send(
        ("client_tool", {"name": "missing", "params": {}, "toolCallId": "c"}),
        ("teleport", {}),
        REFUSED_NULL,
    )
    assert bad["value"]["status"] == "error"
    assert unknown["error"]["name"] == "UnknownMessage"
    assert good["value"]["version"] == 1


def test_a_batch_of_another_session_is_ignored(api: Api) -> None:
    calls: list[int] = []

    def note() -> None:
        calls.append(1)

    app = App(chat_app, backend=api.backend(), tools=[note]).run()
    app.test.session_state[COMPONENT_KEY.format("chatkit")] = {
        "session": "before the restart",
        "mount": "m1",
        "attempt": 0,
        "received": 9,
        "messages": [{"id": 1, "type": "client_tool", "data": {"name": "note"}}],
    }
    app.run()
    assert calls == []
    assert app.arguments()["ack"] is None


def test_a_command_of_a_callback_goes_out_with_the_run(api: Api) -> None:
    app = App(chat_app, backend=api.backend()).run()
    app.test.button[1].click().run()
    expected = {
        "seq": 1,
        "type": "command",
        "name": "sendUserMessage",
        "data": {"text": "Explain this chart"},
    }
    assert app.arguments()["outgoing"] == [expected]
    app.test.button[0].click().run()
    assert app.arguments()["outgoing"] == [expected]
    assert app.send(REFUSED_NULL)[0]["seq"] == 2
    assert [item["seq"] for item in app.arguments()["outgoing"]] == [2]


def test_commands_after_the_chat_was_drawn_go_out_too_and_the_script_ends(api: Api) -> None:
    app = App(chat_app, backend=api.backend()).run()
    app.test.button[2].click().run()
    assert [item["name"] for item in app.arguments()["outgoing"]] == [
        "focusComposer",
        "showHistory",
    ]
    assert app.test.markdown[-1].value == "after the chat"


def test_the_handle_knows_the_thread_and_the_last_error(api: Api) -> None:
    errors: list[ChatKitError] = []
    app = App(chat_app, backend=api.backend(), on_error=errors.append).run()
    app.send(
        ("event", {"name": "thread.change", "data": {"threadId": "t-1"}}),
        ("event", {"name": "error", "data": {"error": "The stream broke."}}),
        ("event", {"name": "log", "data": {}}),
    )
    app.run()
    assert app.test.session_state.thread_id == "t-1"
    assert [str(error) for error in errors] == ["The stream broke."]
    assert app.test.session_state.last_error is errors[0]
    app.send(("event", {"name": "thread.change", "data": {"threadId": None}}))
    app.run()
    assert app.test.session_state.thread_id is None


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"error": {"message": "Broken."}}, "Broken."),
        ({"message": "Broken."}, "Broken."),
        ({"error": "sk-x-0123456789 is wrong"}, "sk-*** is wrong"),
        ({}, "The chat reported an error without a message."),
        (None, "The chat reported an error without a message."),
    ],
)
def test_an_error_event_of_any_shape_becomes_an_error(api: Api, data: object, text: str) -> None:
    errors: list[ChatKitError] = []
    app = App(chat_app, backend=api.backend(), on_error=errors.append).run()
    app.send(("event", {"name": "error", "data": data}))
    assert [str(error) for error in errors] == [text]


def test_the_user_is_the_given_one_or_else_the_one_who_is_logged_in(api: Api) -> None:
    App(chat_app, backend=api.backend(), user="alice").run()
    App(chat_app, backend=api.backend()).run()
    assert api.users == ["alice", "test@example.com"]


def test_without_login_each_session_has_its_own_anonymous_user(api: Api) -> None:
    def without_login(backend: object, keys: tuple[str, str]) -> None:
        from streamlit.runtime.scriptrunner import get_script_run_ctx

        from streamlit_chatkit import st_chatkit

        context = get_script_run_ctx()
        assert context
        context.user_info.clear()
        for key in keys:
            st_chatkit(key=key, backend=backend)  # type: ignore[arg-type]

    for _ in range(2):
        App(without_login, backend=api.backend(), keys=("one", "two")).run()
    assert all(user.startswith("anonymous-") for user in api.users)
    assert api.users[0] == api.users[1] != api.users[2] == api.users[3]


def two_chats(backend: object, keys: tuple[str, str]) -> None:
    from streamlit_chatkit import st_chatkit

    for key in keys:
        st_chatkit(key=key, backend=backend)  # type: ignore[arg-type]


def test_two_chats_with_two_keys_have_their_own_state(api: Api) -> None:
    app = App(two_chats, backend=api.backend(), keys=("one", "two")).run()
    assert not app.test.exception
    assert app.arguments("one")["session"] != app.arguments("two")["session"]
    app.run()
    assert len(api.requests) == 2


def test_two_chats_with_one_key_are_an_error_that_says_so(api: Api) -> None:
    app = App(two_chats, backend=api.backend(), keys=("one", "one")).run()
    assert [error.value for error in app.test.exception] == [
        "Two chats have the key 'one' in this run. Give each its own: st_chatkit(…, key=\"…\")."
    ]


async def analyst(run: Run) -> None: ...


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"key": ""}, "key"),
        ({"key": 7}, "key"),
        ({"height": 0}, "height"),
        ({"height": True}, "height"),
        ({"height": "640"}, "height"),
        ({"theme": "drak"}, "Did you mean 'dark'?"),
        ({"theme": 1}, "theme"),
        ({"theme": {"color": object()}}, "theme.color must be"),
        ({"locale": ""}, "locale"),
        ({"user": ""}, "user"),
        ({"user": "x" * 300}, "user"),
        ({"tools": [1]}, "tools"),
        ({"on_error": 1}, "on_error"),
        ({"persist": "local"}, "persist"),
        ({"initial_thread": ""}, "initial_thread"),
        ({"context": [1]}, "context"),
        ({"context": lambda: None}, "context"),
        ({"context": lambda region: {"region": region}}, "context is called with ()"),
        ({"context": {"file": b"x"}}, "context['file'] cannot be sent. Bytes"),
        ({"backend": "https://api.xpertai.cn"}, 'XpertAI(api_url="…")'),
        ({"backend": XpertAI}, "make one, XpertAI(…)"),
        ({"backend": analyst}, "LocalBackend(analyst)"),
        ({"backend": 1}, "not int"),
        ({"on_error": lambda: None}, "on_error is called with (error)"),
        ({"on_widget_action": lambda: None}, "on_widget_action is called with (action)"),
        (
            {"header": {"left_action": {"icon": "home", "on_click": analyst}}},
            "header.left_action.on_click is called with ()",
        ),
        ({"entities": {"on_tag_search": lambda: None}}, "entities.on_tag_search is called with (q"),
        ({"start_screen": []}, "start_screen"),
        ({"start_screen": {"greetings": "Hi"}}, "Did you mean 'greeting'?"),
        ({"start_screen": {"prompts": "Hi"}}, "list"),
        ({"start_screen": {"prompts": [{"label": "Hi"}]}}, "prompt is missing"),
        ({"start_screen": {"prompts": [{"label": "Hi", "promt": "x"}]}}, "Did you mean 'prompt'"),
    ],
)
def test_an_argument_that_cannot_be_used_raises_an_error_that_names_it(
    api: Api, arguments: dict[str, Any], told: str
) -> None:
    app = App(chat_app, **{"backend": api.backend(), **arguments}).run()
    (error,) = app.test.exception
    assert told in error.value
    assert api.requests == []


def test_a_mapping_is_a_chatkit_theme(api: Api) -> None:
    theme = {"colorScheme": "dark", "radius": "round"}
    app = App(chat_app, backend=api.backend(), theme=theme).run()
    assert app.arguments()["theme"]["mode"] == theme
