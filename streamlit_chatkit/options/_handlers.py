"""Options that hold functions of the app, and what is added to each request."""

from __future__ import annotations

from pydantic import ConfigDict, Field, model_validator

from streamlit_chatkit.options._model import Option
from streamlit_chatkit.options._problems import problem
from streamlit_chatkit.options._types import Handler, Json, JsonObject, Text
from streamlit_chatkit.options._view import EntityList


class Entities(Option):
    """What the user can name with ``@``.

    Parameters
    ----------
    items : list of Entity, optional
        All there are; they are searched in the browser.
    on_tag_search : callable, optional
        Called with what the user typed after ``@``; returns a list of `Entity` or dict. Use it
        instead of `items` when there are too many.
    on_click : callable, optional
        Called with the `Entity` that the user clicked; the app reruns.
    on_request_preview : callable, optional
        Called with an `Entity`; returns a widget with the root ``Basic``, or ``None``.

    Examples
    --------
    >>> Entities(items=[{"id": "emea", "title": "EMEA"}]).items[0].title
    'EMEA'
    >>> def find(query: str) -> list[Entity]:
    ...     return [Entity(id="emea", title="EMEA")] if "e" in query else []
    >>> Entities(on_tag_search=find).items
    """

    items: EntityList | None = Field(default=None, exclude=True)
    on_tag_search: Handler | None = None
    on_click: Handler | None = None
    on_request_preview: Handler | None = None

    @model_validator(mode="after")
    def _one_source(self) -> Entities:
        if self.items is not None and self.on_tag_search is not None:
            raise problem("takes either items or on_tag_search, not both.")
        return self


class Widgets(Option):
    """Widgets that the agent shows.

    Parameters
    ----------
    on_action : callable, optional
        Called with what the user did in a widget; the same as ``on_widget_action`` of
        `st_chatkit`.

    Examples
    --------
    >>> callable(Widgets(on_action=print).on_action)
    True
    """

    on_action: Handler | None = None


class RequestContext(Option):
    """Context of each message; takes other keys too, which go to the agent as they are.

    Parameters
    ----------
    env : dict of str to str, optional
        Environment variables of the agent's run. The browser sees them: no secrets.

    Examples
    --------
    >>> RequestContext(env={"REGION": "EMEA"}).env
    {'REGION': 'EMEA'}
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Json]

    env: dict[str, Text] | None = None


class Request(Option):
    """What is added to each message that is sent.

    Parameters
    ----------
    state : dict, optional
        State of the agent's graph, as JSON. The message itself goes to ``state["human"]``.
    context : RequestContext, optional
        Context of the run.
    config : dict, optional
        LangGraph's run config, such as tags, as JSON.

    Examples
    --------
    >>> Request(context={"env": {"REGION": "EMEA"}, "tenant": 7}, config={"tags": ["app"]}).config
    {'tags': ['app']}
    """

    state: JsonObject | None = None
    context: RequestContext | None = None
    config: JsonObject | None = None
