"""Where the messages of conversations are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from . import schema
from .file_store import forget_files
from .searches import message_pages
from .shared_store import SharedStore
from .tables import FEEDBACKS, MESSAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection
    from typing_extensions import Unpack

    from streamlit_chatkit.local._protocol.json import Json

    from .file_store import DeleteContent
    from .query import Query
    from .records import Conversation, MessageChanges, StoredMessage

_SEQ = schema.messages.c.seq


class MessageStore(SharedStore):
    """Messages of users."""

    async def messages(
        self, user: str, conversation_id: str, *, newest: int | None = None
    ) -> Sequence[StoredMessage]:
        """Return the messages of a conversation, oldest first.

        Parameters
        ----------
        user, conversation_id : str
            Whose messages.
        newest : int, optional
            How many of the newest ones at most. Default: all.
        """
        wanted = MESSAGES.where(user, conversation_id=conversation_id)

        def find(connection: Connection) -> list[StoredMessage]:
            return MESSAGES.all(connection, wanted, order=[_SEQ.desc()], limit=newest)[::-1]

        return await self.database.read(find)

    async def count_messages(self, user: str, conversation_id: str) -> int:
        """Tell how many messages a conversation has."""
        wanted = MESSAGES.where(user, conversation_id=conversation_id)
        count = select(func.count()).select_from(schema.messages).where(wanted)
        return await self.database.read(lambda connection: connection.execute(count).scalar_one())

    async def search_messages(self, user: str, of: Conversation, query: Query) -> Json:
        """Return a page of the messages of a conversation, as JSON."""
        pages, mine = message_pages(of.thread_id), MESSAGES.where(user, conversation_id=of.id)
        return await self.database.read(lambda connection: pages.page(connection, mine, query))

    async def message(
        self, user: str, conversation_id: str, message_id: str
    ) -> StoredMessage | None:
        """Find a message."""
        wanted = MESSAGES.where(user, conversation_id=conversation_id, id=message_id)
        return await self.database.read(lambda connection: MESSAGES.first(connection, wanted))

    async def change_message(
        self, user: str, conversation_id: str, message_id: str, **values: Unpack[MessageChanges]
    ) -> StoredMessage | None:
        """Set the given fields in one step and return the message, if there is one."""
        same = MESSAGES.where(user, conversation_id=conversation_id, id=message_id)
        return await self.database.write(
            lambda connection: MESSAGES.change(connection, same, values)
        )

    async def delete_message(
        self, user: str, conversation_id: str, message_id: str, delete_content: DeleteContent
    ) -> None:
        """Forget a message, the feedback to it, and its files."""
        same = MESSAGES.where(user, conversation_id=conversation_id, id=message_id)
        await self.database.write(
            lambda connection: _forget(connection, user, conversation_id, same, delete_content)
        )

    async def rewind(
        self,
        user: str,
        conversation_id: str,
        delete_content: DeleteContent,
        *,
        answer_id: str | None,
        run_id: str | None,
    ) -> StoredMessage | None:
        """Forget the newest answer that is meant, and all after it.

        Parameters
        ----------
        user, conversation_id : str
            Whose answer.
        delete_content : callable
            Deletes the files of what is forgotten.
        answer_id, run_id : str or None
            Ids that the answer has; ``None`` for any.

        Returns
        -------
        StoredMessage or None
            The user's message that it answered. Without one, nothing is forgotten.
        """
        mine = MESSAGES.where(user, conversation_id=conversation_id)
        ids = {"id": answer_id, "run_id": run_id}
        given = {name: value for name, value in ids.items() if value is not None}
        meant = MESSAGES.where(user, conversation_id=conversation_id, role="ai", **given)
        find = select(_SEQ).where(meant).order_by(_SEQ.desc()).limit(1)

        def rewind(connection: Connection) -> StoredMessage | None:
            place = connection.execute(find).scalar()
            if place is None:
                return None
            asked = mine & (schema.messages.c.role == "human") & (place > _SEQ)
            humans = MESSAGES.all(connection, asked, order=[_SEQ.desc()], limit=1)
            if not humans:
                return None
            _forget(connection, user, conversation_id, mine & (place <= _SEQ), delete_content)
            return humans[0]

        return await self.database.write(rewind)


def _forget(
    connection: Connection,
    user: str,
    conversation_id: str,
    which: ColumnElement[bool],
    delete_content: DeleteContent,
) -> None:
    forget_files(connection, user, which, delete_content)
    ids = select(schema.messages.c.id).where(which)
    votes = FEEDBACKS.where(user, conversation_id=conversation_id)
    of_them = schema.feedbacks.c.message_id.in_(ids)
    connection.execute(delete(schema.feedbacks).where(votes & of_them))
    connection.execute(delete(schema.messages).where(which))
