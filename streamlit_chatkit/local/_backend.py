"""`LocalBackend`: an agent written in Python behind the XpertAI API, in the same process."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._keywords import refuse_unknown
from streamlit_chatkit._serving.origins import check_origin
from streamlit_chatkit._settings import check_frame_url
from streamlit_chatkit.local._api.app import create_app
from streamlit_chatkit.local._engine.service import Hosted
from streamlit_chatkit.local._store.files import MAX_UPLOAD_SIZE, UploadLimits
from streamlit_chatkit.local._store.records import Assistant, AssistantModel, now

from . import _arguments as check
from ._adapt import Forgetting, adapt_agent, async_agent
from ._connection import LocalConnection, home_of, reach
from ._location import open_service, resolve_database
from ._mounting import mount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from langgraph.pregel import Pregel
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp

    from streamlit_chatkit.local._engine.service import Service
    from streamlit_chatkit.local._run.run import Agent, OnDelete
    from streamlit_chatkit.local._run.sync_run import SyncAgent

_NAMESPACE = UUID("6ee1ba0c-9c1a-4f0f-8a36-6a1f0f1f1f5b")


class LocalBackend:
    """Runs an agent written in Python, in this process.

    The browser talks to a server on a loopback port, of which there is one per process, started by
    the first chat that needs it. It speaks the XpertAI API.

    Parameters
    ----------
    agent : callable or Pregel
        ``async def agent(run: Run) -> None``, or a plain function ``def agent(run: SyncRun)``,
        which runs in a thread of its own, or a compiled LangGraph graph. It may close over data of
        its session: each client secret is answered by the agent of the session that got it.
    name : str, optional
        Name of the agent. Default: the function's name.
    assistant_id : str, optional
        Id of the assistant. Default: made from `name`, the same in each process.
    title : str, optional
        Title that the chat shows. Default: made from `name`.
    expires_after : int, optional
        Seconds that a client secret is good for; the chat gets new ones by itself.
    models : sequence of str or Mapping, optional
        Language models among which the user may choose, the default one first: ids, or mappings
        with ``id``, ``label`` and ``description``. The agent finds the choice in
        ``run.input.model``.
    max_upload_size : int, optional
        Bytes that an uploaded file may have; default: 20 MiB.
    allowed_types : sequence of str, optional
        What may be uploaded: MIME types (``"text/csv"``, ``"image/*"``) and endings of names
        (``".csv"``). Default: everything.
    database : str, optional
        Where conversations are kept: ``"sqlite:///path/to/file.db"``,
        ``"postgresql://user:password@host/name"`` (extra ``postgres``), or ``":memory:"`` for as
        long as the process. Default: the variable ``CHATKIT_DATABASE``, or else the file
        ``.chatkit/chatkit.db`` below the working directory.
    on_delete : callable, optional
        Called with the user and the id of a thread when the user deletes the conversation, before
        the chat forgets it; may be async. For what the agent keeps by itself, such as the
        checkpoints of a graph that it calls. What it raises is in the log.
    api_key : str, optional
        Lets whoever has this key mint client secrets over HTTP. They are answered by the agent of
        the newest connection.

    Raises
    ------
    ConfigurationError
        If `agent` is neither a function nor a graph that can be run, a value cannot be used, or
        an argument is unknown.

    Examples
    --------
    >>> async def parrot(run: Run) -> None:
    ...     await run.text(run.input.text)
    >>> st_chatkit(backend=LocalBackend(parrot))
    """

    @refuse_unknown
    def __init__(
        self,
        agent: Agent | SyncAgent | Pregel[Any, Any, Any, Any],
        *,
        name: str | None = None,
        assistant_id: str | None = None,
        title: str | None = None,
        expires_after: int = 600,
        models: Sequence[str | Mapping[str, str]] = (),
        max_upload_size: int = MAX_UPLOAD_SIZE,
        allowed_types: Sequence[str] = (),
        database: str | None = None,
        on_delete: OnDelete | None = None,
        api_key: str | None = None,
    ) -> None:
        offered = tuple(map(_model, check.items("models", models, "gpt-5-mini")))
        agent = adapt_agent(agent, [one.id for one in offered])
        self.agent = async_agent(agent)
        self._description = _summary(self.agent)
        if on_delete is not None:
            self.agent = Forgetting(self.agent, on_delete)
        given_name = check.text("name", name)
        self.name: str = given_name or getattr(agent, "__name__", "") or type(agent).__name__
        self.assistant_id = check.text("assistant_id", assistant_id)
        self.title = check.text("title", title)
        self.expires_after = check.count("expires_after", expires_after, "seconds")
        self.models = offered
        self.uploads = UploadLimits(
            check.count("max_upload_size", max_upload_size, "bytes"),
            check.texts("allowed_types", allowed_types, ".csv"),
        )
        self.database = check.text("database", database)
        self.api_key = _check_key(api_key)

    def __repr__(self) -> str:
        return f"LocalBackend(name={self.name!r}, assistant_id={self.assistant_id!r})"

    def connect(
        self,
        assistant_id: str | None = None,
        *,
        frame_url: str | None = None,
        app_origin: str | None = None,
    ) -> LocalConnection:
        """Start the server of this process, unless it runs, and connect to it.

        Parameters
        ----------
        assistant_id : str or None
            Overrides the backend's own.
        frame_url : str or None
            The chat page; its origin may then call the server.
        app_origin : str or None
            Origin of the app's page, which may then call the server.

        Raises
        ------
        ConfigurationError
            If a value cannot be used, or the database cannot be opened.
        """
        check_frame_url(frame_url)
        database, assistant = resolve_database(self.database), self._assistant(assistant_id)
        service, api_url = reach(database, app_origin, frame_url)
        if self.api_key is not None:
            service.hosted.add(self._hosted(assistant))
        return LocalConnection(
            api_url=api_url,
            home=home_of(database, api_url),
            frame_url=frame_url,
            expires_after=self.expires_after,
            assistant=assistant,
            _agent=self.agent,
            _service=service,
        )

    def routes(self, *, prefix: str = "/chatkit") -> list[BaseRoute]:
        """Return routes for ``st.App``, so that chats work from any browser.

        All `LocalBackend` chats of the app with the same `database` then use them by themselves.
        Where the app has a ``server.baseUrlPath``, the routes are below it.

        Parameters
        ----------
        prefix : str, default "/chatkit"
            Path of the routes.

        Raises
        ------
        ConfigurationError
            If `prefix` is no path, or the database cannot be opened.

        Examples
        --------
        In a file beside ``app.py``, which ``streamlit run`` is called with (Streamlit 1.57 or
        later):

        >>> app = st.App("app.py", routes=LocalBackend(parrot).routes())  # doctest: +SKIP
        """
        from streamlit_chatkit._compat import base_path

        database = resolve_database(self.database)
        made, route = mount(database, base_path(), prefix)
        if self.api_key is not None:
            made.service.hosted.add(self._hosted(self._assistant(None)))
        return [route]

    def with_settings(self, *, database: str | None, api_key: str | None) -> LocalBackend:
        """Return the same backend with another database or key, as far as they are given."""
        other = copy(self)
        other.database = database or self.database
        other.api_key = _check_key(api_key) or self.api_key
        return other

    @property
    def served_id(self) -> str:
        """Id of the assistant, unless a chat names another one."""
        return self._assistant(None).id

    def asgi_app(self, *, origins: Iterable[str] = ()) -> ASGIApp:
        """Make an application of its own that serves this agent alone, for any ASGI server.

        It answers to loopback names only and mints client secrets at
        ``/api/ai/v1/chatkit/sessions`` and ``/v1/chatkit/sessions``: for `api_key`, or without one
        for every key that begins with ``sk-``.

        Parameters
        ----------
        origins : iterable of str
            Origins of the pages that may call it.

        Raises
        ------
        ConfigurationError
            If one is no origin, or the database cannot be opened.

        Examples
        --------
        >>> uvicorn.run(LocalBackend(parrot).asgi_app(origins=["http://localhost:3000"]))
        """
        allowed = list(map(check_origin, check.texts("origins", origins, "https://app.example")))
        service = self.open_service()
        for origin in allowed:
            service.origins.allow(origin)
        return create_app(service)

    def open_service(self) -> Service:
        """Open the database for a server that serves this agent alone."""
        service = open_service(resolve_database(self.database))
        service.hosted.add(self._hosted(self._assistant(None)))
        return service

    def _assistant(self, assistant_id: str | None) -> Assistant:
        default = self.name.replace("_", " ").strip().capitalize()
        return Assistant(
            id=check.text("assistant_id", assistant_id) or self.assistant_id or _id_of(self.name),
            name=self.name,
            title=self.title or default or "Assistant",
            description=self._description,
            created_at=_STARTED,
            models=self.models,
            uploads=self.uploads,
        )

    def _hosted(self, assistant: Assistant) -> Hosted:
        return Hosted(assistant, self.agent, self.api_key, self.expires_after)


_STARTED = now()


@lru_cache  # each run of an app's script asks for it
def _id_of(name: str) -> str:
    return str(uuid5(_NAMESPACE, name))


def _check_key(api_key: str | None) -> str | None:
    checked = check.text("api_key", api_key)
    if checked is not None and not checked.startswith("sk-"):
        msg = "An api_key of LocalBackend must begin with 'sk-'."
        raise ConfigurationError(msg)
    return checked


def _model(given: object) -> AssistantModel:
    fields = {"id": given} if isinstance(given, str) else given
    known = isinstance(fields, Mapping) and fields.keys() <= {"id", "label", "description"}
    if not isinstance(fields, Mapping) or not known or not fields.get("id"):
        msg = f"A model of LocalBackend is an id, or has id, label and description, not {given!r}."
        raise ConfigurationError(msg)
    return AssistantModel(
        fields["id"], fields.get("label") or fields["id"], fields.get("description")
    )


def _summary(agent: object) -> str | None:
    doc = agent.__doc__ if inspect.isfunction(agent) else None
    return doc.strip().partition("\n")[0] if doc else None
