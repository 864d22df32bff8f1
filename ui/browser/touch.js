// One touch, one action: for pages that are touched by everybody, on glass that may be wet, by hands that tremble.
//
// `careful()` is called once by the page; every button of it then behaves like this:
// - it shows that it is pressed at once (`data-pressed`), and acts when the finger leaves it; a hand that leans on it for long does nothing;
// - a second touch of the key, or of the same spot after the page has changed, counts after 600 ms only;
// - a finger that slides off the key, or begins to scroll, does nothing;
// - a key that has come to mean something else below the finger (`data-means`) does nothing;
// - of two fingers on two keys the first one counts; a hand that rests beside the keys disturbs nobody;
// - no menu opens, nothing is dragged away, nothing is selected.
// Keys that one types with carry `data-quick`: they may be struck twice in a row. Keyboards and readers go on as ever.

import { counts, isPress } from "#ui/touch_model.js";

const KEYS = "button, summary, a[href], [role=button], [role=checkbox], [role=radio]";

/** Look after the keys inside `root`; the answer is a function that lets go again. */
export function careful(root = document, now = () => performance.now()) {
  let held = null; // the finger that is down: {id, key, means, since, slipped}
  let last = null; // the press that counted last
  let answeredAt = null; // when a finger left the glass: the browser's own click comes after it
  let ours = false;

  const keyAt = (event) => (event.target instanceof Element ? event.target.closest(KEYS) : null);
  const release = () => {
    held?.key.removeAttribute("data-pressed");
    held = null;
  };
  const isOn = (event) => held.key.contains(document.elementFromPoint(event.clientX, event.clientY));

  function down(event) {
    if (event.button > 0 || (held && isPress(held.since, now()))) return;
    const key = keyAt(event);
    release();
    if (!key) return;
    held = { id: event.pointerId, key, means: key.dataset.means, since: now(), slipped: false };
    key.setAttribute("data-pressed", "");
  }

  function move(event) {
    if (event.pointerId !== held?.id || held.slipped || isOn(event)) return;
    held.slipped = true;
    held.key.removeAttribute("data-pressed");
  }

  function up(event) {
    answeredAt = now();
    if (event.pointerId !== held?.id) return;
    const { key, means, since, slipped } = held;
    const pressed = !slipped && key.isConnected && key.dataset.means === means && isPress(since, now()) && isOn(event);
    release();
    if (pressed) act({ key, quick: key.hasAttribute("data-quick"), x: event.clientX, y: event.clientY, ms: now() });
  }

  function act(press) {
    if (!counts(last, press)) return;
    last = press;
    ours = true;
    try {
      press.key.click();
    } finally {
      ours = false;
    }
  }

  /** The browser's own click after a finger was answered already; one of a keyboard is a press like any other. */
  function click(event) {
    const key = keyAt(event);
    if (ours || !event.isTrusted || !key) return;
    if (event.detail > 0 && answeredAt !== null && now() - answeredAt < 1000) return stop(event);
    const press = { key, quick: key.hasAttribute("data-quick"), ms: now() };
    if (counts(last, press)) last = press;
    else stop(event);
  }

  const cancel = (event) => event.pointerId === held?.id && release();
  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const listeners = {
    pointerdown: down, pointermove: move, pointerup: up, pointercancel: cancel, click,
    contextmenu: stop, dragstart: stop, selectstart: (event) => !event.target.closest?.("input") && event.preventDefault(),
  };
  for (const [name, listener] of Object.entries(listeners)) root.addEventListener(name, listener, true);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) root.removeEventListener(name, listener, true);
  };
}
