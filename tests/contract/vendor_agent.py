"""The agent with which the vendor's client code talks; it does what the words of a message say."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from streamlit_chatkit.local import LocalBackend, Question

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from streamlit_chatkit.local import Run

GOLDEN = Path(__file__).parents[1] / "fixtures" / "golden"
ASSISTANT_ID = "3f2b8c1e-5a47-4d0c-9a61-7d2f1b0e6a10"
_released: dict[str, asyncio.Event] = {}


async def answer(run: Run) -> None:
    """Answer with everything that needs nobody else."""
    await run.reasoning("The user asks about order 1042.")
    await run.text("It has ")
    async with run.tool("lookup_order", title="Look up order", input={"orderNo": 1042}) as step:
        step.output = {"state": "shipped"}
    async with run.tool("search", type="web_search", title="Search", input={"q": "1042"}) as step:
        step.data = [{"title": "A", "url": "https://example.com", "content": "…"}]
    await run.text("shipped.")
    await run.report_usage(input_tokens=350, output_tokens=62)
    await run.set_title("Order status")


async def show(run: Run) -> None:
    """Show a widget and cause an effect."""
    surface = json.loads((GOLDEN / "widget-surface.json").read_text(encoding="utf-8"))
    await run.widget(surface, name="order_card", values={"note": ""})
    await run.effect("highlight_row", {"row": 3})


async def call_tool(run: Run) -> None:
    """Call a function of the app."""
    await run.text("Opening the map. ")
    shown = await run.call_client_tool("show_map", {"city": "Berlin", "zoom": 11})
    await run.text(f"The map shows {shown['markers']} markers.")


async def call_two_tools(run: Run) -> None:
    """Call two functions of the app at once, and see one fail."""
    cities = ("Berlin", "Atlantis")
    calls = [run.call_client_tool("show_map", {"city": city, "zoom": 11}) for city in cities]
    results = await asyncio.gather(*calls, return_exceptions=True)
    await run.text(" | ".join(str(one) for one in results))


async def ask_approval(run: Run) -> None:
    """Let the user decide about two actions."""
    await run.text("I need your approval. ")
    mail = {"to": "a@example.com", "subject": "Cancelled"}
    decisions = await asyncio.gather(
        run.request_approval("cancel_order", {"orderNo": 1042}, description="Cancel the order"),
        run.request_approval(
            "send_mail",
            mail,
            allowed=("approve", "edit", "reject", "respond"),
            args_schema={"type": "object", "properties": {"to": {"type": "string"}}},
        ),
    )
    told = [f"{one.type} {json.dumps(one.args)} {one.message}" for one in decisions]
    await run.text(" | ".join(told))


async def ask_user(run: Run) -> None:
    """Put a question."""
    await run.text("One question. ")
    (scope,) = await run.ask_user(
        Question("Which orders should be included?", ["Open orders", "All orders"])
    )
    await run.text(f"You chose {scope.value}.")


async def take_follow_up(run: Run) -> None:
    """Write until the user says something."""
    await run.text("Writing as DOCX")
    while not (messages := await run.follow_ups()):
        await asyncio.sleep(0.01)
    await run.text(f"Now: {messages[0].text}.")


async def wait(run: Run) -> None:
    """Wait until the same user says "release" in another thread."""
    released = _released.setdefault(run.user, asyncio.Event())
    await run.text("Waiting")
    async with run.tool("wait"):
        await released.wait()
    del _released[run.user]
    await run.text(" is over.")


async def release(run: Run) -> None:
    """Let the waiting run go on."""
    _released[run.user].set()
    await run.text("Released.")


async def fail(run: Run) -> None:
    """Fail after the first words."""
    await run.text("Let me see")
    raise ValueError("Model provider returned 429: rate limit")


async def read_files(run: Run) -> None:
    """Read what is attached."""
    for file in run.input.files:
        await run.text(f"{file.name}: {(await file.read()).decode()}")


async def tell(run: Run) -> None:
    """Tell what came with the message."""
    heard: dict[str, Any] = {
        "context": run.context,
        "tenant": run.state.get("tenant"),
        "model": run.input.model,
        "locale": run.locale,
        "references": run.input.references,
        "turns": len(run.messages),
    }
    await run.text(json.dumps(heard))


SCRIPTS: dict[str, Callable[[Run], Awaitable[None]]] = {
    "Where is order 1042?": answer,
    "Show order 1042": show,
    "Show the map of Berlin": call_tool,
    "Show two maps": call_two_tools,
    "Cancel order 1042": ask_approval,
    "Plan the report": ask_user,
    "Write a report": take_follow_up,
    "Wait": wait,
    "Release": release,
    "Fail": fail,
    "Read the files": read_files,
    "What came with it?": tell,
}


async def orders(run: Run) -> None:
    """Answers questions about orders."""
    script = SCRIPTS.get(run.input.text)
    if script:
        await script(run)
    else:
        await run.text(f"You said {run.input.text}.")


agent = LocalBackend(
    orders,
    assistant_id=ASSISTANT_ID,
    title="Order helper",
    models=["small", {"id": "large", "label": "Large", "description": "Thinks longer"}],
)
