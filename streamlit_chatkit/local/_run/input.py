"""Messages, as an agent sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from streamlit_chatkit.local._protocol.human_input import objects

if TYPE_CHECKING:
    from .file import RunFile


@dataclass(frozen=True)
class RunInput:
    """What the user sent.

    Attributes
    ----------
    text : str
        The words of the message.
    raw : Mapping
        The whole human input as the browser sent it.
    files : sequence of RunFile
        Attached files and pasted images.
    """

    text: str
    raw: Mapping[str, Any] = field(default_factory=dict)
    files: Sequence[RunFile] = ()

    @property
    def model(self) -> str | None:
        """Id of the language model that the user chose."""
        model = self.raw.get("model")
        return model if isinstance(model, str) and model else None

    @property
    def references(self) -> Sequence[Mapping[str, Any]]:
        """What the user refers to.

        Each has ``type`` (``"quote"``, ``"code"`` or ``"image"``) and ``text``, and what belongs
        to its type, such as ``path`` or ``url``.
        """
        return objects(self.raw, "references")


@dataclass(frozen=True)
class Message:
    """A message of the thread.

    Attributes
    ----------
    role : {"user", "assistant"}
        Who wrote it.
    text : str
        Its words, without reasoning and tool steps.
    """

    role: Literal["user", "assistant"]
    text: str
