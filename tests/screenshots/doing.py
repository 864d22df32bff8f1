"""What somebody does on a page before its picture is taken, as short words of the table."""

from playwright.sync_api import Locator, Page, expect

from tests.screenshots.shots import Steps
from tests.screenshots.stage import Stage
from tests.stories.pages import Kiosk, Pad
from ui.words import knows, say

SHORT_MS = 15_000
TURN_MS = 40_000
"""Until a screen has said everything that it says in turn."""
SECOND_TOUCH_MS = 800
"""A touch on the same place sooner is taken for a trembling hand's, and ignored."""
OLD_AFTER_MS = 8_000
"""A page says that it is old when it has heard nothing for 6 s."""


def button(page: Page, language: str, what: str) -> Locator:
    """A button by the word on it (`pad.key.pause`), or anything by a selector."""
    if what[0].isalpha() and knows(what):
        return page.get_by_role("button", name=say(what, language)).first
    return page.locator(what).first


def touch(*things: str) -> Steps:
    """Touch one thing after the other."""

    def steps(_stage: Stage, page: Page, language: str) -> None:
        for what in things:
            button(page, language, what).click(timeout=SHORT_MS)

    return steps


def typed(selector: str, text: str) -> Steps:
    """Type into a field."""

    def steps(_stage: Stage, page: Page, _language: str) -> None:
        page.locator(selector).first.press_sequentially(text, timeout=SHORT_MS)

    return steps


def after(*several: Steps) -> Steps:
    """Several things, one after the other."""

    def steps(stage: Stage, page: Page, language: str) -> None:
        for one in several:
            one(stage, page, language)

    return steps


def only_in(language: str, steps: Steps) -> Steps:
    """What somebody does in one language alone."""
    return lambda stage, page, spoken: steps(stage, page, spoken) if spoken == language else None


def shown(key: str) -> Steps:
    """Wait until the page says a sentence, as a screen does that says several in turn."""

    def steps(_stage: Stage, page: Page, language: str) -> None:
        page.get_by_text(say(key, language), exact=True).first.wait_for(timeout=TURN_MS)

    return steps


def seen(selector: str) -> Steps:
    """What the picture is about stands in it: a word that is there, but below the edge, shows nothing."""

    def steps(_stage: Stage, page: Page, _language: str) -> None:
        expect(page.locator(selector).first).to_be_in_viewport(timeout=SHORT_MS)

    return steps


def looked_at(selector: str) -> Steps:
    """Scroll until something stands on the screen."""

    def steps(_stage: Stage, page: Page, _language: str) -> None:
        page.locator(selector).first.scroll_into_view_if_needed(timeout=SHORT_MS)

    return steps


def waited(ms: int) -> Steps:
    """Let time pass."""
    return lambda _stage, page, _language: page.wait_for_timeout(ms)


def cut_off(stage: Stage, page: Page, language: str) -> None:
    """The network of this device fails, and the page has heard nothing for a while."""
    page.context.set_offline(True)
    waited(OLD_AFTER_MS)(stage, page, language)


def searched(text: str) -> Steps:
    """A visitor searches on the kiosk with a keyboard or a reader."""

    def steps(_stage: Stage, page: Page, language: str) -> None:
        kiosk = Kiosk(page, language)
        kiosk.see("search").first.click(timeout=SHORT_MS)
        kiosk.see("input").first.wait_for(timeout=SHORT_MS)
        page.keyboard.type(text)

    return steps


def found(text: str) -> Steps:
    """A visitor searches and opens the first thing that is found."""

    def steps(stage: Stage, page: Page, language: str) -> None:
        searched(text)(stage, page, language)
        page.wait_for_timeout(SECOND_TOUCH_MS)
        Kiosk(page, language).see("item").first.click(timeout=SHORT_MS)

    return steps


def keyed(text: str) -> Steps:
    """Type with a keyboard or a reader, wherever the page takes it."""
    return lambda _stage, page, _language: page.keyboard.type(text)


def as_staff(role: str) -> Steps:
    """Somebody of the staff signs in on a page of theirs."""

    def steps(stage: Stage, page: Page, _language: str) -> None:
        page.fill("[name=user]", stage.run[role]["user"])
        page.fill("[name=password]", stage.run[role]["password"])
        page.click("button[type=submit]")
        page.locator("form.gate").wait_for(state="detached")

    return steps


def looked_up(name: str) -> Steps:
    """A guide finds the ticket of a named visitor."""

    def steps(stage: Stage, page: Page, _language: str) -> None:
        page.fill("[name=number]", stage.tickets[name]["number"])
        page.keyboard.press("Enter")
        page.locator(".card").wait_for(timeout=SHORT_MS)

    return steps


def signed_in(window: int) -> Steps:
    """A clerk signs in at a PAD whose address names the window; whoever is there is relieved."""

    def steps(stage: Stage, page: Page, language: str) -> None:
        pad, badge = Pad(page, language), stage.players.clerk_of(window)
        pad.see("employee").fill(str(badge["employee_no"]), timeout=SHORT_MS)
        pad.see("pin").fill(str(badge["pin"]), timeout=SHORT_MS)
        pad.see("enter").click(timeout=SHORT_MS)
        pad.see("desk").or_(pad.see("take_over")).wait_for(timeout=SHORT_MS)
        page.wait_for_timeout(SECOND_TOUCH_MS)
        if pad.see("take_over").is_visible():
            pad.see("take_over").click(timeout=SHORT_MS)
        pad.see("desk").wait_for(timeout=SHORT_MS)

    return steps
