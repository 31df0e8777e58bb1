"""Runs: started, streamed, joined, cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from streamlit_chatkit.local._engine.event_log import EventId, encode_event
from streamlit_chatkit.local._protocol.envelopes import COMPLETE
from streamlit_chatkit.local._protocol.http import JSONAnswer, not_found
from streamlit_chatkit.local._protocol.requests import RunBody, parse_run_request
from streamlit_chatkit.local._protocol.wire import run_json
from streamlit_chatkit.local._store.query import parse_query

from .endpoint import body_route, route

if TYPE_CHECKING:
    from streamlit_chatkit.local._engine.execution import Execution
    from streamlit_chatkit.local._engine.service import Service
    from streamlit_chatkit.local._engine.stored_run import StoredRun
    from streamlit_chatkit.local._engine.submit import Submission

    from .endpoint import ApiRoute, Call

EVENT_STREAM = "text/event-stream"
_STREAM_HEADERS = {
    "Cache-Control": ("private, no-cache, no-store, must-revalidate, max-age=0, no-transform"),
    "Connection": "keep-alive",
    "X-Accel-Buffering": "no",
}


def run_routes(service: Service) -> list[ApiRoute]:
    """Make the routes below ``/threads/{thread_id}/runs``."""
    runs = "/threads/{thread_id}/runs"
    return [
        body_route(service, "POST", runs, start_run, RunBody, status=201),
        route(service, "GET", runs, list_runs, paged=True),
        body_route(service, "POST", f"{runs}/stream", stream_run, RunBody, media_type=EVENT_STREAM),
        body_route(service, "POST", f"{runs}/wait", wait_for_run, RunBody, status=201),
        route(service, "GET", runs + "/{run_id}", get_run),
        route(service, "GET", runs + "/{run_id}/stream", join_run, media_type=EVENT_STREAM),
        route(service, "POST", runs + "/{run_id}/cancel", cancel_run, status=201),
    ]


async def start_run(call: Call, body: RunBody) -> Response:
    """Start or continue a run in the background."""
    submission = await _submit(call, body)
    return JSONAnswer(run_json(submission.execution.record), 201)


async def stream_run(call: Call, body: RunBody) -> Response:
    """Start or continue a run and stream its events."""
    submission = await _submit(call, body)
    if submission.follow_up:
        # The run's own stream tells the rest.
        end = encode_event(EventId(1, 0), COMPLETE)
        return Response(end, headers=_STREAM_HEADERS, media_type=EVENT_STREAM)
    cursor = _cursor(call) if submission.joined else None
    return _stream(call, submission.execution, cursor)


async def wait_for_run(call: Call, body: RunBody) -> Response:
    """Start or continue a run and answer when it has ended or waits for the browser."""
    execution = (await _submit(call, body)).execution
    await execution.log.ended()
    conversation = await call.thread()
    answer = await call.service.store.message(
        call.user, conversation.id, execution.record.message_id
    )
    return JSONAnswer({"role": "ai", "content": answer.text if answer else ""}, 201)


async def list_runs(call: Call) -> Response:
    """List the runs of a thread, newest first."""
    thread = await call.thread()
    page = parse_query(dict(call.request.query_params))
    runs = await call.service.store.runs(
        call.user, thread.thread_id, limit=page.limit, offset=page.offset
    )
    return JSONAnswer([run_json(run) for run in runs])


async def get_run(call: Call) -> Response:
    """Describe a run."""
    thread = await call.thread()
    run = await call.service.store.run(call.user, thread.thread_id, call.path("run_id"))
    if run is None:
        raise not_found()
    return JSONAnswer(run_json(run))


async def join_run(call: Call) -> Response:
    """Replay a run's events and follow it."""
    return _stream(call, await _find(call), _cursor(call))


async def cancel_run(call: Call) -> Response:
    """Cancel a run; it is no error when there is nothing to cancel."""
    thread = await call.thread()
    canceled = await call.service.runs.cancel(call.user, thread.thread_id, call.path("run_id"))
    return JSONAnswer({"canceledExecutionIds": canceled}, 201)


async def _submit(call: Call, body: RunBody) -> Submission:
    thread = await call.thread()
    request = parse_run_request(body.model_dump())
    return await call.service.submitter.submit(
        call.caller, thread, request, locale=_locale(call), cursor=_cursor(call)
    )


async def _find(call: Call) -> Execution | StoredRun:
    thread = await call.thread()
    found = await call.service.runs.find(call.user, thread.thread_id, call.path("run_id"))
    if found is None:
        raise not_found()
    return found


def _cursor(call: Call) -> EventId | None:
    return EventId.parse(call.request.headers.get("last-event-id"))


def _stream(call: Call, execution: Execution | StoredRun, cursor: EventId | None) -> Response:
    events = execution.log.follow(cursor, call.service.heartbeat)
    return StreamingResponse(events, headers=_STREAM_HEADERS, media_type=EVENT_STREAM)


def _locale(call: Call) -> str | None:
    headers = call.request.headers
    given = headers.get("language") or headers.get("accept-language", "")
    tag = given.split(",")[0].split(";")[0].strip()
    return tag if tag not in {"", "*"} else None
