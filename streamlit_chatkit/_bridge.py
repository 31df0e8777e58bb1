"""The Python end of the bridge to the component: a pure reducer.

The wire format is that of ``docs/bridge.md``. Nothing here runs a handler or draws anything; the
functions return a new `Bridge`, and whoever holds it serialises them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeGuard

MAX_MOUNTS = 64
"""Mounts whose handled ids are remembered, the one seen longest ago is forgotten first."""


@dataclass(frozen=True)
class Message:
    """One message of the browser."""

    id: int
    type: str
    data: Mapping[str, object]


@dataclass(frozen=True)
class Batch:
    """A value of the component."""

    session: str
    mount: str
    received: int
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class Bridge:
    """What this end knows.

    Attributes
    ----------
    session : str
        Nonce of the session; batches with another one are refused.
    handled : mapping
        Last handled message id of each mount, the mount seen last at the end.
    unfinished : frozenset of (str, int)
        Mount and id of the messages whose handlers are running.
    sequence : int
        Number of the newest outgoing item.
    outgoing : tuple of mappings
        Items that the browser is not known to have. They may hold a client secret.
    """

    session: str
    handled: Mapping[str, int] = field(default_factory=dict)
    unfinished: frozenset[tuple[str, int]] = frozenset()
    sequence: int = 0
    outgoing: tuple[Mapping[str, object], ...] = field(default=(), repr=False)


def parse_batch(value: object) -> Batch | None:
    """Return the batch in a component value, or ``None`` if it holds none.

    The browser is not trusted: messages without an id are left out, and a value that is no batch at
    all is ignored.
    """
    if not isinstance(value, Mapping):
        return None
    session, mount, received = value.get("session"), value.get("mount"), value.get("received")
    messages = value.get("messages")
    if not (isinstance(session, str) and isinstance(mount, str) and isinstance(messages, list)):
        return None
    if len(mount) > 128:
        return None
    parsed = (_parse_message(item) for item in messages)
    return Batch(
        session=session,
        mount=mount,
        received=received if _is_number(received) else 0,
        messages=tuple(message for message in parsed if message is not None),
    )


def receive(bridge: Bridge, batch: Batch) -> tuple[Bridge, tuple[Message, ...]]:
    """Take in a batch.

    Returns
    -------
    tuple
        The new bridge, and the messages to handle now, in order. Call `begin` before each, and
        `finish` after it.
    """
    if batch.session != bridge.session:
        return bridge, ()
    last = bridge.handled.get(batch.mount, 0)
    handled = {mount: id_ for mount, id_ in bridge.handled.items() if mount != batch.mount}
    handled[batch.mount] = last
    while len(handled) > MAX_MOUNTS:
        del handled[next(iter(handled))]
    new = {message.id: message for message in reversed(batch.messages) if message.id > last}
    bridge = replace(
        bridge,
        handled=handled,
        outgoing=tuple(item for item in bridge.outgoing if _sequence(item) > batch.received),
    )
    return bridge, tuple(new[id_] for id_ in sorted(new))


def begin(bridge: Bridge, mount: str, id_: int) -> Bridge:
    """Take a message; before its handler runs, so that nothing can run it twice."""
    last = bridge.handled.get(mount, 0)
    return replace(
        bridge,
        handled={**bridge.handled, mount: max(last, id_)},
        unfinished=bridge.unfinished | {(mount, id_)},
    )


def finish(bridge: Bridge, mount: str, id_: int) -> Bridge:
    """Note that the handler of a message has ended, so that the message can be acknowledged.

    An acknowledgement before that could go out with another run of the script, and the browser
    would not ask again for a reply whose own run was stopped.
    """
    return replace(bridge, unfinished=bridge.unfinished - {(mount, id_)})


def reply(bridge: Bridge, mount: str, id_: int, value: object) -> Bridge:
    """Answer a message."""
    return _append(bridge, {"type": "reply", "mount": mount, "id": id_, "value": value})


def reply_error(bridge: Bridge, mount: str, id_: int, name: str, message: str) -> Bridge:
    """Answer a message with an error."""
    error = {"name": name, "message": message}
    return _append(bridge, {"type": "reply", "mount": mount, "id": id_, "error": error})


def command(bridge: Bridge, name: str, data: Mapping[str, object]) -> Bridge:
    """Queue a command for the chat."""
    return _append(bridge, {"type": "command", "name": name, "data": dict(data)})


def arguments(bridge: Bridge) -> dict[str, object]:
    """Return the bridge's part of the component's arguments."""
    outgoing = [dict(item) for item in bridge.outgoing]
    return {"session": bridge.session, "ack": _acknowledgement(bridge), "outgoing": outgoing}


def has_news(now: Mapping[str, object], drawn: Mapping[str, object]) -> bool:
    """Tell whether `arguments` say more now than when they were drawn.

    That the browser is known to have received something is no news to it.
    """
    if now["session"] != drawn["session"] or now["ack"] != drawn["ack"]:
        return True
    return _last(now["outgoing"]) > _last(drawn["outgoing"])


def _last(outgoing: object) -> int:
    return _sequence(outgoing[-1]) if isinstance(outgoing, list) and outgoing else 0


def _acknowledgement(bridge: Bridge) -> dict[str, object] | None:
    if not bridge.handled:
        return None
    mount, last = list(bridge.handled.items())[-1]
    running = [id_ for of_mount, id_ in bridge.unfinished if of_mount == mount]
    last = min([last, *(id_ - 1 for id_ in running)])
    return {"mount": mount, "id": last} if last > 0 else None


def _append(bridge: Bridge, item: Mapping[str, object]) -> Bridge:
    sequence = bridge.sequence + 1
    outgoing = (*bridge.outgoing, {"seq": sequence, **item})
    return replace(bridge, sequence=sequence, outgoing=outgoing)


def _sequence(item: Mapping[str, object]) -> int:
    number = item["seq"]
    return number if isinstance(number, int) else 0


def _parse_message(item: object) -> Message | None:
    if not isinstance(item, Mapping):
        return None
    id_, type_, data = item.get("id"), item.get("type"), item.get("data")
    if not (_is_number(id_) and id_ > 0):
        return None
    return Message(
        id=id_,
        type=type_ if isinstance(type_, str) else "",
        data=data if isinstance(data, Mapping) else {},
    )


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
