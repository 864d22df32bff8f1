"""The parts that pages share, in a real browser: a dialog that keeps the focus, a key that must be held."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.pages.browser import Window, open_page
from ui import vendor
from ui.serving import add_shared_files, secured

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><title>Parts</title><link rel="icon" href="/ui/mark.svg">
<link rel="stylesheet" href="/ui/tokens.css">
<link rel="stylesheet" href="/ui/base.css"><link rel="stylesheet" href="/ui/components.css">
<script type="importmap">{map}</script><script type="module" src="/static/parts.js"></script>
<main><h1>Parts</h1><div id="page"></div></main></html>"""
SCRIPT = """
import { render } from "preact";
import { signal } from "@preact/signals";
import { Dialog } from "#ui/dialog.js";
import { Hold } from "#ui/hold.js";
import { html } from "#ui/html.js";

const open = signal(false);
const done = signal(0);
const words = {
  idle: "Clear the hall", holding: "Keep holding", short: "Hold longer", armed: "Press once more",
};
const Parts = () => html`
  <button id="opener" class="ui-button" onClick=${() => (open.value = true)}>Open</button>
  <p id="done">${done.value}</p>
  ${open.value && html`<${Dialog} title="Sure" close="Close" onClose=${() => (open.value = false)}>
    <input aria-label="Reason" /><${Hold} words=${words} onConfirm=${() => (done.value += 1)} />
  <//>`}`;
render(html`<${Parts} />`, document.getElementById("page"));
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    own: Path = tmp_path_factory.mktemp("static")
    (own / "parts.js").write_text(SCRIPT, encoding="utf-8")
    app = Flask("parts", static_folder=None)
    add_shared_files(app, own)
    app.add_url_rule("/", "page", lambda: secured(app.make_response(PAGE.format(map=vendor.import_map()))))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="module")
def window(address: str, browser: Browser) -> Window:
    return open_page(browser, address, 1280, 800)


@pytest.fixture
def page(window: Window) -> Page:
    """The page with its dialog open, as if nobody had touched it before."""
    window.page.reload()
    window.page.click("#opener")
    return window.page


def with_focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.innerText.trim()"))


def test_a_dialog_has_nothing_to_complain_about(window: Window, page: Page) -> None:
    assert page.get_by_role("dialog", name="Sure").is_visible()
    assert (window.troubles(), window.barriers()) == ([], [])


def test_tab_goes_round_inside_a_dialog(page: Page) -> None:
    seen = []
    for _ in range(4):
        seen.append(with_focus(page))
        page.keyboard.press("Tab")
    assert seen == ["Reason", "Clear the hall", "Close", "Reason"]


def test_tab_goes_round_backwards_too(page: Page) -> None:
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert with_focus(page) == "Clear the hall"


def test_escape_closes_a_dialog_and_gives_the_focus_back(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert with_focus(page) == "Open"


def test_a_key_that_is_let_go_early_does_nothing_and_says_so(page: Page) -> None:
    page.locator(".ui-hold").click(delay=200)
    expect(page.locator(".ui-hold")).to_have_text("Hold longer")
    expect(page.locator("#done")).to_have_text("0")


def test_a_key_that_is_held_does_what_it_says_once(page: Page) -> None:
    page.locator(".ui-hold").click(delay=1700)
    expect(page.locator("#done")).to_have_text("1")


def test_a_keyboard_presses_it_twice(page: Page) -> None:
    page.locator(".ui-hold").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ui-hold")).to_have_text("Press once more")
    page.keyboard.press("Enter")
    expect(page.locator("#done")).to_have_text("1")
