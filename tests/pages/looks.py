"""A critical eye: what a page's text, targets, contrast and keyboard are worth on its device."""

from dataclasses import dataclass
from pathlib import Path

from tests.pages.browser import AXE, WCAG, Window

LOOKS = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")
AXE_SOURCE = AXE.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Device:
    """A device and what it asks for: the smallest text and target in CSS pixels, gaps, contrast.

    `off` is the contrast that suffices for what is switched off, `key` the size of a keyboard's keys, `row`
    the height of a dense table's rows where it may be less, `tip` the smallest text where a tooltip repeats
    it, and `dots` says whether a text may end in three dots.
    """

    width: int
    height: int
    text: float
    target: float
    gap: float = 0
    contrast: float = 4.5
    off: float = 4.5
    key: float | None = None
    row: float | None = None
    tip: float | None = None
    dots: bool = False

    @property
    def wanted(self) -> dict[str, float | bool]:
        """As the script in the page takes it."""
        return {
            "text": self.text,
            "target": self.target,
            "gap": self.gap,
            "contrast": self.contrast,
            "off": self.off,
            "key": self.key or self.target,
            "row": self.row or self.target,
            "tip": self.tip or self.text,
            "dots": self.dots,
        }


KIOSK = Device(1080, 1920, text=24, target=72, gap=10)
WIDE_KIOSK = Device(1920, 1080, text=24, target=72, gap=10)
ELDER = Device(1080, 1920, text=40, target=130, key=110, gap=10, contrast=7)
WIDE_ELDER = Device(1920, 1080, text=40, target=110, key=100, gap=10, contrast=7)
PAD = Device(1280, 800, text=16, target=56, gap=8, dots=True)
FACE = Device(1280, 800, text=22, target=56, contrast=7)
SIGN = Device(1920, 400, text=24, target=56, contrast=7)
BOARD = Device(1920, 1080, text=24, target=56, contrast=7)
UPRIGHT = Device(1080, 1920, text=24, target=56, contrast=7)
PHONE = Device(390, 844, text=14, target=48, gap=8)
TABLET = Device(1180, 820, text=14, target=48, gap=4)
DESK = Device(1440, 900, text=12, target=36, row=24, tip=10.5, dots=True)


def findings(window: Window, device: Device, keyboard: bool = True) -> list[str]:
    """Everything that is wrong with what the page shows now, in words."""
    load(window)
    found: list[str] = window.page.evaluate("wanted => looks.look(wanted)", device.wanted)
    if keyboard:
        found += by_keyboard(window)
    found += sideways(window, device) + window.troubles()
    found += barriers(window)  # last: axe-core styles the page in ways that the policy forbids
    window.forget()
    return found


def load(window: Window) -> None:
    """Bring the measuring scripts into the page, once."""
    if not window.page.evaluate("'looks' in window"):
        window.page.evaluate(AXE_SOURCE)
        window.page.evaluate(LOOKS)


def by_keyboard(window: Window) -> list[str]:
    """What Tab never reaches, or reaches without anybody seeing it."""
    count = window.page.evaluate("looks.watchFocus()")
    dates = window.page.locator("input[type=date]").count()  # Tab stops at day, month, year and calendar
    for _ in range(count + 3 * dates + 2):
        window.page.keyboard.press("Tab")
    found: list[str] = window.page.evaluate("looks.keyboard()")
    return found


def barriers(window: Window) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA."""
    found: list[str] = window.page.evaluate(
        """async tags => {
          const wanted = {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]};
          const {violations} = await axe.run(document, wanted);
          return violations.flatMap(({id, nodes}) => nodes.map(({target}) => `axe ${id}: ${target}`));
        }""",
        WCAG,
    )
    return found


def sideways(window: Window, device: Device) -> list[str]:
    """Whether somebody who magnifies the page to double size has to scroll sideways.

    The session stays: with its end the page would take the size of a window with a title bar.
    """
    page = window.page
    session = page.context.new_cdp_session(page)
    for factor, width, height in (
        (2, device.width // 2, device.height // 2),
        (1, device.width, device.height),
    ):
        metrics = {"width": width, "height": height, "deviceScaleFactor": factor, "mobile": False}
        session.send("Emulation.setDeviceMetricsOverride", metrics)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            return [f"scrolls sideways by {wide}px at {width}x{height}"]
    return []
