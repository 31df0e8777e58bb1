"""The records of each table."""

from __future__ import annotations

from . import schema
from .records import (
    Command,
    Conversation,
    Feedback,
    RunRecord,
    StoredEvents,
    StoredFile,
    StoredMessage,
)
from .rows import Rows

CONVERSATIONS = Rows(schema.conversations, Conversation)
MESSAGES = Rows(schema.messages, StoredMessage, ("conversation_id", "id"))
FEEDBACKS = Rows(schema.feedbacks, Feedback)
FILES = Rows(schema.files, StoredFile)
RUNS = Rows(schema.runs, RunRecord)
EVENTS = Rows(schema.events, StoredEvents, ("run_id", "position"))
COMMANDS = Rows(schema.commands, Command)
