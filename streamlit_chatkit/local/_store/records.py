"""What is kept of assistants, conversations, messages and runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict

from streamlit_chatkit.local._protocol.json import whole

from .files import UploadLimits

if TYPE_CHECKING:
    from streamlit_chatkit.local._protocol.json import Json

ConversationStatus: TypeAlias = Literal["idle", "busy", "interrupted", "error"]
MessageStatus: TypeAlias = Literal["success", "error", "thinking", "aborted"]
RunStatus: TypeAlias = Literal["running", "success", "error", "timeout", "interrupted"]
Rating: TypeAlias = Literal["like", "dislike"]


def now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(timezone.utc)


@dataclass(frozen=True)
class Assistant:
    """The agent as the browser knows it."""

    id: str
    name: str
    title: str
    description: str | None
    created_at: datetime
    models: tuple[AssistantModel, ...] = ()
    uploads: UploadLimits = field(default_factory=UploadLimits)


@dataclass(frozen=True)
class AssistantModel:
    """A language model among which the user may choose."""

    id: str
    label: str
    description: str | None = None


@dataclass(frozen=True)
class Conversation:
    """A thread together with its conversation: in the XpertAI API each has one of the other."""

    id: str
    thread_id: str
    created_at: datetime
    updated_at: datetime
    assistant_id: str | None = None
    title: str | None = None
    status: ConversationStatus = "idle"
    error: str | None = None
    operation: Json | None = None
    metadata: Json = field(default_factory=dict)


class ConversationChanges(TypedDict, total=False):
    """Fields of a conversation that can be changed, each without touching the others."""

    updated_at: datetime
    assistant_id: str | None
    title: str | None
    status: ConversationStatus
    error: str | None
    operation: Json | None


@dataclass(frozen=True)
class StoredMessage:
    """A message of a conversation."""

    id: str
    conversation_id: str
    role: Literal["human", "ai"]
    created_at: datetime
    updated_at: datetime
    status: MessageStatus = "success"
    run_id: str | None = None
    content: str | list[Json] = ""
    reasoning: list[Json] = field(default_factory=list)
    error: str | None = None
    input: Json = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words of the message without reasoning and tool steps."""
        if isinstance(self.content, str):
            return whole(self.content)
        texts = (part["text"] for part in self.content if part.get("type") == "text")
        return whole("\n".join(texts))


class MessageChanges(TypedDict, total=False):
    """Fields of a message that can be changed from outside of its run."""

    updated_at: datetime
    content: str | list[Json]
    input: Json


@dataclass(frozen=True)
class RunRecord:
    """A run: the answer `message_id` to the human message `parent_id`.

    The process `worker_id` answers it, until it has ended.
    """

    id: str
    thread_id: str
    assistant_id: str
    parent_id: str
    message_id: str
    created_at: datetime
    updated_at: datetime
    status: RunStatus = "running"
    usage: Json | None = None
    worker_id: str | None = None


@dataclass(frozen=True)
class Feedback:
    """A user's vote on a message."""

    id: str
    conversation_id: str
    message_id: str
    rating: Rating
    content: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class StoredFile:
    """An uploaded file; its content lies elsewhere, under the name `storage_id`.

    `unsent_since` is when it was uploaded, until a message names it.
    """

    id: str
    storage_id: str
    name: str
    mime_type: str
    size: int
    created_at: datetime
    unsent_since: datetime | None = None


@dataclass(frozen=True)
class StoredEvents:
    """Successive events of a run as they are sent; those of a resumed run begin a new segment."""

    run_id: str
    position: int
    segment: int
    complete: bool
    data: bytes


@dataclass(frozen=True)
class Command:
    """What a request to one process wants of the process `worker_id`, which answers the run."""

    id: str
    thread_id: str
    run_id: str
    worker_id: str
    kind: str
    body: Json
    created_at: datetime
    taken: bool = False
    answer: Json | None = None


@dataclass(frozen=True)
class Grant:
    """Whom a client secret that was minted over HTTP speaks for; only its hash is kept."""

    digest: str
    user_id: str
    assistant_id: str
    expires_at: datetime
