"""Two processes on one database."""

from __future__ import annotations

from pathlib import Path

from .harness import message_body, parse_sse, text_of
from .standalone import standalone


def test_a_process_follows_a_run_of_another_one(tmp_path: Path) -> None:
    with standalone(tmp_path) as first, standalone(tmp_path) as second:
        second.thread_id = first.new_thread()
        run_id = first.begin("wait", until="before ")
        url = f"{second.runs}/{run_id}/stream"
        with second.client.stream("GET", url) as response:
            lines = response.iter_lines()
            assert any("before " in line for line in lines)
            busy = second.client.post(f"{second.runs}/stream", json=message_body("too early"))
            assert busy.status_code == 400
            assert "busy" in busy.json()["message"]
            (tmp_path / "go").touch()
            rest = list(lines)
        assert "event: complete" in rest
        assert [one["status"] for one in second.messages()] == ["success", "success"]
        assert text_of(parse_sse(second.client.get(url).text)) == "before after"
        assert text_of(second.send("next")) == "You said next."
        assert len(first.messages()) == 4


def test_a_run_whose_process_was_killed_is_ended_by_the_other(tmp_path: Path) -> None:
    with standalone(tmp_path) as first, standalone(tmp_path) as second:
        second.thread_id = first.new_thread()
        run_id = first.begin("wait", until="before ")
        with second.client.stream("GET", f"{second.runs}/{run_id}/stream") as response:
            lines = response.iter_lines()
            assert any("before " in line for line in lines)
            first.process.kill()
            first.process.wait()
            assert "event: complete" in list(lines)
        assert second.thread()["status"] == "interrupted"
        assert second.messages()[1]["status"] == "aborted"
