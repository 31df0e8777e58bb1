"""The bundled chat page, against an agent in the app's own process."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.harness import APPS, App, Chat, Watch

SCRIPT = APPS / "local.py"


def test_a_prompt_of_the_start_screen_is_sent(chat: Chat) -> None:
    expect(chat.frame.get_by_text("What shall I do?")).to_be_visible()

    chat.frame.get_by_role("button", name="Say the number").click()

    expect(chat.answers.last).to_contain_text("Your number is 7.")
    expect(chat.frame.get_by_text("What shall I do?")).to_have_count(0)


def test_a_client_tool_reads_the_app_without_rerunning_it(chat: Chat, page: Page) -> None:
    page.get_by_label("Number").fill("12")
    page.get_by_label("Number").press("Enter")
    expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()

    assert "Your number is 12." in chat.ask("number")

    page.get_by_role("button", name="Rerun").click()
    expect(page.get_by_text("Runs: 3", exact=True)).to_be_visible()


def test_a_failing_tool_is_told_to_the_agent_without_its_details(chat: Chat) -> None:
    answer = chat.ask("broken")

    assert "The tool said:" in answer
    assert "A detail that stays in Python" not in answer
    assert "You said: still here" in chat.ask("still here")


def test_stop_ends_the_answer_and_the_chat_goes_on(chat: Chat) -> None:
    chat.send("count 4000")
    expect(chat.answers.last).to_contain_text("5 6 7")

    chat.button("stop").click()

    expect(chat.answers.last).to_have_attribute("aria-busy", "false")
    stopped = chat.answers.last.inner_text()
    assert "3999" not in stopped
    assert "You said: and now" in chat.ask("and now")
    assert chat.answers.first.inner_text() == stopped


def test_a_failed_answer_says_so_and_can_be_retried(chat: Chat, app: App) -> None:
    chat.send("fail")
    alert = chat.frame.get_by_role("alert")
    expect(alert).to_contain_text("The model is out of order")
    assert "Traceback" in app.output(), "the traceback is in the server's log"
    assert "Traceback" not in alert.inner_text()

    alert.get_by_role("button", name="Retry").click()

    expect(chat.answers.last).to_contain_text("Second time lucky.")
    expect(chat.answers).to_have_count(1)
    expect(alert).to_have_count(0)


def test_a_new_chat_starts_empty(chat: Chat, page: Page) -> None:
    chat.ask("hello")
    expect(page.get_by_text("Thread: none")).to_be_visible()

    chat.button("new").click()

    expect(chat.answers).to_have_count(0)
    expect(chat.frame.get_by_text("What shall I do?")).to_be_visible()
    assert "You said: again" in chat.ask("again")


def test_enter_sends_and_shift_enter_does_not(chat: Chat) -> None:
    chat.composer.press_sequentially("one")
    chat.composer.press("Shift+Enter")
    chat.composer.press_sequentially("two")
    expect(chat.composer).to_have_value("one\ntwo")
    expect(chat.answers).to_have_count(0)

    chat.composer.press("Enter")

    expect(chat.answers.last).to_contain_text(re.compile(r"You said: one\s+two"))
    expect(chat.composer).to_have_value("")


def test_a_step_of_the_agent_shows_its_details_on_demand(chat: Chat) -> None:
    chat.ask("tool step")
    step = chat.answers.last.get_by_role("button", name=re.compile("Look it up"))
    expect(step).to_have_attribute("aria-expanded", "false")

    step.click()

    expect(step).to_have_attribute("aria-expanded", "true")
    expect(chat.answers.last).to_contain_text("42")


def test_opened_details_do_not_push_their_own_button_away(chat: Chat) -> None:
    for _ in range(6):
        chat.ask("tool step")
    step = chat.answers.last.get_by_role("button", name=re.compile("Look it up"))
    chat.wait_for_paint()
    before = step.bounding_box()

    step.click()

    expect(chat.answers.last.get_by_role("group", name="Output")).to_contain_text("north")
    chat.wait_for_paint()
    assert step.bounding_box() == before


def test_html_of_the_agent_is_text(chat: Chat, watch: Watch) -> None:
    answer = chat.ask('<img src="http://192.0.2.1/x.png" onerror="alert(1)"><b>bold</b>')

    assert "<b>bold</b>" in answer
    expect(chat.answers.last.locator("b, img")).to_have_count(0)
    assert watch.foreign_requests() == []


def test_a_button_of_the_app_sends_a_message_once(chat: Chat, page: Page) -> None:
    page.get_by_role("button", name="Ask for the number").click()

    expect(chat.answers.last).to_contain_text("Your number is 7.")
    chat.ask("hello")
    expect(chat.answers).to_have_count(2)


def test_reruns_while_an_answer_streams_lose_nothing(chat: Chat, page: Page, watch: Watch) -> None:
    chat.send("count")
    expect(chat.answers.last).to_contain_text("1 2 3")
    for run in range(2, 22):
        page.get_by_role("button", name="Rerun").click()
        expect(page.get_by_text(f"Runs: {run}", exact=True)).to_be_visible()

    expect(chat.answers.last).to_have_attribute("aria-busy", "false")
    numbers = re.findall(r"\d+", chat.answers.last.inner_text())
    assert numbers == [str(number) for number in range(1, 200)]
    assert watch.frame_loads() == 1


def test_the_chat_follows_the_theme_live(chat: Chat, page: Page, watch: Watch) -> None:
    chat.composer.fill("A draft that must survive")
    background = "(element) => getComputedStyle(element).backgroundColor"
    app, body = page.locator(".stApp"), chat.frame.locator("body")
    light = app.evaluate(background)
    expect(body).to_have_css("background-color", light)

    page.emulate_media(color_scheme="dark")

    expect(chat.frame.locator("html")).to_have_attribute("data-color-scheme", "dark")
    assert app.evaluate(background) != light
    expect(body).to_have_css("background-color", app.evaluate(background))
    expect(chat.composer).to_have_value("A draft that must survive")
    expect(page.get_by_text("Runs: 1", exact=True)).to_be_visible()
    assert watch.frame_loads() == 1


def test_the_chat_uses_the_font_of_the_app(chat: Chat, page: Page) -> None:
    frame = next(frame for frame in page.frames if "frame.html" in frame.url)
    chat.ask("hello")

    frame.wait_for_function(
        "[...document.fonts].some(f => f.status === 'loaded' && f.family.includes('Source Sans'))"
    )


def test_one_server_serves_every_session(app: App, browser: Browser) -> None:
    addresses = set()
    for _ in range(3):
        context = browser.new_context(locale="en-US")
        page = context.new_page()
        watch = Watch()
        watch.attach(page)
        page.goto(app.url)
        chat = Chat(page)
        chat.wait_until_ready()
        chat.ask("hello")
        addresses |= {
            request.url.split("/api/ai")[0]
            for request in watch.requests
            if "/api/ai/" in request.url
        }
        context.close()

    assert len(addresses) == 1


def test_nothing_complains(chat: Chat, watch: Watch) -> None:
    for message in ("hello", "number", "broken", "tool step"):
        chat.ask(message)

    assert watch.own_complaints() == []
    assert watch.foreign_requests() == []
