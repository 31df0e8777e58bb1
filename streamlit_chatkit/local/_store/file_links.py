"""Links to uploaded files that work without a header, as images and downloads need them."""

from __future__ import annotations

import hmac
import re
import time
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from streamlit_chatkit.local._protocol.json import Json

LIFETIME_S = 24 * 3600
EXPIRES, SIGNATURE = "expires", "signature"
_OWN = re.compile(r"/files/([0-9a-f-]+)/content$")


class FileLinks:
    """Signs links and checks them.

    A link is good for one file of one user, for a day. It names neither the user nor the secret.

    Parameters
    ----------
    key : callable
        Returns the key, the same in all processes that serve the files.
    clock : callable, optional
        Returns seconds since the epoch.
    """

    def __init__(self, key: Callable[[], bytes], clock: Callable[[], float] = time.time) -> None:
        self._key = key
        self._clock = clock

    def query(self, user: str, file_id: str) -> str:
        """Return what makes the address of a file of the user a link."""
        expires = str(int(self._clock()) + LIFETIME_S)
        return urlencode({EXPIRES: expires, SIGNATURE: self._sign(user, file_id, expires)})

    def allows(self, user: str, file_id: str, given: Mapping[str, str]) -> bool:
        """Tell whether the query `given` is one that `query` made, and not too old."""
        expires, signature = given.get(EXPIRES, ""), given.get(SIGNATURE, "")
        expected = self._sign(user, file_id, expires)
        if not hmac.compare_digest(expected.encode(), signature.encode(errors="replace")):
            return False
        return self._clock() < int(expires)

    def _sign(self, user: str, file_id: str, expires: str) -> str:
        # No part may be taken for two: each is hashed by itself.
        parts = [sha256(part.encode(errors="surrogatepass")) for part in (user, file_id, expires)]
        return hmac.new(self._key(), b"".join(one.digest() for one in parts), sha256).hexdigest()


class LinkMaker:
    """Makes the links of one answer.

    Parameters
    ----------
    links : FileLinks
        Signs them.
    user : str
        Whose files they lead to.
    request : Request
        What is answered; tells under which address the API is called.
    """

    def __init__(self, links: FileLinks, user: str, request: Request) -> None:
        self._links = links
        self._user = user
        self._base = _base_url(request)

    def url(self, file_id: str) -> str:
        """Return a link to a file."""
        query = self._links.query(self._user, file_id)
        return f"{self._base}/files/{file_id}/content?{query}"

    def renew(self, message: Json) -> Json:
        """Return a message with links to its files that have not expired."""
        renewed = {
            key: [self._renewed(one) for one in message[key]]
            for key in ("fileAssets", "references")
            if isinstance(message[key], list)
        }
        return {**message, **renewed}

    def _renewed(self, handle: object) -> object:
        if not isinstance(handle, dict):
            return handle
        links = {key: _linked_id(handle.get(key)) for key in ("url", "fileUrl")}
        return {**handle, **{key: self.url(one) for key, one in links.items() if one}}


def _linked_id(url: object) -> str | None:
    try:
        found = _OWN.search(urlsplit(url).path) if isinstance(url, str) else None
    except ValueError:
        return None
    return found[1] if found else None


def _base_url(request: Request) -> str:
    url, root = request.url, request.scope.get("root_path", "")
    # A proxy that ends TLS may not tell, but the page does.
    page_scheme, _, page_host = request.headers.get("origin", "").partition("://")
    scheme = page_scheme if page_host == url.netloc else url.scheme
    return f"{scheme}://{url.netloc}{root}"
