"""What a message can carry."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import AliasGenerator, ConfigDict
from pydantic.alias_generators import to_camel

from streamlit_chatkit.options._model import Option
from streamlit_chatkit.options._types import Index, Name, Number, Text, by_type

# ChatKit's own names of these fields are in snake_case.
_SNAKE_CASE = ConfigDict(
    alias_generator=AliasGenerator(validation_alias=to_camel, serialization_alias=str)
)


class FileAttachment(Option):
    """A file that was uploaded before.

    Parameters
    ----------
    id : str
        Its id in XpertAI.
    name : str
        Its name.
    mime_type : str
        Its MIME type.

    Examples
    --------
    >>> FileAttachment(id="f1", name="sales.csv", mime_type="text/csv").type
    'file'
    """

    model_config = _SNAKE_CASE

    type: Literal["file"] = "file"
    id: Name
    name: Name
    mime_type: Name


class ImageAttachment(Option):
    """An image that was uploaded before.

    Parameters
    ----------
    id : str
        Its id in XpertAI.
    preview_url : str
        Address of a preview.
    name : str
        Its name.
    mime_type : str
        Its MIME type.

    Examples
    --------
    >>> ImageAttachment(
    ...     id="f2", preview_url="https://example.com/f2", name="a.png", mime_type="image/png"
    ... ).type
    'image'
    """

    model_config = _SNAKE_CASE

    type: Literal["image"] = "image"
    id: Name
    preview_url: Name
    name: Name
    mime_type: Name


Attachment: TypeAlias = Annotated[
    FileAttachment | ImageAttachment, by_type(FileAttachment, ImageAttachment)
]
"""A file or an image that was uploaded before."""


class QuoteReference(Option):
    """A passage that the message is about.

    Parameters
    ----------
    text : str
        The passage.
    id : str, optional
        Id of the reference.
    label : str, optional
        What the user sees.
    message_id : str, optional
        Message that it comes from.
    source : str, optional
        Where else it comes from.

    Examples
    --------
    >>> QuoteReference(text="Revenue grew 12 %.", source="Report").type
    'quote'
    """

    type: Literal["quote"] = "quote"
    id: Text | None = None
    label: Text | None = None
    text: Text
    message_id: Text | None = None
    source: Text | None = None


class CodeReference(Option):
    """Lines of code that the message is about.

    Parameters
    ----------
    text : str
        The code.
    path : str
        File that it is in.
    start_line, end_line : int
        First and last line.
    id : str, optional
        Id of the reference.
    label : str, optional
        What the user sees.
    language : str, optional
        Its language.
    task_id : str, optional
        Task that it belongs to.

    Examples
    --------
    >>> CodeReference(text="SELECT 1", path="query.sql", start_line=1, end_line=1).type
    'code'
    """

    type: Literal["code"] = "code"
    id: Text | None = None
    label: Text | None = None
    text: Text
    path: Name
    start_line: Index
    end_line: Index
    language: Text | None = None
    task_id: Text | None = None


class ImageReference(Option):
    """An image that the message is about.

    Parameters
    ----------
    text : str
        What it shows.
    id : str, optional
        Id of the reference.
    label : str, optional
        What the user sees.
    file_id : str, optional
        Its id in XpertAI.
    url : str, optional
        Its address.
    mime_type : str, optional
        Its MIME type.
    name : str, optional
        Its name.
    size : int, optional
        Its size in bytes.
    width, height : float, optional
        Its size in pixels.

    Examples
    --------
    >>> ImageReference(text="A chart", url="https://example.com/chart.png").type
    'image'
    """

    type: Literal["image"] = "image"
    id: Text | None = None
    label: Text | None = None
    text: Text
    file_id: Text | None = None
    url: Text | None = None
    mime_type: Text | None = None
    name: Text | None = None
    size: Index | None = None
    width: Number | None = None
    height: Number | None = None


Reference: TypeAlias = Annotated[
    QuoteReference | CodeReference | ImageReference,
    by_type(QuoteReference, CodeReference, ImageReference),
]
"""A passage, code or an image that the message is about."""
