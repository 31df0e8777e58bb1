"""An agent on a server of its own, over a real socket, in a real process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from sqlalchemy import NullPool, create_engine, select

from streamlit_chatkit import XpertAI
from streamlit_chatkit.local._store.database import MEMORY, parse_url
from streamlit_chatkit.local._store.schema import events

from .harness import databases, run_id_of, text_of
from .standalone import KEY, ROOT, standalone


def test_an_app_uses_it_as_it_would_use_xpertai(tmp_path: Path) -> None:
    with standalone(tmp_path) as server:
        assert server.client.get("/health").json() == {"status": "ok"}
        backend = XpertAI(api_key=KEY, api_url=server.url)
        assistants = server.client.post("/api/ai/assistants/search", json={}).json()
        connection = backend.connect(
            assistants[0]["assistant_id"], frame_url="http://localhost:8501/chat", app_origin=None
        )
        secret = connection.mint("ada").secret
        headers = {"Authorization": f"Bearer {secret}", "Origin": "http://localhost:8501"}
        with httpx.Client(base_url=connection.api_url, headers=headers, timeout=30) as client:
            thread_id = client.post("/threads").json()["thread_id"]
            body = {"input": {"input": {"input": "hello"}}}
            answer = client.post(f"/threads/{thread_id}/runs/wait", json=body)
            assert answer.json()["content"] == "You said hello."
            assert client.post("/threads", headers={"Origin": "https://evil.example"}).is_error
            assert client.post("/threads", headers={"Host": "evil.example"}).is_error
        wrong = {"Authorization": "Bearer sk-x-guess"}
        assert (
            httpx.post(f"{server.url}/v1/chatkit/sessions", headers=wrong, timeout=30).status_code
            == 401
        )


def test_the_first_lines_say_how_an_app_uses_it(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'kept.db'}"
    key = "sk-x-given"  # counts more than the environment's
    with standalone(tmp_path, f"--database={database}", f"--api-key={key}", key=key) as server:
        lines = [next(server.log).strip() for _ in range(3)]
        (found,) = server.client.post("/api/ai/assistants/search", json={}).json()
    app, kept, asked = lines
    assert f"XpertAI(api_url={server.url!r}, api_key='…'" in app
    assert f"assistant_id={found['assistant_id']!r}" in app
    assert kept == f"database   {database}"
    assert asked == "API key    required"
    assert (tmp_path / "kept.db").exists()
    assert key not in "".join(lines)


@pytest.mark.each_database
def test_conversations_are_there_after_a_restart(tmp_path: Path) -> None:
    with standalone(tmp_path) as server:
        thread_id = server.new_thread()
        events = server.send("first")
        assert server.stop() in {0, -signal.SIGTERM}
    if databases.url == MEMORY:
        assert (tmp_path / ".chatkit" / "chatkit.db").exists()
    with standalone(tmp_path) as server:
        server.thread_id = thread_id
        assert [one["role"] for one in server.messages()] == ["human", "ai"]
        replayed = server.client.get(f"{server.runs}/{run_id_of(events)}/stream")
        assert "You said first." in replayed.text
        assert replayed.text.endswith('data: {"type":"complete"}\n\n')
        assert text_of(server.send("second")) == "You said second."


@pytest.mark.each_database
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_run_is_interrupted_when_its_process_ends_and_can_be_retried(
    tmp_path: Path, how: signal.Signals
) -> None:
    with standalone(tmp_path) as server:
        thread_id = server.new_thread()
        run_id = server.begin("wait", until="before ")
        wait_until_stored(tmp_path, b"before ")
        server.stop(how)
    with standalone(tmp_path) as server:
        server.thread_id = thread_id
        assert server.thread()["status"] == "interrupted"
        human, answer = server.messages()
        assert answer["status"] == "aborted"
        assert answer["error"] == "The app was stopped"
        assert answer["content"][0]["text"] == "before "
        (run,) = server.client.get(server.runs).json()
        assert run["status"] == "interrupted"
        joined = server.client.get(f"{server.runs}/{run_id}/stream").text
        assert joined.endswith('data: {"type":"complete"}\n\n')
        (tmp_path / "go").touch()
        retry = {"input": {"action": "retry", "source": {"aiMessageId": answer["id"]}}}
        again = server.client.post(f"{server.runs}/wait", json=retry)
        assert again.json()["content"] == "before after"
        assert server.messages()[0]["id"] == human["id"]


def wait_until_stored(folder: Path, words: bytes) -> None:
    file = f"sqlite:///{folder / '.chatkit' / 'chatkit.db'}"
    url = parse_url(file if databases.url == MEMORY else databases.url)
    engine = create_engine(url, poolclass=NullPool)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with engine.connect() as connection:
            if any(words in data for data in connection.scalars(select(events.c.data))):
                return
        time.sleep(0.01)
    raise AssertionError(f"{words!r} was not stored")


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("CHATKIT_")}
    (folder / "my_app.py").write_text("async def agent(run): ...\nnumber = 1\n")
    return subprocess.run(
        [sys.executable, "-m", "streamlit_chatkit.local", *arguments],
        cwd=folder,
        env={**env, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "explanation"),
    [
        (["my_app:agent", "--host=0.0.0.0"], "Give --api-key"),
        (["my_app:agent", "--host=::"], "Give --api-key"),
        (["my_app:agent", "--host=0.0.0.0", "--api-key=secret"], "must begin with 'sk-'"),
        (["my_app"], "module:function"),
        (["my_app:nobody"], "has no 'nobody'"),
        (["my_app:agnet"], "has no 'agnet'. Did you mean 'agent'?"),
        (["my_app.py:agent"], "is a file. Name the module: my_app:agent."),
        (["./my_app.py:agent"], "is a file. Name the module: my_app:agent."),
        (["my_app:agent", "--host=no.such.host.invalid"], "Check --host"),
        (["my_app:agent", "--origin=app.example"], "such as https://app.example"),
        (["other:agent"], "no module 'other' here"),
        (["my_app:number"], "needs a function"),
        (["my_app:agent", "--database=mysql://h/d"], "database must be"),
    ],
)
def test_what_cannot_be_served_is_explained(
    tmp_path: Path, arguments: list[str], explanation: str
) -> None:
    done = command(tmp_path, *arguments, "--port=0")
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert explanation in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_what_is_no_port_is_refused(tmp_path: Path, port: str) -> None:
    done = command(tmp_path, "my_app:agent", f"--port={port}")
    assert done.returncode == 2
    assert f"{port} is no port" in done.stderr


def test_a_port_in_use_is_explained(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = command(tmp_path, "my_app:agent", f"--port={other.getsockname()[1]}")
    assert done.returncode == 2
    assert "Give another --port" in done.stderr


def test_beyond_this_machine_only_the_key_opens_it_and_its_name_is_told(tmp_path: Path) -> None:
    with standalone(tmp_path, "--host=0.0.0.0") as server:
        assert server.client.base_url.host == socket.gethostname()
        server.new_thread()
        assert text_of(server.send("hello")) == "You said hello."
        refused = server.client.post(
            "/v1/chatkit/sessions", headers={"Authorization": "Bearer sk-any"}
        )
        assert (refused.status_code, refused.json()["error"]) == (401, "Invalid token")


def test_a_changed_file_is_loaded_again(tmp_path: Path) -> None:
    with standalone(tmp_path, "--reload") as server:
        server.new_thread()
        assert text_of(server.send("one")) == "You said one."
        path = tmp_path / "my_app.py"
        path.write_text(path.read_text().replace("You said", "You wrote"))
        for line in server.log:
            if "answers at" in line:
                break
        server.client.headers["Authorization"] = f"Bearer {KEY}"
        server.connect()
        assert text_of(server.send("two")) == "You wrote two."
