"""Where votes on messages are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from . import schema
from .searches import FEEDBACK_PAGES
from .shared_store import SharedStore
from .tables import FEEDBACKS, MESSAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from streamlit_chatkit.local._protocol.json import Json

    from .query import Query
    from .records import Feedback


class FeedbackStore(SharedStore):
    """Votes of users."""

    async def feedbacks(self, user: str, message_id: str) -> Sequence[Feedback]:
        """Return the feedback to a message, oldest first."""
        wanted = FEEDBACKS.where(user, message_id=message_id)
        return await self.database.read(lambda connection: FEEDBACKS.all(connection, wanted))

    async def search_feedbacks(self, user: str, message_id: str, query: Query) -> Json:
        """Return a page of the feedback to a message, as JSON."""
        mine = FEEDBACKS.where(user, message_id=message_id)
        return await self.database.read(
            lambda connection: FEEDBACK_PAGES.page(connection, mine, query)
        )

    async def save_feedback(self, user: str, feedback: Feedback) -> None:
        """Add or replace feedback to an existing message."""
        conversation_id, message_id = feedback.conversation_id, feedback.message_id
        same = MESSAGES.where(user, conversation_id=conversation_id, id=message_id)

        def save(connection: Connection) -> None:
            if MESSAGES.first(connection, same):
                FEEDBACKS.save(connection, user, feedback)

        await self.database.write(save)

    async def delete_feedback(self, user: str, feedback_id: str) -> None:
        """Forget feedback."""
        same = FEEDBACKS.where(user, id=feedback_id)
        await self.database.write(
            lambda connection: connection.execute(delete(schema.feedbacks).where(same))
        )
