// A screen that somebody works at stays lit, where the browser can do that and the page came safely (https, localhost).

/** Milliseconds until it is asked for again after the system has taken the light away, as with a battery that runs low. */
const AGAIN_MS = 60_000;

/** Ask for the light, and ask again whenever it is lost and whenever the page is looked at again. Elsewhere nothing happens. */
export function stayAwake(lock = navigator.wakeLock, page = document, wait = setTimeout) {
  if (!lock) return;
  let held = null;
  let asking = false;
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    wait(() => {
      waiting = false;
      ask();
    }, AGAIN_MS);
  };
  const ask = async () => {
    if (asking || page.visibilityState !== "visible" || (held && !held.released)) return;
    asking = true;
    try {
      held = await lock.request("screen");
      held.addEventListener?.("release", later, { once: true });
    } catch (problem) {
      console.info("the screen may go dark here", String(problem));
      later();
    } finally {
      asking = false;
    }
  };
  page.addEventListener("visibilitychange", ask);
  ask();
}
