"""Everything that the requests of one server share."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from datetime import timedelta
from secrets import compare_digest
from typing import TYPE_CHECKING

from streamlit_chatkit._serving.origins import Origins
from streamlit_chatkit.local._protocol.http import unauthorized
from streamlit_chatkit.local._run.run import Remembering
from streamlit_chatkit.local._store.file_links import FileLinks
from streamlit_chatkit.local._store.files import FileFolder
from streamlit_chatkit.local._store.records import Grant, now
from streamlit_chatkit.local._store.store import Store

from .runs import CLIENT_TOOL_TIMEOUT_S, USER_TIMEOUT_S, BusyError, RunRegistry
from .secrets import PREFIX, Caller, SecretRegistry, digest_of
from .submit import Submitter

if TYPE_CHECKING:
    from streamlit_chatkit.local._run.run import Agent
    from streamlit_chatkit.local._store.records import Assistant, Conversation

logger = logging.getLogger(__name__)

HEARTBEAT_S = 30.0
_TRIES = 5


@dataclass(frozen=True)
class Hosted:
    """An agent for which secrets can be minted over HTTP, and the key that this takes."""

    assistant: Assistant
    agent: Agent = field(repr=False)
    api_key: str | None = field(repr=False)
    expires_after: int


class HostedAgents:
    """The agents for which secrets can be minted over HTTP; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hosted: dict[str, Hosted] = {}

    def add(self, hosted: Hosted) -> None:
        """Host an agent, in place of an earlier one of the same assistant."""
        with self._lock:
            self._hosted[hosted.assistant.id] = hosted

    def find(self, assistant_id: str) -> Hosted | None:
        """Return the agent of an assistant."""
        with self._lock:
            return self._hosted.get(assistant_id)

    def opened_by(self, api_key: str | None) -> list[Hosted]:
        """Return the agents that `api_key` gives access to.

        Without a key of its own, an agent takes every key that looks like one (``sk-…``).

        Raises
        ------
        ApiError
            With status 401 if the key opens nothing.
        """
        with self._lock:
            hosted = list(self._hosted.values())
        opened = [one for one in hosted if api_key and _fits(one.api_key, api_key)]
        if not opened:
            raise unauthorized("Invalid token")
        return opened


def _fits(expected: str | None, given: str) -> bool:
    if expected is None:
        return given.startswith("sk-")
    return compare_digest(expected.encode(), given.encode())


class Service:
    """State of one server.

    Parameters
    ----------
    store : Store or None, optional
        Where records go; default: memory.
    secrets : SecretRegistry or None, optional
        The client secrets.
    heartbeat : float, optional
        Seconds of silence in a stream until a comment is sent.
    client_tool_timeout : float, optional
        Seconds that a run waits for client tools.
    user_timeout : float, optional
        Seconds that a run waits for the user's decision or answer.
    files : FileFolder or None, optional
        Where uploaded files go; default: a temporary folder.
    """

    def __init__(
        self,
        *,
        store: Store | None = None,
        secrets: SecretRegistry | None = None,
        heartbeat: float = HEARTBEAT_S,
        client_tool_timeout: float = CLIENT_TOOL_TIMEOUT_S,
        user_timeout: float = USER_TIMEOUT_S,
        files: FileFolder | None = None,
    ) -> None:
        self.store = store or Store()
        self.files = files or FileFolder()
        self.links = FileLinks(self.files.key)
        self.secrets = secrets or SecretRegistry()
        self.heartbeat = heartbeat
        self.origins = Origins()
        self.hosted = HostedAgents()
        self.runs = RunRegistry(
            self.store,
            self.files,
            client_tool_timeout=client_tool_timeout,
            user_timeout=user_timeout,
        )
        self.submitter = Submitter(self.store, self.runs, self.files)

    async def mint(self, caller: Caller, expires_after: int) -> str:
        """Return a new secret for an agent that is hosted, which is good at each process."""
        secret = self.secrets.mint(caller, expires_after)
        if not self.store.database.in_memory:
            expires_at = now() + timedelta(seconds=expires_after)
            grant = Grant(digest_of(secret), caller.user, caller.assistant.id, expires_at)
            await self.store.add_grant(grant)
        return secret

    async def authenticate(self, secret: str | None) -> Caller:
        """Return whom `secret` speaks for, whichever process has minted it.

        Raises
        ------
        ApiError
            With status 401 if it is missing, unknown or expired.
        """
        if secret and secret.startswith(PREFIX) and not self.secrets.knows(secret):
            digest = digest_of(secret)
            grant = await self.store.grant(digest)
            hosted = grant and self.hosted.find(grant.assistant_id)
            if grant and hosted:
                caller = Caller(grant.user_id, hosted.assistant, hosted.agent)
                left = (grant.expires_at - now()).total_seconds()
                return self.secrets.adopt(digest, caller, left)
        return self.secrets.authenticate(secret)

    async def delete(self, caller: Caller, conversation: Conversation) -> None:
        """Delete a conversation with all that belongs to it alone; a run of it is cancelled.

        The conversation itself goes last: as long as it is there, it can be deleted again.

        Raises
        ------
        BusyError
            If other requests begin one run of the thread after the other.
        """
        user, thread_id = caller.user, conversation.thread_id
        for _ in range(_TRIES):
            await self.runs.drop_thread(user, thread_id)
            await _forget(caller.agent, user, thread_id)
            if await self.store.delete_conversation(user, conversation.id, self.files.delete):
                return
        raise BusyError


async def _forget(agent: Agent, user: str, thread_id: str) -> None:
    if not isinstance(agent, Remembering):
        return
    try:
        await agent.forget(user, thread_id)
    except Exception:
        logger.exception("The agent still remembers the thread %s, which was deleted", thread_id)
