"""The pet: a small companion that ChatKit's element draws over the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import PlainValidator

from streamlit_chatkit.options._model import Option
from streamlit_chatkit.options._types import (
    Count,
    Flag,
    Index,
    Name,
    Number,
    Positive,
    Text,
    Whole,
    number,
)

PetAnimation: TypeAlias = Literal[
    "idle",
    "running-right",
    "running-left",
    "waving",
    "jumping",
    "failed",
    "waiting",
    "running",
    "review",
]
"""What a pet can do."""

PetPin: TypeAlias = Literal[
    "top-left",
    "top",
    "top-right",
    "left",
    "center",
    "right",
    "bottom-left",
    "bottom",
    "bottom-right",
]
"""Where a pet can stand."""


class PetFrameAnimation(Option):
    """One animation of a sprite atlas.

    Parameters
    ----------
    row : int, optional
        Row of the atlas, from 0.
    frames : int, optional
        Number of pictures in it.
    frame_durations : list of float, optional
        Duration of each picture in milliseconds.

    Examples
    --------
    >>> PetFrameAnimation(row=0, frames=2, frame_durations=[280, 110]).frames
    2
    """

    row: Index | None = None
    frames: Count | None = None
    frame_durations: list[Positive] | None = None


class PetSpriteAtlas(Option):
    """How the pictures of a pet lie in its file.

    Parameters
    ----------
    columns : int, optional
        Pictures in a row; ChatKit's default is 8.
    rows : int, optional
        Rows; ChatKit's default is 9.
    cell_width : int, optional
        Width of a picture in pixels; ChatKit's default is 192.
    cell_height : int, optional
        Height of a picture in pixels; ChatKit's default is 208.
    animations : dict of PetAnimation to PetFrameAnimation, optional
        The animations, by name, such as ``"idle"``.

    Examples
    --------
    >>> PetSpriteAtlas(columns=4, rows=1, animations={"idle": {"row": 0, "frames": 4}}).columns
    4
    """

    columns: Count | None = None
    rows: Count | None = None
    cell_width: Count | None = None
    cell_height: Count | None = None
    animations: dict[PetAnimation, PetFrameAnimation] | None = None


class PetCharacter(Option):
    """Who the pet is.

    Parameters
    ----------
    src : str
        Address of the picture with all its poses.
    atlas : PetSpriteAtlas, optional
        How they lie in it.

    Examples
    --------
    >>> PetCharacter(src="https://example.com/cat.webp").type
    'sprite-atlas'
    """

    type: Literal["sprite-atlas"] = "sprite-atlas"
    src: Name
    atlas: PetSpriteAtlas | None = None


class PetBoundsPadding(Option):
    """Distance that a pet keeps from the edges, in pixels.

    Parameters
    ----------
    top, right, bottom, left : float, optional
        Distance from that edge.

    Examples
    --------
    >>> PetBoundsPadding(bottom=80).bottom
    80
    """

    top: Number | None = None
    right: Number | None = None
    bottom: Number | None = None
    left: Number | None = None


def _padding(value: object) -> object:
    if isinstance(value, (PetBoundsPadding, Mapping)):
        return PetBoundsPadding.model_validate(value)
    return number(value)


class PetPosition(Option):
    """Where the pet stands.

    Parameters
    ----------
    pin : PetPin or None, optional
        Place that it begins at and keeps to; ``None``, when given, lets it go. ChatKit's default is
        ``"bottom-right"``.
    draggable : bool, optional
        Whether the user can move it; ChatKit's default is true.
    scale : float, optional
        Its size; ChatKit's default is 0.25.
    persist : bool, optional
        Whether the browser remembers where it was; ChatKit's default is true.
    bounds_padding : float or PetBoundsPadding, optional
        Distance from the edges in pixels.
    z_index : int, optional
        What it stands before, as in CSS; ChatKit's default is 40.

    Examples
    --------
    >>> PetPosition(pin="bottom-left", scale=0.5).pin
    'bottom-left'
    """

    nullable: ClassVar[frozenset[str]] = frozenset({"pin"})

    pin: PetPin | None = None
    draggable: Flag | None = None
    scale: Positive | None = None
    persist: Flag | None = None
    bounds_padding: Annotated[int | float | PetBoundsPadding, PlainValidator(_padding)] | None = (
        None
    )
    z_index: Whole | None = None


class PetOptions(Option):
    """An animated companion over the page.

    Parameters
    ----------
    enabled : bool, optional
        Whether there is one; ChatKit's default is true.
    character : PetCharacter, optional
        Who it is.
    position : PetPosition, optional
        Where it stands.
    behavior : {"auto", "manual"}, optional
        Whether it moves with what the agent does; ChatKit's default is ``"auto"``.
    aria_label : str, optional
        Its name for screen readers; ChatKit's default is "Animated pet".
    image_rendering : {"auto", "pixelated", "crisp-edges"}, optional
        How it is scaled, as in CSS; ChatKit's default is ``"auto"``.

    Examples
    --------
    >>> PetOptions(position={"pin": "bottom-left"}, aria_label="Cat").aria_label
    'Cat'
    """

    enabled: Flag | None = None
    character: PetCharacter | None = None
    position: PetPosition | None = None
    behavior: Literal["auto", "manual"] | None = None
    aria_label: Text | None = None
    image_rendering: Literal["auto", "pixelated", "crisp-edges"] | None = None
