"""What an agent gets of a message that it is to answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from streamlit_chatkit.local._protocol.human_input import file_handles
from streamlit_chatkit.local._run.file import RunFile
from streamlit_chatkit.local._run.input import Message, RunInput
from streamlit_chatkit.local._run.run import Run

if TYPE_CHECKING:
    from streamlit_chatkit.local._protocol.json import Json
    from streamlit_chatkit.local._run.channel import Channel
    from streamlit_chatkit.local._store.files import FileFolder
    from streamlit_chatkit.local._store.records import (
        Assistant,
        Conversation,
        RunRecord,
        StoredMessage,
    )
    from streamlit_chatkit.local._store.store import Store

NEWEST = 200
"""Messages of its thread that a run comes with: more would make each run of a long thread slow."""


@dataclass(frozen=True)
class Job:
    """A message to answer, and what the answer needs."""

    user: str
    assistant: Assistant
    conversation: Conversation
    human: StoredMessage
    context: Json
    state: Json
    locale: str | None
    config: Json = field(default_factory=dict)


class Intake:
    """Makes what the agent gets.

    Parameters
    ----------
    job : Job
        What the run answers.
    store : Store
        Where the thread is.
    files : FileFolder
        Where uploaded files are.
    """

    def __init__(self, job: Job, store: Store, files: FileFolder) -> None:
        self._job = job
        self._store = store
        self._files = files

    async def run(self, record: RunRecord, channel: Channel) -> Run:
        """Make the run that an agent is called with."""
        job = self._job
        return Run(
            id=record.id,
            thread_id=record.thread_id,
            input=await self.input(job.human),
            messages=await self.messages(record.message_id, NEWEST),
            context=job.context,
            config=job.config,
            state=job.state,
            user=job.user,
            locale=job.locale,
            _channel=channel,
        )

    async def messages(self, answer_id: str, newest: int | None) -> list[Message]:
        """Return the thread's newest messages, or all, but for the answer that is being written."""
        job = self._job
        with_answer = None if newest is None else newest + 1
        found = await self._store.messages(job.user, job.conversation.id, newest=with_answer)
        public = [_public(message) for message in found if message.id != answer_id]
        return public if newest is None else public[len(public) - newest :]

    async def count_messages(self) -> int:
        """Tell how many messages the thread has, but for the answer that is being written."""
        job = self._job
        return await self._store.count_messages(job.user, job.conversation.id) - 1

    async def input(self, human: StoredMessage) -> RunInput:
        """Make what the agent gets of one message."""
        files = []
        for handle in file_handles(human.input):
            found = await self._store.file(self._job.user, handle.id)
            if found:
                path = self._files.path(found.storage_id)
                files.append(RunFile(found.name, found.mime_type, found.size, path))
            else:
                files.append(RunFile(handle.name, handle.mime_type, 0, None))
        return RunInput(human.text, human.input, files)


def _public(message: StoredMessage) -> Message:
    return Message("user" if message.role == "human" else "assistant", message.text)
