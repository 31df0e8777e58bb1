"""Serves folders of the checkout on a free port, as a page's own server would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


@contextmanager
def serve(folders: Mapping[str, Path]) -> Iterator[str]:
    """Serve each folder below its prefix; the longest prefix of a path wins.

    Yields
    ------
    str
        The origin, such as ``http://127.0.0.1:40123``.
    """
    prefixes = sorted(folders, key=len, reverse=True)

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            name = path.partition("?")[0]
            prefix = next(prefix for prefix in prefixes if name.startswith(prefix))
            return str(folders[prefix] / name.removeprefix(prefix))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
