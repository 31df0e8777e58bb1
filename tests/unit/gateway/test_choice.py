from __future__ import annotations

from typing import Any

import httpx
import pytest

from streamlit_chatkit import ConfigurationError, XpertAI
from streamlit_chatkit._gateway.choice import Way, choose_way
from streamlit_chatkit._gateway.secrets import live_secrets
from streamlit_chatkit._gateway.serving import Gateways

HERE, REMOTE = "http://localhost:8501", "https://app.example"
FRAME = "https://frame.example/chat"


@pytest.mark.parametrize(
    ("frame_url", "mounted", "app_origin", "way"),
    [
        (FRAME, True, HERE, Way.DIRECT),
        (FRAME, False, HERE, Way.DIRECT),
        (None, True, HERE, Way.ROUTES),
        (None, True, REMOTE, Way.ROUTES),
        (None, True, None, Way.ROUTES),
        (None, False, HERE, Way.LOOPBACK),
        (None, False, "http://127.0.0.1:8501", Way.LOOPBACK),
        (None, False, "http://[::1]:8501", Way.LOOPBACK),
        (None, False, REMOTE, Way.DIRECT),
        (None, False, "http://localhost.evil.example", Way.DIRECT),
        (None, False, None, Way.DIRECT),
    ],
)
def test_the_way_is_chosen_by_itself(
    frame_url: str | None, mounted: bool, app_origin: str | None, way: Way
) -> None:
    given: dict[str, Any] = {"frame_url": frame_url, "mounted": mounted, "app_origin": app_origin}
    assert choose_way(None, obstacle=None, **given) is way
    assert choose_way(None, obstacle="It cannot be.", **given) is Way.DIRECT
    assert choose_way(False, obstacle=None, **given) is Way.DIRECT


def test_a_gateway_that_is_wanted_is_used_or_explained() -> None:
    def wanted(**given: Any) -> Way:
        usual: dict[str, Any] = {
            "frame_url": None,
            "mounted": False,
            "app_origin": HERE,
            "obstacle": None,
        }
        return choose_way(True, **{**usual, **given})

    assert wanted() is Way.LOOPBACK
    assert wanted(app_origin=None) is Way.LOOPBACK
    assert wanted(app_origin=REMOTE, mounted=True) is Way.ROUTES
    with pytest.raises(ConfigurationError, match=r"routes=XpertAI\(\)\.routes\(\)"):
        wanted(app_origin=REMOTE)
    with pytest.raises(ConfigurationError, match="leave out frame_url"):
        wanted(frame_url=FRAME)
    with pytest.raises(ConfigurationError, match="pip install something"):
        wanted(obstacle="pip install something")


def test_a_browser_on_this_machine_gets_the_loopback_port() -> None:
    backend = XpertAI(api_key="sk-x-1", api_url="https://api.example.com")
    connection = backend.connect("a1", frame_url=None, app_origin=HERE)
    assert connection.api_url.startswith("http://127.0.0.1:")
    assert connection.api_url.endswith("/api/ai")
    assert connection.home == "https://api.example.com/api/ai"
    again = backend.connect("a1", frame_url=None, app_origin="http://localhost:8502")
    assert again.api_url == connection.api_url
    remote = backend.connect("a1", frame_url=None, app_origin=REMOTE)
    assert remote.api_url == remote.home == connection.home
    assert remote.cache_key == connection.cache_key


def test_a_transport_of_ones_own_needs_an_asynchronous_one() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(500))
    backend = XpertAI(api_key="sk-x-1", transport=transport)
    assert backend.connect("a1", frame_url=None, app_origin=HERE).api_url.startswith("https://api.")
    with pytest.raises(ConfigurationError, match="async_transport"):
        XpertAI(api_key="sk-x-1", transport=transport, gateway=True).connect(
            "a1", frame_url=None, app_origin=HERE
        )
    both = XpertAI(api_key="sk-x-1", transport=transport, async_transport=transport)
    assert "127.0.0.1" in both.connect("a1", frame_url=None, app_origin=HERE).api_url


@pytest.mark.parametrize("bad", ["yes", 1, "auto"])
def test_gateway_must_be_a_truth_value(bad: Any) -> None:
    with pytest.raises(ConfigurationError, match="gateway must be"):
        XpertAI(gateway=bad)


def test_routes_are_below_the_apps_own_path() -> None:
    gateways = Gateways(live_secrets)
    assert not gateways.is_mounted
    assert gateways.mount("/sales", "/xpertai", ()).path == "/sales/xpertai"
    assert gateways.is_mounted
    # Seen from <app>/component/<name>/frame.html
    assert gateways.mounted_url() == "../../xpertai/api/ai"


@pytest.mark.parametrize("prefix", ["", "/", "x", "/x/", "/../x", "/a//b", "/a b", "/%2e", None, 7])
def test_a_prefix_that_is_no_path_is_refused(prefix: object) -> None:
    with pytest.raises(ConfigurationError, match="prefix must be a path"):
        Gateways(live_secrets).mount("", prefix, ())


def test_one_host_as_text_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="must be a list"):
        Gateways(live_secrets).mount("", "/xpertai", "app.example")
