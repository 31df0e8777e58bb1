"""Options of the chat, as models and dicts.

Each parameter of `st_chatkit` that takes options takes a model of the same name or a dict, in
snake_case or as ChatKit writes it. What is absent or ``None`` is left to ChatKit. An option that is
unknown or out of range raises `OptionsError`, which names it and says what to write.

Names, types and ranges are those of ``ChatKitOptions`` in ``@xpert-ai/chatkit-types`` 0.3.6.

>>> Header(title={"txt": "Sales"}, left_action={"icon": "hone", "onClick": print})
Traceback (most recent call last):
streamlit_chatkit.OptionsError: 2 options cannot be used:
- Header.title.txt is unknown. Did you mean 'text'?
- Header.left_action.icon must be one of 42 names, not 'hone'. Did you mean 'home'?
"""

from streamlit_chatkit.options._capabilities import (
    Nodes,
    RuntimeCapabilities,
    RuntimeCapabilitiesSet,
    Skills,
)
from streamlit_chatkit.options._command_actions import (
    Action,
    Capability,
    ClientAction,
    InsertInvocation,
    InsertText,
    SelectCapability,
    SlashCommandAction,
    SubmitPrompt,
)
from streamlit_chatkit.options._commands import (
    PromptWorkflow,
    SlashCommand,
    SlashCommandAvailability,
)
from streamlit_chatkit.options._composer import Attachments, Composer, ModelOption, ToolOption
from streamlit_chatkit.options._handlers import Entities, Request, RequestContext, Widgets
from streamlit_chatkit.options._locale import Locale
from streamlit_chatkit.options._messages import (
    Attachment,
    CodeReference,
    FileAttachment,
    ImageAttachment,
    ImageReference,
    QuoteReference,
    Reference,
)
from streamlit_chatkit.options._pet import (
    PetAnimation,
    PetBoundsPadding,
    PetCharacter,
    PetFrameAnimation,
    PetOptions,
    PetPin,
    PetPosition,
    PetSpriteAtlas,
)
from streamlit_chatkit.options._theme import (
    Accent,
    FontSource,
    Grayscale,
    Surface,
    Theme,
    ThemeColor,
    Typography,
)
from streamlit_chatkit.options._view import (
    Disclaimer,
    Entity,
    Header,
    HeaderAction,
    HeaderIcon,
    HeaderTitle,
    History,
    IconName,
    StartScreen,
    StartScreenPrompt,
    ThreadItemActions,
)

__all__ = [
    "Accent",
    "Action",
    "Attachment",
    "Attachments",
    "Capability",
    "ClientAction",
    "CodeReference",
    "Composer",
    "Disclaimer",
    "Entities",
    "Entity",
    "FileAttachment",
    "FontSource",
    "Grayscale",
    "Header",
    "HeaderAction",
    "HeaderIcon",
    "HeaderTitle",
    "History",
    "IconName",
    "ImageAttachment",
    "ImageReference",
    "InsertInvocation",
    "InsertText",
    "Locale",
    "ModelOption",
    "Nodes",
    "PetAnimation",
    "PetBoundsPadding",
    "PetCharacter",
    "PetFrameAnimation",
    "PetOptions",
    "PetPin",
    "PetPosition",
    "PetSpriteAtlas",
    "PromptWorkflow",
    "QuoteReference",
    "Reference",
    "Request",
    "RequestContext",
    "RuntimeCapabilities",
    "RuntimeCapabilitiesSet",
    "SelectCapability",
    "Skills",
    "SlashCommand",
    "SlashCommandAction",
    "SlashCommandAvailability",
    "StartScreen",
    "StartScreenPrompt",
    "SubmitPrompt",
    "Surface",
    "Theme",
    "ThemeColor",
    "ThreadItemActions",
    "ToolOption",
    "Typography",
    "Widgets",
]
